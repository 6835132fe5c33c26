"""Scripture: books, chapters and verses, as they are read out in church."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import cardinal
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_BOOKS = {
    "Genesis": "Gen Gn", "Exodus": "Exod Ex", "Leviticus": "Lev Lv", "Numbers": "Num Nm",
    "Deuteronomy": "Deut Dt", "Joshua": "Josh", "Judges": "Judg Jgs", "Ruth": "", "Samuel": "Sam",
    "Kings": "Kgs", "Chronicles": "Chron Chr", "Ezra": "", "Nehemiah": "Neh", "Esther": "Esth",
    "Job": "", "Psalm": "Psalms Ps Pss Psa", "Proverbs": "Prov Prv",
    "Ecclesiastes": "Eccles Eccl Qoh", "Song of Songs": "Song Cant", "Isaiah": "Isa Is",
    "Jeremiah": "Jer", "Lamentations": "Lam", "Ezekiel": "Ezek Ez", "Daniel": "Dan Dn",
    "Hosea": "Hos", "Joel": "", "Amos": "", "Obadiah": "Obad", "Jonah": "Jon", "Micah": "Mic",
    "Nahum": "Nah", "Habakkuk": "Hab", "Zephaniah": "Zeph", "Haggai": "Hag", "Zechariah": "Zech",
    "Malachi": "Mal", "Sirach": "Sir", "Wisdom": "Wis", "Tobit": "Tob", "Judith": "Jdt",
    "Maccabees": "Macc Mac", "Matthew": "Matt Mt", "Mark": "Mk", "Luke": "Lk", "John": "Jn",
    "Acts": "", "Romans": "Rom", "Corinthians": "Cor", "Galatians": "Gal", "Ephesians": "Eph",
    "Philippians": "Phil", "Colossians": "Col", "Thessalonians": "Thess Thes",
    "Timothy": "Tim", "Titus": "Tit", "Philemon": "Philem Phlm", "Hebrews": "Heb", "James": "Jas",
    "Peter": "Pet", "Jude": "", "Revelation": "Rev", "Quran": "Qur'an Qur’an Koran",
    "Surah": "Sura",
}  # fmt: skip
"""Book → how else it is written."""
_NAMES = {written: book for book, short in _BOOKS.items() for written in (book, *short.split())}
_NUMBERED = {"Samuel", "Kings", "Chronicles", "Maccabees", "Corinthians", "Thessalonians",
             "Timothy", "Peter", "John"}  # fmt: skip
"""Books of which there are several."""
_SURE = frozenset(
    """
    Cor Chron Deut Eccl Eccles Ephes Esth Exod Ezek Gal Gen Heb Hos Isa Jer Josh Judg Lam Lev Lk
    Macc Matt Neh Obad Philem Prov Ps Pss Rev Rom Thess Zech Zeph
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""Short forms that mean nothing else before a number, even without a verse."""
_ORDINALS = {"1": "First", "2": "Second", "3": "Third", "I": "First", "II": "Second",
             "III": "Third", "1st": "First", "2nd": "Second", "3rd": "Third"}  # fmt: skip


def _passage(match: re.Match[str], _place: Place) -> str | None:
    book, which = _NAMES[match["book"]], match["which"]
    if which and book not in _NUMBERED:
        return None
    sure = which or match["book"] in _SURE
    if not match["verses"] and not (match["point"] and sure):
        return None
    spoken = f"{_ORDINALS[which]} {book}" if which else book
    spoken += f" {cardinal(int(match['chapter']))}"
    return f"{spoken}, {_verses(match['verses'])}" if match["verses"] else spoken


def _verses(written: str) -> str:
    """Return "four to seven, nine" for ``4–7, 9``; a whole chapter may follow: ``4–14:2``."""
    listed = []
    for part in re.split(r",\s?", written):
        ends = re.split(r"\s?[-–—]\s?", part)
        listed.append(
            " to ".join(" ".join(cardinal(int(n)) for n in end.split(":")) for end in ends)
        )
    return ", ".join(listed)


_ANY = any_of(_NAMES)
_VERSE = r"\d{1,3}(?:\s?[-–—]\s?\d{1,3}(?::\d{1,3})?)?"
KINDS = (
    Kind(
        "scripture",
        "9A",
        re.compile(
            rf"(?:(?P<which>[123](?:st|nd|rd)?|I{{1,3}})\s)?(?P<book>{_ANY})(?P<point>\.)?\s"
            rf"(?P<chapter>\d{{1,3}})(?:[:.](?P<verses>{_VERSE}(?:,\s?{_VERSE}(?![\w:]))*))?(?![\w:])"
        ),
        _passage,
    ),
)
