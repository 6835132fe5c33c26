"""Words in no lexicon, read by their parts where these are known: "hyper" and "parameter".

The wheel's network for unknown words imitates espeak-ng, which reads "tokenise" as "toke-nise" and
"neuromorphic" with one long sound too few. Most terms that are new are made of words that are not;
names are not, and are left to the network.

Compared in ``benchmarks/letters_to_sounds.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hibari.g2p.lexicon import apply_stress

from pipeline.speech.engines.neural.alphabet import is_vowel

_STRONG: Mapping[str, str] = MappingProxyType(
    {
        "hyper": "hˈaɪpəɹ", "super": "sˈupəɹ", "micro": "mˈaɪkɹoʊ", "macro": "mˈækɹoʊ",
        "auto": "ˈɔtoʊ", "multi": "mˈʌlti", "anti": "ˈænti", "semi": "sˈɛmi", "neuro": "nˈʊɹoʊ",
        "poly": "pˈɑli", "mono": "mˈɑnoʊ", "geo": "dʒˈioʊ", "bio": "bˈaɪoʊ",
        "crypto": "kɹˈɪptoʊ", "meta": "mˈɛtə", "pseudo": "sˈudoʊ", "infra": "ˈɪnfɹə",
        "ultra": "ˈʌltɹə", "mega": "mˈɛɡə", "giga": "ɡˈɪɡə", "exa": "ˈɛksə", "peta": "pˈɛtə",
        "tera": "tˈɛɹə", "nano": "nˈænoʊ", "pico": "pˈikoʊ", "homo": "hˈoʊmoʊ",
        "hetero": "hˈɛtəɹoʊ", "photo": "fˈoʊtoʊ", "electro": "ɪlˈɛktɹoʊ", "thermo": "θˈɜɹmoʊ",
        "hydro": "hˈaɪdɹoʊ", "techno": "tˈɛknoʊ", "info": "ˈɪnfoʊ", "kilo": "kˈɪloʊ",
        "mini": "mˈɪni", "proto": "pɹˈoʊtoʊ", "quasi": "kwˈɑzi", "cyber": "sˈaɪbəɹ",
        "inter": "ˈɪntəɹ", "intra": "ˈɪntɹə", "counter": "kˈaʊntəɹ", "tele": "tˈɛlə",
        "omni": "ˈɑmni", "endo": "ˈɛndoʊ", "exo": "ˈɛksoʊ", "socio": "sˈoʊsioʊ",
        "psycho": "sˈaɪkoʊ", "turbo": "tˈɜɹboʊ", "post": "pˈoʊst", "mid": "mˈɪd",
    }
)  # fmt: skip
"""Beginnings that have a stress of their own → IPA, stress before the vowel."""
_LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "re": "ɹi", "de": "di", "un": "ʌn", "pre": "pɹi", "non": "nɑn", "dis": "dɪs",
        "mis": "mɪs", "sub": "sʌb", "trans": "tɹænz", "co": "koʊ",
    }
)  # fmt: skip
"""Beginnings that have none."""
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "nesses": "nəsᵻz", "ness": "nəs", "less": "ləs", "isms": "ˌɪzəmz", "ism": "ˌɪzəm",
        "ists": "ɪsts", "ist": "ɪst", "able": "əbᵊl", "izers": "ˌaɪzəɹz", "izer": "ˌaɪzəɹ",
        "ers": "əɹz", "er": "əɹ", "izes": "ˌaɪzᵻz", "ized": "ˌaɪzd", "izing": "ˌaɪzɪŋ",
        "ize": "ˌaɪz", "ises": "ˌaɪzᵻz", "ised": "ˌaɪzd", "ising": "ˌaɪzɪŋ", "ise": "ˌaɪz",
        "ish": "ɪʃ", "ally": "li", "ly": "li", "like": "lˌaɪk",
    }
)  # fmt: skip
"""Endings that leave the stress where it is → IPA."""
_AFTER_WHOLE_WORDS = frozenset(["ness", "nesses", "less", "like", "ly", "ally"])
_NO_SECOND_WORD = frozenset(
    [
        "able",
        "ably",
        "age",
        "ally",
        "ate",
        "dom",
        "est",
        "gel",
        "ine",
        "ion",
        "ions",
        "ist",
        "less",
        "let",
        "ling",
        "man",
        "men",
        "ness",
        "rate",
        "ration",
        "red",
        "ring",
        "ship",
        "sing",
        "ted",
        "ten",
        "ter",
        "ters",
        "tic",
        "tics",
        "ting",
        "ton",
    ]
)
"""Words that at the end of a longer one are mostly something else."""
_OF_NAMES = ("er", "ers")
"""Endings that mean nothing in a name: "Herber" is nobody who herbs."""
_LONG = 4
"""Syllables of a second word that keeps the main stress: "backpropagation"."""


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float
    """Least is best."""
    symbols: str


class WordParts:
    """Reads words by their parts."""

    def __init__(
        self,
        lexicon: Any,  # noqa: ANN401 - the wheel is untyped
        common: frozenset[str],
        symbols_of: Callable[[str], str],
    ) -> None:
        """Make a reader.

        Args:
            lexicon: The wheel's.
            common: Words in lower case that are often met: only they make up others.
            symbols_of: IPA → the model's alphabet.
        """
        self._lexicon = lexicon
        self._common = common
        self._strong = {part: symbols_of(ipa) for part, ipa in _STRONG.items()}
        self._light = {part: symbols_of(ipa) for part, ipa in _LIGHT.items()}
        self._endings = {part: symbols_of(ipa) for part, ipa in _ENDINGS.items()}

    def read(self, word: str) -> str | None:
        """Return *word* in the model's alphabet, or None where its parts are not known."""
        lower = word.lower()
        readings = [*self._pairs(lower)]
        if word[:1].islower() or not lower.endswith(_OF_NAMES):
            readings += self._ended(lower)
        return min(readings, key=lambda it: it.cost).symbols if readings else None

    def _pairs(self, word: str) -> Iterator[_Reading]:
        """Yield *word* as a beginning and a word, and as two words."""
        for at in range(2, len(word) - 2):
            first, second = word[:at], word[at:]
            begun = self._strong.get(first) or self._light.get(first)
            if begun and len(second) > 3:
                yield from self._begun(first, begun, second)
            if min(len(first), len(second)) > 2 and len(word) > 6:
                yield from self._compound(first, second)

    def _begun(self, first: str, begun: str, second: str) -> Iterator[_Reading]:
        rest, cost = self._entry(second), 0.0
        if rest is None:
            rest, cost = self._inflected(second), 1.0
        if rest is None:
            ended = list(self._ended(second, deeper=False))
            rest = ended[0].symbols if ended else None
        if rest is None:
            return
        short = _syllables(rest) == 1 < _syllables(begun)
        both = _main(begun) + _side(rest) if short else _side(begun) + _main(rest)
        yield _Reading(cost - len(first) / 100, both)

    def _compound(self, first: str, second: str) -> Iterator[_Reading]:
        if second in _NO_SECOND_WORD or not {first, second} <= self._common:
            return
        before, after = self._entry(first), self._entry(second)
        if before is None or after is None:
            return
        cost = 0.3 * (len(first) == 3) + 0.3 * (len(second) == 3)
        long = _syllables(after) >= _LONG
        both = _side(before) + _main(after) if long else _main(before) + _side(after)
        yield _Reading(cost - min(len(first), len(second)) / 100, both)

    def _ended(self, word: str, *, deeper: bool = True) -> Iterator[_Reading]:
        """Yield *word* as another with an ending, at most one."""
        for ending, sound in self._endings.items():
            if not word.endswith(ending) or (ending == "ally" and not word.endswith("ically")):
                continue
            for stem in _stems(word[: -len(ending)], ending):
                known = self._entry(stem)
                if known and "ˈ" in known:
                    yield _Reading(0.2, known + sound)
                    return
                parted = list(self._pairs(stem)) if deeper else []
                if parted:
                    best = min(parted, key=lambda it: it.cost)
                    yield _Reading(best.cost + 1.2, best.symbols + sound)
                    return

    def _entry(self, word: str) -> str | None:
        """Return the sound of *word* as the lexicon has it, in lower case: names make no words."""
        found = self._lexicon.golds.d.get(word) if len(word) > 2 else None
        if isinstance(found, dict):
            found = found.get("NN") or found.get("NOUN") or found["DEFAULT"]
        return found if isinstance(found, str) else None

    def _inflected(self, word: str) -> str | None:
        lookups: tuple[tuple[str, Any], ...] = (
            ("s", self._lexicon.stem_s),
            ("ed", self._lexicon.stem_ed),
            ("ing", self._lexicon.stem_ing),
        )
        for ending, lookup in lookups:
            if word.endswith(ending) and (found := lookup(word, "NN", None, None)[0]):
                return str(found)
        return None


def _stems(stem: str, ending: str) -> list[str]:
    """Return what *stem* may be written as by itself: "memoiz" is of "memoize"."""
    if ending in _AFTER_WHOLE_WORDS or not stem:
        return [stem]
    mute = f"{stem}e"
    stems = [mute, stem] if stem[-1] in "cgszv" else [stem, mute]
    return [*stems, stem[:-1]] if len(stem) > 3 and stem[-1] == stem[-2] else stems


def _syllables(symbols: str) -> int:
    return sum(map(is_vowel, symbols))


def _main(symbols: str) -> str:
    return str(apply_stress(symbols, 2)) if "ˈ" not in symbols else symbols


def _side(symbols: str) -> str:
    return str(apply_stress(symbols, -0.5)) if "ˈ" in symbols else symbols


__all__ = ["WordParts"]
