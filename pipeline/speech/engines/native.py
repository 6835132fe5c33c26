"""The system's own voices (macOS, Windows) through pyttsx3's drivers, which write files.

Those drivers return before their file is complete, and lose all but the last of several; so each
text gets a file of its own, and counts as spoken when the file stopped growing and is whole.
"""

from __future__ import annotations

import ctypes
import difflib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyttsx3

from pipeline.errors import VoiceError
from pipeline.speech.engines.espeak.library import find_library
from pipeline.speech.engines.protocol import EngineFailure, Manner, Phonemes, Speech, Voice
from pipeline.speech.engines.wav import read_wav

_LIMIT_S = 60.0
_STEP_S = 0.02
_HEADER_BYTES = 100
"""More than a header takes. A driver that has written only that has a file that looks whole."""
_DRIVERS = {"darwin": "nsss", "win32": "sapi5"}


def native_driver() -> str:
    """Return the name of pyttsx3's driver for this system; empty where there is none."""
    return _DRIVERS.get(sys.platform, "")


def native_voices(driver: str) -> tuple[Voice, ...]:
    """Return the voices *driver* has."""
    found: Any = _init(driver).getProperty("voices")
    return tuple(
        Voice(str(voice.id), str((voice.languages or [""])[0]), str(voice.name)) for voice in found
    )


def _init(driver: str) -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """Return pyttsx3 with *driver*; its espeak driver finds the wheel's library by its SONAME."""
    if driver == "espeak":
        library = find_library()
        ctypes.CDLL(str(library.path), mode=ctypes.RTLD_GLOBAL)
        os.environ.setdefault("ESPEAK_DATA_PATH", str(library.data.parent))
    return pyttsx3.init(driver)


class NativeVoice:
    """Speaks through a file for each text; has no word times."""

    def __init__(self, driver: str, manner: Manner) -> None:
        self._pyttsx3: Any = _init(driver)
        voice = _voice(native_voices(driver), manner)
        self._properties = {"voice": voice.name, "rate": manner.rate_wpm, "volume": 1.0}

    def given(self, text: str, phonemes: Phonemes = ()) -> str:  # noqa: ARG002 - it takes none
        """Return *text*: such voices take no phonemes."""
        return text

    def sounds(self, text: str, phonemes: Phonemes = ()) -> str:  # noqa: ARG002 - it tells nothing
        """Return nothing: such voices do not tell."""
        return ""

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - it takes none
        """Speak *text*; see :class:`pipeline.speech.engines.protocol.Engine`."""
        for name, value in self._properties.items():
            self._pyttsx3.setProperty(name, value)
        with tempfile.TemporaryDirectory(prefix="essaycast-") as folder:
            path = Path(folder, "speech.wav")
            self._pyttsx3.save_to_file(text, str(path))
            self._pyttsx3.runAndWait()
            return read_wav(_as_wav(_complete(path)))


def _voice(voices: tuple[Voice, ...], manner: Manner) -> Voice:
    """Return the voice asked for by id or name, else the first that speaks the language."""
    if manner.voice:
        wanted = manner.voice.lower()
        for voice in voices:
            if wanted in {voice.name.lower(), voice.description.lower()}:
                return voice
        names = [voice.description for voice in voices]
        near = difflib.get_close_matches(manner.voice, names, n=3) or names
        mend = f"There are: {', '.join(near)}; see 'essaycast voices'"
        raise VoiceError(f"this system has no voice '{manner.voice}'", mend=mend)
    language = manner.language.split("-")[0].lower()
    for voice in voices:
        if voice.language.lower().replace("_", "-").split("-")[0] == language:
            return voice
    raise VoiceError(
        f"this system has no voice for the language '{manner.language}'",
        mend="Install one, or install espeak-ng, which speaks over 100",
    )


def _complete(path: Path) -> Path:
    """Wait until the driver has finished *path*: it is whole, and twice of the same size."""
    deadline = time.monotonic() + _LIMIT_S
    size = -1
    while time.monotonic() < deadline:
        now = path.stat().st_size if path.exists() else -1
        if now == size > 0 and _is_whole(path):
            return path
        size = now
        time.sleep(_STEP_S)
    raise EngineFailure(f"the driver had not written its file after {_LIMIT_S:.0f} s")


def _is_whole(path: Path) -> bool:
    """Tell whether the file has sound, and is as long as its RIFF or AIFF header says."""
    with path.open("rb") as file:
        head = file.read(8)
    order = {b"RIFF": "little", b"FORM": "big"}.get(head[:4])
    declared = int.from_bytes(head[4:8], "little" if order == "little" else "big") + 8
    return order is not None and path.stat().st_size >= declared > _HEADER_BYTES


def _as_wav(path: Path) -> bytes:
    """Return the file as WAV; macOS writes AIFF whatever the name."""
    with path.open("rb") as file:
        if file.read(4) == b"RIFF":
            return path.read_bytes()
    import imageio_ffmpeg  # noqa: PLC0415 - on macOS only

    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-i", str(path)]
    done = subprocess.run(
        [*argv, "-f", "wav", "-c:a", "pcm_s16le", "-"],
        capture_output=True,
        timeout=_LIMIT_S,
        check=False,
    )
    if done.returncode:
        raise EngineFailure(f"the driver's file cannot be read: {done.stderr[:300]!r}")
    return done.stdout
