"""Inline policies: what each kind of mark does to the characters under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.languages.sentences import asides
from pipeline.script.desk import Desk
from pipeline.script.passages import LINE_BREAK, Change
from pipeline.script.stage_directions import stage_directions
from pipeline.values.essay import Block, Mark, MarkKind

MarkPolicy = Callable[[Mark, Block, Desk], Iterator[Change]]

_SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")


def inline_changes(block: Block, desk: Desk) -> tuple[Change, ...]:
    """Return the changes that the marks of *block* ask for."""
    changes = [
        change
        for mark in block.marks
        if mark.kind in _POLICIES and 0 <= mark.start < mark.end <= len(block.text)
        for change in _POLICIES[mark.kind](mark, block, desk)
    ]
    if desk.policies.parentheses == "omit":
        changes += [
            Change(start, end, reason="aside in parentheses: left out")
            for start, end in parentheses(block.text)
        ]
    if desk.policies.stage_directions == "omit":
        changes += [
            Change(start, end, reason="stage direction: left out")
            for start, end in stage_directions(block, desk.row.stage_directions)
        ]
    return tuple(changes)


def parentheses(text: str) -> list[tuple[int, int]]:
    """Return the spans of the outermost asides in parentheses of *text*, brackets included.

    A bracket within a word or a formula, as in ``f(x)``, and markers such as ``(a)`` are none.
    """
    return [
        (start, end)
        for start, end in asides(text)
        if text[start] == "(" and end - start > 5 and (start == 0 or text[start - 1].isspace())
    ]


def _silence(reason: str) -> MarkPolicy:
    def silent(mark: Mark, _block: Block, _desk: Desk) -> Iterator[Change]:
        yield Change(mark.start, mark.end, reason=reason)

    return silent


def _markup(mark: Mark, _block: Block, _desk: Desk) -> Iterator[Change]:
    yield Change(mark.start, mark.end, reason=mark.target or "markup")


def _link(mark: Mark, _block: Block, desk: Desk) -> Iterator[Change]:
    if desk.policies.links == "announce" and desk.phrases.link:
        yield Change(mark.end, mark.end, desk.phrases.link)


def _struck(mark: Mark, _block: Block, desk: Desk) -> Iterator[Change]:
    if desk.policies.struck == "omit":
        yield Change(mark.start, mark.end, reason="struck out")


def _code(mark: Mark, block: Block, desk: Desk) -> Iterator[Change]:
    if desk.policies.inline_code == "omit":
        yield Change(mark.start, mark.end, reason="inline code: left out")
    elif words := desk.code(block.text[mark.start : mark.end]):
        yield Change(mark.start, mark.end, words)


def _maths(mark: Mark, block: Block, desk: Desk) -> Iterator[Change]:
    words = desk.maths(block.text[mark.start : mark.end])
    if words is None and desk.policies.maths != "omit":
        words = desk.phrases.formula
    reason = "" if words else "formula: left out"
    yield Change(mark.start, mark.end, words or "", reason)


def _before(mark: Mark, block: Block) -> str:
    """Return the two characters before *mark* that are text, and not the markup that makes it."""
    at = mark.start
    while any(m.kind is MarkKind.MARKUP and m.start < at <= m.end for m in block.marks):
        at -= 1
    return block.text[max(0, at - 2) : at]


def _superscript(mark: Mark, block: Block, _desk: Desk) -> Iterator[Change]:
    raised = block.text[mark.start : mark.end]
    if not raised.translate(_SUPERSCRIPTS).isprintable() or not any(c.isdigit() for c in raised):
        return
    stem = _before(mark, block)
    is_power = stem[-1:].isdigit() or (stem[-1:].isalpha() and not stem[:-1].isalpha())
    if is_power:
        yield Change(mark.start, mark.end, raised.translate(_SUPERSCRIPTS))
    elif all(c.isdigit() or c in ", " for c in raised):
        yield Change(mark.start, mark.end, reason="footnote mark")


def _break(mark: Mark, _block: Block, _desk: Desk) -> Iterator[Change]:
    yield Change(mark.start, mark.end, LINE_BREAK)


def _task(mark: Mark, _block: Block, desk: Desk) -> Iterator[Change]:
    words = desk.phrases.done if mark.target == "done" else desk.phrases.to_do
    yield Change(mark.start, mark.end, words, "" if words else "task list's box")


def _bullet(mark: Mark, block: Block, _desk: Desk) -> Iterator[Change]:
    marker = block.text[mark.start : mark.end]
    numeral = "".join(c for c in marker if c.isalnum())
    spoken_anyway = any(container.number is not None for container in block.within)
    if numeral and not spoken_anyway:
        yield Change(mark.start, mark.end, f"{numeral}: ")
    else:
        yield Change(mark.start, mark.end, reason="list marker")


_POLICIES: Mapping[MarkKind, MarkPolicy] = {
    MarkKind.STRIKE: _struck,
    MarkKind.CODE: _code,
    MarkKind.LINK: _link,
    MarkKind.IMAGE: _silence("picture within a sentence: kept for the show notes"),
    MarkKind.MATH: _maths,
    MarkKind.FOOTNOTE: _silence("footnote mark"),
    MarkKind.SUPERSCRIPT: _superscript,
    MarkKind.BREAK: _break,
    MarkKind.SPEAKER: _silence("speaker's name: said by the change of voice"),
    MarkKind.TASK: _task,
    MarkKind.URL: _silence("link's address: kept for the show notes"),
    MarkKind.BULLET: _bullet,
    MarkKind.MARKUP: _markup,
}
"""Emphasis, strong and subscript change nothing: the voice reads on."""
