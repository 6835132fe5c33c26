"""An episode in several formats: each is tagged, checked, listed and offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree, html
from made_by_hand import episode_as, episode_in, show_in
from pydantic import ValidationError

from pipeline.publication import publish
from pipeline.publication.verification import verify
from pipeline.settings.sound_settings import Audio
from pipeline.tools.formats import FORMATS


@pytest.fixture
def published(tmp_path):
    """An episode as MP3 and M4A."""
    show = show_in(tmp_path, base_url="https://example.org/hours")
    episode = episode_in(tmp_path, show)
    other = episode_as("m4a", tmp_path, show)
    episode = replace(episode, media=(episode.audio, other.audio))
    return show, publish(episode, show.for_publication)


def test_the_feed_names_every_format_and_the_enclosure_as_the_usual_one(published):
    show, publication = published
    feed = etree.fromstring((show.output_folder / "feed.xml").read_bytes())
    podcast = "{https://podcastindex.org/namespace/1.0}"
    named = [
        (one.get("type"), one.get("default"), one.find(f"{podcast}source").get("uri"))
        for one in feed.iter(f"{podcast}alternateEnclosure")
    ]
    place = f"https://example.org/hours/{publication.record.slug}/{publication.record.slug}"
    assert named == [
        ("audio/mpeg", "true", f"{place}.mp3"),
        ("audio/mp4", None, f"{place}.m4a"),
    ]
    assert feed.find(".//enclosure").get("type") == "audio/mpeg"


def test_the_page_offers_every_format(published):
    _, publication = published
    page = html.fromstring((publication.folder / "index.html").read_bytes())
    assert "AAC" in page.xpath("//ul[@class='files']//a/text()")


def test_each_format_is_measured_again(published):
    show, publication = published
    assert verify(show.for_publication) == ()
    other = publication.folder / f"{publication.record.slug}.m4a"
    other.write_bytes(other.read_bytes()[:-2_000])
    told = [str(finding) for finding in verify(show.for_publication)]
    assert any(other.name in one and "bytes" in one for one in told)
    assert any(other.name in one and "samples are heard" in one for one in told) or any(
        other.name in one and "ffmpeg says" in one for one in told
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_by_its_suffix(name):
    row = FORMATS[name]
    assert (row.name, row.suffix) == (name, f".{name}")


@pytest.mark.parametrize(
    "said", [{"also": ["mp3"]}, {"also": ["m4a", "m4a"]}, {"also": ["opus"]}, {"format": "x"}]
)
def test_formats_that_do_not_go_together_are_refused_when_they_are_read(said):
    with pytest.raises(ValidationError):
        Audio.model_validate(said)


def test_each_file_has_a_target_of_its_own():
    audio = Audio(also=("m4b",))
    assert [one.format for one in audio.each] == ["mp3", "m4b"]
