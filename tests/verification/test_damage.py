"""Every kind of damage is found and named; what is whole is left alone."""

from __future__ import annotations

import json
import re
import shutil
from importlib import import_module

import mutagen
import pytest
from made_by_hand import (
    RATE_HZ,
    episode_as,
    episode_in,
    essay_of,
    show_in,
    sound,
    tag,
    timeline_of,
)
from mutagen.id3 import ID3
from PIL import Image

from pipeline.errors import PublicationError
from pipeline.publication import publish, rebuild
from pipeline.publication.inspection import REBUILD
from pipeline.publication.verification import verify

SLUG = "how-long-is-a-day"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    show = show_in(folder, base_url="https://example.org/hours")
    publish(episode_in(folder, show), show.for_publication)
    publish(episode_in(folder, show, essay_of("Night", key="night.md")), show.for_publication)
    return folder


@pytest.fixture(scope="module", params=["m4b", "opus"])
def published_as(request, tmp_path_factory):
    """A publication whose sound is of another format than MP3."""
    folder = tmp_path_factory.mktemp(request.param)
    show = show_in(folder, base_url="https://example.org/hours")
    publish(episode_as(request.param, folder, show), show.for_publication)
    assert verify(show.for_publication) == ()
    return show


@pytest.fixture
def output(published, tmp_path):
    return shutil.copytree(published / "output", tmp_path / "output")


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 0x55
    path.write_bytes(content)


def replace_in(path, old, new, count=1):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 3 // 4])


def put_sound(path, **said):
    tags = ID3(path)
    sound(path, **said)
    tags.save(path, v2_version=3)


def retag(path):
    timeline = timeline_of()
    picture = ID3(path).getall("APIC")[0].data
    tag(path, "Another title", timeline, picture)


def shift_chapter(path):
    tags = ID3(path)
    tags.getall("CHAP")[1].start_time += 40
    tags.save(path, v2_version=3)


DAMAGES = {
    "a truncated MP3": (f"{SLUG}.mp3", cut, ["bytes, where", "samples are heard, where"]),
    "a flipped byte": (f"{SLUG}.mp3", lambda p: flip(p, -5_000), ["SHA-256"]),
    "a byte flipped in a picture": ("artwork.jpg", lambda p: flip(p, 700), ["SHA-256"]),
    "a missing MP3": (f"{SLUG}.mp3", lambda p: p.unlink(), ["is missing", "leads nowhere"]),
    "a missing sidecar": (f"{SLUG}.vtt", lambda p: p.unlink(), ["is missing"]),
    "a sound too quiet": (
        f"{SLUG}.mp3",
        lambda p: put_sound(p, gain_db=-3),
        ["its loudness is -19.0 LUFS, where -16.0 LUFS was meant"],
    ),
    "a sound too loud": (
        f"{SLUG}.mp3",
        lambda p: put_sound(p, gain_db=15.5),
        ["its loudness is", "its highest level is"],
    ),
    "a sound too long": (
        f"{SLUG}.mp3",
        lambda p: put_sound(p, n_samples=5 * RATE_HZ),
        ["220500 samples are heard, where 176400 were meant (+1.000 s)"],
    ),
    "another title in the tags": (f"{SLUG}.mp3", retag, ["its title is 'Another title'"]),
    "a chapter moved in the tags": (
        f"{SLUG}.mp3",
        shift_chapter,
        ["its chapter 2 is (2040,", "lists chapter 2 at 2040 ms"],
    ),
    "a sidecar that is no WebVTT": (
        f"{SLUG}.vtt",
        lambda p: replace_in(p, "WEBVTT", "WEBVT"),
        ["cannot be read: it does not begin with WEBVTT"],
    ),
    "captions out of order": (
        f"{SLUG}.srt",
        lambda p: replace_in(p, "00:00:00,045", "00:00:03,045"),
        ["a cue has no length"],
    ),
    "other words in the transcript": (
        "transcript.json",
        lambda p: replace_in(p, "sundial", "moondial"),
        ["its text is not that of"],
    ),
    "a chapter renamed": (
        "chapters.json",
        lambda p: replace_in(p, "Dawn", "Dusk"),
        ["its chapter 1 is (0, 2000, 'Dusk'), where"],
    ),
    "a chapter that leads elsewhere": (
        "chapters.json",
        lambda p: replace_in(p, f"{SLUG}/index.html", "elsewhere.html"),
        ["its chapter 1 leads to ('https://example.org/hours/elsewhere.html#t=0.00', None), where"],
    ),
    "a record that is no JSON": ("episode.json", cut, ["this is no record of an episode"]),
    "a missing record": ("episode.json", lambda p: p.unlink(), ["cannot be read: No such file"]),
    "a file from elsewhere": (
        "notes.txt",
        lambda p: p.write_text("mine"),
        ["it belongs to nothing"],
    ),
    "a page without its sound": (
        "index.html",
        lambda p: replace_in(p, f"{SLUG}.mp3", "other.mp3", -1),
        ["its link other.mp3 leads nowhere"],
    ),
    "a missing feed": ("../feed.xml", lambda p: p.unlink(), ["it is missing; run"]),
    "a feed that is no XML": ("../feed.xml", cut, ["it is no XML"]),
    "a stale feed": (
        "../feed.xml",
        lambda p: replace_in(p, 'length="8', 'length="98'),
        ["of 'night' it says", "with 98"],
    ),
    "a feed of another description": (
        "../feed.xml",
        lambda p: replace_in(p, "Essays, read aloud.", "Essays."),
        ["it is not what the episodes' records give"],
    ),
    "a feed page left over": (
        "../feed-2.xml",
        lambda p: p.write_text("<rss/>"),
        ["this page of the feed is no longer one"],
    ),
    "sound of another episode": (
        f"{SLUG}.mp3",
        lambda p: shutil.copyfile(p.parents[1] / "night" / "night.mp3", p),
        ["its title is 'Night', where 'How Long Is a Day?' was meant; produce"],
    ),
    "a feed that has not heard of the last episode": (
        "../feed.xml",
        lambda p: p.write_bytes(re.sub(rb"(?s)<item>.*?</item>", b"", p.read_bytes(), count=1)),
        ["says nothing, where https://example.org/hours/night/night.mp3", "; run 'essaycast feed'"],
    ),
    "a link to a neighbour that is gone": (
        "index.html",
        lambda p: replace_in(p, "../night/", "../gone/"),
        ["its link ../gone/index.html leads nowhere", "is not as it would be rendered"],
    ),
    "a neighbour's former title": (
        "index.html",
        lambda p: replace_in(p, '"auto">Night</span>', '"auto">Evening</span>'),
        ["rendered (https://example.org/hours; before it none, after it 'Night')"],
    ),
    "a missing cover": (
        "../artwork.png",
        lambda p: p.unlink(),
        ["artwork.png: it is missing; run"],
    ),
    "a byte flipped in the cover": (
        "../artwork.png",
        lambda p: flip(p, -40_000),
        ["artwork.png: it is damaged"],
    ),
    "a cover that is too small": (
        "../artwork.png",
        lambda p: Image.new("L", (600, 500)).save(p),
        ["it is L, 600 × 500 px, where RGB, square, 1400 to 3000 px was meant"],
    ),
    "a cover of another show": (
        "../artwork.png",
        lambda p: Image.new("RGB", (1400, 1400)).save(p),
        ["artwork.png: it is not the show's picture now; run 'essaycast feed'"],
    ),
    "an index with a former title": (
        "../index.html",
        lambda p: replace_in(p, "Night", "Evening", -1),
        ["index.html: it is not what the episodes' records give"],
    ),
    "a missing index": ("../index.html", lambda p: p.unlink(), ["it is missing; run"]),
    "an index that forgets an episode": (
        "../index.html",
        lambda p: replace_in(p, f"{SLUG}/", "night/", -1),
        [f"it does not name the episode '{SLUG}'"],
    ),
    "an index that leads nowhere": (
        "../index.html",
        lambda p: replace_in(p, f"{SLUG}/", "gone/"),
        ["leads nowhere"],
    ),
}


def test_what_is_whole_has_no_finding(output):
    assert (
        verify(show_in(output.parent, base_url="https://example.org/hours").for_publication) == ()
    )


@pytest.mark.parametrize("name", DAMAGES)
def test_it_finds(output, name):
    file, damage, told = DAMAGES[name]
    damage(output / SLUG / file)
    findings = [
        str(f)
        for f in verify(
            show_in(output.parent, base_url="https://example.org/hours").for_publication
        )
    ]
    for words in told:
        assert any(words in finding for finding in findings), findings


def test_it_reads_the_tags_of_other_formats(published_as):
    (folder,) = published_as.output_folder.glob("[!.]*/")
    (path,) = (path for path in folder.iterdir() if path.suffix in {".m4b", ".opus"})
    whole = path.read_bytes()
    tags = mutagen.File(path)
    tags["\xa9nam" if path.suffix == ".m4b" else "TITLE"] = ["Another title"]
    tags.pop("covr", tags.pop("METADATA_BLOCK_PICTURE", None))
    if path.suffix == ".opus":
        tags["CHAPTER001NAME"] = ["Midnight"]
    tags.save()
    told = " ".join(map(str, verify(published_as.for_publication)))
    path.write_bytes(whole)
    assert "its title is 'Another title'" in told
    assert "it carries no picture" in told
    assert ("its chapter 2 is (2000, 4000, 'Midnight')" in told) == (path.suffix == ".opus")
    path.write_bytes(whole[: len(whole) * 3 // 4])
    told = " ".join(map(str, verify(published_as.for_publication)))
    path.write_bytes(whole)
    assert "bytes, where" in told
    assert "samples are heard, where" in told or "ffmpeg says" in told


def test_only_the_episodes_asked_for_are_listened_to(output):
    flip(output / SLUG / f"{SLUG}.mp3", -5_000)
    show = show_in(output.parent, base_url="https://example.org/hours")
    assert verify(show.for_publication, ["night"]) == ()
    assert verify(show.for_publication, [SLUG]) != ()
    with pytest.raises(PublicationError, match="There are: how-long-is-a-day, night"):
        verify(show.for_publication, ["nosuch"])


def test_a_changed_address_makes_feed_and_pages_stale(output):
    findings = verify(show_in(output.parent, base_url="https://example.net/").for_publication)
    places = {"feed.xml", "index.html", "night/index.html", f"{SLUG}/index.html"}
    places |= {"night/chapters.json", f"{SLUG}/chapters.json"}
    assert {(finding.place, finding.mend) for finding in findings} == {
        (place, REBUILD) for place in places
    }


def test_the_author_s_picture_changed_or_lost_is_told(output):
    picture = output.parent / "art.png"
    Image.new("RGB", (1400, 1400), "teal").save(picture)
    show = show_in(output.parent, base_url="https://example.org/hours", artwork="art.png")
    assert "it is not the show's picture now" in str(verify(show.for_publication))
    rebuild(show.for_publication)
    assert verify(show.for_publication) == ()
    picture.unlink()
    finding, *_ = verify(show.for_publication)  # its colour is gone with it, from the pages too
    assert "art.png: the show's artwork cannot be read" in str(finding)


def test_an_empty_show_has_no_finding(tmp_path):
    assert verify(show_in(tmp_path).for_publication) == ()


def test_a_finding_names_its_place(output):
    (output / SLUG / "chapters.json").write_text(json.dumps({"chapters": []}))
    findings = verify(show_in(output.parent, base_url="https://example.org/hours").for_publication)
    assert str(findings[0]).startswith(f"{SLUG}/chapters.json: it has 16 bytes, where")


def test_every_page_of_the_index_is_looked_at_and_only_ours(published, output, monkeypatch):
    pages = import_module("pipeline.publication.page.index_page")
    monkeypatch.setattr(pages, "PAGE_EPISODES", 1)
    show = show_in(output.parent, base_url="https://example.org/hours")
    own = output / "index-9.html"
    own.write_text("<p>The author's own.</p>")
    rebuild(show.for_publication)
    assert verify(show.for_publication) == ()
    older = output / "index-1.html"
    flip(older, 300)
    assert {finding.place for finding in verify(show.for_publication)} == {"index-1.html"}
    older.unlink()
    assert "index-1.html" in {finding.place for finding in verify(show.for_publication)}
    rebuild(show.for_publication)
    assert verify(show.for_publication) == ()
    monkeypatch.setattr(pages, "PAGE_EPISODES", 100)
    assert "index-1.html" in {finding.place for finding in verify(show.for_publication)}
    rebuild(show.for_publication)
    assert own.exists()
    assert not older.exists()
    assert verify(show.for_publication) == ()
