"""The number with which a note begins: its place in the list of notes tells it already."""

from __future__ import annotations

import pytest

from pipeline.reading.html import blocks_of_html
from pipeline.values.essay import ContainerKind, MarkKind

CALL = '<p>Word.<sup><a href="#n" id="r">[1]</a></sup></p>'


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("<sup>1</sup> The note.", "The note."),
        ("[1] The note.", "The note."),
        ("1. The note.", "The note."),
        ('<a href="#r">1</a> The note.', "The note."),
        ("1 note among many.", "1 note among many."),
        ("1.5 metres.", "1.5 metres."),
        ("[2] is another.", "[2] is another."),
    ],
)
def test_a_note_s_own_number_is_markup_and_another_is_not(note: str, shown: str) -> None:
    """What looks like a number of the text stays."""
    blocks = blocks_of_html(f'{CALL}<p id="n">{note} <a href="#r">↩</a></p>')
    block = next(b for b in blocks if any(c.kind is ContainerKind.FOOTNOTE for c in b.within))
    unseen = {at for m in block.marks if m.kind is MarkKind.MARKUP for at in range(m.start, m.end)}
    left = "".join(letter for at, letter in enumerate(block.text) if at not in unseen)
    assert left.strip() == shown
