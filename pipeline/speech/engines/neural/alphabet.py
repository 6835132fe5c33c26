"""The model's alphabet: misaki's, one character a sound, and what each is in IPA.

Source:
    https://github.com/hexgrad/misaki, EN_PHONES.md: the alphabet Kokoro was trained on.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.speech.engines.ipa import CONSONANTS, STRESSES, VOWELS, phones, written

SOUNDS: Mapping[str, str] = MappingProxyType(
    {
        "A": "eɪ", "I": "aɪ", "Y": "ɔɪ", "W": "aʊ", "O": "oʊ", "Q": "əʊ",
        "ʧ": "tʃ", "ʤ": "dʒ", "T": "ɾ",
    }
)  # fmt: skip
"""Symbol → member of :data:`pipeline.speech.engines.ipa.PHONES`, where they differ."""
MARKS = frozenset(';:,.!?—…"()“” ')
"""Characters that sound as pauses and melody, not as phonemes."""
_SYMBOLS = {phone: symbol for symbol, phone in SOUNDS.items()} | {"əʊ": "O", "ɒ": "ɑ", "ʔ": "t"}
"""An American voice has the nearest of what Britons say."""
_BRITISH = _SYMBOLS | {"əʊ": "Q", "oʊ": "Q", "ɒ": "ɒ", "æ": "a"}
_READ = MappingProxyType({**SOUNDS, "a": "æ"})


def symbols(ipa: str, *, british: bool = False) -> str:
    """Return *ipa* in the model's alphabet, of an American voice or a *british* one.

    >>> symbols("həˈloʊ")
    'həlˈO'
    """
    table = _BRITISH if british else _SYMBOLS
    return "".join(table.get(phone, phone) for phone in phones(ipa))


def as_ipa(text: str) -> str:
    """Return *text*, in the model's alphabet, as IPA.

    >>> as_ipa("həlˈO")
    'həˈloʊ'
    """
    return written(_READ, text)


def sound_of(symbol: str) -> str:
    """Return the member of :data:`pipeline.speech.engines.ipa.PHONES` that *symbol* is."""
    return _READ.get(symbol, symbol)


def is_sound(symbol: str) -> bool:
    """Tell whether *symbol* is a phoneme: no mark, no stress."""
    sound = sound_of(symbol)
    return sound in VOWELS or sound in CONSONANTS


def is_vowel(symbol: str) -> bool:
    """Tell whether *symbol* is a vowel or a diphthong."""
    return sound_of(symbol) in VOWELS


__all__ = ["MARKS", "SOUNDS", "STRESSES", "as_ipa", "is_sound", "is_vowel", "sound_of", "symbols"]
