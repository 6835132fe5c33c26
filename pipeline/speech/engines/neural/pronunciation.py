"""Text becomes sounds: the readings it comes with first, then letters, then the wheel's lexicon.

hibari-tts holds misaki's lexicons, a tagger that tells "read" from "read", and a small network
for words in neither, which is asked where a word's parts are not known either
(:mod:`~pipeline.speech.engines.neural.word_parts`). Its own text normalisation is not asked: a
spoken form has no figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from hibari.g2p import G2P
from hibari.g2p.oov import OOV
from hibari.g2p.token import Tok

from pipeline.speech.engines.neural.alphabet import STRESSES, symbols
from pipeline.speech.engines.neural.wheel import assets
from pipeline.speech.engines.neural.word_parts import WordParts
from pipeline.speech.engines.protocol import Phonemes

_INITIALS = re.compile(
    r"(?<![\w.])[A-Z](?:[.-][A-Z])+(?:\.?(?P<ending>['’]?s|['’]d)(?!\w)|\.(?!\w)|(?!\w))"
)
"""``A.P.I.``, ``A.P.I.s``, ``A.P.I.'s``, ``A-I``."""
_STRAIGHT = str.maketrans("’‘‛", "'''")
_DIGITS = re.compile(r"[^\W_a-zA-Z0-9]")
_RARE = re.compile(r"[^a-zA-Z .,;:!?-]")
_ELLIPSIS = re.compile(r"\.(?: ?\.)+")
_ENDS = re.compile(r"[.!?…,;:—]\W*$")
_VOICELESS = frozenset("ptkfθ")
_SIBILANT = frozenset("szʃʒʧʤ")
_NETWORKS = ("oov.onnx", "oov_gb.onnx")
"""Of the wheel, for words in no lexicon: American, British. Opened when first asked."""
_UNKNOWN_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Sounds:
    """A text in the model's alphabet, and where each symbol comes from."""

    symbols: str
    places: tuple[int, ...]
    """For each symbol the character of the text its word begins at; −1 between words."""


class Pronouncer:
    """Knows how English words sound. Made once a process: its lexicons are 10 MB."""

    def __init__(self, *, british: bool = False) -> None:
        unknown = lru_cache(maxsize=_UNKNOWN_KEPT)(self._unknown)
        self._rules: Any = G2P(oov=unknown, british=british)
        self._symbols = partial(symbols, british=british)
        common = frozenset(self._rules.tagger.vocab)
        self._parts = WordParts(self._rules.lexicon, common, self._symbols)
        self._network = cache(partial(OOV, str(assets() / _NETWORKS[british])))

    def sounds(self, text: str, phonemes: Phonemes = ()) -> Sounds:
        """Return how *text* sounds.

        Args:
            text: One utterance.
            phonemes: How some of its words sound, in IPA; they go before all else.
        """
        text = _DIGITS.sub(_plain_digit, text.translate(_STRAIGHT))
        try:
            return self._sounds(text, phonemes)
        except (ValueError, IndexError, KeyError, TypeError):  # the wheel's own, on rare signs
            return self._sounds(_RARE.sub(" ", text), phonemes)

    def _sounds(self, text: str, phonemes: Phonemes) -> Sounds:
        fixed = _fixed(text, phonemes, self._letters, self._symbols)
        tokens = self._rules.phonemize_tokens(list(self._tokens(text, fixed)))
        spoken: list[str] = []
        places: list[int] = []
        at = 0
        for token in tokens:
            start, at = _place(token.text, text, at)
            sound = (token.phonemes or "") + (" " if token.whitespace else "")
            spoken.append(sound)
            places += [start] * len(sound)
        return _closed("".join(spoken), places)

    def _tokens(self, text: str, fixed: list[tuple[int, int, str]]) -> Iterator[Any]:
        """Yield the tokens of *text*; the first of each fixed span has its sound, the rest none."""
        pairs = self._rules.tokenizer(text)
        tags = self._rules.tagger([word for word, _ in pairs])
        following = iter([*fixed, (len(text) + 1, len(text) + 1, "")])
        span = next(following)
        begun = False
        at = 0
        for (word, space), tag in zip(pairs, tags, strict=True):
            start, at = _place(word, text, at)
            middle = (start + at) / 2
            while middle >= span[1]:
                span, begun = next(following), False
            sound = None
            if middle >= span[0]:
                sound = "" if begun else span[2]
                begun = True
            yield Tok(word, tag, space, phonemes=sound, rating=5 if begun else None)

    def _unknown(self, word: str) -> str | None:
        """Return how a word sounds that no lexicon has."""
        parted = self._parts.read(word)
        if parted:
            return parted
        guessed = self._network()(word)
        return guessed.replace("ɹɹ", "ɹ") if guessed else None  # "regularizer": its "əɹɹ" is one

    def _letters(self, initials: re.Match[str]) -> str:
        """Return the sound of spelled letters, with their plural's or possessive's ending."""
        letters = re.findall("[A-Z]", initials.group())
        sound, _ = self._rules.lexicon.get_NNP("".join(letters))
        sound = str(sound or "")
        if initials["ending"]:
            last = sound[-1:]
            plural = "s" if last in _VOICELESS else "ᵻz" if last in _SIBILANT else "z"
            sound += "d" if initials["ending"].endswith("d") else plural
        return sound


def _fixed(
    text: str,
    phonemes: Phonemes,
    letters: Callable[[re.Match[str]], str],
    symbols_of: Callable[[str], str],
) -> list[tuple[int, int, str]]:
    """Return spans of *text* whose sound is known, in order; readings go before letters."""
    known = [(start, end, symbols_of(ipa)) for start, end, ipa in phonemes]
    taken = [(start, end) for start, end, _ in known]
    for found in _INITIALS.finditer(text):
        start, end = found.span()
        if not any(start < other_end and other < end for other, other_end in taken):
            known.append((start, end, letters(found)))
    return sorted(span for span in known if span[2].strip("".join((*STRESSES, " "))))


def _plain_digit(found: re.Match[str]) -> str:
    """Return a digit of any script or form ("²", "٣") as one of ours; other letters as they are."""
    value = unicodedata.digit(found.group(), None)
    return found.group() if value is None else str(value)


def _place(token: str, text: str, at: int) -> tuple[int, int]:
    """Return where *token* stands in *text* from *at* on, start and end.

    The wheel leaves out signs within a word ("11,11'-D" becomes "11,11-D"): its characters are
    found one after another, and what is not there takes no place.
    """
    start = end = at
    for character in token:
        found = text.find(character, end)
        if found >= 0:
            start = found if end == at and start == at else start
            end = found + 1
    return start, end


def _closed(spoken: str, places: list[int]) -> Sounds:
    """Return the sounds with three dots as one sign, and a melody that ends."""
    out: list[str] = []
    kept: list[int] = []
    at = 0
    for found in _ELLIPSIS.finditer(spoken):
        out.append(spoken[at : found.start()] + "…")
        kept += [*places[at : found.start()], places[found.start()]]
        at = found.end()
    whole = "".join([*out, spoken[at:]]).rstrip()
    kept = [*kept, *places[at:]][: len(whole)]
    if whole and not _ENDS.search(whole):
        whole, kept = f"{whole}.", [*kept, -1]
    return Sounds(
        whole, tuple(-1 if symbol == " " else at for symbol, at in zip(whole, kept, strict=True))
    )
