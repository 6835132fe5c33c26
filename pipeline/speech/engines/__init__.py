"""Engines: each a module that turns clean, short text into samples, found through one table.

An engine runs in a worker process that may be killed at any time; see
:mod:`pipeline.speech.engines.worker`. A new one is a class based on
:class:`Engine` and a row in :data:`pipeline.speech.engines.engine_table.BUILT_IN`, or an entry
point of another distribution.
"""

from __future__ import annotations

from pipeline.speech.engines.engine_table import engine_names, find_engine, load_engine
from pipeline.speech.engines.protocol import (
    Engine,
    EngineFailure,
    EngineStatus,
    Limits,
    Line,
    Manner,
    Phonemes,
    Speech,
    Voice,
)

__all__ = [
    "Engine",
    "EngineFailure",
    "EngineStatus",
    "Limits",
    "Line",
    "Manner",
    "Phonemes",
    "Speech",
    "Voice",
    "engine_names",
    "find_engine",
    "load_engine",
]
