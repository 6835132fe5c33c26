"""What workers are forked with: imported, read and set aside once, by the fork server."""

from __future__ import annotations

import gc
from contextlib import suppress

import pebble.pool.process  # noqa: F401 - what a worker of the pool runs

import pipeline.speech.engines.pyttsx3
import pipeline.speech.engines.worker  # noqa: F401 - likewise
from pipeline.errors import EssaycastError
from pipeline.speech.engines.espeak.library import find_library
from pipeline.speech.engines.espeak.voice_files import for_language

with suppress(EssaycastError, OSError):  # whoever speaks is told what is wrong
    for_language("en", find_library().data)  # which reads the 140 files of all voices
gc.collect()
gc.freeze()  # a worker's collector, and that of its forks, touches and copies no page of these
