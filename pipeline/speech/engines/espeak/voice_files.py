"""The voices espeak-ng has, read from its data without opening the library."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import VoiceError
from pipeline.speech.engines.protocol import Voice

_VARIANTS = "voices/!v"
_NEAR = 5
_USUAL_PRIORITY = 5


@cache
def voices(data: Path) -> tuple[Voice, ...]:
    """Return all voices of the data folder, sorted by name."""
    return tuple(sorted((file.voice for file in _files(data)), key=lambda voice: voice.name))


@cache
def variants(data: Path) -> tuple[str, ...]:
    """Return what may follow a voice's name after a plus: ``f3`` in ``en-us+f3``."""
    return tuple(sorted(file.name for file in (data / _VARIANTS).glob("*")))


def identifier(name: str, data: Path) -> str:
    """Return what the library itself calls the voice *name*: its file, ``gmw/en-US+f3``.

    The library finds only some voices by the language they speak; by file it finds them all, and
    without reading every voice there is.

    Args:
        name: A voice, with a variant after a plus if there is one.
        data: The data folder.

    Raises:
        VoiceError: There is no such voice or variant; near ones are named.
    """
    voice, plus, variant = name.partition("+")
    known = _by_name(data)
    if plus and variant not in variants(data):
        raise _unknown("voice variant", variant, variants(data))
    if voice.lower() not in known:
        raise _unknown("voice", voice, list(known))
    return known[voice.lower()] + plus + variant


def for_language(language: str, data: Path) -> str:
    """Return the voice for a BCP 47 tag: the exact one, else that of the language alone.

    Raises:
        VoiceError: espeak-ng does not speak it.
    """
    known = _by_name(data)
    parts = language.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        if name in known:
            return name
    raise _unknown("voice for the language", language, list(known))


@dataclass(frozen=True, slots=True)
class _VoiceFile:
    """A file of ``lang/``, in which espeak-ng describes a voice."""

    path: str
    """Relative to ``lang/``, with forward slashes."""
    voice: Voice
    languages: tuple[tuple[str, int], ...]
    """Languages it can be asked for by, and how readily; lower is more so."""


@cache
def _by_name(data: Path) -> dict[str, str]:
    """Return the file of each voice by its name, and by what else it can be asked for."""
    known = {file.voice.name: file.path for file in _files(data)}
    aliases = (
        (priority, language, file.path)
        for file in _files(data)
        for language, priority in file.languages
    )
    for _, language, path in sorted(aliases):
        known.setdefault(language, path)
    return known


@cache
def _files(data: Path) -> tuple[_VoiceFile, ...]:
    root = data / "lang"
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return tuple(_read(file, file.relative_to(root).as_posix()) for file in files)


def _read(file: Path, path: str) -> _VoiceFile:
    """Read a voice file: ``name English (America)``, ``language en-us 2`` and so on."""
    name = file.name
    languages = []
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, rest = line.partition("//")[0].strip().partition(" ")
        if key == "name":
            name = rest.strip()
        elif key == "language" and rest.strip():
            language, _, priority = rest.strip().partition(" ")
            usual = int(priority) if priority.strip().isdigit() else _USUAL_PRIORITY
            languages.append((language.lower(), usual))
    first = languages[0][0] if languages else file.name.lower()
    return _VoiceFile(path, Voice(first, first, name), tuple(languages))


def _unknown(what: str, name: str, known: tuple[str, ...] | list[str]) -> VoiceError:
    near = difflib.get_close_matches(name.lower(), known, n=_NEAR) or [
        other for other in known if other.split("-")[0] == name.lower().split("-")[0]
    ]
    listed = f"Near it are: {', '.join(near[:_NEAR])}" if near else f"There are: {', '.join(known)}"
    return VoiceError(f"espeak-ng has no {what} '{name}'", mend=f"{listed}; see 'essaycast voices'")
