"""An audiobook is its episodes one after another, to the sample."""

from __future__ import annotations

import re
import struct
import subprocess

import imageio_ffmpeg
import pytest
from PIL import Image

from pipeline.errors import AudioError
from pipeline.publication.inspection import hear
from pipeline.sound.encoding.audiobook import BETWEEN_MS, BookPart, encode_audiobook
from pipeline.tools.formats.chapter_pictures import refer_to_pictures
from pipeline.tools.timecode import milliseconds, samples_of


@pytest.fixture(scope="module")
def made(tmp_path_factory, make_material):
    """Two parts, and the book of them."""
    root = tmp_path_factory.mktemp("book")
    parts = []
    for number, colour in enumerate(("#a03030", "#3030a0")):
        material = make_material(root, 4 + number, seed=number)
        cover = root / f"{number}.jpg"
        Image.new("RGB", (1400, 1400), colour).save(cover)
        parts.append(BookPart(f"Part {number}; it = #1", material.timeline, cover))
    target, show = root / "book.m4b", material.show
    measured, chapters = encode_audiobook(parts, target, material.store, show.audio, show.machine)
    return parts, target, measured, chapters, show


def test_nothing_is_lost_between_episodes(made):
    parts, target, measured, chapters, show = made
    rate_hz = parts[0].timeline.rate_hz
    meant = sum(part.timeline.n_samples for part in parts) + samples_of(BETWEEN_MS, rate_hz)
    heard = hear(target, show.machine)
    assert heard.n_samples == measured.n_samples == meant
    starts = [milliseconds(chapter.start, rate_hz) for chapter in chapters]
    assert max(abs(a - b) for a, b in zip(heard.chapters_ms, starts, strict=True)) <= 1
    assert abs(heard.loudness_lufs + 16) < 0.3
    assert heard.true_peak_dbtp <= -0.9


def test_a_player_lists_titles_and_shows_a_cover_for_each(made):
    _, target, _, chapters, _ = made
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(target)]
    listed = subprocess.run(argv, capture_output=True, timeout=60, check=False).stderr.decode()
    assert re.findall(r"title +: (.+)", listed)[-2:] == [chapter.title for chapter in chapters]
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(target)]
    argv += ["-map", "0:v:0", "-vf", "scale=1:1", "-fps_mode", "passthrough"]
    argv += ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    seen = subprocess.run(argv, check=True, capture_output=True, timeout=60).stdout
    pixels = [seen[at : at + 3] for at in range(0, len(seen), 3)]
    # The first comes once more: ffmpeg takes pictures of chapters for the file's own, too.
    assert [red > blue for red, _, blue in pixels][-2:] == [True, False]


def test_the_sound_names_titles_and_pictures_of_its_chapters(made):
    _, target, *_ = made
    content = target.read_bytes()
    named = [
        struct.unpack(f">{(size - 8) // 4}I", content[at + 4 : at - 4 + size])
        for at in (match.start() for match in re.finditer(rb"chap", content))
        for size in struct.unpack(">I", content[at - 4 : at])
        if size in {12, 16}
    ]
    assert [len(tracks) for tracks in named] == [2]


def test_what_is_no_such_file_is_refused(tmp_path):
    path = tmp_path / "x.m4b"
    path.write_bytes(struct.pack(">I4s", 8, b"moov") + b"more")
    with pytest.raises(ValueError, match="index"):
        refer_to_pictures(path)


def test_parts_of_different_rates_are_refused(made, make_material, tmp_path):
    parts, _, _, _, show = made
    other = make_material(tmp_path, 2, audio={"rate_hz": 48_000})
    mixed = [parts[0], BookPart("Other", other.timeline, parts[0].cover)]
    with pytest.raises(AudioError, match="48000 Hz"):
        encode_audiobook(mixed, tmp_path / "b.m4b", other.store, show.audio, show.machine)
