"""Words that are not said as they are written: abbreviations, capitals, names with figures."""

from __future__ import annotations

import re

from pipeline.languages.lexicon import Lexicon
from pipeline.languages.scanner import ALNUM, LETTER, MARKED, WORD, Kind, Place
from pipeline.languages.shared.grammar import Grammar

_RUN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜÀ-Þ]{2,20}(?![\w-])")
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])[A-ZÄÖÜÀ-Þ]{2,20}[,;:.!?]?\s$")
_CAPITAL_AFTER = re.compile(r"[,;:.!?]?\s[A-ZÄÖÜÀ-Þ]{2,20}(?![\w-])")
_VOWEL = re.compile("[AEIOUYÄÖÜÀ-Þ]")
_LONGEST_SPELLED = 5
_ELIDED = r"[^\W\d_]{1,6}['’]"
_BLANKS = "[ \u00a0\u202f]?"


def spell(letters: str, ending: str = "") -> str:
    """Return letters as they are spelled: ``A.P.I.``, several ``A.P.I's``."""
    if len(letters) == 1:
        return letters + (f"'{ending}" if ending else "")
    return ".".join(letters) + (f"'{ending}" if ending else ".")


def capitals(word: str, g: Grammar, lexicon: Lexicon, *, shouted: bool = False) -> str:
    """Return a word in capitals, spelled or said as a word."""
    known = lexicon.alias_of(word)
    if known is not None:
        return known
    if shouted or word in g.read_as_words:
        return word.capitalize()
    if len(word) > _LONGEST_SPELLED and _VOWEL.search(word):
        return word.capitalize()
    return spell(word)


def _part(part: str, g: Grammar, lexicon: Lexicon, *, shouted: bool) -> str:
    """Return one part of a name: letters and figures in any mix."""
    known = lexicon.alias_of(part)
    if known is not None:
        return known
    spoken = []
    for run in _RUN.findall(part):
        if run[0].isdigit():
            spoken.append(figures(run, g))
        elif run.isupper() and len(run) > 1:
            spoken.append(capitals(run, g, lexicon, shouted=shouted))
        else:
            plural = re.fullmatch(r"([A-ZÄÖÜ]{2,8})(s)", run)
            spoken.append(spell(*plural.groups()) if plural else run)
    return " ".join(spoken)


def figures(run: str, g: Grammar) -> str:
    """Return a number within a name, or a version: point by point."""
    parts = re.split("[.,]", run)
    spoken = [
        g.cardinal(int(part))
        if len(part) < 5 and (part == "0" or not part.startswith("0"))
        else " ".join(g.cardinal(int(figure)) for figure in part)
        for part in parts
    ]
    return f" {g.point} ".join(spoken)


def word_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kinds of words of the language, to be tried last."""

    def shouting(word: str, place: Place) -> bool:
        if not (_CAPITAL_BEFORE.search(place.before) or _CAPITAL_AFTER.match(place.after)):
            return False
        near = _CAPITALS.findall(place.before[-30:]) + _CAPITALS.findall(place.after[:30])
        words = [one for one in (*near, word) if len(one) > 3 and _VOWEL.search(one)]
        return len(near) > 1 and bool(words)

    def name(match: re.Match[str], place: Place) -> str:
        word, lexicon = match.group(), place.choices.lexicon
        known = lexicon.alias_of(word)
        if known is not None:
            return known
        shouted = word.isupper() and shouting(word, place)
        parts = re.split("[-‐‑]", word)
        spoken = [_part(part, g, lexicon, shouted=shouted) for part in parts]
        plain = all(a == b and a for a, b in zip(parts, spoken, strict=True))
        return ("-" if plain else " ").join(part for part in spoken if part)

    def as_written(match: re.Match[str], _place: Place) -> str:
        return match.group()

    return (
        Kind("marked word", "é", re.compile(MARKED), as_written),
        Kind(
            "name",
            "A9",
            re.compile(
                rf"(?=[\d]*{LETTER}){ALNUM}{{1,200}}(?:\.\d{{1,9}})?"
                rf"(?:[-‐‑]{ALNUM}{{1,60}}(?:\.\d{{1,9}})?){{0,12}}(?![\w'’])"
            ),
            name,
        ),
        Kind("word", "A", re.compile(rf"{WORD}(?:['’-]{WORD})*"), _plain),
    )


def spelled_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kinds of letters already spelled, of capitals after an apostrophe, of versions."""

    def elided(match: re.Match[str], place: Place) -> str:
        word = match["word"]
        spoken = _part(word, g, place.choices.lexicon, shouted=False)
        return f"{match['before'].replace('’', chr(39))}{spoken}"

    grouped = re.compile(rf"\d{{1,3}}(?:[{g.thousands}]\d{{3}})+")

    def version(match: re.Match[str], _place: Place) -> str | None:
        return None if grouped.fullmatch(match.group()) else figures(match.group(), g)

    def as_written(match: re.Match[str], _place: Place) -> str:
        return match.group()

    return (
        Kind("spelled", "A", re.compile(rf"(?:{_ELIDED})?(?:[A-ZÄÖÜ]\.){{2,20}}(?!\w)"), _plain),
        Kind("spelled", "A", re.compile(r"(?:[A-ZÄÖÜ]\.){1,19}[A-ZÄÖÜ]'s(?!\w)"), _plain),
        Kind(
            "elided",
            "A",
            re.compile(
                rf"(?P<before>{LETTER}{{1,8}}['’])(?P<word>(?:[A-ZÀ-Þ]{{2,20}}|[A-Z]\d)"
                rf"{ALNUM}{{0,20}})(?![\w-])"
            ),
            elided,
        ),
        Kind("version", "9", re.compile(r"\d{1,9}(?:\.\d{1,9}){1,6}(?!\d|,\d)"), version),
    )


def _plain(match: re.Match[str], _place: Place) -> str:
    return match.group().replace("’", "'")


def abbreviation_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kinds of abbreviations of the language, to be tried first."""

    def read(match: re.Match[str], place: Place) -> str | None:
        written = _squeezed(match.group())
        elided = match["elided"] or ""
        written = written.removeprefix(elided)
        words = g.abbreviations.get(written) or g.numbered.get(written) or g.prefixed.get(written)
        if words is None:
            return None
        if written[0].isupper() and not place.before.strip() and not elided:
            words = words[:1].upper() + words[1:]
        words = elided.replace("’", "'") + words
        ends = written in g.ending and re.match(r"\s*$|\s+[A-ZÀ-Þ«„“¿¡]", place.after)
        return f"{words}." if ends and written.endswith(".") else words

    return (
        Kind("abbreviation", "", re.compile(_any(g.abbreviations) + r"(?!\w)"), read),
        Kind("abbreviation", "", re.compile(_any(g.numbered) + r"(?=\s?(?:\d|[IVX]+\b))"), read),
        Kind("abbreviation", "", re.compile(_any(g.prefixed) + r"(?=\s[A-ZÀ-Þ])"), read),
    )


def _squeezed(text: str) -> str:
    return re.sub("[ \u00a0\u202f]", "", text)


def _any(words: object) -> str:
    """Return a pattern for abbreviations, whose parts a blank may part: "z. B.", "z.B."."""
    keys = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    spaced = (re.sub(r"\\\.(?=.)", rf"\\.{_BLANKS}", re.escape(key)) for key in keys)
    return rf"(?<!\w)(?P<elided>{_ELIDED})?(?:{'|'.join(spaced)})" if keys else r"(?P<elided>)(?!)"


def watched(g: Grammar) -> frozenset[str]:
    """Return the lower-case words with which an abbreviation begins."""
    keys = (*g.abbreviations, *g.numbered, *g.prefixed)
    words = {re.split(r"\W", key)[0] for key in keys if key[:1].islower()}
    return frozenset(
        words | {f"{letter}{mark}{word}" for word in words for letter in "ldn" for mark in "'’"}
    )
