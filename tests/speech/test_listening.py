"""What was done to a clip is heard, and a clip as it was spoken is left alone."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.speech.engines import Line, Manner
from pipeline.speech.listening import Judged, Verdict, listen, score_verdict
from pipeline.speech.listening.aligned_words import word_times
from pipeline.speech.listening.checking import EpisodeClip, check
from pipeline.speech.listening.kept_rates import learn_rates, usual_rates
from pipeline.speech.listening.usual_rates import judge_rate, n_sounds
from pipeline.speech.listening.verdicts import together
from pipeline.tools.clips import packed

TEXT = "The ship had left the harbour long before anyone thought of asking where it went."
OTHERS = ["Why?", '"Stop," she said.', "In 1984, all of them — well — left…", "A list of two:"]


@pytest.fixture(scope="module")
def spoken(pool):
    """Speak a text by one engine, once."""
    taken = {}

    def speak(engine, text=TEXT, rate_wpm=165, voice=""):
        key = engine, text, rate_wpm, voice
        if key not in taken:
            manner = Manner(voice=voice, rate_wpm=rate_wpm)
            taken[key] = pool.speak_all(engine, manner, [Line(text)])[0]
        return taken[key]

    return speak


def damaged(speech, damage):
    samples = np.frombuffer(speech.pcm, "<i2").astype(np.float32)
    there = np.clip(damage(samples, samples.size), -32_768, 32_767)
    return replace(speech, pcm=there.astype("<i2").tobytes())


def silenced(samples, n):
    return np.r_[samples[: n // 2], np.zeros(n // 4), samples[n // 2 + n // 4 :]]


def halted(samples, n):
    return np.r_[samples[: n // 2], np.zeros(2 * n), samples[n // 2 :]]


def noise(samples, n):
    return np.random.default_rng(1).normal(0, 3_000, n)


@pytest.mark.parametrize("voice", ["heart", "baritone", "bright"])
@pytest.mark.parametrize("rate_wpm", [100, 165, 260])
def test_what_the_natural_voice_says_is_heard(spoken, voice, rate_wpm):
    for text in (TEXT, *OTHERS):
        speech = spoken("neural", text, rate_wpm, voice)
        judgement = listen(text, speech, rate_wpm, f"neural/{voice}")
        assert (judgement.verdict, judgement.reason) == (Verdict.HEARD, "")


@pytest.mark.parametrize("rate_wpm", [100, 165, 260])
def test_what_espeak_says_is_heard(spoken, rate_wpm):
    for text in (TEXT, *OTHERS):
        judgement = listen(text, spoken("pyttsx3", text, rate_wpm), rate_wpm)
        assert (judgement.verdict, judgement.reason) == (Verdict.HEARD, "")


@pytest.mark.parametrize(
    ("damage", "ear"),
    [
        (lambda samples, n: samples[: n * 3 // 4], "durations"),
        (lambda samples, n: np.r_[samples, samples[n // 2 :]], "durations"),
        (lambda samples, n: np.r_[samples[: n // 3], samples[n * 2 // 3 :]], "durations"),
        (silenced, "durations"),
        (halted, "gaps"),
        (lambda samples, _: samples * 0, "level"),
    ],
    ids=["truncated", "repeated", "cut", "silenced", "halted", "silent"],
)
def test_a_clip_with_words_lost_or_doubled_is_not_as_written(spoken, damage, ear):
    judgement = listen(TEXT, damaged(spoken("neural"), damage), 165)
    assert judgement.verdict is Verdict.NOT_AS_WRITTEN
    assert ear in dict(judgement.ears)


def word(speech, which):
    starts = [at for *_, at in speech.words]
    return starts[which], starts[which + 1]


def swapped(speech, which):
    (a, b), (_, c) = word(speech, which), word(speech, which + 1)
    return lambda samples, _: np.r_[samples[:a], samples[b:c], samples[a:b], samples[c:]]


def garbled(speech, which):
    a, c = word(speech, which)[0], word(speech, which + 1)[1]
    return lambda samples, _: np.r_[samples[:a], samples[a:c][::-1], samples[c:]]


@pytest.mark.parametrize("damage", [swapped, garbled])
def test_words_of_the_right_length_that_are_not_those_meant_are_doubtful(spoken, damage):
    good = spoken("neural")
    for voice, ear in (("neural/", "sounds"), ("", "onsets")):
        judgement = listen(TEXT, damaged(good, damage(good, 5)), 165, voice)
        assert judgement.verdict is not Verdict.HEARD
        assert ear in dict(judgement.ears)


def test_two_milliseconds_more_than_all_sounds_together_are_no_rounding(spoken):
    good = spoken("neural")
    longer = damaged(good, lambda samples, _: np.r_[samples, np.zeros(48)])
    assert dict(listen(TEXT, longer, 165).ears)["durations"].score == 1.0


def test_a_click_where_a_clip_is_joined_is_doubtful(spoken):
    clicking = damaged(spoken("neural"), lambda samples, n: np.r_[samples[: n - 5], [8_000] * 5])
    assert "edges" in dict(listen(TEXT, clicking, 165).ears)


@pytest.mark.parametrize("engine", ["neural", "pyttsx3"])
@pytest.mark.parametrize(
    ("damage", "ear"),
    [
        (lambda samples, _: samples * 40, "level"),
        (lambda samples, _: samples + 2_000, "level"),
        (silenced, "gaps"),
        (noise, "spectrum"),
    ],
    ids=["clipped", "shifted", "silenced", "noise"],
)
def test_a_clip_whose_sound_is_damaged_is_doubtful_at_least(spoken, engine, damage, ear):
    judgement = listen(TEXT, damaged(spoken(engine), damage), 165)
    assert judgement.verdict is not Verdict.HEARD
    assert ear in dict(judgement.ears)


def test_an_episode_is_checked_by_the_clips_the_store_still_has(spoken, store):
    good = spoken("neural")
    cut = damaged(good, lambda samples, n: samples[: n * 3 // 4])
    keys = [f"clips/{digit * 64}" for digit in "abc"]
    for key, speech in zip(keys, (good, cut), strict=False):
        store.put(key, packed(speech.pcm, speech.rate_hz, speech.words, speech.phonemes))
    episode = [EpisodeClip(n, key, n, n + 1.0, TEXT, TEXT, 165) for n, key in enumerate(keys)]
    checked = check(episode, store)
    assert (checked.heard, checked.doubtful) == (1, 0)
    assert (checked.not_as_written, checked.unchecked) == (1, 1)
    assert [(one.clip.utterance, one.judgement.verdict) for one in checked.findings] == [
        (1, Verdict.NOT_AS_WRITTEN)
    ]
    again = check(episode, store, checked.identities)
    assert again == checked
    approved = check(episode, store, approved={keys[1]})
    assert (approved.heard, approved.approved, approved.findings) == (2, 1, ())
    assert approved.identities == checked.identities  # an approval can be taken back
    store.remove(keys[0])
    assert check(episode, store, checked.identities) == checked  # heard before: not looked at
    assert check(episode, store).unchecked == 2


def test_a_sentence_is_held_against_the_rate_of_its_own_voice_in_the_episode_or_earlier(
    tmp_path, store
):
    texts = [f"{TEXT} {'And on it went. ' * (n % 4)}" for n in range(20)]
    clips = [
        EpisodeClip(n, f"clips/{n:064x}", 0.0, n_sounds(text) / 12, text, text, 170, voice="v")
        for n, text in enumerate(texts)
    ]
    hasty = replace(clips[3], end_s=clips[3].end_s / 1.8)
    slow = replace(clips[4], end_s=clips[4].end_s * 2.5)
    spoiled = [*clips[:3], hasty, slow, *clips[5:]]
    rates = usual_rates(tmp_path, spoiled)
    told = [judge_rate(it.spoken, it.end_s, rates["v"]) for it in spoiled]
    assert [n for n, judged in enumerate(told) if judged.score] == [3, 4]
    assert score_verdict(told[3].score) is Verdict.DOUBTFUL
    assert score_verdict(told[4].score) is Verdict.NOT_AS_WRITTEN
    assert "this voice says 12.0" in told[3].reason
    assert usual_rates(tmp_path, [hasty]) == {}  # too little to know the voice from
    learn_rates(tmp_path, clips)
    assert usual_rates(tmp_path, [hasty])["v"].sounds_per_s == pytest.approx(12)
    other = [replace(it, end_s=it.end_s * 0.8) for it in clips]
    learn_rates(tmp_path, other)
    assert 12 < usual_rates(tmp_path, [hasty])["v"].sounds_per_s < 15
    checked = check([slow], store, rates=rates)
    assert checked.unchecked == 1  # its clip is gone


def test_words_of_an_engine_that_tells_none_are_found_where_they_are_heard(spoken):
    told = spoken("neural")
    silent = replace(told, words=(), phonemes=())
    found = word_times(TEXT, silent, "en-GB")
    assert [word[:2] for word in found] == [word[:2] for word in told.words]
    off_ms = [abs(a[2] - b[2]) / 24 for a, b in zip(found, told.words, strict=True)]
    assert np.median(off_ms) < 30
    assert np.quantile(off_ms, 0.9) < 80
    assert word_times(TEXT, told, "en") == told.words
    assert word_times(TEXT, silent, "de") == ()
    assert word_times("Something else altogether, and much longer. " * 9, silent, "en") == ()
    dashed = word_times(TEXT.replace(" long", " — long"), silent, "en")
    assert dashed[6][2] == dashed[7][2] == found[6][2]  # what is silent begins with what follows


def test_an_ear_that_is_unsure_of_itself_is_inconclusive_and_sends_nothing_back():
    unsure = "words", Judged(0.9, "it cannot tell", unsure=True)
    assert together([unsure]).verdict is Verdict.INCONCLUSIVE
    assert together([unsure]).score == 0.0
    doubtful = together([unsure, ("gaps", Judged(0.5, "it pauses"))])
    assert (doubtful.verdict, doubtful.score) == (Verdict.DOUBTFUL, 0.5)
    assert [name for name, _ in doubtful.ears] == ["gaps", "words"]


def test_what_was_heard_is_heard_again_when_words_voice_or_speed_are_others(spoken, store):
    speech = spoken("neural")
    key = f"clips/{'a' * 64}"
    store.put(key, packed(speech.pcm, speech.rate_hz, speech.words, speech.phonemes))
    clip = EpisodeClip(0, key, 0.0, 1.0, TEXT, TEXT, 165)
    known = check([clip], store).identities
    store.remove(key)
    for other in (
        replace(clip, spoken="Else."),
        replace(clip, rate_wpm=90),
        replace(clip, key=key[:-1] + "b"),
    ):
        assert check([other], store, known).unchecked == 1
