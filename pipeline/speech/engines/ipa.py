"""Phonemes in IPA, as one alphabet that every engine's table is written in.

Dictionaries write the same sound in many ways (``oʊ``, ``o͡ʊ``, ``əʊ``; ``r``, ``ɹ``). Here they
become the symbols of :data:`PHONES`, with the stress before its vowel.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

VOWELS = (
    "eɪ", "aɪ", "ɔɪ", "aʊ", "oʊ", "əʊ",
    "i", "ɪ", "ɛ", "æ", "ɑ", "ɒ", "ɔ", "ʊ", "u", "ʌ", "ə", "ɐ", "ᵊ", "ᵻ", "ɜ",
)  # fmt: skip
CONSONANTS = (
    "tʃ", "dʒ",
    "p", "b", "t", "d", "k", "ɡ", "f", "v", "θ", "ð", "s", "z", "ʃ", "ʒ", "h",
    "m", "n", "ŋ", "l", "ɹ", "j", "w", "ɾ", "ʔ",
)  # fmt: skip
PHONES = (*VOWELS, *CONSONANTS)
STRESSES = ("ˈ", "ˌ")

_VARIANTS = (
    # What one symbol stands for two sounds, and how syllabic consonants are marked.
    ("ɝ", "ɜɹ"), ("ɚ", "əɹ"), ("l̩", "ᵊl"), ("n̩", "ᵊn"), ("m̩", "ᵊm"), ("ʤ", "dʒ"), ("ʧ", "tʃ"),
    ("ɲ", "nj"), ("ʎ", "lj"), ("ei", "eɪ"), ("ai", "aɪ"), ("oi", "ɔɪ"), ("au", "aʊ"),
    ("ou", "oʊ"), ("ɔi", "ɔɪ"), ("eə", "ɛ"),
    # The nearest sound of English.
    ("r", "ɹ"), ("ɻ", "ɹ"), ("ʁ", "ɹ"), ("ʀ", "ɹ"), ("ɽ", "ɾ"), ("g", "ɡ"), ("ɣ", "ɡ"), ("x", "k"),
    ("χ", "k"), ("q", "k"), ("c", "k"), ("ɟ", "dʒ"), ("ɕ", "ʃ"), ("ʂ", "ʃ"),
    ("ʑ", "ʒ"), ("ʐ", "ʒ"), ("ɫ", "l"), ("ɬ", "l"), ("ʋ", "v"), ("β", "v"), ("ɸ", "f"),
    ("ɱ", "m"), ("ɳ", "n"), ("ʈ", "t"), ("ɖ", "d"), ("ʍ", "w"), ("ɦ", "h"), ("ħ", "h"), ("ɥ", "w"),
    ("y", "u"), ("ʏ", "ʊ"), ("ø", "ɜ"), ("œ", "ɜ"), ("ɯ", "u"), ("ɤ", "ʌ"), ("ɵ", "ə"), ("ɘ", "ə"),
    ("ɨ", "ᵻ"), ("ʉ", "u"),
)  # fmt: skip
_SEEMING_ONE = frozenset(
    {sound for sound in PHONES if len(sound) > 1}
    | {variant for variant, _ in _VARIANTS if len(variant) > 1}
)
_LONE = {"e": "ɛ", "a": "ɑ", "o": "oʊ"}
"""Vowels that are the first half of a diphthong, or stand for themselves."""
_KEPT_MARKS = "̩"
_MARK = re.compile(r"[ːˑ‿ʰʲʷˠˤ'ʼ-]")
"""Not the full stop: it keeps two sounds apart that would be one together."""
_TOKEN = re.compile(
    "|".join((*sorted((*PHONES, *_LONE), key=len, reverse=True), *STRESSES, r"\s+"))
)


def phones(ipa: str) -> list[str]:
    """Return the sounds of *ipa*: members of :data:`PHONES`, stress marks, and spaces.

    What is no sound of English becomes the nearest one; what is no sound at all is left out.
    A stress mark stands right before its vowel.

    >>> phones("həˈloʊ")
    ['h', 'ə', 'l', 'ˈ', 'oʊ']
    """
    return list(_stress_at_vowels(_tokens(ipa)))


def _tokens(ipa: str) -> Iterator[str]:
    text = unicodedata.normalize("NFD", ipa.replace("ç", "ʃ"))  # NFD takes its cedilla off
    text = "".join(
        character
        for character in text
        if character in _KEPT_MARKS or not unicodedata.combining(character)
    )
    text = _MARK.sub("", text)
    for variant, usual in _VARIANTS:
        text = text.replace(variant, usual)
    for found in _TOKEN.finditer(text):
        token = found.group()
        yield " " if token.isspace() else _LONE.get(token, token)


def _stress_at_vowels(sounds: Iterator[str]) -> Iterator[str]:
    stress = ""
    for sound in sounds:
        if sound in STRESSES:
            stress = sound
            continue
        if stress and sound in VOWELS:
            yield stress
            stress = ""
        elif sound == " ":
            stress = ""
        yield sound


_ONSETS = frozenset(
    """
    pl pɹ pj bl bɹ bj tɹ tw dɹ dw kl kɹ kw kj ɡl ɡɹ ɡw fl fɹ fj vj θɹ θw ʃɹ hj mj
    sp st sk sm sn sl sw spl spɹ stɹ skɹ skw spj skj
    """.split()  # noqa: SIM905 - forty quotation marks help nobody
)
"""Consonants together that begin a syllable of English."""


def written(sounds: Mapping[str, str], symbols: str) -> str:
    """Return an engine's *symbols*, one character a sound, as IPA.

    Stress marks go from before the vowel to before the syllable.

    Args:
        sounds: Symbol → member of :data:`PHONES`; a symbol it does not hold stays.
        symbols: In the engine's alphabet, stress before the vowel.
    """
    out: list[str] = []
    for symbol in symbols:
        if symbol in STRESSES:
            out.insert(_syllable(out), symbol)
        else:
            out.append(sounds.get(symbol, symbol))
    return "".join(_apart(out))


def _apart(sounds: list[str]) -> Iterator[str]:
    """Yield *sounds* with a full stop where two of them would be read as one."""
    for before, sound in pairwise(["", *sounds]):
        yield f".{sound}" if before + sound in _SEEMING_ONE else sound


def _syllable(out: list[str]) -> int:
    """Return where in *out* the syllable begins whose vowel comes next."""
    first = len(out)
    while first and out[first - 1] in CONSONANTS:
        first -= 1
    if not first or out[first - 1] not in VOWELS:
        return first
    if first == len(out):
        return first
    for start in range(first, len(out) - 1):
        if "".join(out[start:]) in _ONSETS:
            return start
    return len(out) if out[-1] == "ŋ" else len(out) - 1
