from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import AudioError, EmptyAudioError
from pipeline.settings.show import Show
from pipeline.settings.sound_settings import Pauses, pause_ms
from pipeline.sound.meter.loudness import measure
from pipeline.sound.mp3 import frame_samples
from pipeline.sound.rendering import render
from pipeline.sound.timeline import stitch
from pipeline.tools.store import open_store
from pipeline.tools.timecode import samples_of
from pipeline.values.script import Pause, Role, Script, ScriptChapter
from pipeline.values.sound import SpokenChunk

INSIDE = {Pause.NONE, Pause.CLAUSE, Pause.SENTENCE}
RATES = (22_050, 24_000, 32_000, 44_100, 48_000)


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    from pipeline.tools.clips import packed
    from pipeline.values.sound import Clip

    store = open_store(Show(root=tmp_path_factory.mktemp("clips")).store)
    made = []
    for index, length in enumerate((3_000, 4_801, 9_999)):
        pcm = np.sin(np.arange(length) / (7 + index)) * 0.3
        pcm[:400] = pcm[-900:] = 0
        key = f"clips/{index:064x}"
        store.put(key, packed((pcm * 32_767).astype("<i2").tobytes(), 22_050, []))
        made.append(Clip(key, length, 22_050))
    return store, made


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Pause)), min_size=1, max_size=12),
    st.sampled_from(RATES),
    st.integers(0, 12),
    st.integers(0, 2_000),
)
def test_the_timeline_is_exact_whatever_is_said(clips, utterance, said, rate_hz, cut, paragraph_ms):
    store, known = clips
    show = Show(
        audio={"rate_hz": rate_hz, "bitrate_kbps": 64},
        pauses={"paragraph": paragraph_ms},
    )
    utterances = tuple(utterance(i, pause) for i, (_, pause) in enumerate(said))
    chapters = (ScriptChapter("One", utterances[:cut]), ScriptChapter("Two", utterances[cut:]))
    script = Script("T", "", "", "", "en", chapters, ())
    spoken = [
        SpokenChunk(str(i), i, "narrator", (known[which],), cached=True)
        for i, (which, _) in enumerate(said)
    ]
    timeline = stitch(script, spoken[::-1], store, show.for_sound, show.machine)

    frame = frame_samples(rate_hz)
    pairs = zip(pairwise(timeline.placements), utterances, said, strict=False)
    for (before, after), sentence, (_, pause) in pairs:
        silence = after.start - (before.start + before.n_samples)
        meant = samples_of(pause_ms(sentence, show.pauses), rate_hz)
        chapter_begins = after.start in {chapter.start for chapter in timeline.chapters}
        if pause in INSIDE and not chapter_begins:
            assert silence == meant
        else:
            assert meant <= silence < meant + frame
            assert after.start % frame == 0
            assert after.start in timeline.boundaries
    for placement in timeline.placements:
        kept = placement.trim_end - placement.trim_start
        assert abs(placement.n_samples - kept * rate_hz / placement.rate_hz) <= 0.5
    assert all(a.end <= b.start for a, b in pairwise(timeline.cues))
    assert [cue.utterance for cue in timeline.cues] == list(range(len(said)))
    last = timeline.placements[-1]
    at_the_end = samples_of(pause_ms(utterances[-1], show.pauses), rate_hz)
    assert timeline.n_samples == last.start + last.n_samples + at_the_end
    edges = [(chapter.start, chapter.end) for chapter in timeline.chapters]
    assert edges[0][0] == 0
    assert edges[-1][1] == timeline.n_samples
    assert all(a[1] == b[0] for a, b in pairwise(edges))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(Pause), st.floats(1, 2))
def test_the_pause_after_a_longer_sentence_is_no_shorter_and_other_pauses_are_all_alike(
    utterance, one, other, reason, ratio
):
    pauses = Pauses(by_length=ratio)
    said = [replace(utterance(0, reason), spoken="a" * n) for n in sorted((one, other))]
    shorter, longer = (pause_ms(it, pauses) for it in said)
    if reason is Pause.SENTENCE and ratio > 1:
        assert shorter <= longer <= shorter * ratio + 20  # each is rounded to 10 ms
        assert shorter <= pauses.sentence or min(one, other) > 95
        assert longer >= pauses.sentence or max(one, other) < 95
    else:
        assert shorter == longer == getattr(pauses, reason.value, 0)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=8).filter(any))
def test_a_chapter_begins_with_its_first_words_and_an_empty_one_is_none(clips, utterance, counts):
    store, known = clips
    chapters, n_said = [], 0
    for number, count in enumerate(counts):
        said = tuple(utterance(n_said + i, Pause.PARAGRAPH) for i in range(count))
        chapters.append(ScriptChapter(f"Chapter {number}", said))
        n_said += count
    script = Script("T", "", "", "", "en", tuple(chapters), ())
    spoken = SpokenChunk("all", 0, "narrator", (known[0],) * n_said, cached=True)
    timeline = stitch(script, [spoken], store, Show().for_sound, Show().machine)
    spoken_ones = [chapter for chapter in chapters if chapter.utterances]
    assert [it.title for it in timeline.chapters] == [it.title for it in spoken_ones]
    first = 0
    for place, (laid, chapter) in enumerate(zip(timeline.chapters, spoken_ones, strict=True)):
        assert laid.start == (timeline.placements[first].start if place else 0)
        first += len(chapter.utterances)


def test_silence_around_the_speech_is_trimmed_and_the_speech_is_not(make, put_clip, store):
    pcm = np.zeros(10_000)
    pcm[3_000:6_000] = 0.3 * np.sin(np.arange(3_000) / 5)
    from pipeline.sound.levels import levels_of

    clip = put_clip(store, pcm, silence=2_000)
    levels = levels_of(clip, 44_100, store)
    assert 4_850 <= levels.trim_start <= 5_001
    assert 8_000 <= levels.trim_end <= 8_500


def test_a_silent_clip_is_named(make, put_clip):
    material = make(1)
    clip = put_clip(material.store, np.zeros(5_000))
    spoken = (SpokenChunk("x", 0, "narrator", (clip,), cached=False),)
    with pytest.raises(AudioError, match=clip.key):
        stitch(
            material.script, spoken, material.store, material.show.for_sound, material.show.machine
        )


def test_a_missing_clip_is_named_by_its_words(make):
    material = make(3)
    spoken = (replace(material.spoken[0], clips=material.spoken[0].clips[:2]),)
    with pytest.raises(AudioError, match="utterance 2 of 3: 'Boats left"):
        stitch(
            material.script, spoken, material.store, material.show.for_sound, material.show.machine
        )


def test_nothing_said_is_an_error(make):
    material = make(1)
    with pytest.raises(EmptyAudioError):
        stitch(
            replace(material.script, chapters=()),
            (),
            material.store,
            material.show.for_sound,
            material.show.machine,
        )


def test_a_quiet_voice_comes_out_as_loud_as_the_narrator(make, put_clip, speak, utterance):
    material = make(6)
    clips = list(material.spoken[0].clips)
    clips[5] = put_clip(material.store, speak(60_000, 99) * 0.2)
    timeline = stitch(
        material.script,
        (
            SpokenChunk("first", 0, "narrator", tuple(clips[:5]), cached=False),
            SpokenChunk("last", 5, "quote", tuple(clips[5:]), cached=False),
        ),
        material.store, material.show.for_sound, material.show.machine,
    )  # fmt: skip
    heard = {}
    for cue, placement in zip(timeline.cues, timeline.placements, strict=True):
        end = placement.start + placement.n_samples
        heard.setdefault(cue.role, []).append(
            render(timeline, placement.start, end, material.store)
        )
    loudness = {
        role: measure(np.concatenate(parts), timeline.rate_hz).integrated_lufs
        for role, parts in heard.items()
    }
    assert loudness[Role.QUOTE] == pytest.approx(loudness[Role.NARRATOR], abs=0.5)


def test_an_edit_moves_what_follows_by_whole_frames(make, tmp_path):
    before, after = (
        make(12, root=tmp_path, edited=edited).timeline.placements for edited in (-1, 1)
    )
    moved = {b.start - a.start for a, b in zip(before[4:], after[4:], strict=True)}
    assert len(moved) == 1
    assert moved.pop() % 1152 == 0
