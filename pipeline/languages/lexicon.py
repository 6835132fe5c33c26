"""The lexicon: how particular words are said, from ``lexicon/*.toml`` and ``*.pls`` files.

A file says for which language it holds and lists its lexemes::

    language = "en"

    words = ["NASA"]                # capitals said as a word

    [aliases]                       # written = said
    "arxiv" = "archive"             # lower case: in any case
    "LaTeX" = "lay tech"            # with capitals: only as written

    [[lexeme]]                      # the long form
    graphemes = ["Goodfellow"]
    phoneme = "ˈɡʊdfɛloʊ"           # IPA, for engines that take phonemes

The words are those of the W3C Pronunciation Lexicon Specification 1.0;
:mod:`pipeline.languages.pls` reads and writes that format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import ShowError

FOLDER = "lexicon"

_SPELLED = re.compile(r"(?:.* )?((?:[A-Z]\.){2,20})$")
_KEYS = {"language", "aliases", "words", "lexeme"}
_SHAPES: dict[str, tuple[type, str]] = {
    "aliases": (dict, "table"),
    "words": (list, "list"),
    "lexeme": (list, "list of tables"),
}
_LEXEME_KEYS = {"grapheme", "graphemes", "alias", "phoneme", "plural"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One entry: what is written, and how it is said."""

    graphemes: tuple[str, ...]
    """Spellings; one without a capital stands for every case, one with capitals for itself."""
    alias: str = ""
    """The spelling an engine says right; empty when only :attr:`phoneme` is known."""
    phoneme: str = ""
    """IPA, for engines that take phonemes."""
    plural: bool = True
    """Whether the word with ``s``, ``'s`` or ``s'`` is said likewise."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lexemes of one language, found by what is written. The first of two equal ones holds."""

    lexemes: tuple[Lexeme, ...] = ()
    _exact: Mapping[str, Lexeme] = field(init=False, repr=False, compare=False)
    _folded: Mapping[str, Lexeme] = field(init=False, repr=False, compare=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exact: dict[str, Lexeme] = {}
        folded: dict[str, Lexeme] = {}
        lengths: dict[str, set[int]] = {}
        for lexeme in self.lexemes:
            for grapheme in lexeme.graphemes:
                table = folded if grapheme == grapheme.lower() else exact
                table.setdefault(grapheme, lexeme)
                lengths.setdefault(grapheme[:2].lower(), set()).add(len(grapheme))
        object.__setattr__(self, "_exact", exact)
        object.__setattr__(self, "_folded", folded)
        longest_first = {key: tuple(sorted(known, reverse=True)) for key, known in lengths.items()}
        object.__setattr__(self, "_lengths", longest_first)

    def find(self, word: str) -> Lexeme | None:
        """Return the lexeme for exactly *word*, without regard to plurals."""
        return self._exact.get(word) or self._folded.get(word.lower())

    def said(self, word: str) -> str | None:
        """Return how *word*, perhaps a plural or possessive, is said; None if it is not known."""
        lexeme = self.find(word)
        if lexeme is not None:
            return lexeme.alias or word
        for ending in ("'s", "s'", "s"):
            stem = word.removesuffix(ending)
            if stem != word and (lexeme := self.find(stem)) and lexeme.plural:
                return with_ending(lexeme.alias or stem, ending)
        return None

    def match(self, text: str, start: int) -> tuple[int, str] | None:
        """Return the end and the spoken form of the longest lexeme written at *start*.

        Args:
            text: Any text.
            start: Where a word starts in it.
        """
        for length in self._lengths.get(text[start : start + 2].lower(), ()):
            end = start + length
            written = text[start:end]
            lexeme = self.find(written) if len(written) == length else None
            if lexeme is None:
                continue
            tail = _ENDING.match(text, end) if lexeme.plural else None
            if tail is not None:
                ending = tail.group().replace("’", "'")
                return tail.end(), with_ending(lexeme.alias or written, ending)
            if not text[end : end + 1].isalnum():
                return end, lexeme.alias or written
        return None

    def phonemes(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the words of a spoken form whose sound is known: start, end and IPA.

        A word with an ending is said by the engine's own lights: the sound of the ending is not
        ours to guess.
        """
        reached = 0
        for found in _WORD.finditer(text):
            start = found.start()
            for length in self._lengths.get(text[start : start + 2].lower(), ()):
                end = start + length
                lexeme = self.find(text[start:end])
                whole = end <= len(text) and not text[end : end + 1].isalnum()
                if start >= reached and whole and lexeme and lexeme.phoneme:
                    yield start, end, lexeme.phoneme
                    reached = end


_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:['’]s|s['’]?)(?![^\W_])")


def with_ending(said: str, ending: str) -> str:
    """Return *said* with a plural's or possessive's *ending*.

    Spelled letters take it after their last full stop: ``A.P.I.s``, ``A.P.I.'s``.
    """
    if _SPELLED.match(said):
        return said + ("s" if ending == "s'" else ending)
    if ending == "s" and said.endswith(("s", "x", "z", "ch", "sh")):
        return f"{said}es"
    return said + ending


def load_lexicon(folders: Sequence[Path], language: str) -> Lexicon:
    """Read every ``lexicon/*.toml`` and ``*.pls`` of *folders* that is for *language*.

    What is read is kept, and read again when a file changes.

    Args:
        folders: Voice folders; lexemes of an earlier one go before those of a later one.
        language: BCP 47 tag; ``en-GB`` takes files for ``en-GB`` and for ``en``.

    Raises:
        ShowError: A file is not a lexicon.
    """
    found = []
    for folder in folders:
        paths = (path for kind in _READERS for path in (folder / FOLDER).glob(f"*{kind}"))
        for path in sorted(paths):
            try:
                stamp = path.stat().st_mtime_ns
            except OSError as error:
                raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
            found.append((str(path), stamp))
    return _load(tuple(found), language.lower())


@lru_cache(maxsize=16)
def _load(files: tuple[tuple[str, int], ...], language: str) -> Lexicon:
    lexemes: list[Lexeme] = []
    for path, _stamp in files:
        for_language, read = _READERS[Path(path).suffix](Path(path))
        if language == for_language or language.startswith(f"{for_language}-"):
            lexemes.extend(read)
    return Lexicon(tuple(lexemes))


def read_lexicon(path: Path) -> tuple[str, tuple[Lexeme, ...]]:
    """Read one lexicon in TOML.

    Returns:
        Its language in lower case, and its lexemes in order.

    Raises:
        ShowError: It is not a lexicon.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShowError(
            f"this is not valid TOML: {error}", where=str(path), mend="Mend that line"
        ) from error
    except OSError as error:
        raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
    _check_keys(said, _KEYS, str(path))
    for key, (shape, name) in _SHAPES.items():
        if not isinstance(said.get(key, shape()), shape):
            raise ShowError(f"{key} must be a {name}", where=str(path))
    language = said.get("language")
    if not isinstance(language, str) or not language:
        raise ShowError(
            "it does not say its language", where=str(path), mend='Begin it with language = "en"'
        )
    lexemes = [
        *(_lexeme(row, f"{path}, lexeme {n}") for n, row in enumerate(said.get("lexeme", ()), 1)),
        *(
            _lexeme({"grapheme": written, "alias": alias}, f"{path}, aliases.{written}")
            for written, alias in said.get("aliases", {}).items()
        ),
        *(
            _lexeme({"grapheme": word, "alias": str(word).capitalize()}, f"{path}, words")
            for word in said.get("words", ())
        ),
    ]
    return language.lower(), tuple(lexemes)


def _lexeme(row: Any, where: str) -> Lexeme:  # noqa: ANN401 - whatever TOML holds there
    if not isinstance(row, dict):
        raise ShowError("this is not a lexeme", where=where, mend="Give it graphemes and an alias")
    _check_keys(row, _LEXEME_KEYS, where)
    graphemes = row.get("graphemes", [row["grapheme"]] if "grapheme" in row else [])
    texts = [*graphemes, row.get("alias", ""), row.get("phoneme", "")]
    if not graphemes or not all(isinstance(text, str) for text in texts):
        raise ShowError("a lexeme needs graphemes that are texts", where=where)
    if not all(text.strip() == text and text for text in graphemes):
        raise ShowError("a grapheme is empty or has blanks around it", where=where)
    if not (row.get("alias") or row.get("phoneme")):
        raise ShowError("a lexeme needs an alias or a phoneme", where=where)
    return Lexeme(
        graphemes=tuple(graphemes),
        alias=row.get("alias", ""),
        phoneme=row.get("phoneme", ""),
        plural=bool(row.get("plural", True)),
    )


def _check_keys(said: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(said) - set(known))
    if unknown:
        raise ShowError(
            f"unknown key {unknown[0]!r}",
            where=where,
            mend=f"A lexicon knows {', '.join(sorted(known))}",
        )


def _read_pls(path: Path) -> tuple[str, tuple[Lexeme, ...]]:
    from pipeline.languages.pls import read_pls  # noqa: PLC0415 - lxml only for those who have such files

    return read_pls(path)


_READERS: dict[str, Callable[[Path], tuple[str, tuple[Lexeme, ...]]]] = {
    ".toml": read_lexicon,
    ".pls": _read_pls,
}
"""File name extension → its reader."""
