"""LAME, by way of ffmpeg: several spans of samples at once become bare frames."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from pipeline.sound.mp3 import FrameFormat
from pipeline.tools.ffmpeg import BITEXACT, QUIET, run
from pipeline.values.sound import Pcm

_TIMEOUT_S = 300.0
_WAV = struct.Struct("<4sI8sIHHIIHH4sI")
_PACKET_BYTES = "32768"
"""Read at a time: packets of the usual 4,096 go from thread to thread for a twentieth more time."""
AMPLE_KBPS = 96
"""From here on LAME shapes no noise. With so many bits for one channel there is nothing to hide: a
loop that shapes ends as soon as it believes its noise unheard, one that does not spends all bits on
less of it. Judged by a model of hearing the sound is as good at 96 kb/s, better above and worse
below (``benchmarks/lame_quality.py``), and it takes 0.55 of the time."""


def lame(ffmpeg: Path, form: FrameFormat, spans: Iterable[Pcm], *, shaped: bool) -> list[bytes]:
    """Return the frames of each of *spans*, without bit reservoir and without an Info frame.

    One ffmpeg encodes all of them, each with an encoder of its own: they fill the cores better
    than encoders started one by one, and what comes of a span does not depend on the others.

    Args:
        ffmpeg: The program.
        form: What the frames are to be.
        spans: float32, shape (n_samples,), as LAME is to be given them. One is held at a time.
        shaped: Whether noise is moved to where it is heard least, as LAME's qualities below 7 do.

    Raises:
        AudioError: ffmpeg failed, or took too long.
        ToolMissingError: The program is not there or may not be run.
        OSError: There is no room for temporary files.
    """
    # Files, because they ask nobody to wait: through pipes that Python fills and empties, handing
    # over takes a tenth of encoding.
    with tempfile.TemporaryDirectory() as folder:
        given = []
        for number, pcm in enumerate(spans):
            given.append(Path(folder, f"{number}.wav"))
            with given[-1].open("wb") as file:
                file.write(_wav_header(form.rate_hz, pcm.nbytes))
                file.write(np.ascontiguousarray(pcm, "<f4").data)
            del pcm
        made = [path.with_suffix(".mp3") for path in given]
        run(_argv(ffmpeg, form, given, made, shaped=shaped), timeout_s=_TIMEOUT_S)
        return [path.read_bytes() for path in made]


def _wav_header(rate_hz: int, n_bytes: int) -> bytes:
    """Return what goes before *n_bytes* of mono float samples: RIFF, format 3 (IEEE float)."""
    form = (16, 3, 1, rate_hz, 4 * rate_hz, 4, 32)
    return _WAV.pack(b"RIFF", _WAV.size - 8 + n_bytes, b"WAVEfmt ", *form, b"data", n_bytes)


def _argv(
    ffmpeg: Path,
    form: FrameFormat,
    given: Sequence[Path],
    made: Sequence[Path],
    *,
    shaped: bool,
) -> list[str]:
    argv = [str(ffmpeg), *QUIET]
    quality = () if shaped else ("-compression_level", "7")
    for path in given:
        argv += ["-max_size", _PACKET_BYTES, "-f", "wav", "-i", f"file:{path}"]
    for number, path in enumerate(made):
        argv += [
            *("-map", f"{number}:a", *BITEXACT, "-c:a", "libmp3lame"),
            *("-b:a", f"{form.bitrate_kbps}k", *quality),
            *("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0"),
            *("-flush_packets", "0", "-f", "mp3", f"file:{path}"),
        ]
    return argv
