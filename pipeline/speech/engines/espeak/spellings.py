"""What espeak-ng is given for a text: letters spelled so that it says them, readings as phonemes.

The spoken form has ``A.P.I.``, ``A.P.I.s``, ``of A.I.``. Of these espeak-ng reads the first right,
the second as four letters, the third as "of a dot I dot". Every word stays one word, so the times
of the words given are those of the words written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.speech.engines.ipa import STRESSES, phones
from pipeline.speech.engines.protocol import Phonemes, primary_subtag

_LETTERS = re.compile(
    r"(?<![\w.])(?:(?P<before>\w+) )?(?P<letters>(?:[A-Z]\.){2,20})"
    r"(?P<ending>(?:'?s|'(?:d|ed|ing))?)(?!\w)"
    r"(?=(?P<after> [A-Z]\w*)?)"
)
_LONE_A = re.compile(r"(?<![\w.])(?P<before>\w+) A(?=-\w)")
_TAKE_THE_ARTICLE = frozenset({"at", "for", "not", "of", "than", "that", "was"})
"""Words that espeak-ng takes together with an A: "of a"."""
_BEGIN_SENTENCES = frozenset(
    """
    a after all also an and any are as at because before but by can do each even every for from had
    has have he her here his how i if in is it its like many maybe more most my no not now of on
    once one only or our perhaps she since so some still such that the their then there these they
    this those though to today until we well what when where whether which while who why with yes
    yet you your
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""Words after which letters with full stops may end a sentence after all."""
_MNEMONICS: Mapping[str, str] = MappingProxyType(
    {
        "i": "i:", "ɪ": "I", "ɛ": "E", "æ": "a", "ɑ": "A:", "ɒ": "0", "ɔ": "O:", "ʊ": "U",
        "u": "u:", "ʌ": "V", "ə": "@", "ɐ": "a#", "ᵊ": "@", "ᵻ": "I#", "ɜ": "3:",
        "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "aʊ": "aU", "oʊ": "oU", "əʊ": "oU",
        "tʃ": "tS", "dʒ": "dZ", "θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɹ": "r",
        "ɡ": "g", "ɾ": "t#", "ʔ": "t", "ˈ": "'", "ˌ": ",",
    }
)  # fmt: skip
"""Member of :data:`pipeline.speech.engines.ipa.PHONES` → espeak-ng's phoneme of its English."""
_WITH_R: Mapping[str, str] = MappingProxyType(
    {"ɑ": "A@", "ɔ": "O@", "ɛ": "e@", "ɪ": "i@3", "ʊ": "U@", "ɜ": "3:", "ə": "3"}
)
"""Vowel → what it is together with the r after it."""


def given(text: str, phonemes: Phonemes, language: str) -> str:
    """Return what espeak-ng is given for *text*, as many words as it has.

    Args:
        text: One utterance; double brackets stand for phonemes, so those it has fall away.
        phonemes: Written into it, in English.
        language: BCP 47 tag.
    """
    text = text.replace("[[", "((").replace("]]", "))")
    if primary_subtag(language) != "en":
        return text
    parts: list[str] = []
    at = 0
    for start, end, ipa in phonemes:
        words = [mnemonics(word) for word in ipa.split(" ")]
        written = text[start:end].split()
        if start < at or not all(words) or not written:
            continue
        parts += [_spelled(text[at:start]), _as_many(words, len(written))]
        at = end
    return "".join([*parts, _spelled(text[at:])])


def mnemonics(ipa: str) -> str:
    """Return *ipa* in espeak-ng's alphabet.

    >>> mnemonics("ˌkoʊkəˈtaɪloʊ")
    "k,oUk@t'aIloU"
    """
    out: list[str] = []
    before = ""
    sounds = _without_glide(phones(ipa))
    for index, sound in enumerate(sounds):
        vowel_follows = any(it not in STRESSES for it in sounds[index + 1 : index + 2]) and (
            sounds[index + 1] in _MNEMONICS and _MNEMONICS[sounds[index + 1]][0] in "iIEaA0OUuV@3eo"
        )
        if sound == "ɹ" and before in _WITH_R and not vowel_follows:
            out[-1] = _WITH_R[before]
        else:
            out.append(_MNEMONICS.get(sound, sound))
        before = sound
    return "".join(out)


def _without_glide(sounds: list[str]) -> list[str]:
    """Return *sounds* with "ɛəɹ" as "ɛɹ", which espeak-ng has one phoneme for."""
    return [
        sound
        for index, sound in enumerate(sounds)
        if not (
            sound == "ə"
            and sounds[index - 1 : index] in (["ɛ"], ["ɪ"], ["ʊ"])
            and sounds[index + 1 : index + 2] == ["ɹ"]
        )
    ]


def _as_many(words: list[str], n_words: int) -> str:
    """Return *words* in brackets, as many of them as are written."""
    if len(words) < n_words:
        words = [*words, *["_"] * (n_words - len(words))]
    merged = [*words[: n_words - 1], "||".join(words[n_words - 1 :])]
    return " ".join(f"[[{word}]]" for word in merged)


def _spelled(text: str) -> str:
    return _LONE_A.sub(_lone, _LETTERS.sub(_respelled, text))


def _respelled(found: re.Match[str]) -> str:
    before, dotted, ending = found["before"] or "", found["letters"], found["ending"]
    letters = dotted.replace(".", "")
    lead = f"{before} " if before else ""
    own = "'s" if ending == "s" else ending
    following = (found["after"] or "").strip().lower()
    ends = not ending and (following in _BEGIN_SENTENCES or found.end() == len(found.string))
    if letters[0] == "A" and before.lower() in _TAKE_THE_ARTICLE:
        spoken = "AI" if letters == "AI" else "-".join(["eh", *letters[1:]])
        return lead + spoken + own + ("." if ends else "")
    if own:
        return lead + ("-" if len(letters) == 2 else ".").join(letters) + own
    if following and following not in _BEGIN_SENTENCES and "A" not in letters[1:]:
        return lead + "-".join(letters)  # a full stop before a capital would be a pause
    return lead + dotted


def _lone(found: re.Match[str]) -> str:
    takes = found["before"].lower() in _TAKE_THE_ARTICLE
    return f"{found['before']} eh" if takes else found.group()
