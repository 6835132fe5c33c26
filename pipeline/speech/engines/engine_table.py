"""Which engines there are: a name, and where its class is found when it is wanted."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Mapping
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from pipeline.errors import VoiceError

if TYPE_CHECKING:
    from pipeline.speech.engines.protocol import Engine

RECORDING = "recording"
"""The engine that plays files, for sentences whose author recorded them."""
BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "neural": "pipeline.speech.engines.neural.neural_engine:Neural",
        "pyttsx3": "pipeline.speech.engines.pyttsx3:Pyttsx3",
        "piper": "pipeline.speech.engines.piper:Piper",
        "kokoro": "pipeline.speech.engines.kokoro:Kokoro",
        "http": "pipeline.speech.engines.speech_server:SpeechServer",
        "command": "pipeline.speech.engines.command:Command",
        RECORDING: "pipeline.speech.engines.recording:Recording",
    }
)
"""Engine name → ``module:Class``, imported only in the process that uses it."""
ENTRY_POINTS = "essaycast.engines"
"""Entry point group in which other distributions announce engines of theirs."""


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines, built in and announced, sorted."""
    announced = (point.name for point in entry_points(group=ENTRY_POINTS))
    return tuple(sorted({*BUILT_IN, *announced}))


def find_engine(name: str, *, where: str = "") -> str:
    """Return where the class of the engine *name* is found, as ``module:Class``.

    Args:
        name: As a voice profile's ``engine`` says it.
        where: The file that says it, for the error.

    Raises:
        VoiceError: There is no such engine; the near one is suggested.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return point.value
    known = engine_names()
    near = difflib.get_close_matches(name, known, n=1)
    mend = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}"
    raise VoiceError(f"there is no engine '{name}'", where=where, mend=mend)


def load_engine(place: str) -> type[Engine]:
    """Import the engine class at *place* (``module:Class``)."""
    module, _, name = place.partition(":")
    return cast("type[Engine]", getattr(importlib.import_module(module), name))
