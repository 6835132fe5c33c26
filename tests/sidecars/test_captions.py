"""Laws of the captions: nothing said is lost, nothing runs into anything, all of it is readable."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_by_hand import RATE_HZ, cue_of, timeline_of

from pipeline.publication.sidecars import (
    chapters_json,
    read_srt,
    read_vtt,
    srt,
    transcript_json,
    vtt,
)
from pipeline.tools.characters import folded, legible
from pipeline.tools.timecode import milliseconds
from pipeline.values.sound import Timeline

HOSTILE = [
    "<script>alert(1)</script>",
    "a --> b",
    "]]>",
    'x "onload=',
    "&amp; &copy &#65;",
    "</v><v Someone>",
    "\u202egnitirw",
    "NUL\x00 and \x1b escape",
    "w" * 200,
    "NOTE not a note",
    "日本語の文章には空白がありません。" * 5,
    "😀 🎉",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=120)).filter(folded)
speakers = st.one_of(st.just(""), st.sampled_from(["Ada Quill", "<b> & Co", "n" * 90]))
lines = st.lists(st.tuples(texts, speakers), min_size=1, max_size=6)
laws = settings(max_examples=60, deadline=None)


@st.composite
def timelines(draw) -> Timeline:
    cues, at = [], draw(st.integers(0, 50_000))
    for text, speaker in draw(lines):
        cue = cue_of(text, at, draw(st.integers(200, 20_000)), speaker)
        cues.append(cue)
        at = cue.end + draw(st.integers(0, 5_000))
    return Timeline(RATE_HZ, at + 40_000, (), tuple(cues), ())


def squeezed(texts) -> str:
    return "".join("".join(texts).split())


@laws
@given(timelines())
def test_reading_the_webvtt_back_gives_every_word_and_speaker(timeline):
    captions = read_vtt(vtt(timeline))
    said = squeezed(line for caption in captions for line in caption.lines)
    assert said == squeezed(legible(cue.text) for cue in timeline.cues)
    assert {c.speaker for c in captions} == {folded(cue.speaker) for cue in timeline.cues}


@laws
@given(timelines())
def test_captions_are_in_order_never_overlap_and_never_last_nothing(timeline):
    for captions in (read_vtt(vtt(timeline)), read_srt(srt(timeline))):
        assert all(one.start_ms < one.end_ms for one in captions)
        assert all(one.end_ms <= two.start_ms for one, two in itertools.pairwise(captions))


@laws
@given(timelines())
def test_no_line_is_longer_than_players_can_show(timeline):
    for caption in read_srt(srt(timeline)):
        assert len(caption.lines) <= 2
        assert all(len(line) <= 32 for line in caption.lines)
    shown = [line for line in vtt(timeline).splitlines() if "-->" not in line]
    assert all(
        len(line.partition(">")[2] if line.startswith("<v") else line) <= 65 for line in shown
    )


@laws
@given(timelines())
def test_a_caption_begins_when_its_first_word_does(timeline):
    starts = {milliseconds(word.start, RATE_HZ) for cue in timeline.cues for word in cue.words}
    starts |= {milliseconds(cue.start, RATE_HZ) for cue in timeline.cues}
    whole = all(len(word) <= 16 for cue in timeline.cues for word in cue.text.split())
    if whole:
        assert {caption.start_ms for caption in read_vtt(vtt(timeline))} <= starts


@laws
@given(timelines())
def test_the_transcript_holds_every_word_with_start_and_end(timeline):
    segments = json.loads(transcript_json(timeline))["segments"]
    said = squeezed(segment["body"] for segment in segments)
    assert said == squeezed(legible(cue.text) for cue in timeline.cues)
    times = [at for segment in segments for at in (segment["startTime"], segment["endTime"])]
    assert times == sorted(times)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_of_a_chapter_stays_text(text):
    timeline = timeline_of([(text, "")])
    said = json.loads(
        chapters_json(timeline, title=text, author="", show="Hours", address=lambda url: url)
    )
    assert said["title"] == folded(text)
    assert "author" not in said


def test_chapters_tell_the_milliseconds_that_the_tags_tell():
    timeline = timeline_of()
    chapters = json.loads(
        chapters_json(timeline, title="t", author="a", show="s", address=lambda url: url)
    )["chapters"]
    assert [round(chapter["startTime"] * 1000) for chapter in chapters] == [
        milliseconds(chapter.start, RATE_HZ) for chapter in timeline.chapters
    ]
    assert chapters[1]["url"] == "https://example.org/dusk"


def test_an_episode_without_a_word_has_empty_sidecars():
    timeline = Timeline(RATE_HZ, 1, (), (), ())
    assert read_vtt(vtt(timeline)) == read_srt(srt(timeline)) == ()


@pytest.mark.parametrize("text", ["", "WEBVTT\n\nhello\n", "WEBVTT\n\n00:00 --> 1\nx\n"])
def test_what_is_no_webvtt_of_ours_is_refused(text):
    with pytest.raises(ValueError, match=r"WEBVTT|caption 1"):
        read_vtt(text)
