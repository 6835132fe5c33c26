"""Footnotes: said after the paragraph or the chapter that calls them, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.script.passages import Said, left_out
from pipeline.values.essay import Block, ContainerKind, Essay, MarkKind
from pipeline.values.script import Pause

_CALLED_UNREAD = "footnote: what calls it is not read"


@dataclass(slots=True)
class Notes:
    """The footnotes of an essay, taken out one by one as they are called."""

    waiting: dict[str, list[Said]]
    """By label; the parts of each in order."""
    blocks: Sequence[Block]

    def called_by(self, said: Said) -> Iterator[Said]:
        """Yield the notes that *said* calls, each followed by those it calls itself."""
        calls = list(reversed(self._labels(said)))
        while calls:
            for part in self.waiting.pop(calls.pop(), ()):
                yield part
                calls += reversed(self._labels(part))

    def _labels(self, said: Said) -> list[str]:
        passage = said.passage
        if passage.block is None or not said.utterances:
            return []
        marks = self.blocks[passage.block].marks
        return [
            m.target
            for m in marks
            if m.kind is MarkKind.FOOTNOTE and passage.start <= m.start < passage.end
        ]


def apart(saids: Iterable[Said], essay: Essay) -> tuple[list[Said], Notes]:
    """Take the footnotes out of the text."""
    body: list[Said] = []
    waiting: dict[str, list[Said]] = {}
    for said in saids:
        label = next(
            (c.label for c in said.passage.within if c.kind is ContainerKind.FOOTNOTE), None
        )
        if label is None:
            body.append(said)
        else:
            waiting.setdefault(label, []).append(said)
    return body, Notes(waiting, essay.blocks)


def after_paragraphs(body: Sequence[Said], notes: Notes) -> Iterator[Said]:
    """Yield *body* with each note after the block that calls it first.

    What a heading calls is said after the block that follows it, and what the line before a list
    calls after the list.
    """
    held: list[Said] = []
    before_list = False
    for at, said in enumerate(body):
        held += notes.called_by(said)
        if held and said.passage.pause is Pause.DIVIDER:
            yield replace(said, passage=replace(said.passage, pause=None))
            held[-1] = replace(held[-1], passage=replace(held[-1].passage, pause=Pause.DIVIDER))
        else:
            yield said
        listed = any(map(_is_item, body[at + 1 : at + 2]))
        before_list = bool(held) and listed and (before_list or not _is_item(said))
        if not said.passage.level and not before_list:
            yield from held
            held.clear()
    yield from held


def _is_item(said: Said) -> bool:
    return any(container.kind is ContainerKind.LIST_ITEM for container in said.passage.within)


def after_all(body: Iterable[Said], notes: Notes) -> Iterator[Said]:
    """Yield *body*, and after it the notes that it calls."""
    called: list[Said] = []
    for said in body:
        yield said
        called += notes.called_by(said)
    yield from called


def never_said(notes: Notes, essay: Essay) -> tuple[list[Said], list[Said]]:
    """Return the waiting notes that nothing calls, to be said at the end, and those left out.

    A note whose only calls stand in what is not read has nowhere to belong and is left out.
    """
    called = {m.target for b in essay.blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    uncalled = [
        said for label, parts in notes.waiting.items() for said in parts if label not in called
    ]
    unread = [
        _silenced(said, essay)
        for label, parts in notes.waiting.items()
        if label in called
        for said in parts
    ]
    return uncalled, unread


def _silenced(said: Said, essay: Essay) -> Said:
    index = said.passage.block
    omitted = () if index is None else (left_out(index, essay.blocks[index], _CALLED_UNREAD),)
    return Said(said.passage, (), omitted)
