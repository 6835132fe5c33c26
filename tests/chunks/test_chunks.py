"""Laws of cutting: nothing lost, one voice and one chapter a chunk, edits stay local."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import VoiceError
from pipeline.settings.show import Show, Voices
from pipeline.speech.chunks import cut_chunks
from pipeline.values.script import Pause, Role, Script, ScriptChapter, Span, Utterance

SHOW = Show()
texts = st.text(st.sampled_from("ab é漢…. "), min_size=1, max_size=400).filter(str.strip)
utterances = st.builds(
    lambda role, text, pause: Utterance(
        role,
        text,
        text,
        pause,
        Span(0, 0, len(text)),
        speaker="Ann" if role is Role.SPEAKER else "",
    ),
    st.sampled_from(Role),
    texts,
    st.sampled_from([Pause.SENTENCE, Pause.SENTENCE, Pause.PARAGRAPH]),
)


def script(*chapters):
    return Script(
        "Title", "", "", "", "en", tuple(ScriptChapter("", tuple(it)) for it in chapters), ()
    )


scripts = st.lists(st.lists(utterances, max_size=30), max_size=4).map(lambda it: script(*it))


def said(n, role=Role.NARRATOR, pause=Pause.SENTENCE, text="word " * 20):
    return [Utterance(role, text, text, pause, Span(0, 0, len(text)))] * n


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_every_utterance_is_in_one_chunk_in_order(script):
    chunks = cut_chunks(script, SHOW.casting)
    assert tuple(it for chunk in chunks for it in chunk.utterances) == script.utterances
    firsts = [chunk.first for chunk in chunks]
    assert firsts == [sum(len(it.utterances) for it in chunks[:i]) for i in range(len(chunks))]


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_a_chunk_has_one_voice_and_one_chapter(script):
    ends = set()
    for chapter in script.chapters:
        ends.add(max(ends, default=0) + len(chapter.utterances))
    for chunk in cut_chunks(script, SHOW.casting):
        roles = {SHOW.voices.for_role(it.role, it.speaker, ("Ann",)) for it in chunk.utterances}
        assert roles == {chunk.profile.name}
        inside = range(chunk.first + 1, chunk.first + len(chunk.utterances))
        assert ends.isdisjoint(inside)


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_ids_are_ascii_unique_and_in_order(script):
    ids = [chunk.id for chunk in cut_chunks(script, SHOW.casting)]
    assert all(re.fullmatch(r"[0-9]{3}(-[a-z0-9]+)*", it, re.ASCII) and len(it) < 40 for it in ids)
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_no_chunk_is_longer_than_a_sentence_beyond_the_bound(script):
    for chunk in cut_chunks(script, SHOW.casting):
        assert sum(len(it.spoken) for it in chunk.utterances[:-1]) < 1_500


def test_eighteen_minutes_make_about_forty_chunks():
    paragraph = [*said(3), *said(1, pause=Pause.PARAGRAPH)]
    chapter = [*said(1, Role.HEADING, Pause.HEADING, "A heading."), *paragraph * 5]
    assert 30 <= len(cut_chunks(script(*[chapter] * 8), SHOW.casting)) <= 50


def test_an_edit_changes_no_chunk_of_another_chapter():
    chapter = [*said(3), *said(1, pause=Pause.PARAGRAPH)] * 5
    before = cut_chunks(script(chapter, chapter, chapter), SHOW.casting)
    edited = [*chapter[:7], *said(2, text="Something new."), *chapter[7:]]
    after = cut_chunks(script(chapter, edited, chapter), SHOW.casting)
    third = len(before) // 3
    old, new = ([chunk.utterances for chunk in chunks] for chunks in (before, after))
    assert new[:third] == old[:third]
    assert new[-third:] == old[-third:]


def test_speakers_take_voices_in_order_of_appearance():
    turns = [
        Utterance(Role.SPEAKER, "Yes.", "Yes.", Pause.TURN, Span(0, 0, 4), speaker=name)
        for name in ("Ann", "Bob", "Cy", "Ann")
    ]
    voices = [chunk.profile.name for chunk in cut_chunks(script(turns), SHOW.casting)]
    assert voices == ["narrator", "quote", "guest", "narrator"]


def test_a_profile_that_is_not_there_is_refused_before_anything_is_spoken():
    show = Show(voices=Voices(quote="qoute"))
    with pytest.raises(VoiceError, match="Did you mean 'quote'"):
        cut_chunks(script(said(1), said(1, Role.QUOTE)), show.casting)
    assert cut_chunks(script(said(1)), show.casting)


def test_a_profile_of_an_unknown_engine_is_refused_naming_its_file(tmp_path):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "narrator.toml").write_text('engine = "pytsx3"\n')
    with pytest.raises(VoiceError, match=r"voices/narrator\.toml: .*'pytsx3'.*'pyttsx3'"):
        cut_chunks(script(said(1)), Show(root=tmp_path).casting)
