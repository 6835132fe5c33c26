"""Voice profiles: one TOML file each in ``voices/``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from pipeline.errors import ShowError, VoiceError
from pipeline.settings.toml_table import Settings, read_toml
from pipeline.values.sound import VoiceProfile


class _Speaker(Settings):
    """An engine and how it is to speak."""

    engine: str = "pyttsx3"
    voice: str = ""
    rate_wpm: Annotated[int, Field(ge=60, le=450)] = 170
    pitch: Annotated[int, Field(ge=0, le=100)] = 50
    options: dict[str, str | int | float | bool | list[str]] = Field(default_factory=dict)
    """A table of what only that engine understands; lists become one item a line."""


class _ProfileFile(_Speaker):
    """What a profile's TOML may say."""

    description: str = ""
    otherwise: _Speaker | None = None
    """What speaks where the engine does not know the language, or lacks what it needs."""


def load_profile(name: str, folders: Sequence[Path]) -> VoiceProfile:
    """Read the profile *name*.

    Args:
        name: File name in ``voices/`` without ``.toml``.
        folders: Where to look, first found wins.

    Raises:
        VoiceError: There is none of that name; the near one is suggested.
        ShowError: Its file is not a profile.
    """
    for folder in folders:
        path = folder / f"{name}.toml"
        if path.parent == folder and path.is_file():
            return _read(name, path)
    known = profile_names(folders)
    near = difflib.get_close_matches(name, known, n=1)
    mend = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}"
    raise VoiceError(f"there is no voice profile '{name}'", where="voices/", mend=mend)


def profile_names(folders: Iterable[Path]) -> list[str]:
    """Return the names of all profiles in *folders*, sorted."""
    return sorted({path.stem for folder in folders for path in folder.glob("*.toml")})


def _read(name: str, path: Path) -> VoiceProfile:
    try:
        speaker = _ProfileFile.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ShowError(f"{key}: {first['msg']}", where=str(path)) from error
    otherwise = (
        _profile(name, speaker.otherwise, speaker.description) if speaker.otherwise else None
    )
    return _profile(name, speaker, speaker.description, otherwise)


def _profile(
    name: str, speaker: _Speaker, description: str, otherwise: VoiceProfile | None = None
) -> VoiceProfile:
    options = tuple(
        (key, "\n".join(value) if isinstance(value, list) else str(value))
        for key, value in sorted(speaker.options.items())
    )
    return VoiceProfile(
        name=name,
        engine=speaker.engine,
        voice=speaker.voice,
        rate_wpm=speaker.rate_wpm,
        pitch=speaker.pitch,
        options=options,
        description=description,
        otherwise=otherwise,
    )
