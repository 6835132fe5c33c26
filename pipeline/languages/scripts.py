"""Scripts: which a language is written in, and which language a run of another tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages.cleaning import MARKS
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.signs import ROW


@dataclass(frozen=True, slots=True)
class Script:
    """A script that settles the language of what is written in it."""

    name: str
    """In English, for the reasons that people read."""
    characters: str
    """Its letters, ready for a character class."""
    language: str
    """What a text in it is most likely in; a primary subtag."""
    shortest: int = 1
    """Letters of a word; fewer are signs of mathematics."""


_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KANA = "\u3041-\u309f\u30a0-\u30ff\uff66-\uff9f"
SCRIPTS = (
    Script("Japanese", _KANA, "ja"),
    Script("Korean", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", "ko"),
    Script("Chinese", _HAN, "zh"),
    Script("Hebrew", "\u05d0-\u05ea\u05ef-\u05f2", "he"),
    Script("Arabic", "\u0620-\u064a\u066e-\u06d3\u0750-\u077f", "ar"),
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", "el", shortest=3),
    Script("Cyrillic", "\u0400-\u052f", "ru"),
    Script("Devanagari", "\u0904-\u0939\u0958-\u0961", "hi"),
    Script("Thai", "\u0e01-\u0e30\u0e40-\u0e46", "th"),
)
"""Those that are told apart by their letters alone."""
_OWN = {
    "ja": ("Japanese", "Chinese"), "ko": ("Korean", "Chinese"), "zh": ("Chinese",),
    "yue": ("Chinese",), "he": ("Hebrew",), "yi": ("Hebrew",), "ar": ("Arabic",), "fa": ("Arabic",),
    "ur": ("Arabic",), "ps": ("Arabic",), "ug": ("Arabic",), "sd": ("Arabic",), "el": ("Greek",),
    "grc": ("Greek",), "ru": ("Cyrillic",), "uk": ("Cyrillic",), "be": ("Cyrillic",),
    "bg": ("Cyrillic",), "sr": ("Cyrillic",), "mk": ("Cyrillic",), "kk": ("Cyrillic",),
    "ky": ("Cyrillic",), "mn": ("Cyrillic",), "tg": ("Cyrillic",), "tt": ("Cyrillic",),
    "hi": ("Devanagari",), "mr": ("Devanagari",), "ne": ("Devanagari",), "sa": ("Devanagari",),
    "th": ("Thai",),
}  # fmt: skip
"""Languages written in one of them; all others are taken to be written in Latin letters."""
_IN_ROWS = "<>=*#~^|+&%$€£@/\\_"
_EAST_ASIAN = {"Japanese", "Chinese"}
_GAP = r"[\s・、，·]"


def language_of(text: str) -> str:
    """Return the language that the script of *text* settles, empty for Latin and the rest.

    Most of its letters are in that script. Kana make Han characters Japanese.
    """
    counts = {it.name: len(re.findall(f"[{it.characters}]", text)) for it in SCRIPTS}
    if counts["Japanese"]:
        counts["Japanese"] += counts["Chinese"]
        counts["Chinese"] = 0
    most = max(SCRIPTS, key=lambda it: counts[it.name])
    letters = sum(character.isalpha() for character in text)
    enough = counts[most.name] >= most.shortest and 2 * counts[most.name] > letters
    return most.language if enough else ""


def own_scripts(language: str) -> tuple[str, ...]:
    """Return the scripts that *language* is written in, as far as they are told apart here."""
    return _OWN.get(language, ())


def foreign_runs(text: str, language: str) -> list[tuple[int, int, str]]:
    """Return the runs of words of *text* in a script that *language* is not written in.

    Args:
        text: Any text.
        language: A primary subtag.

    Returns:
        ``(start, end, language)`` of each run, in order.
    """
    runs = {
        (found.start(), found.end(), language_of(found[0]) or script.language)
        for script, pattern in _patterns(language)
        for found in pattern.finditer(text)
    }
    apart: list[tuple[int, int, str]] = []
    for run in sorted(runs):
        if not apart or run[0] >= apart[-1][1]:
            apart.append(run)
    return apart


def foreign_kinds(language: str) -> tuple[Kind, ...]:
    """Return the kinds of words in other scripts, which the voice of *language* cannot say.

    With them goes what no voice says: one sign in a row.
    """
    row = Kind("row of signs", _IN_ROWS, re.compile(ROW), _nothing, "row of signs")
    return row, *(
        Kind(
            "foreign script",
            "é",
            pattern,
            _nothing,
            f"words in {script.name} letters: no voice that reads them",
        )
        for script, pattern in _patterns(language)
    )


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[tuple[Script, re.Pattern[str]], ...]:
    """Return the scripts that *language* is not written in, each with the pattern of a run.

    Japanese is written in Han characters too: a run of kana and Han is one.
    """
    own = _OWN.get(language, ())
    found = []
    for script in SCRIPTS:
        if script.name in own:
            continue
        mixed = script.name in _EAST_ASIAN and "Chinese" not in own
        letters = _HAN + _KANA if mixed else script.characters
        word = rf"[{letters}][{letters}{MARKS}]{{{script.shortest - 1},80}}"
        kana = rf"(?=[{_HAN}]{{0,80}}[{_KANA}])" if script.name == "Japanese" else ""
        found.append((script, re.compile(rf"{kana}{word}(?:{_GAP}{{1,3}}{word}){{0,40}}")))
    return tuple(found)


def _nothing(_match: re.Match[str], _place: Place) -> str:
    return ""
