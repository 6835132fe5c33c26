"""Every kind of damage is found and named; what is whole is left alone."""

from __future__ import annotations

import json
import shutil

import pytest
from made_by_hand import RATE_HZ, episode_in, essay_of, show_in, sound, tag, timeline_of
from mutagen.id3 import ID3

from pipeline.errors import PublicationError
from pipeline.publication import publish
from pipeline.verification import verify

SLUG = "how-long-is-a-day"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    show = show_in(folder, base_url="https://example.org/hours")
    publish(episode_in(folder, show), show)
    publish(episode_in(folder, show, essay_of("Night", key="night.md")), show)
    return folder


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
        ["its loudness is", "its true peak is"],
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
    assert verify(show_in(output.parent, base_url="https://example.org/hours")) == ()


@pytest.mark.parametrize("name", DAMAGES)
def test_it_finds(output, name):
    file, damage, told = DAMAGES[name]
    damage(output / SLUG / file)
    findings = [
        str(f) for f in verify(show_in(output.parent, base_url="https://example.org/hours"))
    ]
    for words in told:
        assert any(words in finding for finding in findings), findings


def test_only_the_episodes_asked_for_are_listened_to(output):
    flip(output / SLUG / f"{SLUG}.mp3", -5_000)
    show = show_in(output.parent, base_url="https://example.org/hours")
    assert verify(show, ["night"]) == ()
    assert verify(show, [SLUG]) != ()
    with pytest.raises(PublicationError, match="There are: how-long-is-a-day, night"):
        verify(show, ["nosuch"])


def test_a_changed_address_is_a_stale_feed(output):
    findings = verify(show_in(output.parent, base_url="https://example.net/"))
    assert {finding.place for finding in findings} == {"feed.xml"}


def test_an_empty_show_has_no_finding(tmp_path):
    assert verify(show_in(tmp_path)) == ()


def test_a_finding_names_its_place(output):
    (output / SLUG / "chapters.json").write_text(json.dumps({"chapters": []}))
    findings = verify(show_in(output.parent, base_url="https://example.org/hours"))
    assert str(findings[0]).startswith(f"{SLUG}/chapters.json: it has 16 bytes, where")
