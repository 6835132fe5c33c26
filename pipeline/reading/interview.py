"""Interviews: ``Name: …`` and ``**Name** [00:12]: …`` at the head of paragraphs become turns."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.reading.word_sets import words
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, Mark, MarkKind

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_NAME = r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,3}(?: \([A-Z][\w &.-]{1,30}\))?)"
_HEAD = re.compile(
    rf"(?:{_TIME}[ \t]*[-–—]?\s*)?{_NAME}[ \t]*(?:{_TIME})?[ \t]*[:：]"
    rf"[ \t]*(?:{_TIME})?\s*"
)
_LINE = re.compile(rf"(?:{_TIME}[ \t]*)?{_NAME}[ \t]*(?:[-–—]?[ \t]*{_TIME})[ \t]*(?:\n|$)")
_NO_NAMES = words(
    "note notes update edit warning example caution tip todo answer conclusion summary source "
    "sources step question result results definition theorem proof remark however remember "
    "important disclaimer correction ps p.s tldr tl;dr problem solution pros cons why what how "
    "where when who first second third finally figure table photo image credit credits reading "
    "takeaway lesson rule point fact myth reality claim chapter part section title author date "
    "subject from to re cc via total cost price before after input output advantages disadvantages "
    "advantage disadvantage pro con benefits drawbacks strengths weaknesses usage install expected "
    "actual examples requirements features goals goal"
)
_PARTICLES = words("of van von de der den di da del la le du dos bin ibn al el y and und et")
_ADDRESSING = re.compile(
    r"\b(?:I|I['’]m|you|your|we|my|me|us|our|ich|du|Sie|wir|je|tu|vous|nous|yo|tú|usted)\b"
)
_ABBREVIATED = frozenset({"q", "a", "question", "answer", "host", "guest", "interviewer"})


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    end: int
    """Where the words of the turn begin."""


def with_turns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return *blocks* with turns as containers, and the speakers in order of appearance.

    An essay is an interview only when at least two names open paragraphs, each at least twice,
    turns are a good part of its paragraphs, and they speak to one another: with times, as question
    and answer, or with whole names and words like *you*. Otherwise blocks come back as they are.
    """
    heads = [_head(block) for block in blocks]
    names = _speakers(heads, blocks)
    if not names:
        return blocks, ()
    ids = itertools.count(1 + max((c.id for b in blocks for c in b.within), default=0))
    turned: list[Block] = []
    turn: Container | None = None
    for block, head in zip(blocks, heads, strict=True):
        if head and head.name in names:
            turn = Container(ContainerKind.TURN, next(ids), label=names[head.name])
            turned.append(_in_turn(_with_speaker(block, head), turn))
            continue
        if block.kind in {BlockKind.HEADING, BlockKind.DIVIDER, BlockKind.CHROME, BlockKind.CALL}:
            turn = None
        noted = any(container.kind is ContainerKind.FOOTNOTE for container in block.within)
        turned.append(_in_turn(block, turn) if turn and not noted else block)
    return tuple(turned), tuple(dict.fromkeys(names.values()))


def _head(block: Block) -> _Head | None:
    if block.kind is not BlockKind.PARAGRAPH or block.within:
        return None
    start = block.text[:120]
    found = _HEAD.match(start) or _LINE.match(start)
    if not found:
        return None
    name = found["name"].rstrip(".")
    if not all(w[0].isupper() or w[0] in "(0123456789" or w in _PARTICLES for w in name.split()):
        return None
    if name.lower() in _NO_NAMES - _ABBREVIATED or not name[0].isupper():
        return None
    whole = found.end() == len(block.text)
    return None if whole and found.re is _HEAD and len(name) < 2 else _Head(name, found.end())


def _speakers(heads: list[_Head | None], blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return each name that opens turns → the speaker's name; empty when this is no interview."""
    counts = Counter(head.name for head in heads if head)
    often = {name: n for name, n in counts.items() if n >= 2}
    told = sum(1 for b in blocks if b.kind is BlockKind.PARAGRAPH and not b.within)
    if len(often) < 2 or sum(often.values()) < max(4, 0.25 * told):
        return {}
    if not _is_conversation(heads, blocks, often.keys()):
        return {}
    order = list(dict.fromkeys(head.name for head in heads if head and _is_speaker(head, often)))
    return {name: _full_name(name, order) for name in order}


def _is_conversation(
    heads: list[_Head | None], blocks: tuple[Block, ...], names: Collection[str]
) -> bool:
    """Return whether turns answer one another: labels also open the parts of a comparison."""
    if {name.lower() for name in names} <= _ABBREVIATED:
        return True
    labels = {head.name for head in heads if head}
    if any(label.startswith(f"{name} ") for label in labels for name in labels):
        return True  # somebody is named in full, then by the first name
    labelled = [
        (head.name, _words_of_turn(index, head, heads, blocks))
        for index, head in enumerate(heads)
        if head and head.name in names
    ]
    if any(_TIMED.match(b.text[: h.end]) for b, h in zip(blocks, heads, strict=True) if h):
        return True
    answered = sum(
        one[0] != other[0] and one[1].rstrip("”\"' ").endswith("?")
        for one, other in itertools.pairwise(labelled)
    )
    if answered:
        return True
    addressing = sum(bool(_ADDRESSING.search(text)) for _, text in labelled)
    whole = all(len(name.split()) > 1 for name in names)
    return addressing >= (0.5 if whole else 0.7) * len(labelled) and all(
        text for _, text in labelled
    )


def _words_of_turn(
    index: int, head: _Head, heads: list[_Head | None], blocks: tuple[Block, ...]
) -> str:
    """Return what stands behind a label, or in the paragraph below one that stands alone."""
    own = blocks[index].text[head.end :].strip()
    alone = not own and index + 1 < len(blocks) and heads[index + 1] is None
    return blocks[index + 1].text if alone else own


_TIMED = re.compile(r".*?\d{1,2}:\d{2}")


def _is_speaker(head: _Head, often: dict[str, int]) -> bool:
    """A name met once speaks too when it looks like one: two words, or part of a known one."""
    words = head.name.split()
    if head.name in often or any(words[0] == name.split()[0] for name in often):
        return True
    return len(words) in {2, 3} and all(word[0].isupper() for word in words)


def _full_name(name: str, order: list[str]) -> str:
    """Return the longest name that *name* is the first word of (``Ann`` → ``Ann Lee``)."""
    longer = [other for other in order if other != name and other.split()[0] == name]
    return longer[0] if len(longer) == 1 else name


def _with_speaker(block: Block, head: _Head) -> Block:
    end = len(block.text[: head.end].rstrip())
    kept = tuple(mark for mark in block.marks if mark.end > end or mark.kind is MarkKind.LINK)
    marks = sorted(
        (Mark(MarkKind.SPEAKER, 0, end), *kept), key=lambda mark: (mark.start, -mark.end)
    )
    return replace(block, marks=tuple(marks))


def _in_turn(block: Block, turn: Container) -> Block:
    return replace(block, within=(turn, *block.within))
