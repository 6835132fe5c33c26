"""A text that is spoken in parts has the words, sounds and samples it would have in one."""

import re
from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.speech.engines import EngineFailure, Line, Manner, Speech
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
