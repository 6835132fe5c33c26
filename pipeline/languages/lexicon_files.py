"""Lexicons as files: ``lexicon/*.toml``, and ``*.pls`` of the W3C.

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

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import ShowError
from pipeline.languages.lexicon import Lexeme, Lexicon
from pipeline.settings.toml_table import read_toml

FOLDER = "lexicon"
_KEYS = {"language", "aliases", "words", "lexeme"}
_SHAPES: dict[str, tuple[type, str]] = {
    "aliases": (dict, "table"),
    "words": (list, "list"),
    "lexeme": (list, "list of tables"),
}
_LEXEME_KEYS = {"grapheme", "graphemes", "alias", "phoneme", "plural"}


def load_lexicon(folders: Sequence[Path], language: str) -> Lexicon:
    """Read every ``lexicon/*.toml`` and ``*.pls`` of *folders* that is for *language*.

    What is read is kept, and read again when a file changes.

    Args:
        folders: Voice folders; lexemes of an earlier one go before those of a later one.
        language: BCP 47 tag; ``en-GB`` takes files for ``en-GB`` and for ``en``.

    Raises:
        ShowError: A file is not a lexicon.
    """
    return _load(_files(folders), language.lower())


def lexicons_of(folders: Sequence[Path], language: str) -> tuple[tuple[Path, Lexicon], ...]:
    """Return each file that :func:`load_lexicon` reads and what it says; the first goes before.

    Raises:
        ShowError: A file is not a lexicon.
    """
    return tuple((Path(file[0]), _load((file,), language.lower())) for file in _files(folders))


def lexemes_within(folders: Sequence[Path], text: str) -> tuple[Lexeme, ...]:
    """Return the lexemes of the voice *folders*, of any language, that *text* may hold.

    Raises:
        ShowError: A file is not a lexicon.
    """
    folded = text.casefold()
    return tuple(
        lexeme
        for file in _files(folders)
        for lexeme in _lexemes(file)
        if any(grapheme.casefold() in folded for grapheme in lexeme.graphemes)
    )


def lexicon_stamp(folders: Sequence[Path]) -> str:
    """Return what changes when a lexicon of the voice *folders* may have."""
    return repr(_files(folders))


def _files(folders: Sequence[Path]) -> tuple[tuple[str, int], ...]:
    """Return each file with the moment it was changed."""
    found = []
    for folder in folders:
        paths = (path for kind in _READERS for path in (folder / FOLDER).glob(f"*{kind}"))
        for path in sorted(paths):
            try:
                stamp = path.stat().st_mtime_ns
            except OSError as error:
                raise ShowError(f"cannot be read: {error.strerror}", where=str(path)) from error
            found.append((str(path), stamp))
    return tuple(found)


@lru_cache(maxsize=64)
def _lexemes(file: tuple[str, int]) -> tuple[Lexeme, ...]:
    path = Path(file[0])
    return tuple(_READERS[path.suffix](path)[1])


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
    data = read_toml(path)
    _check_keys(data, _KEYS, str(path))
    for key, (shape, name) in _SHAPES.items():
        if not isinstance(data.get(key, shape()), shape):
            raise ShowError(f"{key} must be a {name}", where=str(path))
    language = data.get("language")
    if not isinstance(language, str) or not language:
        raise ShowError(
            "it does not say its language", where=str(path), mend='Begin it with language = "en"'
        )
    lexemes = [
        *(_lexeme(row, f"{path}, lexeme {n}") for n, row in enumerate(data.get("lexeme", ()), 1)),
        *(
            _lexeme({"grapheme": written, "alias": alias}, f"{path}, aliases.{written}")
            for written, alias in data.get("aliases", {}).items()
        ),
        *(
            _lexeme({"grapheme": word, "alias": str(word).capitalize()}, f"{path}, words")
            for word in data.get("words", ())
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


def _check_keys(data: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(data) - set(known))
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
