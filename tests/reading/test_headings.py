"""Headings that ran into their sentences: precision first, then recall, on labelled passages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.reading.flattened import blocks_of_flattened
from pipeline.values.essay import BlockKind

HERE = Path(__file__).parent


def labelled(name: str) -> dict[str, list[str]]:
    """Return each passage of a file → its headings, which stand between ``‹`` and ``›``."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    passages = [line for line in lines if line and not line.startswith("#")]
    return {re.sub("[‹›]", "", line): re.findall("‹(.*?)›", line) for line in passages}


SENTENCES = labelled("flattened-headings.txt")
PARAGRAPHS = labelled("flattened-paragraphs.txt")


def found(text: str) -> list[str]:
    return [block.text for block in blocks_of_flattened(text) if block.kind is BlockKind.HEADING]


def missed(named: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [
        (head, text) for text, heads in named.items() for head in heads if head not in found(text)
    ]


def test_no_more_than_one_heading_in_fifty_is_made_up():
    named = SENTENCES | PARAGRAPHS
    recovered = [(heading, text) for text in named for heading in found(text)]
    made_up = [(heading, text) for heading, text in recovered if heading not in named[text]]
    assert len(made_up) <= len(recovered) // 50, made_up


def test_four_headings_in_five_are_recovered_where_the_next_word_tells():
    wanted = sum(map(len, SENTENCES.values()))
    assert len(missed(SENTENCES)) <= 0.2 * wanted, missed(SENTENCES)


def test_half_are_recovered_where_any_word_may_follow():
    wanted = sum(map(len, PARAGRAPHS.values()))
    assert len(missed(PARAGRAPHS)) <= 0.5 * wanted, missed(PARAGRAPHS)


@pytest.mark.parametrize(
    "text", [text for text, headings in (SENTENCES | PARAGRAPHS).items() if not headings]
)
def test_prose_stays_prose(text):
    assert not found(text)


def test_an_essay_tells_its_names_from_its_words():
    heading, sentence = "Where it ran", "Granite splits along old seams."
    known = "They like granite, and granite likes them. "
    assert found(f"{known}So it went. {heading} {sentence}") == [heading]
    named = "She met old Granite there, and Mr Tull. Then Granite left. "
    assert not found(f"{named}So it went. Where it ran Granite splits the old seams.")


def test_headings_in_a_row_are_each_found():
    text = "It ended there. Results What we measured We went back in June with a better map."
    assert found(text) == ["Results", "What we measured"]
