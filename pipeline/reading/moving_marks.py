"""Marks over a text whose edges move."""

from __future__ import annotations

from dataclasses import replace

from pipeline.values.essay import Mark, MarkKind

_EDGE = " \t\n\r\f\v"


def fit_marks(
    text: str, marks: list[tuple[int, Mark]], *, verbatim: bool = False
) -> tuple[str, tuple[Mark, ...]]:
    """Return *text* without white space at its edges, and *marks* fitted to it.

    Args:
        text: What was written.
        marks: Marks over *text*, each with its order of opening; outer ones opened earlier.
        verbatim: Whether only newlines are taken off the edges.
    """
    stripped = text.strip("\r\n") if verbatim else text.strip(_EDGE)
    offset = text.index(stripped)
    fitted = []
    for order, mark in marks:
        start = max(0, mark.start - offset)
        end = min(len(stripped), mark.end - offset)
        if mark.kind is not MarkKind.BREAK:
            while start < end and stripped[start] in _EDGE:
                start += 1
            while end > start and stripped[end - 1] in _EDGE:
                end -= 1
        if start < end:
            fitted.append((start, -end, order, replace(mark, start=start, end=end)))
    return stripped, tuple(mark for *_, mark in sorted(fitted, key=lambda each: each[:3]))


def is_emphasised(text: str, marks: tuple[Mark, ...]) -> bool:
    """Return whether one emphasis lies over all of *text*."""
    return any(
        mark.kind is MarkKind.EMPHASIS and (mark.start, mark.end) == (0, len(text))
        for mark in marks
    )


def shifted(marks: list[tuple[int, Mark]], by: int) -> list[tuple[int, Mark]]:
    """Return *marks* moved by *by* characters."""
    return [
        (order, replace(mark, start=mark.start + by, end=mark.end + by)) for order, mark in marks
    ]
