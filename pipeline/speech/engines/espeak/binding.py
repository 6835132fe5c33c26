"""The few functions of libespeak-ng's C interface (``speak_lib.h``) that speaking needs."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import CFUNCTYPE, POINTER, c_char, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p
from typing import ClassVar

from pipeline.errors import ToolMissingError
from pipeline.speech.engines.espeak.library import Library

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_BUFFER_MS = 500
_CHARACTERS = 1
_UTF8 = 1
_PHONEMES = 0x100
"""What stands in double brackets are phonemes."""
_IPA = 0x02
_EE_OK = 0
_LONGEST_PATH = 150
"""Bytes; espeak-ng keeps the path of its data in 160, and finds nothing when it is longer."""
LIST_TERMINATED = 0
WORD = 1
RATE = 1
PITCH = 3
CONTINUE, ABORT = 0, 1


class Event(ctypes.Structure):
    """``espeak_EVENT``."""

    _fields_: ClassVar = [
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("name", c_char * 8),
    ]


Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(Event))
"""``int (short *samples, int n_samples, espeak_EVENT *events)``."""


class Binding:
    """libespeak-ng, initialised in this process for synthesis without sound output.

    Its state is global: one a process, used by one thread.
    """

    def __init__(self, library: Library) -> None:
        """Load and initialise *library*.

        Raises:
            ToolMissingError: It cannot be loaded, or finds no data.
        """
        try:
            self._dll = ctypes.CDLL(str(library.path), mode=ctypes.RTLD_GLOBAL)
        except OSError as error:
            raise _unusable(library, str(error)) from error
        rate_hz = self._dll.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, _data_path(library), _DONT_EXIT
        )
        if rate_hz <= 0:
            raise _unusable(library, f"it cannot read its data in {library.data}")
        self.rate_hz: int = rate_hz
        self._libc = ctypes.CDLL(None)
        self._callback: object = None
        self._dll.espeak_Synth.argtypes = [
            c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, c_void_p, c_void_p,
        ]  # fmt: skip

    def set_voice(self, name: str) -> bool:
        """Choose the voice *name*; False when there is none."""
        return bool(self._dll.espeak_SetVoiceByName(name.encode()) == _EE_OK)

    def set_parameter(self, parameter: int, value: int) -> None:
        """Set :data:`RATE` (words a minute) or :data:`PITCH` (0 to 100)."""
        self._dll.espeak_SetParameter(parameter, value, 0)

    def seed(self, seed: int) -> None:
        """Set the state of every random generator the library may use for noise.

        1.51 and 1.52 use the C library's; later ones have their own and seed it with the time.
        """
        self._libc.srand(seed)
        if hasattr(self._dll, "espeak_ng_SetRandSeed"):
            self._dll.espeak_ng_SetRandSeed(ctypes.c_long(seed))

    def synthesise(self, text: str, callback: ctypes._FuncPointer) -> bool:
        """Speak *text* into *callback*; returns when it is done, False when it was refused."""
        self._callback = callback  # the library keeps the pointer
        self._dll.espeak_SetSynthCallback(callback)
        encoded = text.encode()
        status = self._dll.espeak_Synth(
            encoded, len(encoded) + 1, 0, _CHARACTERS, 0, _UTF8 | _PHONEMES, None, None
        )
        return bool(status == _EE_OK)

    def ipa(self, text: str) -> str:
        """Return how the library reads *text*, in IPA. It is one that speaks no more afterwards."""
        self._dll.espeak_TextToPhonemes.restype = c_char_p
        rest = c_char_p(text.encode())
        parts = []
        while rest.value:
            part = self._dll.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            parts.append((part or b"").decode().strip())
        return " ".join(filter(None, parts))


def _data_path(library: Library) -> bytes:
    """Return a path of the data folder that is short enough for the library."""
    path = os.fsencode(library.data)
    if len(path) > _LONGEST_PATH and sys.platform == "linux":
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)  # kept open as long as the library
        return f"/proc/self/fd/{folder}".encode()
    return path


def _unusable(library: Library, why: str) -> ToolMissingError:
    return ToolMissingError(
        f"the {library.origin}'s libespeak-ng cannot be used: {why}",
        where=str(library.path),
        mend="Install it again, or turn run.prefer_system in show.toml round",
    )
