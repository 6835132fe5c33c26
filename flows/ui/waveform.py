"""A picture of an episode's sound with its chapters marked, small enough for a report."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.settings.running_settings import Machine
from pipeline.tools.ffmpeg import QUIET, ffmpeg_path, stream

RATE_HZ = 4_000
"""Enough to see by, where ffmpeg has to decode."""
LOOK_S = 0.1
"""Of each column so much is decoded: what a picture costs does not grow with the episode."""
COLUMNS = 400
BAR, GAP, HEIGHT = 2, 1, 150
"""In pixels: width of a column and of what lies between two, height of the picture."""
PAPER, SOUND, LOUD, MARK, TEXT = "#ffffff", "#9db4d3", "#2f5d9b", "#d2553b", "#404040"


def envelope(
    audio: Path, duration_s: float, machine: Machine
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return peak and RMS of each column of the picture, at most 400 or so, full scale 1.0.

    One column is held at a time, however long the file.

    Raises:
        AudioError: The file cannot be decoded.
    """
    peaks: list[float] = []
    rms: list[float] = []
    for samples in _columns(audio, duration_s, machine):
        peaks.append(float(np.abs(samples).max(initial=0.0)))
        rms.append(math.sqrt(np.mean(samples**2)) if samples.size else 0.0)
    return np.array(peaks or [0.0]), np.array(rms or [0.0])


def _columns(audio: Path, duration_s: float, machine: Machine) -> Iterator[NDArray[np.floating]]:
    import soundfile  # noqa: PLC0415 - only reports need it

    try:
        file = soundfile.SoundFile(audio)
    except soundfile.LibsndfileError:  # it knows no AAC
        yield from _decoded(audio, duration_s, machine)
        return
    with file:
        step = max(1, math.ceil(file.frames / COLUMNS))
        for start in range(0, file.frames, step):
            file.seek(start)
            samples = file.read(min(step, int(LOOK_S * file.samplerate)), dtype="float32")
            yield np.asarray(samples, np.float32)


def _decoded(audio: Path, duration_s: float, machine: Machine) -> Iterator[NDArray[np.floating]]:
    n_samples = max(1, math.ceil(duration_s * RATE_HZ / COLUMNS))
    for column in stream(decode_argv(ffmpeg_path(machine), audio), n_bytes=2 * n_samples):
        yield np.frombuffer(column[: len(column) // 2 * 2], dtype="<i2") / 32_768


def decode_argv(ffmpeg: Path, audio: Path) -> list[str]:
    """Return the command that writes *audio* to its output as mono 16-bit samples."""
    source = [str(ffmpeg), *QUIET, "-i", f"file:{audio}"]
    return [*source, "-vn", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "pipe:1"]


def draw(peaks: NDArray[np.float64], rms: NDArray[np.float64], chapters: Sequence[float]) -> bytes:
    """Return the picture as PNG.

    Args:
        peaks: Of each column, shape (n_columns,), full scale 1.0.
        rms: Likewise.
        chapters: Where each begins, as a share of the whole from 0 to 1; numbered from 1.
    """
    width = len(peaks) * (BAR + GAP)
    picture = Image.new("RGB", (width, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    middle = HEIGHT / 2 + 8
    reach = HEIGHT / 2 - 12
    for colour, levels in ((SOUND, peaks), (LOUD, rms)):
        for x, level in zip(range(0, width, BAR + GAP), levels, strict=True):
            half = max(0.5, min(level, 1.0) * reach)
            pen.rectangle([(x, middle - half), (x + BAR - 1, middle + half)], fill=colour)
    for number, share in enumerate(chapters, start=1):
        x = round(share * (width - 1))
        pen.line([(x, 14), (x, HEIGHT)], fill=MARK)
        pen.text((x + 3, 2), str(number), fill=TEXT)
    file = io.BytesIO()
    picture.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def waveform(audio: Path, duration_s: float, chapters: Sequence[float], machine: Machine) -> bytes:
    """Return the picture of the file *audio*, so long as that, as PNG.

    Raises:
        AudioError: The file cannot be decoded.
    """
    return draw(*envelope(audio, duration_s, machine), chapters)
