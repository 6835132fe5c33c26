"""``NAME.essaycast.toml`` beside an essay: its author's directions for how it is said.

The file holds words of the whole essay, and sentences one by one::

    [words]                              # written = sounds like
    "Goodfellow" = "good fellow"
    "read" = "/rɛd/"                     # IPA between slashes

    [[sentence]]
    text = "They read it."               # as written
    after = "It was there."              # its neighbours, where it stands twice
    before = "Nobody laughed."
    words = { read = "/riːd/" }          # here only
    spoken = "They were reading it."     # other words
    pause_ms = 1200                      # silence after it
    pace = 0.9                           # slower than the voice's own
    voice = "quote"                      # a profile
    say = false                          # left out; true: said after all
    recording = "they-read-it.wav"       # heard in its place
    take = 1                             # said again: another take of the same words

An essay without a file of its own (an entry of a feed, a page) has it in ``directions/`` in the
show's folder, see :func:`directions_path`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.reading.source_names import file_called
from pipeline.settings.reading_settings import Access
from pipeline.values.directions import (
    Delivery,
    Directions,
    SentenceDirection,
    WordSound,
    folded,
    word_sound,
)
from pipeline.values.essay import Essay

SUFFIX = ".essaycast.toml"
FOLDER = "directions"
"""Within the show's folder, for essays without a file of their own."""
SLOWEST, FASTEST = 0.5, 2.0
LONGEST_PAUSE_MS = 20_000
MOST_TAKES = 99
LARGEST_BYTES = 4_000_000
LARGEST_RECORDING = 64_000_000
_TOP = ("words", "sentence")
_SENTENCE: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "after": str,
    "before": str,
    "spoken": str,
    "words": dict,
    "say": bool,
    "pause_ms": int,
    "pace": (int, float),
    "voice": str,
    "recording": str,
    "take": int,
}
_NAMES = {str: "text", bool: "true or false", int: "a whole number", dict: "a table"}


def directions_path(essay: Essay, access: Access) -> Path:
    """Return where the directions of *essay* are, or would be.

    Beside the file that holds it alone; else in the show's folder, by title and key.
    """
    try:
        given = Path(essay.source).expanduser()
        for path in (access.root / given, given):
            if "://" not in essay.source and (file := file_called(path)).is_file():
                return file.with_name(f"{file.stem}{SUFFIX}")
    except (OSError, ValueError, RuntimeError):
        pass  # a name no file can have
    from slugify import slugify  # noqa: PLC0415 - for essays without a file of their own

    key = hashlib.sha256(essay.key.encode("utf-8", "replace")).hexdigest()[:8]
    return access.root / FOLDER / f"{slugify(essay.title, max_length=48) or 'essay'}-{key}{SUFFIX}"


def directed(essay: Essay, access: Access) -> Essay:
    """Return *essay* with the directions of its file, if there is one.

    Raises:
        SourceError: The file says something it cannot say; its line is named.
    """
    path = directions_path(essay, access)
    return replace(essay, directions=read_directions(path)) if path.is_file() else essay


def directions_stamp(source: Path, root: Path) -> tuple[int, int]:
    """Return what changes when the directions of the essays of *source* may have."""
    paths = [source.with_name(f"{source.stem}{SUFFIX}"), root / FOLDER]
    if paths[1].is_dir():
        paths += sorted(paths[1].iterdir())
    latest = total = 0
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        latest, total = max(latest, status.st_mtime_ns), total + status.st_size + 1
    return latest, total


def read_directions(path: Path) -> Directions:
    """Read the file *path*.

    Raises:
        SourceError: It is no such file; its line is named.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SourceError(f"it is larger than {LARGEST_BYTES:,} bytes", where=str(path))
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"this is not UTF-8: {error}", where=str(path)) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return parsed_directions(text, path)


def parsed_directions(text: str, path: Path) -> Directions:
    """Return the directions that *text*, which stands or is to stand in *path*, gives.

    Raises:
        SourceError: It gives none; its line is named.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"this is not valid TOML: {error}", where=str(path), mend="Mend that line"
        ) from error
    file = _File(path, text)
    for key in document:
        if key not in _TOP:
            raise file.wrong(key, f"unknown key '{key}'", mend="It knows [words] and [[sentence]]")
    sentences = document.get("sentence", [])
    if not isinstance(sentences, list):
        raise file.wrong("sentence", "sentences are a list", mend="Write [[sentence]]")
    return Directions(
        words=_words(document.get("words", {}), file, 0),
        sentences=tuple(_sentence(row, file, n) for n, row in enumerate(sentences, 1)),
    )


class _File:
    """A file of directions as it stands, to say where in it something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._lines = text.splitlines()
        self._heads = [
            n for n, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*sentence\s*\]\]", line)
        ]

    def place(self, key: str = "", sentence: int = 0) -> str:
        """Return file and line of *key*, in the *sentence*-th sentence or outside of all."""
        start = self._heads[sentence - 1] if 0 < sentence <= len(self._heads) else 0
        pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        lines = range(start, len(self._lines)) if key else ()
        line = next((n for n in lines if pattern.match(self._lines[n])), start)
        return f"{self.path}, line {line + 1}"

    def wrong(self, key: str, what: str, *, sentence: int = 0, mend: str = "") -> SourceError:
        return SourceError(what, where=self.place(key, sentence), mend=mend)


def _sentence(row: Any, file: _File, n: int) -> SentenceDirection:  # noqa: ANN401 - whatever TOML holds there
    if not isinstance(row, dict):
        raise file.wrong("sentence", "sentences are tables", mend="Write [[sentence]]")
    for key, value in row.items():
        if key not in _SENTENCE:
            known = ", ".join(_SENTENCE)
            raise file.wrong(key, f"unknown key '{key}'", sentence=n, mend=f"It knows {known}")
        kind = _SENTENCE[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            name = _NAMES.get(kind, "a number") if isinstance(kind, type) else "a number"
            raise file.wrong(key, f"{key} = {value!r}: this must be {name}", sentence=n)
    if not folded(row.get("text", "")):
        raise file.wrong("text", "a sentence has no text", sentence=n, mend="Say which it is")
    return SentenceDirection(
        text=folded(row["text"]),
        after=folded(row.get("after", "")),
        before=folded(row.get("before", "")),
        spoken=folded(row.get("spoken", "")),
        words=_words(row.get("words", {}), file, n),
        say=row.get("say"),
        delivery=_delivery(row, file, n),
        where=file.place(sentence=n),
    )


def _delivery(row: Mapping[str, Any], file: _File, n: int) -> Delivery:
    pause_ms, pace = row.get("pause_ms"), row.get("pace", 1.0)
    if pause_ms is not None and not 0 <= pause_ms <= LONGEST_PAUSE_MS:
        what = f"pause_ms = {pause_ms}: between 0 and {LONGEST_PAUSE_MS:,} milliseconds"
        raise file.wrong("pause_ms", what, sentence=n)
    if not SLOWEST <= pace <= FASTEST:
        raise file.wrong("pace", f"pace = {pace}: between {SLOWEST} and {FASTEST}", sentence=n)
    take = row.get("take", 0)
    if not 0 <= take <= MOST_TAKES:
        raise file.wrong("take", f"take = {take}: between 0 and {MOST_TAKES}", sentence=n)
    recording, digest = _recording(row.get("recording", ""), file, n)
    return Delivery(pause_ms, float(pace), row.get("voice", "").strip(), recording, digest, take)


def _recording(name: str, file: _File, n: int) -> tuple[str, str]:
    """Return the path and the SHA-256 of the recording *name*, which lies beside the file."""
    if not name:
        return "", ""
    folder = file.path.resolve().parent
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise file.wrong(
                "recording",
                f"recording = {name!r} lies outside the folder of this file",
                sentence=n,
                mend="Copy it beside this file",
            )
        if path.stat().st_size > LARGEST_RECORDING:
            what = f"recording = {name!r} is larger than {LARGEST_RECORDING:,} bytes"
            raise file.wrong("recording", what, sentence=n)
        with path.open("rb") as sound:
            return str(path), hashlib.file_digest(sound, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise file.wrong(
            "recording",
            f"recording = {name!r} cannot be read: {reason}",
            sentence=n,
            mend="Put it there, or take the line out",
        ) from error


def _words(table: Any, file: _File, n: int) -> tuple[WordSound, ...]:  # noqa: ANN401 - whatever TOML holds there
    if not isinstance(table, dict):
        raise file.wrong("words", "words are a table", sentence=n, mend="Write [words]")
    words = []
    for written, like in table.items():
        if not isinstance(like, str) or not like.strip() or not written.strip():
            raise file.wrong(
                written,
                f"{written!r} = {like!r}: what it sounds like is text",
                sentence=n,
                mend='Write "word" = "like this", or "/ˈaɪ piː eɪ/"',
            )
        words.append(word_sound(written.strip(), like))
    return tuple(words)
