"""A text that is spoken in parts has the words, sounds and samples it would have in one."""

import re
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.settings.running_settings import Machine
from pipeline.speech import speaking
from pipeline.speech.engines import EngineFailure, Line, Manner, Speech
from pipeline.speech.listening import Judged, Judgement, score_verdict
from pipeline.speech.listening.verdicts import together
from pipeline.speech.manner import as_manner
from pipeline.speech.speaking import _Speaker
from pipeline.speech.splitting import halves
from pipeline.values.sound import Chunk, VoiceProfile

PER_CHARACTER = 8_000 // 15
CHUNK = Chunk("001", 0, (), VoiceProfile("it"), "en")


class ShortOfBreath:
    """A pool whose engine gives up on texts longer than *longest*; a tone of as many samples."""

    def __init__(self, longest):
        self.longest = longest
        self.spoken = []

    def speak_all(self, engine, manner, lines):
        del engine, manner
        return [self._speech(line) for line in lines]

    def _speech(self, line):
        if len(line.text) > self.longest:
            return EngineFailure("out of breath")
        self.spoken.append(line)
        words = [(m.start(), m.end(), m.start() * PER_CHARACTER) for m in words_of(line.text)]
        sounds = [(ipa, start * PER_CHARACTER) for start, _, ipa in line.phonemes]
        pcm = array("h", [3_000, -3_000] * (len(line.text) * PER_CHARACTER // 2)).tobytes()
        return Speech(pcm, 8_000, tuple(words), tuple(sounds))


def words_of(text):
    return re.finditer(r"\S+", text)


sentences = st.lists(st.text("aeor", min_size=1, max_size=8), min_size=6, max_size=30).map(
    lambda words: " ".join(words) + "."
)


@settings(max_examples=60, deadline=None)
@given(sentences, st.integers(14, 60))
def test_words_and_sounds_keep_their_places_however_often_a_text_is_halved(text, longest):
    phonemes = tuple((m.start(), m.end(), f"p{n}") for n, m in enumerate(words_of(text)))
    pool = ShortOfBreath(longest)
    speaker = _Speaker(CHUNK, Manner(), pool)
    speech = speaker.speak_all({"key": Line(text, phonemes)})["key"].speech
    assert "".join(line.text for line in pool.spoken) == text
    assert [text[start:end] for start, end, _ in speech.words] == text.split()
    times = [at for *_, at in speech.words]
    assert times == sorted(set(times))
    assert all(abs(at - s * PER_CHARACTER) <= len(pool.spoken) for s, _, at in speech.words)
    assert [ipa for ipa, _ in speech.phonemes] == [ipa for *_, ipa in phonemes]
    assert [at for _, at in speech.phonemes] == times
    assert abs(len(speech.pcm) // 2 - len(text) * PER_CHARACTER) <= len(pool.spoken)


def test_a_sound_goes_with_its_word_up_to_the_very_cut():
    line = Line("left|right", ((0, 5, "a"), (5, 10, "b")))
    first, second = halves(line)
    assert (first.text, second.text) == ("left|", "right")
    assert (first.phonemes, second.phonemes) == (((0, 5, "a"),), ((0, 5, "b"),))


class Recording(ShortOfBreath):
    """A pool that keeps how it was asked."""

    def __init__(self):
        super().__init__(1_000)
        self.manners = []

    def manner(self, profile, language):
        return as_manner(profile, language, Path(), Machine())

    def speak_all(self, engine, manner, lines):
        self.manners += [manner.option("take", "0")] * len(lines)
        return super().speak_all(engine, manner, lines)


@pytest.mark.parametrize(("scores", "kept"), [((1.5, 1.2, 1.4), 1.2), ((1.5, 1.3, 0.6), 0.6)])
def test_of_a_take_another_one_and_its_halves_the_best_is_kept(scores, kept, monkeypatch):
    text = "A sentence that comes out wrong, and has a clause."
    left = list(scores)

    def heard(spoken, *_):
        score = left.pop(0) if spoken == text else 0.0
        return Judgement(score_verdict(score), (("words", Judged(score, f"{score}")),))

    monkeypatch.setattr(speaking, "listen", heard)
    pool = Recording()
    take = _Speaker(CHUNK, Manner(), pool).speak_all({"key": Line(text)})["key"]
    assert take.score == kept
    assert not left
    assert pool.manners == ["0", "1", "0", "0"]  # no more than these


def test_a_take_of_which_an_ear_is_unsure_is_not_said_again(monkeypatch):
    unsure = together([("words", Judged(0.9, "it cannot tell", unsure=True))])
    monkeypatch.setattr(speaking, "listen", lambda *_: unsure)
    pool = Recording()
    _Speaker(CHUNK, Manner(), pool).speak_all({"key": Line("A sentence.")})
    assert pool.manners == ["0"]
