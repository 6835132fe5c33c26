"""An essay flattened to one line: its links, lists, headings and paragraphs found again."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pipeline.languages.sentences import sentences
from pipeline.reading.calls import calls_in
from pipeline.reading.headings import heading_end
from pipeline.reading.usage import Usage, usage_in
from pipeline.reading.word_sets import words
from pipeline.tools.fetching.urls import url_parts
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, Mark, MarkKind

_ADDRESS = re.compile(r"\[((?:https?://|mailto:)[^\]\s]{1,2000})\]")
_ITEM = re.compile(r"(?:(?<=\s)|\A)[*•](?= \S)")
_HEAD_NUMBER = re.compile(r"(?<=[.!?…”\])] )\d{1,2}[.)] (?=[A-Z])")
_FULL_WORDS = 70
"""Words after which a paragraph ends with its sentence."""
_CLAUSE = re.compile(r"[.,;:!?—–()“”\"\n]\s|[—–(“\"\n]|\]\s?")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SHOWN_ADDRESS = re.compile(r"(?<!\S)(?:https?://)?(?:[\w-]{1,60}\.)+[a-z]{2,}/?\S{0,150}$")
_ANCHOR_WORDS = 8
_LEADING = words(
    "a an the and or but of in on at by to from with for as is are was were that this these those "
    "it its my our your their his her i we you they which who see has have had be been being if so "
    "not also just such"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: BlockKind
    start: int
    end: int
    item: int = 0
    """Where the list begins that it is an item of, counted from 1; 0 for none."""


@dataclass(frozen=True, slots=True)
class _Prose:
    text: str
    spans: list[tuple[int, int]]
    """Its sentences."""
    usage: Usage


def blocks_of_flattened(text: str, usage: Usage | None = None) -> tuple[Block, ...]:
    """Return the blocks of an essay that has lost its line breaks and all marks of its structure.

    Args:
        text: Prose with links as ``words [address]`` and items as `` * item``.
        usage: How its author writes words, where more is known of it than the essay shows.
    """
    prose = _Prose(text, _with_numbers(text, sentences(text)), usage or usage_in(text))
    blocks = []
    links = [(m.start(), m.end(), m[1]) for m in _ADDRESS.finditer(text)]
    starts = [start for start, _, _ in links]
    ids = itertools.count(1)
    groups: dict[int, int] = {}
    for piece in _pieces(prose):
        within: tuple[Container, ...] = ()
        if piece.item:
            group = groups.setdefault(piece.item, next(ids))
            within = (Container(ContainerKind.LIST_ITEM, next(ids), group=group),)
        first = bisect.bisect_left(starts, piece.start)
        last = bisect.bisect_left(starts, piece.end)
        marks = _marks(text, piece, links[first:last])
        level = 2 if piece.kind is BlockKind.HEADING else 0
        blocks.append(Block(piece.kind, text[piece.start : piece.end], marks, within, level))
    return tuple(blocks)


def _marks(text: str, piece: _Piece, links: list[tuple[int, int, str]]) -> tuple[Mark, ...]:
    marks = []
    if piece.item:
        marks.append(Mark(MarkKind.BULLET, 0, 1))
    before = piece.start + (1 if piece.item else 0)
    for start, end, url in links:
        anchor = _anchor(text, before, start, url)
        if anchor:
            marks.append(Mark(MarkKind.LINK, anchor[0] - piece.start, anchor[1] - piece.start, url))
        marks.append(Mark(MarkKind.URL, start - piece.start, end - piece.start, url))
        before = end
    return tuple(marks)


def _anchor(text: str, first: int, end: int, url: str) -> tuple[int, int] | None:
    """Return the words before an address that were most likely its link.

    Flattening lost where a link began. Words that the address itself holds tell it; else it is
    taken to begin a few words back, within the clause, at a word that means something.
    """
    stop = len(text[first:end].rstrip()) + first
    shown = _SHOWN_ADDRESS.search(text, max(first, stop - 200), stop)
    if shown:
        return shown.span()
    words = list(_WORD.finditer(text, max(first, stop - 120), stop))
    clause = [m.end() for m in _CLAUSE.finditer(text, max(first, stop - 120), max(first, stop - 1))]
    since = clause[-1] if clause else first
    near = [word for word in words[-_ANCHOR_WORDS:] if word.start() >= since]
    if not near:
        return (words[-1].start(), stop) if words and words[-1].start() >= first else None
    address = set(re.findall(r"[a-z0-9]+", url_parts(url).path.lower()))
    told = [w for w in near if w[0].lower() not in _LEADING and _plain(w[0]) & address]
    if told:
        return told[0].start(), stop
    near = near[-4:]
    while len(near) > 1 and near[0][0].lower() in _LEADING:
        near = near[1:]
    return near[0].start(), stop


def _plain(word: str) -> set[str]:
    lower = word.lower()
    return {*re.findall(r"[a-z0-9]+", lower), re.sub(r"[^a-z0-9]", "", lower)}


def _pieces(prose: _Prose) -> Iterator[_Piece]:
    """Return the pieces of the text in order; between them lies only white space."""
    text = prose.text
    calls = calls_in(text)
    fresh = False
    at = 0
    for start, end in calls:
        yield from _trimmed(text, _listed(prose, at, start, fresh=fresh))
        yield from _trimmed(text, iter([_Piece(BlockKind.CALL, start, end)]))
        at, fresh = end, True
    yield from _trimmed(text, _listed(prose, at, len(text), fresh=fresh))


def _with_numbers(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* with a number at a heading's head on the heading's side of the boundary."""
    starts = {start for start, _ in spans}
    for found in _HEAD_NUMBER.finditer(text):
        starts.add(found.start())
        starts.discard(found.end())
    return list(itertools.pairwise((*sorted(starts), len(text))))


def _trimmed(text: str, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    for piece in pieces:
        inside = text[piece.start : piece.end]
        start = piece.start + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if end > start:
            yield _Piece(piece.kind, start, end, piece.item)


def _listed(prose: _Prose, start: int, end: int, *, fresh: bool) -> Iterator[_Piece]:
    """Return the prose and the list items between *start* and *end*."""
    text, spans = prose.text, prose.spans
    markers = [found.start() for found in _ITEM.finditer(text, start, end)]
    if not markers:
        yield from _told(prose, start, end, fresh=fresh)
        return
    yield from _told(prose, start, markers[0], fresh=fresh)
    for run in _runs(markers, text):
        bounds = [*run, _last_item_end(text, run, end, spans)]
        following = next((m for m in markers if m > run[-1]), end)
        bounds[-1] = min(bounds[-1], following)
        for first, last in itertools.pairwise(bounds):
            yield _Piece(BlockKind.PARAGRAPH, first, last, item=run[0] + 1)
        yield from _told(prose, bounds[-1], following, fresh=True)


_LONGEST_ITEM = 1_500


def _runs(markers: list[int], text: str) -> list[list[int]]:
    """Return *markers* in lists: an item too long for one ends its list."""
    runs = [[markers[0]]]
    for before, marker in itertools.pairwise(markers):
        if marker - before > _LONGEST_ITEM or text[before] != text[marker]:
            runs.append([marker])
        else:
            runs[-1].append(marker)
    return runs


def _last_item_end(text: str, run: list[int], end: int, spans: list[tuple[int, int]]) -> int:
    """Return where a list's last item ends, told by how the others are built."""
    items = [text[first:last].strip() for first, last in itertools.pairwise(run)]
    last = run[-1]
    counts = [_sentence_count(first, second, spans) for first, second in itertools.pairwise(run)]
    unstopped = items and all(item[-1] not in '.!?”")]' for item in items)
    if unstopped:
        return _fragment_end(text, last, end, [len(item.split()) for item in items])
    wanted = min(counts, default=1)
    index = bisect.bisect_right(spans, (last + 1, len(text)))
    ends = [stop for begin, stop in spans[max(0, index - 1) :][: wanted + 1] if stop > last + 2]
    return min(end, ends[min(wanted, len(ends)) - 1]) if ends else end


def _sentence_count(first: int, last: int, spans: list[tuple[int, int]]) -> int:
    low = bisect.bisect_right(spans, (first + 1, 1 << 60))
    high = bisect.bisect_left(spans, (last, 0))
    return max(1, high - low + 1)


def _fragment_end(text: str, start: int, end: int, lengths: list[int]) -> int:
    """Return where an item without a full stop ends: at a capital near the others' length."""
    usual = median(lengths)
    words = list(re.finditer(r"\S+", text[start : min(end, start + _LONGEST_ITEM)]))
    best, distance = end, float("inf")
    for index in range(2, len(words)):
        if words[index - 1][0][-1:] in ".!?":
            return (
                min(best, start + words[index - 1].end())
                if best < end
                else start + words[index - 1].end()
            )
        away = abs(index - usual)
        if words[index][0][:1].isupper() and away < distance:
            best, distance = start + words[index - 1].end(), away
    return best


def _told(prose: _Prose, start: int, end: int, *, fresh: bool) -> Iterator[_Piece]:
    """Return the headings and paragraphs between *start* and *end*."""
    text, spans = prose.text, prose.spans
    paragraph = start
    index = max(0, bisect.bisect_right(spans, (start, 1 << 60)) - 1)
    while index < len(spans) and spans[index][0] < end:
        first, last = max(spans[index][0], start), min(spans[index][1], end)
        following = spans[index + 1] if index + 1 < len(spans) else (last, last)
        index += 1
        first = _behind_space(text, first, last)
        while first < last:
            over = heading_end(text, (first, last), following, prose.usage, fresh=fresh)
            fresh = False
            if over == first:
                break
            yield _Piece(BlockKind.PARAGRAPH, paragraph, first)
            yield _Piece(BlockKind.HEADING, first, over)
            paragraph = over
            first = _behind_space(text, over, last)
        broken = "\n" in text[last : last + 1] or text[first:last].endswith("\n")
        if broken or text.count(" ", paragraph, last) >= _FULL_WORDS:
            yield _Piece(BlockKind.PARAGRAPH, paragraph, last)
            paragraph = last
    yield _Piece(BlockKind.PARAGRAPH, paragraph, end)


def _behind_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end]) - len(text[start:end].lstrip())
