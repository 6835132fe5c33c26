"""What printing leaves in a text is not said: broken words are whole, page numbers are listed."""

import pytest

from pipeline.reading.book_text import text_of_book
from pipeline.reading.html import blocks_of_html
from pipeline.reading.plain_text import blocks_of_plain
from pipeline.values.essay import MarkKind

PRINTED = """The Harbour

The fisher-
men had mended their nets in the well-
kept yard behind the inn, which was

41

open on Sundays. [Pg 42] Their daugh-
ters sold the fish, {43} and their
brothers-in-
law drank.
"""


def said(text):
    """Return what is left of *text* without its markup."""
    parts = []
    for block in blocks_of_plain(text):
        hidden = {
            at
            for mark in block.marks
            if mark.kind is MarkKind.MARKUP
            for at in range(mark.start, mark.end)
        }
        parts.append("".join(c for at, c in enumerate(block.text) if at not in hidden))
    return "\n".join(" ".join(part.split()) for part in parts)


def test_words_broken_at_line_ends_are_whole_and_compounds_keep_their_hyphen():
    whole = said(PRINTED)
    for word in ("fishermen", "well-kept", "daughters", "brothers-in-law"):
        assert word in whole


def test_a_sentence_goes_on_behind_a_page_number_which_is_listed():
    assert "which was open on Sundays. Their daughters" in said(PRINTED)
    marks = [
        block.text[mark.start : mark.end]
        for block in blocks_of_plain(PRINTED)
        for mark in block.marks
        if mark.target == "page number"
    ]
    assert marks == ["41", "[Pg 42]", "{43}"]


def test_page_numbers_in_html_are_listed_and_footnotes_and_formulas_stay():
    blocks = blocks_of_html("<p>He slept [Pg 12] under <em>the [Pg 13] stairs</em> {2}, [14].</p>")
    marked = [b.text[m.start : m.end] for b in blocks for m in b.marks if m.target]
    assert marked == ["[Pg 12]", "[Pg 13]"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("broke off in the mid", "dle of a word.", "broke off in the middle of a word."),
        ("broke off in the", "middle of a line.", "broke off in the middle of a line."),
        ("the inhabi-", "tants left.", "the inhabitants left."),
    ],
)
def test_a_sentence_that_two_files_of_a_book_share_is_one(first, second, whole):
    files = [
        ("a.xhtml", f"<body><p>{first}</p></body>"),
        ("b.xhtml", f"<body><p>{second}</p></body>"),
    ]
    assert [b.text for b in text_of_book(files, [])] == [whole]


def test_a_paragraph_that_ends_its_file_is_one_of_its_own():
    files = [
        ("a.xhtml", "<body><p>It ended.</p></body>"),
        ("b.xhtml", "<body><p>iPods came.</p></body>"),
    ]
    assert len(text_of_book(files, [])) == 2


@pytest.mark.parametrize(
    "text",
    [
        "One\n\n1\n\nIt was late.\n\n2\n\nThey left.\n\n3\n\nIt rained.",
        "One\n\nIt was late [1], and then later [2].\n\n[1] By the clock.\n\n[2] Likewise.",
        "One\n\nThe years 1914 and 1915 were worse (see 12) and better [see 13].",
    ],
)
def test_numbers_of_chapters_notes_and_years_are_no_page_numbers(text):
    assert not [m for b in blocks_of_plain(text) for m in b.marks if m.target == "page number"]


def test_numbers_between_dashes_and_marked_ones_are_pages():
    text = "It was cold and\n\n- 12 -\n\nlate in the year.\n\n[p. 40]\n\nThey left."
    marked = [m for b in blocks_of_plain(text) for m in b.marks if m.target == "page number"]
    assert len(marked) == 2


def test_a_sentence_goes_on_over_a_page_number_between_dashes(read):
    text = (
        "A page that is printed and has words in it, as many as a line can hold, and it goes\n"
        "on over the end of its\n\n- 12 -\n\npage without a stop. Then another sentence is here,\n"
        "as long as the first one was.\n\n- 13 -\n\nAnd the third page begins with a sentence.\n"
    )
    blocks = read("pages.txt", text)[0].blocks
    assert "end of its - 12 - page without" in " ".join(blocks[0].text.split())
    assert all(mark.kind is MarkKind.MARKUP for block in blocks for mark in block.marks)
