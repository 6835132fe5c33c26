"""HTML tables: which hold figures and words in rows, and which only lay out a page."""

from __future__ import annotations

from lxml.html import HtmlElement

from pipeline.reading.draft import Draft, Form
from pipeline.values.essay import BlockKind, ContainerKind

_STRUCTURE = ("table", "h1", "h2", "h3", "h4", "blockquote", "figure", "article", "pre")


def is_data(table: HtmlElement) -> bool:
    """Return whether *table* is a table to its reader.

    Newsletters lay pages out in tables: those say ``role=presentation``, hold headings, quotations
    or further tables, or have a single cell to a row.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    if next(table.iterdescendants(*_STRUCTURE), None) is not None:
        return False
    widest = max((_width(row) for row in table.iterdescendants("tr")), default=0)
    return widest > 1 or next(table.iterdescendants("th", "caption"), None) is not None


def _width(row: HtmlElement) -> int:
    return sum(1 for cell in row if cell.tag in {"td", "th"})


def has_header(table: HtmlElement) -> bool:
    """Return whether the first row of *table* names its columns, and does so with words."""
    row = next(table.iterdescendants("tr"), None)
    if row is None or not "".join(row.itertext()).strip():
        return False
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return bool(cells) and all(cell.tag == "th" for cell in cells)


class Tables:
    """Writes tables into a draft: cells apart by tabs, rows by newlines."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._places: list[_Place | None] = []

    def open(self, table: HtmlElement) -> None:
        """Begin *table*."""
        if not is_data(table):
            self._places.append(None)
            self._draft.end_block()
            return
        self._draft.enter(ContainerKind.TABLE)
        form = Form(BlockKind.TABLE, level=int(has_header(table)), joint=" ")
        self._places.append(_Place(form))

    def row(self) -> None:
        """Begin a row."""
        place = self._place
        if place is None:
            self._draft.end_block()
            return
        self._write(place)
        if place.rows:
            self._draft.separate("\n")
        place.rows += 1
        place.cells = 0

    def cell(self) -> None:
        """Begin a cell."""
        place = self._place
        if place is None:
            self._draft.end_block()
            return
        self._write(place)
        if place.cells:
            self._draft.separate("\t")
        place.cells += 1

    def caption(self) -> None:
        """Let a caption stand before or after the rows, not among them."""
        place = self._place
        if place and place.writing:
            self._draft.finish()
            place.writing = False

    def close(self) -> None:
        """End the table begun last."""
        self.caption()
        if self._places.pop():
            self._draft.leave()
        else:
            self._draft.end_block()

    @property
    def _place(self) -> _Place | None:
        return self._places[-1] if self._places else None

    def _write(self, place: _Place) -> None:
        if not place.writing:
            self._draft.begin(place.form)
            place.writing = True
            place.rows = place.cells = 0


class _Place:
    """How far a table has been written."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.writing = False
        self.rows = 0
        self.cells = 0
