"""Footnotes: said after the paragraph or the chapter that calls them, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.script.passages import SpokenPassage, left_out
from pipeline.values.essay import Block, ContainerKind, Essay, MarkKind
from pipeline.values.script import Pause

_CALLED_UNREAD = "footnote: what calls it is not read"


@dataclass(slots=True)
class Notes:
    """The footnotes of an essay, taken out one by one as they are called."""

    waiting: dict[str, list[SpokenPassage]]
    """By label; the parts of each in order."""
    blocks: Sequence[Block]

    def called_by(self, spoken: SpokenPassage) -> Iterator[SpokenPassage]:
        """Yield the notes that *spoken* calls, each followed by those it calls itself."""
        calls = list(reversed(self._labels(spoken)))
        while calls:
            for part in self.waiting.pop(calls.pop(), ()):
                yield part
                calls += reversed(self._labels(part))

    def _labels(self, spoken: SpokenPassage) -> list[str]:
        passage = spoken.passage
        if passage.block is None or not spoken.utterances:
            return []
        marks = self.blocks[passage.block].marks
        return [
            m.target
            for m in marks
            if m.kind is MarkKind.FOOTNOTE and passage.start <= m.start < passage.end
        ]


def apart(
    spoken_passages: Iterable[SpokenPassage], essay: Essay
) -> tuple[list[SpokenPassage], Notes]:
    """Take the footnotes out of the text."""
    body: list[SpokenPassage] = []
    waiting: dict[str, list[SpokenPassage]] = {}
    for spoken in spoken_passages:
        label = next(
            (c.label for c in spoken.passage.within if c.kind is ContainerKind.FOOTNOTE), None
        )
        if label is None:
            body.append(spoken)
        else:
            waiting.setdefault(label, []).append(spoken)
    return body, Notes(waiting, essay.blocks)


def after_paragraphs(body: Sequence[SpokenPassage], notes: Notes) -> Iterator[SpokenPassage]:
    """Yield *body* with each note after the block that calls it first.

    What a heading calls is said after the block that follows it, and what the line before a list
    calls after the list.
    """
    held: list[SpokenPassage] = []
    before_list = False
    for at, spoken in enumerate(body):
        held += notes.called_by(spoken)
        if held and spoken.passage.pause is Pause.DIVIDER:
            yield replace(spoken, passage=replace(spoken.passage, pause=None))
            held[-1] = replace(held[-1], passage=replace(held[-1].passage, pause=Pause.DIVIDER))
        else:
            yield spoken
        listed = any(map(_is_item, body[at + 1 : at + 2]))
        before_list = bool(held) and listed and (before_list or not _is_item(spoken))
        if not spoken.passage.level and not before_list:
            yield from held
            held.clear()
    yield from held


def _is_item(spoken: SpokenPassage) -> bool:
    return any(container.kind is ContainerKind.LIST_ITEM for container in spoken.passage.within)


def after_all(body: Iterable[SpokenPassage], notes: Notes) -> Iterator[SpokenPassage]:
    """Yield *body*, and after it the notes that it calls."""
    called: list[SpokenPassage] = []
    for spoken in body:
        yield spoken
        called += notes.called_by(spoken)
    yield from called


def never_spoken(notes: Notes, essay: Essay) -> tuple[list[SpokenPassage], list[SpokenPassage]]:
    """Return the waiting notes that nothing calls, to be said at the end, and those left out.

    A note whose only calls stand in what is not read has nowhere to belong and is left out.
    """
    called = {m.target for b in essay.blocks for m in b.marks if m.kind is MarkKind.FOOTNOTE}
    uncalled = [
        spoken for label, parts in notes.waiting.items() for spoken in parts if label not in called
    ]
    unread = [
        _silenced(spoken, essay)
        for label, parts in notes.waiting.items()
        if label in called
        for spoken in parts
    ]
    return uncalled, unread


def _silenced(spoken: SpokenPassage, essay: Essay) -> SpokenPassage:
    index = spoken.passage.block
    omitted = () if index is None else (left_out(index, essay.blocks[index], _CALLED_UNREAD),)
    return SpokenPassage(spoken.passage, (), omitted)
