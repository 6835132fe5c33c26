"""MP3 in parts: the same samples as one encoder gives, and the same bytes however it is run."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from pipeline.errors import AudioError
from pipeline.sound.decoding import decode_mp3, measure_file
from pipeline.sound.encoding import encode
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.encoding.lame import lame
from pipeline.sound.master import master
from pipeline.sound.meter.loudness import measure, true_peak
from pipeline.sound.mp3 import FrameFormat, crc16, frame_sizes
from pipeline.sound.parts import parts_of
from pipeline.tools.ffmpeg import run
from pipeline.tools.formats import output_rate_hz, overshoot_db
from pipeline.tools.store import open_store

FRAME = 1152
FORM = FrameFormat(44_100, 96)


def encoded(material, name="out.mp3"):
    timeline = material.timeline
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    target = material.show.root / name
    return (
        timeline,
        mastered,
        encode(
            timeline, mastered, target, material.store, material.show.audio, material.show.machine
        ),
    )


@pytest.fixture(scope="module")
def made(episode):
    return encoded(episode)


@pytest.fixture(scope="module")
def meant(made, episode):
    """What LAME was given between the edges of the episode, before its level is made up for."""
    timeline, mastered, _ = made
    return finished(
        timeline, 0, timeline.n_samples, episode.store, gain_db=mastered.gain_db,
        limiter_dbtp=mastered.ceiling_dbtp - overshoot_db(episode.show.audio),
    )  # fmt: skip


@pytest.fixture(scope="module")
def unsplit(meant):
    """The same samples encoded in one go, as decoders give them back, delay included."""
    given = np.concatenate((np.zeros(8 * FRAME), meant, np.zeros(4 * FRAME))).astype(np.float32)
    ffmpeg = Path(imageio_ffmpeg.get_ffmpeg_exe())
    (stream,) = lame(ffmpeg, FORM, [given / np.float32(0.95)], shaped=False)
    return decode_mp3(stream[sum(frame_sizes(stream, FORM)[:8]) :], FORM)


@pytest.fixture(scope="module")
def joined(made):
    """The episode, as decoders give it back, delay included."""
    return decode_mp3(made[2].path.read_bytes()[FORM.n_bytes(padded=False) :], FORM)


def decoded_by_ffmpeg(path) -> np.ndarray:
    argv = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-i",
        str(path),
        "-f",
        "f32le",
        "pipe:1",
    ]
    return np.frombuffer(run(argv, timeout_s=60), "<f4")


def test_decoders_give_back_exactly_the_samples_that_were_meant(made):
    timeline, _, audio = made
    assert len(parts_of(timeline)) > 1
    assert len(decoded_by_ffmpeg(audio.path)) == timeline.n_samples == audio.measured.n_samples
    assert audio.faults == ()


def test_the_decoded_file_is_on_target_by_a_meter_that_saw_it_whole(made, episode):
    _, mastered, audio = made
    pcm = decoded_by_ffmpeg(audio.path)
    whole = measure(pcm, 44_100)
    assert whole.integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert true_peak(pcm, 44_100) <= -1.0
    assert audio.measured.loudness_lufs == pytest.approx(whole.integrated_lufs, abs=0.005)
    assert audio.measured.true_peak_dbtp == pytest.approx(true_peak(pcm, 44_100), abs=0.01)
    assert audio.measured.range_lu == pytest.approx(whole.range_lu, abs=0.05)
    streamed = measure_file(audio.path, output_rate_hz(episode.show.audio), episode.show.machine)
    assert streamed.n_samples == audio.measured.n_samples
    assert streamed.loudness_lufs == pytest.approx(audio.measured.loudness_lufs, abs=0.002)
    assert mastered.predicted_lufs == pytest.approx(audio.measured.loudness_lufs, abs=0.08)


def test_the_sound_is_where_the_timeline_says(made, meant):
    pcm = decoded_by_ffmpeg(made[2].path)
    assert np.abs(pcm - meant).mean() < 0.01
    lags = range(-3, 4)
    middle = slice(500_000, 900_000)
    errors = [np.mean((np.roll(pcm, lag)[middle] - meant[middle]) ** 2) for lag in lags]
    assert lags[int(np.argmin(errors))] == 0


def test_a_join_is_no_further_from_an_unsplit_encode_than_the_rest(made, meant, unsplit, joined):
    n_samples = min(len(unsplit), len(joined), len(meant) + 1105)
    # The first frames decode without what was before them.
    off = np.abs(unsplit[:n_samples] - joined[:n_samples])[2 * FRAME :]
    codec = np.abs(unsplit[1105:n_samples] - meant[: n_samples - 1105])
    for part in parts_of(made[0])[1:]:
        join = part.start + 1105 - 2 * FRAME
        assert off[join - 4 * FRAME : join + 4 * FRAME].max() <= codec.max()
    assert np.median(off) < 1e-6


def test_there_is_no_click_at_any_join(made, meant, unsplit, joined):
    """The second difference, where a click would stand out, is silence's: of what is encoded, and
    of all that joining adds to it."""
    for part in parts_of(made[0])[1:]:
        around = slice(part.start - 64, part.start + 8)
        decoded = slice(around.start + 1105, around.stop + 1105)
        for pcm in (meant[around], joined[decoded] - unsplit[decoded]):
            assert 20 * np.log10(np.abs(np.diff(pcm, 2)).max() + 1e-12) < -60


@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_bytes_come_out_whatever_the_workers_and_the_cache(episode, made, workers):
    show = episode.show.model_copy(
        update={"run": episode.show.run.model_copy(update={"workers": workers})}
    )
    again = replace(episode, show=show)
    store = open_store(show.store)
    for kind in ("parts", "measures"):
        shutil.rmtree(show.state / "store" / kind, ignore_errors=True)
    assert encoded(replace(again, store=store), f"{workers}.mp3")[2].sha256 == made[2].sha256


def test_what_is_all_there_is_not_encoded_again(episode, made, monkeypatch):
    from pipeline.sound.encoding import layer3

    monkeypatch.setattr(layer3, "lame", None)
    assert encoded(episode, "again.mp3")[2].sha256 == made[2].sha256


def test_an_edit_encodes_only_its_neighbourhood(make, tmp_path, monkeypatch):
    from pipeline.sound.encoding import layer3

    encodes = []

    def counted(ffmpeg, form, spans, *, shaped):
        spans = list(spans)
        encodes.extend(spans)
        return lame(ffmpeg, form, spans, shaped=shaped)

    monkeypatch.setattr(layer3, "lame", counted)
    before = make(64)
    *_, audio = encoded(before)
    cold = len(encodes)
    encodes.clear()
    after = make(64, edited=30)
    timeline = after.timeline
    gain = master(before.timeline, before.store, before.show.audio, before.show.machine).gain_db
    mastered = replace(
        master(timeline, after.store, after.show.audio, after.show.machine), gain_db=gain
    )
    changed = encode(
        timeline, mastered, tmp_path / "b.mp3", after.store, after.show.audio, after.show.machine
    )
    assert changed.sha256 != audio.sha256
    assert 0 < len(encodes) <= 2 < cold


def test_a_part_that_came_out_too_high_is_encoded_again_lower(make, monkeypatch):
    from pipeline.sound.encoding import trials

    monkeypatch.setattr(trials, "overshoot_db", lambda _: 0.0)
    *_, audio = encoded(make(10))
    assert audio.measured.true_peak_dbtp <= -1.0


def test_a_target_that_cannot_be_met_ends_with_the_figures(make):
    material = make(4)
    timeline = material.timeline
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    hopeless = replace(mastered, target_lufs=-2.0, ceiling_dbtp=-9.0)
    target = material.show.root / "x.mp3"
    with pytest.raises(AudioError, match=r"LUFS, .* LU from -2"):
        encode(
            timeline, hopeless, target, material.store, material.show.audio, material.show.machine
        )
    assert list(material.show.root.glob("*x.mp3*")) == []


@pytest.mark.parametrize(
    ("rate_hz", "kbps"), [(22_050, 48), (24_000, 64), (32_000, 64), (48_000, 192)]
)
def test_other_rates_and_bitrates_are_exact_too(make, rate_hz, kbps):
    material = make(5, audio={"rate_hz": rate_hz, "bitrate_kbps": kbps})
    timeline, _, audio = encoded(material)
    assert len(decoded_by_ffmpeg(audio.path)) == timeline.n_samples
    assert audio.measured.loudness_lufs == pytest.approx(-16, abs=0.1)
    assert audio.measured.true_peak_dbtp <= -1


@pytest.mark.parametrize(
    ("preset", "loudness", "peak"),
    [
        pytest.param("spotify", -14, -1, marks=pytest.mark.slow),
        pytest.param("ebu-r128", -23, -1, marks=pytest.mark.slow),
        ("acx", -20, -3),
    ],
)
def test_presets_are_met(make, preset, loudness, peak):
    material = make(8, audio={"preset": preset})
    audio = encoded(material)[2]
    assert audio.measured.loudness_lufs == pytest.approx(loudness, abs=0.1)
    assert audio.measured.true_peak_dbtp <= peak
    if preset == "acx":
        pcm = decoded_by_ffmpeg(audio.path).astype(np.float64)
        assert -23 <= 10 * np.log10(np.mean(pcm**2)) <= -18


def test_the_info_frame_says_what_follows(made):
    timeline, _, audio = made
    content = audio.path.read_bytes()
    info, stream = content[:313], content[313:]
    at = info.index(b"Info")
    sizes = frame_sizes(stream, FORM)
    assert int.from_bytes(info[at + 8 : at + 12], "big") == len(sizes)
    assert int.from_bytes(info[at + 12 : at + 16], "big") == len(content)
    starts = np.cumsum([0, *sizes])
    for step in range(100):
        meant = 313 + starts[step * len(sizes) // 100]
        assert abs(info[at + 16 + step] / 256 * len(content) - meant) <= len(content) / 256
    assert int.from_bytes(info[at + 120 + 32 : at + 120 + 34], "big") == crc16(stream)
    delay_and_padding = int.from_bytes(info[at + 120 + 21 : at + 120 + 24], "big")
    padding = delay_and_padding & 0xFFF
    assert delay_and_padding >> 12 == 576
    assert len(sizes) * FRAME - 576 - padding == timeline.n_samples


@pytest.mark.skipif(not shutil.which("mp3val"), reason="mp3val is not installed")
def test_mp3val_finds_nothing_to_say(made):
    said = subprocess.run(
        ["mp3val", made[2].path], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    found = [line for line in said.splitlines() if re.search("WARNING|ERROR", line)]
    assert [line for line in found if "No supported tags" not in line] == []


@pytest.mark.skipif(not shutil.which("mpg123"), reason="mpg123 is not installed")
def test_mpg123_decodes_the_same_number_of_samples_without_a_word(made, tmp_path):
    argv = ["mpg123", "-q", "-w", str(tmp_path / "out.wav"), str(made[2].path)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    import soundfile

    assert soundfile.info(tmp_path / "out.wav").frames == made[0].n_samples


def test_parts_meet_on_the_frame_grid_and_leave_no_gap(made):
    parts = parts_of(made[0])
    assert all(a.end == b.start and b.start % FRAME == 0 for a, b in pairwise(parts))
    assert (parts[0].start, parts[-1].end) == (0, made[0].n_samples)


def test_parts_begin_where_nobody_speaks(made):
    timeline, *_ = made
    for part in parts_of(timeline)[1:]:
        assert not any(
            placed.start < part.start < placed.start + placed.n_samples
            for placed in timeline.placements
        )


def test_a_peak_at_a_join_is_of_both_parts(made):
    """Else the part behind it would come down for ever, and it would stay."""
    from pipeline.sound.decoding import PartMeasurement
    from pipeline.sound.encoding.layer3 import _peaks

    cells = np.zeros(48, np.float32)
    heard = [
        PartMeasurement(cells, 0.5, 0.1),
        PartMeasurement(cells, 0.95, 0.9),
        PartMeasurement(cells, 0.4, 0.4),
    ]
    assert _peaks(heard) == [0.9, 0.95, 0.4]
