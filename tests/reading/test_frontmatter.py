"""Front matter: what is wrong in it costs its field, with a warning, and never the essay."""

from __future__ import annotations

import pytest

UNREADABLE = {
    "date": ("date: soon", lambda essay: essay.date is None),
    "number": ("number: many", lambda essay: essay.number is None),
}


@pytest.mark.parametrize("field", sorted(UNREADABLE))
def test_a_value_that_cannot_be_read_costs_that_field(field, read, caplog):
    line, absent = UNREADABLE[field]
    (essay,) = read("essay.md", f"---\ntitle: Kept\n{line}\n---\nText.\n")
    assert essay.title == "Kept"
    assert absent(essay)
    assert f"essay.md: front matter's {field}" in caplog.text


def test_a_title_with_a_colon_is_that_title(read, caplog):
    (essay,) = read("a.md", "---\ntitle: On Nails: a Study\ntags:\n- walls\n---\nText.\n")
    assert (essay.title, essay.tags) == ("On Nails: a Study", ("walls",))
    assert "read line by line" in caplog.text


@pytest.mark.parametrize("before", ["", "\n\n", "<!-- Kept\nby hand. -->\n", "\ufeff<!-- a -->\n"])
def test_front_matter_is_known_behind_blank_lines_and_comments(before, read):
    (essay,) = read("a.md", f"{before}---\ntitle: Known\n---\nText.\n")
    assert essay.title == "Known"
    assert [block.text for block in essay.blocks] == ["Text."]


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("'@kim_1987'", ""),
        ("https://example.org/kim", ""),
        ("admin", ""),
        ("By Kim Doe", "Kim Doe"),
        ('"<a href=x>Kim Doe</a> &amp; Lou Roe"', "Kim Doe & Lou Roe"),
        ("kim@example.org (Kim Doe)", "Kim Doe"),
        ("[Kim Doe, '@lou']", "Kim Doe"),
    ],
)
def test_an_author_is_a_person_and_neither_a_handle_nor_markup(written, author, read):
    (essay,) = read("a.md", f"---\nauthor: {written}\n---\nText.\n")
    assert essay.author == author


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-01-12 19:19:27 PST", "2018-01-12T19:19:27-08:00"),
        ("2018-01-12 19:19:27 -0800", "2018-01-12T19:19:27-08:00"),
        ("Sunday, March 3rd, 2024", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("March 1, 2024 10:00 AM", "2024-03-01"),
        ("2024-1-5", "2024-01-05"),
    ],
)
def test_dates_are_read_as_people_write_them(written, day, read):
    (essay,) = read("a.md", f"---\ndate: '{written}'\n---\nText.\n")
    assert essay.date is not None
    assert essay.date.isoformat().startswith(day)


def test_a_bracket_within_quotes_costs_no_title(read, caplog):
    front = '---\ntitle: "[Draft] On tides"\ndate: 0000-99-99\n---\n'
    (essay,) = read("essay.md", f"{front}The sea comes up.\n")
    assert essay.title == "[Draft] On tides"
    assert "year 0 is out of range" in caplog.text
