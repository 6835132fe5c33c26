"""Tags as mutagen and ffprobe read them; the sound under them stays as it is."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from pipeline.publication.card import card_of, iso_639_2, line, text, web_address
from pipeline.sound.decoding import measure_file
from pipeline.sound.encoding import encode
from pipeline.sound.master import master
from pipeline.tools.formats import FORMATS, output_rate_hz
from pipeline.values.episode import Episode, Identity
from pipeline.values.essay import Essay
from pipeline.values.sound import Chapter, Timeline

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
SOUND = b"\xff\xfb\x90\xc0" + bytes(409)
SCOPED = HealthCheck.function_scoped_fixture
FRAMES = ("TIT2", "TALB", "TPE1", "TRCK", "TPOS", "TCON", "TLAN")
HOSTILE = "../../x\0<script>\"';{}\\=#\x07\ud800\u202e</script>\n😀"


@pytest.fixture
def tagged(tmp_path, make):
    """Return a function that writes a stand-in for an MP3 under the tag of such an episode."""
    material = make(1)

    def done(*, chapters=(), notes="See https://example.org.", **said):
        timeline = Timeline(44_100, chapters[-1].end if chapters else 1, (), (), tuple(chapters))
        script = replace(material.script, **said)
        card = replace(card_for(material, script, timeline), notes=text(notes))
        path = tmp_path / "a.mp3"
        path.write_bytes(FORMATS["mp3"].tags_before(card) + SOUND)
        return path

    return done


def card_for(material, script, timeline):
    """Return what the tags say of an episode that has no sound yet."""
    artwork = material.show.root / "a.jpg"
    artwork.write_bytes(JPEG)
    essay = Essay(title="Harbour", blocks=(), source="h.md", key="h.md")
    episode = Episode(Identity("s", "urn:x", 7, 2), essay, script, timeline, (), artwork)
    return card_of(episode, material.show.channel.imprint)


def chapters_of(count: int) -> list[Chapter]:
    titles = ("Long title " * 20, "B", "Middling title", "Ü")
    return [
        Chapter(i * 44_100, (i + 1) * 44_100, f"{titles[i % 4]} {i}", url="https://example.org/#é")
        for i in range(count)
    ]


def test_a_player_finds_everything(tagged):
    path = tagged(chapters=chapters_of(2))
    tags = ID3(path)
    assert tags.version == (2, 3, 0)
    assert path.read_bytes().endswith(SOUND)
    raw = {
        frame: str(tags[frame])
        for frame in ("TIT2", "TALB", "TPE1", "TRCK", "TPOS", "TCON", "TLAN")
    }
    assert raw == {
        "TIT2": "Harbour", "TALB": "Essays, read aloud", "TPE1": "Ada Quill", "TRCK": "7",
        "TPOS": "2", "TCON": "Podcast", "TLAN": "eng",
    }  # fmt: skip
    assert str(tags["TDRC"]) == "2026-10-05"
    assert tags.getall("WOAF")[0].url == tags.getall("WXXX")[0].url == "https://example.org/h"
    assert tags.getall("APIC")[0].data == JPEG
    assert tags.getall("APIC")[0].type == 3
    assert tags.getall("COMM")[0].text == ["See https://example.org."]
    assert tags.getall("USLT")[0].text == "The harbour clock ran four minutes slow. (0)"
    assert tags.getall("USLT")[0].lang == "eng"


@pytest.mark.parametrize("count", [1, 3, 40, 255, 256, 700])
def test_chapters_are_in_time_order_whatever_their_titles_weigh(tagged, count):
    path = tagged(chapters=chapters_of(count))
    content = path.read_bytes()
    places = (
        [content.index(b"CHAP", content.index(b"chp%05d\0" % i) - 10) for i in range(count)]
        if count < 256
        else []
    )
    assert places == sorted(places)
    tags = ID3(path)
    chapters = sorted(tags.getall("CHAP"), key=lambda chapter: chapter.element_id)
    assert [c.start_time for c in chapters] == [1000 * i for i in range(count)]
    assert (chapters[0].start_time, chapters[-1].end_time) == (0, 1000 * count)
    assert all(c.start_offset == c.end_offset == 0xFFFFFFFF for c in chapters)
    tables = {table.element_id: table for table in tags.getall("CTOC")}
    assert tables["toc"].flags == 3
    assert all(str(table.sub_frames["TIT2"]) for table in tables.values())
    assert all(len(table.child_element_ids) <= 255 for table in tables.values())
    listed = [
        leaf
        for child in tables["toc"].child_element_ids
        for leaf in (tables[child].child_element_ids if child in tables else [child])
    ]
    assert listed == [c.element_id for c in chapters]


def test_the_same_card_gives_the_same_tag(tagged):
    first = tagged(chapters=chapters_of(5)).read_bytes()
    assert tagged(chapters=chapters_of(5)).read_bytes() == first


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_carried_or_left_out_and_never_breaks_the_tag(tagged, title, notes):
    chapters = [Chapter(0, 44_100, title)]
    path = tagged(chapters=chapters, title=title, notes=notes, url=title)
    tags = ID3(path)
    assert path.read_bytes().endswith(SOUND)
    assert str(tags.getall("CHAP")[0].sub_frames.get("TIT2", "")) == line(title)
    assert [str(t) for t in tags.getall("TIT2")] == ([line(title)] if line(title) else [])
    assert [c.text[0] for c in tags.getall("COMM")] == ([text(notes)] if text(notes) else [])


def test_hostile_text_becomes_plain_text(tagged):
    path = tagged(title=HOSTILE, author=HOSTILE, url="javascript:alert(1)", notes=HOSTILE)
    tags = ID3(path)
    assert "\0" not in str(tags["TIT2"])
    assert str(tags["TIT2"]).endswith("</script> 😀")
    assert tags.getall("WOAF") == []


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("https://example.org/ä b?q=1&r=%20#x", "https://example.org/%C3%A4%20b?q=1&r=%20#x"),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
    ],
)
def test_only_addresses_of_the_web_are_linked(given_url, kept):
    assert web_address(given_url) == kept


@pytest.mark.parametrize(
    ("bcp_47", "code"),
    [("en-GB", "eng"), ("de", "ger"), ("nob", "nob"), ("tlh", "und"), ("", "und")],
)
def test_languages_are_named_as_id3_asks(bcp_47, code):
    assert iso_639_2(bcp_47) == code


@pytest.mark.parametrize("kind", ["mp3", "m4b", "m4a", "opus"])
def test_tags_leave_every_sample_and_show_chapters_in_every_format(make, kind):
    material = make(8, audio={"format": kind})
    timeline, show, store = material.timeline, material.show, material.store
    mastered = master(timeline, store, show.audio, show.machine)
    card = card_for(material, material.script, timeline)
    heard = []
    for name, said in (("bare", None), ("tagged", card)):
        target = show.root / f"{name}.{kind}"
        audio = encode(timeline, mastered, target, store, show.audio, show.machine, said)
        assert audio.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
        assert audio.n_bytes == target.stat().st_size
        assert audio.measured.loudness_lufs == pytest.approx(-16, abs=0.1)
        assert audio.measured.true_peak_dbtp <= -1
        heard.append(measure_file(target, output_rate_hz(show.audio), show.machine))
    assert heard[0] == heard[1]
    assert heard[0].n_samples == timeline.n_samples
    row = FORMATS[kind]
    if row.tags_before(card):
        bare = (show.root / f"bare.{kind}").read_bytes()
        assert target.read_bytes() == row.tags_before(card) + bare
    else:
        row.write_tags(target, card)
        assert audio.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert row.read_tags(target).has_picture
    if kind == "opus":
        said = OggOpus(target)
        assert said["title"] == ["Harbour"]
        assert said["chapter001name"] == ["Fast tides"]
    if kind in ("m4b", "m4a"):
        assert MP4(target)["\xa9nam"] == ["Harbour"]
    if shutil.which("ffprobe"):
        argv = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(target)]
        shown = subprocess.run(argv, capture_output=True, timeout=60, check=True).stdout
        chapters = json.loads(shown)["chapters"]
        assert [c["tags"]["title"] for c in chapters] == ["Slow clocks", "Fast tides"]
        assert float(chapters[0]["start_time"]) == 0
        assert float(chapters[-1]["end_time"]) == pytest.approx(
            timeline.n_samples / timeline.rate_hz, abs=0.05
        )
