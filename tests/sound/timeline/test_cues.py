from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sound.cues import cue_of
from pipeline.values.script import Pause, Piece, Role, Span, Utterance
from pipeline.values.sound import Clip, Placement, Word

written = st.text(st.sampled_from("ab é\n\t  .中"), min_size=1, max_size=40)


@st.composite
def said(draw):
    """An utterance with any pieces in order, and a clip with any word events."""
    text = draw(written)
    spoken = draw(st.text("xyz ", min_size=1, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    heard = sorted(
        draw(st.lists(st.integers(0, len(spoken)), min_size=len(cuts), max_size=len(cuts)))
    )
    pieces = tuple(
        Piece(a, b, c, d) for (a, b), (c, d) in zip(pairwise(cuts), pairwise(heard), strict=True)
    )
    events = draw(
        st.lists(st.tuples(st.integers(0, len(spoken)), st.integers(-50, 12_000)), max_size=6)
    )
    words = tuple(Word(start, start + 1, at) for start, at in events)
    utterance = Utterance(Role.NARRATOR, text, spoken, Pause.NONE, Span(0), pieces)
    return utterance, Clip("clips/0", 10_000, 22_050, words)


@settings(max_examples=200, deadline=None)
@given(said(), st.integers(0, 10**9))
def test_words_are_in_order_and_within_their_cue_whatever_the_engine_reports(case, start):
    utterance, clip = case
    placement = Placement(clip.key, start, 17_000, 500, 9_000, 22_050)
    utterance = replace(utterance, role=Role.SPEAKER, speaker="Ada Quill")
    cue = cue_of(3, utterance, clip, placement, 44_100)
    assert (cue.start, cue.end, cue.utterance) == (start, start + 17_000, 3)
    assert (cue.role, cue.speaker) == (Role.SPEAKER, "Ada Quill")
    assert cue.text == " ".join(utterance.text.split())
    assert all(cue.start <= word.start < word.end <= cue.end for word in cue.words)
    assert all(a.end <= b.start for a, b in pairwise(cue.words))
    assert all(a.text_end <= b.text_start for a, b in pairwise(cue.words))
    for word in cue.words:
        shown = cue.text[word.text_start : word.text_end]
        assert shown
        assert shown == shown.strip()


def test_words_are_the_written_ones_at_the_times_of_the_spoken_ones():
    text, spoken = "In  1905, he\nleft.", "In nineteen oh five, he left."
    pieces = (Piece(0, 2, 0, 2), Piece(4, 9, 3, 20), Piece(10, 12, 21, 23), Piece(13, 18, 24, 29))
    words = tuple(
        Word(start, end, at)
        for start, end, at in [(0, 2, 1_000), (3, 11, 2_000), (12, 14, 6_000), (15, 20, 7_000),
                               (21, 23, 10_000), (24, 29, 11_000)]
    )  # fmt: skip
    utterance = Utterance(Role.NARRATOR, text, spoken, Pause.SENTENCE, Span(0), pieces)
    clip = Clip("clips/0", 15_000, 22_050, words)
    placement = Placement("clips/0", 100_000, 26_000, 1_000, 14_000, 22_050)
    cue = cue_of(0, utterance, clip, placement, 44_100)
    assert [cue.text[w.text_start : w.text_end] for w in cue.words] == [
        "In",
        "1905,",
        "he",
        "left.",
    ]
    # Three spoken words stand for "1905,": it lasts until "he" begins, 8,000 clip samples later.
    assert abs(cue.words[1].start - 102_000) <= 700
    assert abs(cue.words[2].start - 118_000) <= 700
    assert cue.words[3].end == cue.end


def test_without_word_events_time_is_shared_out_by_characters():
    text = "abcd efgh"
    pieces = (Piece(0, 4, 0, 4), Piece(5, 9, 5, 9))
    utterance = Utterance(Role.NARRATOR, text, text, Pause.SENTENCE, Span(0), pieces)
    placement = Placement("clips/0", 0, 9_000, 0, 4_500, 22_050)
    cue = cue_of(0, utterance, Clip("clips/0", 4_500, 22_050), placement, 44_100)
    assert [(w.start, w.end) for w in cue.words] == [(0, 4_000), (5_000, 9_000)]


def test_a_word_that_is_not_spoken_has_no_time():
    utterance = Utterance(
        Role.NARRATOR, "a [1] b", "a b", Pause.NONE, Span(0),
        (Piece(0, 1, 0, 1), Piece(2, 5, 2, 2), Piece(6, 7, 2, 3)),
    )  # fmt: skip
    placement = Placement("clips/0", 0, 900, 0, 450, 22_050)
    cue = cue_of(0, utterance, Clip("clips/0", 450, 22_050), placement, 44_100)
    assert [cue.text[w.text_start : w.text_end] for w in cue.words] == ["a", "b"]
    assert replace(cue, words=()).text == "a [1] b"
