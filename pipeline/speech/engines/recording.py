"""A file instead of a voice: what an author recorded for a sentence, brought to one level.

Its profile is made from the author's directions, see :func:`pipeline.speech.casting.recorded`:
``[options]`` name the ``file`` and its ``sha256``.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pipeline.speech.engines.protocol import (
    Engine,
    EngineFailure,
    Limits,
    Manner,
    Phonemes,
    Speech,
    Voice,
)

RATE_HZ = 44_100
_LIMIT_S = 60.0
_LONGEST_S = 600
_LEVEL_DBFS = -20.0
"""Root mean square of what is not silence; the voices are matched to one another afterwards."""
_QUIET_DB = 40.0
"""Below its own peak by this much, a stretch counts as silence: cut at both ends."""
_STRETCH = RATE_HZ // 100


class Recording(Engine):
    """Plays a file, whatever the text is."""

    summary: ClassVar[str] = "a recording of the author's own, for single sentences"
    limits: ClassVar[Limits] = Limits(longest_text=100_000)
    judged: ClassVar[bool] = False

    def __init__(self, manner: Manner) -> None:
        self._file = Path(manner.option("file"))
        self._prefer_system = manner.prefer_system

    def speak(self, text: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - it is what it is
        """Return the recording, cut and levelled; see :class:`Engine`."""
        import numpy as np  # noqa: PLC0415 - workers of other engines need none

        from pipeline.errors import AudioError  # noqa: PLC0415 - likewise
        from pipeline.settings.running_settings import Machine  # noqa: PLC0415 - likewise
        from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, pcm_out, run  # noqa: PLC0415 - likewise

        program = str(ffmpeg_path(Machine(prefer_system=self._prefer_system)))
        source = ("-protocol_whitelist", "file,pipe", "-i", f"file:{self._file}", "-vn")
        argv = [program, *QUIET, *source, "-t", str(_LONGEST_S), *pcm_out(RATE_HZ)]
        try:
            samples = np.frombuffer(run(argv, timeout_s=_LIMIT_S), dtype="<f4")
        except AudioError as error:
            raise EngineFailure(f"{self._file.name} cannot be decoded: {error}") from error
        n_whole = len(samples) // _STRETCH
        if not n_whole:
            raise EngineFailure(f"{self._file.name} holds no sound")
        powers = np.square(samples[: n_whole * _STRETCH].reshape(n_whole, _STRETCH)).mean(axis=1)
        loud = np.flatnonzero(powers > powers.max() * 10 ** (-_QUIET_DB / 10))
        if not len(loud) or not powers.max():
            raise EngineFailure(f"{self._file.name} is silent")
        kept = samples[loud[0] * _STRETCH : (loud[-1] + 1) * _STRETCH]
        gain = 10 ** (_LEVEL_DBFS / 20) / np.sqrt(powers[loud].mean())
        gain = min(gain, 0.89 / np.abs(kept).max())
        return Speech(np.round(kept * gain * 32_767).astype("<i2").tobytes(), RATE_HZ)

    @staticmethod
    def identity(manner: Manner) -> str:
        """Return nothing: the digest of the file is one of the manner's options."""
        return manner.option("sha256")

    @staticmethod
    def voices(manner: Manner) -> tuple[Voice, ...]:  # noqa: ARG004 - it has none
        """Return nothing."""
        return ()
