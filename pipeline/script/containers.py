"""Containers: whose voice speaks within them, what is said on entering, and how long they rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.script.desk import Desk
from pipeline.script.passages import Passage, SpokenPassage
from pipeline.values.essay import Block, Container, ContainerKind
from pipeline.values.script import Pause, Role

_ROLES: Mapping[ContainerKind, Role] = {
    ContainerKind.QUOTE: Role.QUOTE,
    ContainerKind.PULL_QUOTE: Role.QUOTE,
    ContainerKind.FOOTNOTE: Role.ASIDE,
    ContainerKind.ASIDE: Role.ASIDE,
    ContainerKind.TURN: Role.SPEAKER,
}
_QUOTES = {ContainerKind.QUOTE, ContainerKind.PULL_QUOTE}


def outermost(block: Block, kind: ContainerKind) -> Container | None:
    """Return the outermost container of *kind* that *block* stands within."""
    return next((c for c in block.within if c.kind is kind), None)


def voice(block: Block, desk: Desk) -> tuple[Role, str]:
    """Return the role that *block* is said in, and the speaker's name for speakers.

    The innermost container that has a role decides.
    """
    for container in reversed(block.within):
        if container.kind in _QUOTES and desk.policies.quotes != "voice":
            continue
        if container.kind is ContainerKind.TURN and not container.label.strip():
            continue
        if container.kind in _ROLES:
            role = _ROLES[container.kind]
            return role, container.label if role is Role.SPEAKER else ""
    return Role.NARRATOR, ""


def introduced(passages: Iterable[Passage], desk: Desk) -> Iterator[Passage]:
    """Put in what is said on entering and leaving containers: numbers, names, quotation marks."""
    flow = _with_own_words(passages, desk)
    return (p for p in flow if p.block is not None or p.words.strip() or p.pause is Pause.DIVIDER)


def _with_own_words(passages: Iterable[Passage], desk: Desk) -> Iterator[Passage]:
    entered: set[int] = set()
    quotes: list[tuple[int, tuple[Container, ...]]] = []
    for passage in passages:
        inside = {container.id for container in passage.within}
        while quotes and quotes[-1][0] not in inside:
            yield _own(desk.phrases.end_quote, quotes.pop()[1], Pause.QUOTE)
        new = [c for c in passage.within if c.id not in entered]
        entered |= inside
        for container in new:
            if container.kind in _QUOTES and desk.policies.quotes == "mark":
                outside = passage.within[: passage.within.index(container)]
                quotes.append((container.id, outside))
                yield _own(desk.phrases.quote, passage.within, Pause.SENTENCE)
            if container.kind is ContainerKind.TURN and desk.policies.speakers == "name":
                yield _own(container.label, passage.within, Pause.SENTENCE)
        prefix = "".join(_prefix(container, desk) for container in new)
        yield replace(passage, prefix=prefix + passage.prefix) if prefix else passage
    for _, outside in quotes[::-1]:
        yield _own(desk.phrases.end_quote, outside, Pause.QUOTE)


def _own(words: str, within: tuple[Container, ...], pause: Pause) -> Passage:
    return Passage(Role.NARRATOR, words=words, within=within, pause=pause)


def _prefix(container: Container, desk: Desk) -> str:
    if container.kind is ContainerKind.FOOTNOTE:
        return desk.phrases.footnote
    if container.kind is ContainerKind.LIST_ITEM and container.number is not None:
        return f"{container.number}: "
    return ""


def pause_between(spoken: SpokenPassage, following: SpokenPassage | None) -> Pause:
    """Return the pause after *spoken*, by the containers that end there."""
    if spoken.passage.pause is not None:
        return spoken.passage.pause
    next_within = following.passage.within if following else ()
    staying = {container.id for container in next_within}
    ended = [c for c in spoken.passage.within if c.id not in staying]
    kinds = {container.kind for container in ended}
    if ContainerKind.TURN in kinds:
        return Pause.TURN
    if kinds & _QUOTES:
        return Pause.QUOTE
    lists = {c.group for c in spoken.passage.within if c.kind is ContainerKind.LIST_ITEM}
    next_lists = {c.group for c in next_within if c.kind is ContainerKind.LIST_ITEM}
    return Pause.ITEM if lists & next_lists else Pause.PARAGRAPH
