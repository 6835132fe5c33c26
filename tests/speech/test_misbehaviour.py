"""What engines do wrong, provoked: it is caught, tried again, split smaller, and finally named."""

import logging
from dataclasses import replace

import pytest

from pipeline.errors import SpeechError, ToolMissingError, VoiceError
from pipeline.speech.listening.checking import EpisodeClip
from pipeline.speech.listening.kept_rates import learn_rates, voice_identity
from pipeline.speech.speaking import speak
from pipeline.tools.clips import load_clip
from pipeline.values.script import Reading
from pipeline.values.sound import VoiceProfile

KINDS = {
    "segv": "SIGSEGV",
    "abort": "SIGABRT",
    "hang": "was not done",
    "fail": "did not feel like it",
    "surprise": "ZeroDivisionError",
    "silent": "silent",
    "truncated": "too short",
    "nothing": "too short",
    "endless": "too long",
    "odd": "cut in half",
}


def spoken(show):
    return (show.root / "spoken.txt").read_text().splitlines()


@pytest.mark.parametrize("kind", KINDS)
def test_what_happens_once_leaves_no_trace_in_the_sound(kind, rogue, rogue_pool, store, caplog):
    text = f"A sentence with {kind}-once in it."
    with caplog.at_level(logging.WARNING):
        result = speak(rogue("Before.", text, "After."), store, rogue_pool)
    assert [clip.n_samples > 0 for clip in result.clips] == [True, True, True]
    assert KINDS[kind] in caplog.text
    assert not result.cached
    assert speak(rogue("Before.", text, "After."), store, rogue_pool).cached


@pytest.mark.parametrize("when", ["once", "first"])  # or whenever it is the first take
def test_what_takes_half_of_what_its_voice_takes_is_said_again_in_another_take(
    when, rogue, rogue_pool, store, show, caplog
):
    asked = rogue(f"A sentence with hasty-{when} in it.")
    voice = voice_identity(asked.profile, "en")
    words = "These sentences were spoken before it."
    learn_rates(
        show.state,
        [EpisodeClip(n, "", n, n + 3.0, words, words, 170, voice=voice) for n in range(15)],
    )
    (clip,) = speak(asked, store, rogue_pool).clips
    assert clip.n_samples / clip.rate_hz > 2
    assert "sounds a second, this voice says" in caplog.text


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"hang"}))
def test_what_never_works_fails_the_chunk_naming_it_and_its_text(kind, rogue, rogue_pool, store):
    with pytest.raises(SpeechError) as caught:
        speak(rogue("Fine.", f"It is {kind} here."), store, rogue_pool)
    paragraph = str(caught.value)
    assert "piece 001-test" in paragraph
    assert f"It is {kind} here." in paragraph
    assert KINDS[kind] in paragraph


def test_an_engine_that_always_hangs_is_given_up(rogue, rogue_pool, store):
    with pytest.raises(SpeechError, match="was not done after 1 s"):
        speak(rogue("hang"), store, rogue_pool)


def test_what_only_fails_together_is_spoken_in_halves(rogue, rogue_pool, store, show):
    text = "The first half is long enough, truncated-once truncated-twice and so is the second."
    (clip,) = speak(rogue(text), store, rogue_pool).clips
    parts = spoken(show)[-2:]
    assert "".join(parts) == text
    starts = [(word.start, word.end) for word in clip.words]
    assert starts == [(0, 1), (len(parts[0]), len(parts[0]) + 1)]


def test_a_text_too_long_for_an_engine_is_spoken_in_parts(rogue, rogue_pool, store, show):
    text = "Word upon word, and none is left out. " * 100
    (clip,) = speak(rogue(text), store, rogue_pool).clips
    assert "".join(spoken(show)) == text
    assert load_clip(store, clip).size == clip.n_samples


def test_a_word_of_30_000_characters_is_spoken_whole(rogue, rogue_pool, store, show):
    (clip,) = speak(rogue("a" * 30_000), store, rogue_pool).clips
    assert sum(map(len, spoken(show))) == 30_000
    assert clip.n_samples > 0


def test_how_words_sound_reaches_the_engine_and_is_part_of_the_clips_key(
    rogue, rogue_pool, store, show
):
    plain = rogue("a tear")
    reading = Reading(2, 6, "tˈɛəɹ", "lexicon")
    marked = replace(plain, utterances=(replace(plain.utterances[0], readings=(reading,)),))
    keys = {speak(it, store, rogue_pool).clips[0].key for it in (plain, marked)}
    assert len(keys) == 2
    said = (show.root / "spoken.txt").read_text().splitlines()
    assert said == ["a tear", "a tear(2, 6, 'tˈɛəɹ')"]


def test_workers_print_nothing(rogue, rogue_pool, store, capfd):
    speak(rogue("Quiet, please."), store, rogue_pool)
    assert capfd.readouterr().out == ""


def test_a_voice_that_is_not_there_is_named_with_those_near_it(chunk, pool, store):
    wrong = VoiceProfile("narrator", voice="en-uz")
    with pytest.raises(VoiceError, match=r"no voice 'en-uz'\. Near it are: .*en-us"):
        speak(chunk("Hello.", profile=wrong), store, pool)


def test_an_engine_that_lacks_its_library_is_said_at_once(chunk, pool, store):
    options = (("argv", "no-such-program-anywhere"),)
    lacking = VoiceProfile("narrator", engine="command", options=options)
    with pytest.raises(ToolMissingError, match="no-such-program-anywhere"):
        speak(chunk("Hello.", profile=lacking), store, pool)


def test_a_text_that_crashes_the_real_library_is_spoken_in_parts(chunk, pool, store, caplog, capfd):
    (clip,) = speak(chunk("a." * 500), store, pool).clips
    assert "espeak-ng crashed (SIG" in caplog.text
    assert clip.n_samples / clip.rate_hz > 15
    assert capfd.readouterr().err == ""
