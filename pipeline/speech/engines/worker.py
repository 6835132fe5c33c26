"""What runs inside a worker process: engines kept open, texts spoken one after another."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache

from pipeline.speech.engines.engine_table import load_engine
from pipeline.speech.engines.isolation import silence, watch_parent
from pipeline.speech.engines.protocol import Engine, Line, Manner, Speech, Voice

_OPEN_ENGINES = 8
_STDOUT = 1
"""The program's own; pyttsx3 prints on it."""


def start() -> None:
    """Prepare this process: it ends with the program, and prints nothing."""
    watch_parent()
    silence(_STDOUT)


def speak_all(place: str, manner: Manner, lines: Sequence[Line]) -> list[Speech | Exception]:
    """Speak *lines*, in order.

    Args:
        place: Where the engine's class is found (``module:Class``).
        manner: How to speak.
        lines: Clean, and as short as the engine's limits say.

    Returns:
        For each line its speech, or the exception the engine raised for it.

    Raises:
        VoiceError: The engine has no such voice.
        ToolMissingError: The engine's library or model is not there.
    """
    engine = _engine(place, manner)
    return [_speak(engine, line) for line in lines]


def voices(place: str, manner: Manner) -> tuple[Voice, ...]:
    """Return the voices of the engine at *place*."""
    return load_engine(place).voices(manner)


def given(place: str, manner: Manner, lines: Sequence[Line]) -> list[str]:
    """Return what the engine at *place* is itself given for each of *lines*."""
    engine = _engine(place, manner)
    return [engine.given(line.text, line.phonemes) for line in lines]


def sounds(place: str, manner: Manner, lines: Sequence[Line]) -> list[str]:
    """Return how each of *lines* will sound, in IPA."""
    engine = _engine(place, manner)
    return [engine.sounds(line.text, line.phonemes) for line in lines]


def _speak(engine: Engine, line: Line) -> Speech | Exception:
    try:
        if line.place:
            return engine.speak_placed(*line)
        return engine.speak(line.text, line.phonemes)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent tries again and names it
        return error


@lru_cache(maxsize=_OPEN_ENGINES)
def _engine(place: str, manner: Manner) -> Engine:
    engine = load_engine(place)(manner)
    gc.collect()
    gc.freeze()  # so that the collector of a fork touches, and thereby copies, no page of ours
    return engine
