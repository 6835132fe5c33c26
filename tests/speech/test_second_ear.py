"""The second ear: clips packed into windows, what is understood held against what was meant."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.speech.engines import Line, Manner
from pipeline.speech.listening import Verdict
from pipeline.speech.listening.checking import EpisodeClip, check
from pipeline.speech.second_ear import NAME, listen_again, why_not
from pipeline.speech.second_ear.packing import GAP_S, WINDOW_S, windows
from pipeline.speech.second_ear.recognising import RATE_HZ, RecognisedWord
from pipeline.speech.second_ear.second_ear import judge
from pipeline.tools.clips import packed

TEXT = "The ship had left the harbour long before anyone thought of asking where it went."


def understood(text, sure=0.9, begin=0.2):
    return [
        RecognisedWord(begin + n / 10, begin + n / 10 + 0.1, f" {word}", sure)
        for n, word in enumerate(text.split())
    ]


@given(st.lists(st.floats(0.1, 40.0)))
def test_every_clip_lies_in_one_window_whole_and_apart_from_the_next(lengths_s):
    packed_windows = list(windows(lengths_s))
    assert [it.index for window in packed_windows for it in window] == list(range(len(lengths_s)))
    for window in packed_windows:
        assert len(window) == 1 or window[-1].end_s <= WINDOW_S
        for one, following in pairwise(window):
            assert following.start_s - one.end_s == pytest.approx(GAP_S)


@pytest.mark.parametrize(
    "heard",
    [
        TEXT,
        "The ship had left the harbor long before any one thought of asking where it went",
        "the ship had left the harbour, long before anyone thought of asking where it when.",
    ],
)
def test_what_only_looks_other_is_heard(heard):
    assert judge(TEXT, understood(heard)).score == 0.0


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("The ship had left long before anyone thought of asking where it went.", "the harbour"),
        ("The ship had left the harbour long before anyone thought of asking", "where it went."),
        ("The ship had left the harbour long before it went.", "anyone thought"),
        ("A completely different sentence is what we get to hear instead of it.", ""),
    ],
)
def test_words_that_are_missing_or_others_are_doubtful_and_named(heard, words):
    judged = judge(TEXT, understood(heard))
    assert 0.5 <= judged.score < 1.0  # a recogniser errs too: nothing is sent back
    assert words in judged.reason
    assert judged.heard == heard


def test_numbers_are_compared_as_they_are_said_and_names_doubt_nothing():
    said = "In nineteen eighty-four, two hundred people met at Wexcombe Underhill."
    assert judge(said, understood("In 1984, 200 people met at Wexcombe Underhill.")).score == 0.0
    otherwise = judge(said, understood("In 1984, 500 people met at Waxcomb on a hill."))
    assert otherwise.score == 0.0
    assert otherwise.names >= 2  # they are counted apart


def test_a_recogniser_that_guesses_or_hears_nothing_is_unsure():
    for words in (understood(TEXT, sure=0.3), []):
        assert judge(TEXT, words).unsure
    assert judge("…", []).score == 0.0


def test_a_clip_is_listened_to_once_and_its_doubt_is_found_by_the_check(pool, store):
    (speech,) = pool.speak_all("neural", Manner(voice="heart", rate_wpm=165), [Line("It is late.")])
    keys = [f"clips/{digit * 64}" for digit in "ab"]
    for key in keys:
        store.put(key, packed(speech.pcm, speech.rate_hz, speech.words, speech.phonemes))
    texts = ("It is late.", "It was a very long afternoon.")
    clips = [
        EpisodeClip(n, key, n, n + 1.0, text, text, 0)
        for n, (key, text) in enumerate(zip(keys, texts, strict=True))
    ]
    assert listen_again(clips, store, recognise=None) == {}  # recordings are as they are
    clips = [EpisodeClip(it.utterance, it.key, 0, 1, it.text, it.spoken, 165) for it in clips]
    asked = []

    def recognise(samples):
        asked.append(samples.size)
        second_s = len(speech.pcm) / 2 / 24_000 + GAP_S
        return [*understood("It is late."), *understood("It is late.", begin=second_s + 0.2)]

    told = listen_again(clips, store, recognise)
    assert told == listen_again(clips, store, recognise)
    together, alone = asked  # what was doubted was heard once more by itself
    assert (
        alone
        < together
        == pytest.approx(2 * (len(speech.pcm) / 2 / 24_000 + GAP_S) * RATE_HZ, abs=4)
    )
    assert [told[key].score >= 0.5 for key in keys] == [False, True]
    known = check(clips[:1], store).identities
    checked = check(clips, store, known, second={key: (NAME, it) for key, it in told.items()})
    doubtful = {one.clip.key: one.judgement for one in checked.findings}
    assert NAME in dict(doubtful[keys[1]].ears)
    assert doubtful[keys[1]].verdict in {Verdict.DOUBTFUL, Verdict.NOT_AS_WRITTEN}
    assert checked.heard == 1


def test_where_there_is_no_second_ear_a_plain_word_says_why():
    assert "English" in why_not("de")
    assert why_not("en-GB") == "" or "extra 'listen'" in why_not("en-GB")


@pytest.mark.slow
@pytest.mark.skipif(bool(why_not("en")), reason="needs the extra 'listen'")
def test_the_real_recogniser_understands_what_is_said_and_not_what_is_not(pool, store):
    texts = (TEXT, "Nobody had told them about the letter from the bank.", "In 1984 it rained.")
    speeches = pool.speak_all("neural", Manner("heart", 165), [Line(it) for it in texts])
    clips = []
    for n, speech in enumerate(speeches):
        key = f"clips/{n:064x}"
        store.put(key, packed(speech.pcm, speech.rate_hz, speech.words, speech.phonemes))
        clips.append(EpisodeClip(n, key, 0.0, 1.0, texts[n], texts[n], 165))
    told = listen_again(clips, store)
    assert [it.score for it in told.values()] == [0.0, 0.0, 0.0]
    assert "harbo" in told[clips[0].key].heard
    other = replace(clips[0], spoken=texts[1])
    assert listen_again([other], store)[other.key].score >= 0.5
