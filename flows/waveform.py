"""A picture of an episode's sound with its chapters marked, small enough for a report."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.ffmpeg import QUIET, ffmpeg_path, run
from pipeline.show import Show

RATE_HZ = 4_000
"""Enough to see by."""
WIDTH, HEIGHT = 1_200, 150
PAPER, SOUND, LOUD, MARK, TEXT = "#ffffff", "#9db4d3", "#2f5d9b", "#d2553b", "#404040"
DECODE_LIMIT_S = 300


def decode_argv(ffmpeg: Path, audio: Path) -> list[str]:
    """Return the command that writes *audio* to its output as mono 16-bit samples."""
    source = [str(ffmpeg), *QUIET, "-i", f"file:{audio}"]
    return [*source, "-vn", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "pipe:1"]


def envelope(audio: Path, show: Show) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return peak and RMS of each column of the picture, full scale 1.0.

    Raises:
        AudioError: The file cannot be decoded.
    """
    raw = run(decode_argv(ffmpeg_path(show), audio), timeout_s=DECODE_LIMIT_S)
    samples = np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(np.float64) / 32_768
    columns = np.array_split(samples, WIDTH) if samples.size else [np.zeros(1)] * WIDTH
    peaks = [np.abs(column).max(initial=0.0) for column in columns]
    powers = [np.mean(column**2) if column.size else 0.0 for column in columns]
    return np.array(peaks), np.sqrt(np.array(powers))


def draw(peaks: NDArray[np.float64], rms: NDArray[np.float64], chapters: Sequence[float]) -> bytes:
    """Return the picture as PNG.

    Args:
        peaks: Of each column, shape (width,), full scale 1.0.
        rms: Likewise.
        chapters: Where each begins, as a share of the whole from 0 to 1; numbered from 1.
    """
    picture = Image.new("RGB", (len(peaks), HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    middle = HEIGHT / 2 + 8
    reach = HEIGHT / 2 - 12
    for colour, levels in ((SOUND, peaks), (LOUD, rms)):
        for x, level in enumerate(levels):
            half = max(0.5, min(level, 1.0) * reach)
            pen.line([(x, middle - half), (x, middle + half)], fill=colour)
    for number, share in enumerate(chapters, start=1):
        x = round(share * (len(peaks) - 1))
        pen.line([(x, 14), (x, HEIGHT)], fill=MARK)
        pen.text((x + 3, 2), str(number), fill=TEXT)
    file = io.BytesIO()
    picture.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def waveform(audio: Path, chapters: Sequence[float], show: Show) -> bytes:
    """Return the picture of the file *audio* as PNG.

    Raises:
        AudioError: The file cannot be decoded.
    """
    return draw(*envelope(audio, show), chapters)
