"""Lexicons edited: a word put into a file's text, everything else in it left as it was written."""

from __future__ import annotations

from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from pipeline.errors import ShowError
from pipeline.languages.lexicon_files import FOLDER, read_lexicon
from pipeline.tools.toml_documents import append_table
from pipeline.values.directions import WordSound


def lexicon_file(voices: Path, language: str, written: str) -> Path:
    """Return the file of *voices* in which *written* stands already, or else is to stand.

    The first that has it is the one that counts; a new word goes to the language's own file.

    Raises:
        ShowError: A file there is no lexicon.
    """
    for path in sorted((voices / FOLDER).glob("*.toml")):
        for_language, lexemes = read_lexicon(path)
        if language.lower().split("-")[0] == for_language.split("-")[0] and any(
            written in lexeme.graphemes for lexeme in lexemes
        ):
            return path
    return voices / FOLDER / f"{language.lower()}.toml"


def with_word(text: str, language: str, sound: WordSound | None, written: str, where: str) -> str:
    """Return the lexicon *text* with *written* said as *sound*; without it if that is None.

    Args:
        text: Of the file as it is; empty where there is none yet.
        language: BCP 47 tag, for a file that is begun.
        sound: What it is to sound like.
        written: The word.
        where: The file's name, for the error.

    Raises:
        ShowError: *text* is no TOML.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ShowError(
            f"this is not valid TOML: {error}", where=where, mend="Mend that line"
        ) from error
    document.setdefault("language", language)
    _take_out(document, written)
    if sound is not None and sound.alias:
        document.setdefault("aliases", tomlkit.table())[written] = sound.alias
    elif sound is not None:
        append_table(document, "lexeme", {"graphemes": [written], "phoneme": sound.phoneme})
    return tomlkit.dumps(document)


def _take_out(document: tomlkit.TOMLDocument, written: str) -> None:
    aliases, words, lexemes = (document.get(key) for key in ("aliases", "words", "lexeme"))
    if isinstance(aliases, Table):
        aliases.pop(written, None)
        if not aliases:
            document.remove("aliases")
    if isinstance(words, Array) and written in words:
        words.remove(written)
    if not isinstance(lexemes, AoT):
        return
    for at in reversed(range(len(lexemes))):
        row = lexemes[at]
        graphemes = row.get("graphemes", [row.get("grapheme")])
        if written in graphemes:
            if len(graphemes) > 1:
                row["graphemes"].remove(written)
            else:
                del lexemes[at]
    if not lexemes:
        document.remove("lexeme")
