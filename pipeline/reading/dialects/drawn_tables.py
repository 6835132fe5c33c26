"""Tables drawn with signs: Pandoc's grid and simple tables, and those of several lines a row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

_GRID = re.compile(r"\+(?:[:=-]{2,}\+)+\s*$")
_GRID_HEAD = re.compile(r"\+(?:[:=]{2,}\+)+\s*$")
_COLUMNS = re.compile(r"-{2,}(?:[ \t]+-{2,})+[ \t]*$")
_RULE = re.compile(r"-{6,}\s*$")
_BREAK = "\\"
"""A hard line break at a line's end within a cell."""
_LONGEST = 400
"""Lines of a table at most."""

_Row = list[str]


@dataclass(slots=True)
class _Table:
    """What was read of a table, and the line after it."""

    end: int
    head: _Row = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


def table_rules(parser: MarkdownIt) -> None:
    """Teach *parser* tables that are drawn."""
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    parser.block.ruler.before("fence", "drawn_table", _table, everywhere)


def _table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - markdown-it names them
    if state.is_code_block(startLine):
        return False
    first = state.src[state.bMarks[startLine] + state.tShift[startLine] : state.eMarks[startLine]]
    if not first:
        return False
    indent = state.blkIndent
    last = min(endLine, startLine + _LONGEST)
    if first.startswith("+"):
        read = _grid
    elif _RULE.match(first):
        read = _several_lines
    elif startLine + 1 < last and _is_columns(_text(state, startLine + 1, indent)):
        read = _simple
    elif first.count("|") > 1:
        read = _bare
    else:
        return False
    table = read([_text(state, n, indent) for n in range(startLine, last)])
    if table is None or not (table.rows or any(table.head)):
        return False
    if not silent:
        _push(state, startLine, table)
        state.line = startLine + table.end
    return True


def _text(state: StateBlock, line: int, indent: int) -> str:
    return state.getLines(line, line + 1, indent, keepLastLF=False).rstrip()


def _is_columns(line: str) -> bool:
    return bool(_COLUMNS.match(line.lstrip()))


def _grid(lines: list[str]) -> _Table | None:
    """Read a table whose cells are boxed: rows stand between lines of ``+---+``."""
    if not _GRID.match(lines[0]):
        return None
    borders = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    table, row = _Table(0), [""] * (len(borders) - 1)
    for number, line in enumerate(lines[1:], 1):
        if _GRID.match(line):
            if any(row) and _GRID_HEAD.match(line) and not table.head:
                table.head = row
            elif any(row):
                table.rows.append(row)
            row = [""] * (len(borders) - 1)
        elif line.startswith(("|", "+")):
            row = _added(row, _boxed(line, borders))
        else:
            break
        table.end = number + 1
    return table if not any(row) else None


def _boxed(line: str, borders: list[int]) -> _Row:
    if all(at < len(line) and line[at] in "|+" for at in borders):
        pairs = itertools.pairwise(borders)
        cells = [line[start + 1 : end] for start, end in pairs]
    else:
        cells = line.strip("|").split("|")
    return ["" if set(cell) <= set("+-=: ") else cell.strip() for cell in cells]


def _added(row: _Row, more: _Row) -> _Row:
    cells = max(len(row), len(more))
    row, more = row + [""] * (cells - len(row)), more + [""] * (cells - len(more))
    return [
        f"{above.removesuffix(_BREAK)} {below}".strip()
        for above, below in zip(row, more, strict=True)
    ]


def _simple(lines: list[str]) -> _Table | None:
    """Read a heading's line, a line of dashes a column, and a row a line."""
    columns = list(_columns(lines[1]))
    table = _Table(2, _cells(lines[0], columns))
    for number, line in enumerate(lines[2:], 2):
        if not line.strip() or set(line) <= set("- "):
            table.end = number + bool(line.strip())
            break
        table.rows.append(_cells(line, columns))
        table.end = number + 1
    return table if table.rows and len([c for c in table.head if c]) > 1 else None


def _bare(lines: list[str]) -> _Table | None:
    """Read lines of as many cells each that lack the line below their heading, three at least."""
    cells = lines[0].strip().strip("|").count("|")
    table = _Table(0)
    for number, line in enumerate(lines):
        row = line.strip().strip("|")
        if row.count("|") != cells or "||" in row or "`" in row:
            break
        if not set(row) <= set("|-: "):
            table.rows.append([cell.strip() for cell in row.split("|")])
        elif number == 1:
            return None  # a table that CommonMark's own rule reads
        table.end = number + 1
    return table if cells and len(table.rows) > 2 else None


def _several_lines(lines: list[str]) -> _Table | None:
    """Read a table between two rules, with an empty line between two rows."""
    dashes = next((n for n, line in enumerate(lines[1:8], 1) if _is_columns(line)), None)
    if dashes is None:
        return None
    columns = list(_columns(lines[dashes]))
    table = _Table(0)
    for line in lines[1:dashes]:
        table.head = _added(table.head, _cells(line, columns))
    row: _Row = []
    for number, line in enumerate(lines[dashes + 1 :], dashes + 1):
        closed = bool(_RULE.match(line)) or _is_columns(line)
        if closed or not line.strip():
            table.rows += [row] if any(row) else []
            row = []
            if closed:
                table.end = number + 1
                return table
        else:
            row = _added(row, _cells(line, columns))
    return None


def _columns(dashes: str) -> Iterator[tuple[int, int | None]]:
    """Yield where each column begins and ends; the last one has no end."""
    starts = [found.start() for found in re.finditer(r"-+", dashes)]
    for place, start in enumerate(starts):
        yield (start if place else 0), (starts[place + 1] if place + 1 < len(starts) else None)


def _cells(line: str, columns: list[tuple[int, int | None]]) -> _Row:
    return [line[start:end].strip() for start, end in columns]


def _push(state: StateBlock, line: int, table: _Table) -> None:
    state.push("table_open", "table", 1).map = [line, line + table.end]
    if any(table.head):
        state.push("thead_open", "thead", 1)
        _push_row(state, line, table.head, "th")
        state.push("thead_close", "thead", -1)
    state.push("tbody_open", "tbody", 1)
    for row in table.rows:
        _push_row(state, line, row, "td")
    state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)


def _push_row(state: StateBlock, line: int, row: _Row, cell: str) -> None:
    state.push("tr_open", "tr", 1)
    for text in row:
        state.push(f"{cell}_open", cell, 1)
        token = state.push("inline", "", 0)
        token.content, token.children, token.map = text, [], [line, line + 1]
        state.push(f"{cell}_close", cell, -1)
    state.push("tr_close", "tr", -1)
