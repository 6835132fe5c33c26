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

from pipeline.publication.tags import tag
from pipeline.publication.tags.card import iso_639_2, line, text, web_address
from pipeline.sound.decoding import measure_file
from pipeline.sound.encoding import encode
from pipeline.sound.master import master
from pipeline.tools.formats import output_rate_hz
from pipeline.values.episode import Identity, Media
from pipeline.values.sound import Chapter, Measured, Timeline

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
SOUND = b"\xff\xfb\x90\xc0" + bytes(409)
SCOPED = HealthCheck.function_scoped_fixture
FRAMES = ("TIT2", "TALB", "TPE1", "TRCK", "TPOS", "TCON", "TLAN")
HOSTILE = "../../x\0<script>\"';{}\\=#\x07\ud800\u202e</script>\n😀"


@pytest.fixture
def tagged(tmp_path, make):
    """Tag a stand-in for an MP3; return its frames as mutagen reads them."""
    material = make(1)

    def done(*, chapters=(), notes="See https://example.org.", artwork=JPEG, **said):
        path = tmp_path / "a.mp3"
        path.write_bytes(SOUND)
        audio = Media("mp3", path, "audio/mpeg", len(SOUND), "", Measured(1, 44_100, -16, -1))
        timeline = Timeline(44_100, chapters[-1].end if chapters else 1, (), (), tuple(chapters))
        script = replace(material.script, **said)
        arguments = {
            "imprint": material.show.channel.imprint,
            "identity": Identity("s", "urn:x", 7, 2),
            "script": script,
            "timeline": timeline,
            "notes": notes,
            "artwork": artwork,
        }
        return tag(audio, **arguments), arguments

    return done


def chapters_of(count: int) -> list[Chapter]:
    titles = ("Long title " * 20, "B", "Middling title", "Ü")
    return [
        Chapter(i * 44_100, (i + 1) * 44_100, f"{titles[i % 4]} {i}", url="https://example.org/#é")
        for i in range(count)
    ]


def test_a_player_finds_everything(tagged):
    audio, _ = tagged(chapters=chapters_of(2))
    tags = ID3(audio.path)
    assert tags.version == (2, 3, 0)
    assert audio.path.read_bytes().endswith(SOUND)
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
    audio, _ = tagged(chapters=chapters_of(count))
    content = audio.path.read_bytes()
    places = (
        [content.index(b"CHAP", content.index(b"chp%05d\0" % i) - 10) for i in range(count)]
        if count < 256
        else []
    )
    assert places == sorted(places)
    tags = ID3(audio.path)
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


def test_the_tag_is_the_same_however_often_it_is_written(tagged):
    audio, arguments = tagged(chapters=chapters_of(5))
    again = tag(audio, **arguments)
    assert again.sha256 == audio.sha256 == hashlib.sha256(audio.path.read_bytes()).hexdigest()
    assert again.n_bytes == audio.path.stat().st_size


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_carried_or_left_out_and_never_breaks_the_tag(tagged, title, notes):
    chapters = [Chapter(0, 44_100, title)]
    audio, _ = tagged(chapters=chapters, title=title, notes=notes, url=title)
    tags = ID3(audio.path)
    assert audio.path.read_bytes().endswith(SOUND)
    assert str(tags.getall("CHAP")[0].sub_frames.get("TIT2", "")) == line(title)
    assert [str(t) for t in tags.getall("TIT2")] == ([line(title)] if line(title) else [])
    assert [c.text[0] for c in tags.getall("COMM")] == ([text(notes)] if text(notes) else [])


def test_hostile_text_becomes_plain_text(tagged):
    audio, _ = tagged(title=HOSTILE, author=HOSTILE, url="javascript:alert(1)", notes=HOSTILE)
    tags = ID3(audio.path)
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
def test_tagging_leaves_every_sample_and_shows_chapters_in_every_format(make, kind):
    material = make(8, audio={"format": kind})
    timeline = material.timeline
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    target = material.show.root / f"a.{kind}"
    audio = encode(
        timeline, mastered, target, material.store, material.show.audio, material.show.machine
    )
    assert audio.measured.loudness_lufs == pytest.approx(-16, abs=0.1)
    assert audio.measured.true_peak_dbtp <= -1
    before = measure_file(target, output_rate_hz(material.show.audio), material.show.machine)
    tagged = tag(
        audio,
        imprint=material.show.channel.imprint,
        identity=Identity("s", "g", 1),
        script=material.script,
        timeline=timeline,
        notes="Notes",
        artwork=JPEG,
    )
    assert (
        measure_file(target, output_rate_hz(material.show.audio), material.show.machine) == before
    )
    assert before.n_samples == timeline.n_samples
    assert tagged.sha256 != audio.sha256
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
