"""A clip is whole sentences of an episode, and the feed says where they are heard."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest
from lxml import etree

from flows.clipping import shared_clip, stretch_from
from pipeline.errors import UsageError
from pipeline.publication import publish
from pipeline.publication.catalogue import Soundbite, read_record
from pipeline.publication.inspection import hear
from pipeline.publication.soundbites import add_soundbite
from pipeline.publication.verification import verify
from pipeline.settings.video_settings import Video
from pipeline.sound.excerpt import excerpt

PODCAST = "{https://podcastindex.org/namespace/1.0}"


def test_an_excerpt_has_the_sentences_whose_greater_part_is_within(heard):
    _, episode = heard
    whole = episode.timeline
    second, third = whole.cues[1:3]
    part = excerpt(whole, second.start + 10, third.end - 10)
    assert [cue.text for cue in part.cues] == [second.text, third.text]
    shift = second.start - part.cues[0].start
    assert [cue.start + shift for cue in part.cues] == [second.start, third.start]
    assert len(part.placements) == 2
    assert part.cues[-1].end <= part.n_samples
    assert part.chapters[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(part.chapters))
    assert part.chapters[-1].end == part.n_samples


def test_an_excerpt_of_everything_is_everything_that_is_said(heard):
    _, episode = heard
    part = excerpt(episode.timeline, 0, episode.timeline.n_samples)
    assert [cue.text for cue in part.cues] == [cue.text for cue in episode.timeline.cues]


def test_where_nothing_is_said_there_is_no_clip(heard):
    _, episode = heard
    with pytest.raises(UsageError, match="nothing is said"):
        excerpt(episode.timeline, episode.timeline.n_samples, episode.timeline.n_samples + 10)


def test_a_sentence_is_found_by_its_words(heard):
    _, episode = heard
    cue = episode.timeline.cues[2]
    start, end = stretch_from(episode.timeline, "BOATS left, when the mud")
    assert start == cue.start
    assert end >= cue.end
    with pytest.raises(UsageError, match="no sentence says"):
        stretch_from(episode.timeline, "a dragon")


def test_a_clip_is_sound_and_film_of_the_same_length_at_their_own_loudness(heard, tmp_path):
    show, episode = heard
    small = show.model_copy(update={"video": Video(sizes=("1080x1080",))})
    start, end = stretch_from(episode.timeline, "Boats left")
    work = tmp_path / "work"
    work.mkdir()
    made = shared_clip(episode, start, end, small, work, tmp_path / "clips")
    assert [path.suffix for path in made.files] == [".mp3", ".mp4"]
    sound, film = (hear(path, show.machine) for path in made.files)
    assert sound.n_samples == film.n_samples == made.n_samples
    assert abs(sound.loudness_lufs + 16) < 0.3
    assert abs(film.loudness_lufs + 14) < 0.3


def test_the_feed_commends_a_soundbite_until_the_sound_changes(filmed, heard):
    show, publication = filmed
    shutil.copytree(show.output_folder, show.root / "elsewhere")
    show = show.published_in("elsewhere")
    slug, rate_hz = publication.record.slug, publication.record.rate_hz
    bite = Soundbite(rate_hz, 3 * rate_hz, "Boats <left>")
    for _ in range(2):
        add_soundbite(show.for_publication, slug, bite)
    feed = etree.fromstring((show.output_folder / "feed.xml").read_bytes())
    [named] = feed.iter(f"{PODCAST}soundbite")
    assert dict(named.attrib) == {"startTime": "1.0", "duration": "3.0"}
    assert named.text == "Boats <left>"
    assert verify(show.for_publication) == ()
    _, episode = heard
    publish(episode, show.for_publication)
    assert read_record(show.output_folder / slug).soundbites == (bite,)
