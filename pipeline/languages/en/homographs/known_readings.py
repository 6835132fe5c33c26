"""The table of homographs: ``readings.tsv``, and the forms with an s that follow from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILE = "readings.tsv"
_WITH_S = "(s)"
_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")
_BRITISH = (
    (re.compile("oʊ"), "əʊ"),
    (re.compile("ɑ(?!ː)"), "ɒ"),
    (re.compile("ɝ"), "ɜː"),
    (re.compile("ɚ(?=[aeiouæɑɔɛɪʊəʌ])"), "əɹ"),
    (re.compile("ɚ"), "ə"),
    (re.compile("ɪɹ(?![aeiouæɑɔɛɪʊəʌ])"), "ɪə"),
    (re.compile("ɛɹ(?![aeiouæɑɔɛɪʊəʌ])"), "ɛə"),
    (re.compile("(?<=ː)ɹ(?![aeiouæɑɔɛɪʊəʌ])"), ""),
)
"""American sounds and what Southern British English has for them."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a homograph."""

    id: str
    """As the training data names it."""
    side: int
    """1 for a verb, -1 for a noun or adjective, 0 where the part of speech does not decide."""
    american: str
    british: str
    why: str
    """What the word is in this reading, in a few words."""

    def phonemes(self, language: str) -> str:
        """Return its sound in *language*, a BCP 47 tag: American unless that says otherwise."""
        region = language.lower().replace("_", "-").partition("-")[2]
        return self.british if region in {"gb", "uk", "ie", "au", "nz", "za"} else self.american


@cache
def homographs() -> dict[str, tuple[Sense, ...]]:
    """Return the readings of every homograph, in the order of their ids, by the word."""
    found: dict[str, list[Sense]] = {}
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        written, name, part, american, why, *others = line.split("\t")
        british = others[0] if others else _british(american)
        side = {"verb": 1, "noun": -1}.get(part, 0)
        word = written.removesuffix(_WITH_S)
        found.setdefault(word, []).append(Sense(name, side, american, british, why))
        if word != written:
            plural = Sense(f"{name}+s", side, _with_s(american), _with_s(british), why)
            found.setdefault(f"{word}s", []).append(plural)
    return {word: tuple(sorted(it, key=lambda s: s.id)) for word, it in found.items()}


def _british(american: str) -> str:
    for pattern, sound in _BRITISH:
        american = pattern.sub(sound, american)
    return american


def _with_s(phonemes: str) -> str:
    if phonemes.endswith(_SIBILANTS):
        return f"{phonemes}ɪz"
    return phonemes + ("s" if phonemes.endswith(_VOICELESS) else "z")
