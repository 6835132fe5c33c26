"""Every language is one folder and one line of the table; a tag without either gets a row too."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import pipeline.languages
from pipeline.languages import spoken
from pipeline.languages.language_table import FOLDERS, language_row

HOME = Path(pipeline.languages.__file__).parent
DAY = date(2026, 10, 5)


def test_every_folder_is_a_line_of_the_table():
    assert {path.parent.name for path in HOME.glob("*/__init__.py")} - {"shared"} == set(FOLDERS)


@pytest.mark.parametrize("tag", FOLDERS)
def test_a_row_knows_its_months_and_what_it_announces(tag):
    row = language_row(tag)
    assert row.tag == tag
    assert len(set(row.months)) == 12
    assert row.months[9] in row.dated(DAY)
    silent = [name for name in row.phrases.__slots__ if not any(getattr(row.phrases, name))]
    assert silent == []


@pytest.mark.parametrize("tag", FOLDERS)
def test_every_language_fills_the_same_places_of_pages_and_announcements(tag):
    row, english = language_row(tag), language_row("en")
    for mine, model in ((row.page, english.page), (row.phrases, english.phrases)):
        differing = [
            name
            for name in model.__slots__
            if not getattr(mine, name)
            or (name not in NO_PLACES and _places(mine, name) != _places(model, name))
        ]
        assert differing == []


NO_PLACES = {"embed", "embed_alone"}
"""Where a language may do without the kind of thing."""


def _places(words, name):
    return sorted(re.findall(r"\{\w+\}", str(getattr(words, name))))


def test_a_language_without_a_folder_has_english_pages_with_its_own_lengths():
    words = language_row("sv").page
    assert words.tag == "en"
    assert words.rough_length(3_900) == "1 tim 5 min"


@pytest.mark.parametrize(("tag", "row"), [("de-AT", "de"), ("EN_us", "en"), ("", "en")])
def test_only_the_first_part_of_a_tag_counts(tag, row):
    assert language_row(tag) is language_row(row)


@pytest.mark.parametrize(
    ("tag", "written"), [("it", "5 ottobre 2026"), ("ja", "2026年10月5日"), ("x!", "2026-10-05")]
)
def test_a_language_without_a_folder_dates_as_its_readers_do_where_that_is_known(tag, written):
    assert language_row(tag).dated(DAY) == written


def test_what_is_english_stands_in_the_folder_of_english():
    """No other module asks whether a language is a particular one."""
    asks = re.compile(r"==\s*[\"'](?:" + "|".join(FOLDERS) + r")[\"']")
    found = [
        f"{path.relative_to(HOME.parent)}: {line.strip()}"
        for path in HOME.parent.rglob("*.py")
        if path.parent.name not in FOLDERS
        for line in path.read_text(encoding="utf-8").splitlines()
        if asks.search(line)
    ]
    assert found == []


def test_an_english_possessive_is_no_ending_elsewhere():
    assert spoken("the [1]'s", language="en").text
    assert spoken("Andy’s 3’s", language="it").text == "Andy's 3 s"
