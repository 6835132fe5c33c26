"""LAME, by way of ffmpeg: several spans of samples at once become bare frames."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.ffmpeg import BITEXACT, QUIET, pcm_in, run
from pipeline.mp3 import FrameFormat
from pipeline.values.sound import Pcm

_TIMEOUT_S = 300.0
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
            given.append(Path(folder, f"{number}.f32"))
            pcm.tofile(given[-1])
            del pcm
        made = [path.with_suffix(".mp3") for path in given]
        run(_argv(ffmpeg, form, given, made, shaped=shaped), timeout_s=_TIMEOUT_S)
        return [path.read_bytes() for path in made]


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
        argv += pcm_in(form.rate_hz, f"file:{path}")
    for number, path in enumerate(made):
        argv += [
            *("-map", f"{number}:a", *BITEXACT, "-c:a", "libmp3lame"),
            *("-b:a", f"{form.bitrate_kbps}k", *quality),
            *("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0"),
            *("-flush_packets", "0", "-f", "mp3", f"file:{path}"),
        ]
    return argv
