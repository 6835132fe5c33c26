from __future__ import annotations

import wave

import numpy as np
import pytest

from flows.ui.waveform import COLUMNS, RATE_HZ, envelope
from pipeline.settings.show import Show
from pipeline.tools.ffmpeg import ffmpeg_path, run


@pytest.mark.parametrize("name", ["half.wav", "half.m4a"])
def test_the_picture_shows_how_loud_it_is_where(tmp_path, name) -> None:
    loud = np.sin(np.arange(6 * RATE_HZ) * 2 * np.pi * 400 / RATE_HZ) * 0.5
    loud[len(loud) // 2 :] = 0
    with wave.open(str(tmp_path / "half.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((loud * 32_767).astype("<i2").tobytes())
    show = Show(root=tmp_path)
    if name != "half.wav":
        run(
            [
                str(ffmpeg_path(show.machine)),
                "-i",
                str(tmp_path / "half.wav"),
                str(tmp_path / name),
            ],
            timeout_s=60,
        )
    peaks, rms = envelope(tmp_path / name, 6.0, show.machine)
    middle = len(peaks) // 2
    assert COLUMNS - 10 <= len(peaks) == len(rms) <= COLUMNS + 30
    assert np.median(peaks[:middle]) == pytest.approx(0.5, rel=0.1)
    assert np.median(rms[:middle]) == pytest.approx(0.5 / np.sqrt(2), rel=0.1)
    assert peaks[middle + 30 :].max() < 0.01
