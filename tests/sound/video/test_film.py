"""A film says what the episode says, when it says it, and ends when it ends."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageColor

from flows import episode_films
from flows.kept_episodes import published_episode
from pipeline.publication import publish
from pipeline.publication.film import LAYOUTS, film_key, storyboard
from pipeline.publication.verification import verify
from pipeline.settings.video_settings import Video
from pipeline.sound.video.frame_times import LONGEST, SHORTEST, frame_times
from pipeline.sound.video.lettered_words import escaped, hundredths
from pipeline.tools.timecode import clock_ms

CUE = re.compile(r"^(\S+) --> \S+\n(.*)$", re.MULTILINE)
CHAPTER = re.compile(r"Chapter #\S+ start ([\d.]+), end [\d.]+\s+Metadata:\s+title +: (.*)")
HOSTILE = r"{\pos(0,0)} \N \h C:\new <b>"


@pytest.fixture(scope="module")
def board(heard, tmp_path_factory):
    show, episode = heard
    figures = {"tide.png": (heard[0].root / "tide.png").read_bytes()}
    return storyboard(
        episode, "1920x1080", show.channel.imprint, figures, tmp_path_factory.mktemp("stills")
    )


def film_of(publication) -> Path:
    return publication.folder / f"{publication.record.slug}.mp4"


def frame(path: Path, at_s: float) -> np.ndarray:
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-ss", f"{at_s:.3f}"]
    argv += ["-i", str(path), "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    raw = subprocess.run(argv, check=True, capture_output=True, timeout=60).stdout
    return np.frombuffer(raw, np.uint8).reshape(1080, 1920, 3).astype(int)


def near(picture: np.ndarray, ink: str, tolerance: int = 60) -> np.ndarray:
    return np.abs(picture - np.array(ImageColor.getrgb(ink))).sum(axis=2) < tolerance


def test_what_is_published_is_as_it_was_meant(filmed):
    show, publication = filmed
    assert verify(show.for_publication) == ()
    film = next(file for file in publication.record.media if file.name.endswith(".mp4"))
    assert film.target_lufs == Video().loudness_lufs != publication.record.target_lufs


def test_a_player_lists_chapters_captions_and_both_streams(filmed):
    _, publication = filmed
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(film_of(publication))]
    listed = subprocess.run(argv, capture_output=True, timeout=60, check=False).stderr.decode()
    assert re.findall(r"title +: (\w+ \w+)", listed)[-2:] == ["Slow clocks", "Fast tides"]
    track = (publication.folder / "chapters.vtt").read_text(encoding="utf-8")
    beside = [(clock_ms(start), title) for start, title in CUE.findall(track)]
    assert beside == [(round(float(at) * 1000), title) for at, title in CHAPTER.findall(listed)]
    assert len(beside) == 2
    for stream in (r"Video: h264 .* 1920x1080", r"\(eng\): Audio: aac", r"\(eng\): Subtitle: mov"):
        assert re.search(stream, listed)


def test_the_word_that_is_heard_is_the_one_that_is_marked(filmed, board):
    _, publication = filmed
    rate_hz = publication.record.rate_hz
    words = board.sentences[0].lines[0].words
    rows = slice(LAYOUTS["1920x1080"].sentence.y, board.progress[0].y - 20)
    middles = []
    for word, after in pairwise(words):
        shown = near(frame(film_of(publication), (word.start + after.start) / 2 / rate_hz),
                     board.inks.marked)[rows]  # fmt: skip
        columns = np.flatnonzero(shown[:, 800:].any(axis=0))
        middles.append(columns.mean())
    assert middles == sorted(middles)
    assert len(set(middles)) == len(words) - 1


def test_a_figure_is_seen_until_the_block_after_it_has_been_read(filmed, heard):
    _, episode = heard
    _, publication = filmed
    cues = {episode.script.utterances[cue.utterance].span.block: cue
            for cue in episode.timeline.cues}  # fmt: skip
    seen = {
        block: near(
            frame(film_of(publication), (cue.start + cue.end) / 2 / episode.timeline.rate_hz),
            "#20a020",
        ).sum()
        > 50_000
        for block, cue in cues.items()
    }
    assert seen == {0: False, 1: False, 3: True, 4: False, 5: False}


def test_a_word_is_marked_within_a_frame_of_its_sound(board, heard):
    _, episode = heard
    timeline = episode.timeline
    times = frame_times(board, timeline.n_samples, timeline.rate_hz)
    assert times[0] == 0
    assert times[-1] == hundredths(timeline.n_samples, timeline.rate_hz)
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps) > 0
    assert max(gaps) <= LONGEST
    for sentence in board.sentences:
        for line in sentence.lines:
            for word in line.words:
                at = hundredths(word.start, timeline.rate_hz)
                assert min(abs(time - at) for time in times) <= SHORTEST


def test_what_sites_for_video_ask_for_stands_beside_the_film(filmed):
    _, publication = filmed
    with Image.open(publication.folder / "thumbnail.jpg") as thumbnail:
        assert thumbnail.size == (1280, 720)
    description = (publication.folder / "description.txt").read_text(encoding="utf-8")
    assert "0:00 Slow clocks" in description
    assert not set("<>") & set(description)


def test_the_feed_names_the_film_beside_the_enclosure(filmed):
    show, _ = filmed
    feed = etree.fromstring((show.output_folder / "feed.xml").read_bytes())
    podcast = "{https://podcastindex.org/namespace/1.0}"
    named = [
        (one.get("type"), one.get("default")) for one in feed.iter(f"{podcast}alternateEnclosure")
    ]
    assert named == [("audio/mpeg", "true"), ("video/mp4", None)]


def test_a_film_whose_picture_ends_early_is_found(filmed):
    show, publication = filmed
    path = film_of(publication)
    whole, short = path.read_bytes(), path.with_name("short.mp4")
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(path), "-map", "0:v:0"]
    argv += ["-map", "0:a", "-map", "0:s", "-c", "copy", "-bsf:v", "noise=drop='gt(pts*tb,3)'"]
    subprocess.run([*argv, str(short)], check=True, timeout=60)
    try:
        short.replace(path)
        told = [finding.what for finding in verify(show.for_publication)]
    finally:
        path.write_bytes(whole)
    assert any(re.match(r"its picture ends at \d+ ms, its sound at \d+ ms", what) for what in told)


@pytest.mark.parametrize("size", LAYOUTS)
def test_every_size_keeps_its_letters_within_its_boxes(heard, size, tmp_path):
    show, episode = heard
    film = storyboard(episode, size, show.channel.imprint, {}, tmp_path)
    box = LAYOUTS[size].sentence
    for sentence in film.sentences:
        assert sentence.lines[0].baseline - sentence.size >= box.y - sentence.size // 2
        assert sentence.lines[-1].baseline <= box.y + box.height
    for still in film.stills:
        with Image.open(still.picture) as drawn:
            assert drawn.size == (film.width, film.height)


@given(st.text() | st.just(HOSTILE))
def test_nothing_in_a_text_is_a_command_to_libass(text):
    safe = escaped(text)
    assert not re.search(r"(?<!\\)[{}]", safe)
    assert not re.search(r"\\[^{}\u2060]", safe)
    assert "\n" not in safe
    shown = safe.replace("\u2060", "").replace("\\{", "{").replace("\\}", "}")
    kept = "".join(c if c.isprintable() else " " for c in text.replace("\u2060", ""))
    assert shown.split() == kept.split()


@pytest.mark.parametrize("sizes", [[], ["1920x1080", "1920x1080"], ["640x480"]])
def test_sizes_that_make_no_sense_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes"):
        Video.model_validate({"sizes": sizes})


def test_a_film_that_would_be_the_same_is_not_made_again(filmed, tmp_path, monkeypatch):
    show, publication = filmed
    episode, _ = published_episode(show.places, publication.record.slug)
    monkeypatch.setattr(episode_films, "film_episode", None)  # whoever makes one fails
    again = episode_films.with_films(episode, show.for_film, show.resources, tmp_path)
    assert [one.path.name for one in again.media[1:]] == [film_of(publication).name]
    kept = publish(again, show.for_publication)
    assert kept.record == publication.record


def test_a_film_is_made_again_where_anything_seen_or_heard_of_it_changes(heard):
    show, episode = heard
    figures, sound = {"tide.png": b"a"}, Video().sound(show.audio)
    imprint = show.channel.imprint
    louder = sound.model_copy(update={"loudness_lufs": -16.0})
    essay = replace(episode, essay=replace(episode.essay, title="Other hours"))
    keys = {
        film_key(episode, "1920x1080", imprint, figures, sound),
        film_key(episode, "1080x1080", imprint, figures, sound),
        film_key(episode, "1920x1080", replace(imprint, title="Other"), figures, sound),
        film_key(episode, "1920x1080", imprint, {"tide.png": b"b"}, sound),
        film_key(episode, "1920x1080", imprint, figures, louder),
        film_key(essay, "1920x1080", imprint, figures, sound),
    }
    assert len(keys) == 6
