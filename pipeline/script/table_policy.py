"""Tables: small ones are read row by row, others announced by their size."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages.phrases import counted
from pipeline.script.desk import Desk
from pipeline.script.mark_policy import inline_changes
from pipeline.script.passages import ROW_BREAK, Change, Passage
from pipeline.values.essay import Block
from pipeline.values.script import Role

LONGEST_HEADER = 60
"""Characters of a header cell that is said again before each of its cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's characters ``[start, end)`` of the block."""

    text: str
    start: int
    end: int


def rows_of(block: Block) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of each row that is not blank."""
    rows = []
    at = 0
    for line in block.text.split("\n"):
        cells = []
        start = at
        for text in line.split("\t"):
            cells.append(Cell(text, start, start + len(text)))
            start += len(text) + 1
        at += len(line) + 1
        if line.strip():
            rows.append(tuple(cells))
    return tuple(rows)


def is_read(block: Block, desk: Desk) -> bool:
    """Tell whether the policy has the table read."""
    if desk.policies.tables != "auto":
        return desk.policies.tables == "read"
    return sum(len(row) for row in rows_of(block)) <= desk.policies.table_cells


def announced_table(block: Block, desk: Desk) -> str:
    """Return the words that stand for the table: its size."""
    rows = rows_of(block)
    n_rows = len(rows) - (block.level == 1)
    n_columns = max(map(len, rows), default=0)
    phrases = desk.phrases
    return phrases.table.format(
        columns=counted(phrases.n_columns, n_columns), rows=counted(phrases.n_rows, n_rows)
    )


def read_table(index: int, block: Block, desk: Desk) -> Passage:
    """Return the passage that says *block* row by row.

    A row of two cells is said as "first: second", a wider one as "first: header second; header
    third"; the header row itself as "Columns: first, second".
    """
    rows = rows_of(block)
    header = rows[0] if block.level == 1 and len(rows) > 1 else ()
    n_columns = max(map(len, rows), default=0)
    changes = list(inline_changes(block, desk))
    if header:
        changes.append(Change(header[0].start, header[0].start, desk.phrases.columns))
        changes += _between(header, ", ")
    for row in rows[1:] if header else rows:
        changes += _row(row, header, n_columns)
    for before, after in itertools.pairwise(rows):
        changes.append(Change(before[-1].end, after[0].start, ROW_BREAK))
    return Passage(Role.NARRATOR, index, 0, len(block.text), tuple(changes), block.within)


def _row(row: tuple[Cell, ...], header: tuple[Cell, ...], n_columns: int) -> Iterator[Change]:
    """Yield what goes between the cells of a row; a header without its corner is as good.

    A row may be shorter than others: empty cells at its end are not written.
    """
    heads = header if len(header) >= n_columns else (Cell("", 0, 0), *header)
    if n_columns > 2 and len(row) > 1 and len(heads) >= len(row):
        yield from _between(row[:2], ": ")
        yield from _between(row[1:], "; ")
        for cell, head in zip(row[1:], heads[1:], strict=False):
            name = head.text.strip()
            if cell.text.strip() and name and len(name) <= LONGEST_HEADER:
                yield Change(cell.start, cell.start, f"{name} ")
    else:
        yield from _between(row, ": " if len(row) == 2 else ", ")


def _between(row: tuple[Cell, ...], words: str) -> Iterator[Change]:
    for before, after in itertools.pairwise(row):
        full = before.text.strip() and after.text.strip()
        yield Change(before.end, after.start, words if full else " ")
