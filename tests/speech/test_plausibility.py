"""What can be the speech of a text, and how a text is split smaller."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.speech.engines import Line, Speech
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening import NO_SPEECH, listen
from pipeline.speech.splitting import halves

TEXT = "A sentence of the usual kind, neither long nor short, as they come."
USUAL_S = len(TEXT) / 15


def implausibility(text, speech, rate_wpm):
    """Why it is no speech of the text at all."""
    judgement = listen(text, speech, rate_wpm)
    return judgement.reason if judgement.score >= NO_SPEECH else ""


def sound(seconds, level=3_000, rate_hz=8_000):
    return Speech(array("h", [level, -level] * int(seconds * rate_hz / 2)).tobytes(), rate_hz)


@pytest.mark.parametrize("pace", [0.5, 1, 2])
def test_usual_speech_is_plausible_at_any_rate(pace):
    assert implausibility(TEXT, sound(USUAL_S / pace), round(170 * pace)) == ""


@pytest.mark.parametrize(
    ("speech", "complaint"),
    [
        (sound(USUAL_S / 3), "too short"),
        (sound(USUAL_S * 10), "too long"),
        (sound(USUAL_S, level=50), "silent"),
        (sound(USUAL_S, level=0), "silent"),
        (Speech(b"", 8_000), "too short"),
        (Speech(b"\x00" * 99_999, 8_000), "cut in half"),
        (Speech(b"\x00" * 99_998, 0), "0 Hz"),
    ],
)
def test_what_cannot_be_the_speech_is_said(speech, complaint):
    assert complaint in implausibility(TEXT, speech, 170)


@pytest.mark.parametrize("pace", [0.5, 1, 2])
@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), "1984 + 2026 = 4010"])
def test_what_is_too_long_follows_the_speed_and_signs_are_given_more_time(text, pace):
    letters = sum(character.islower() or character.isspace() for character in text)
    usual_s = 3 + (letters * 0.4 + (len(text) - letters) * 1.6) / pace
    assert implausibility(text, sound(0.97 * usual_s), round(170 * pace)) == ""
    assert "too long" in implausibility(text, sound(1.03 * usual_s), round(170 * pace))


def test_sound_that_only_swings_to_one_side_is_sound():
    for level in (3_000, -3_000):
        pcm = array("h", [level, 0] * int(USUAL_S * 4_000)).tobytes()
        assert implausibility(TEXT, Speech(pcm, 8_000), 170) == ""


@given(st.text(st.sampled_from("…—!? \n"), min_size=1, max_size=5))
def test_text_without_letters_may_be_silent(text):
    assert implausibility(text, Speech(b"", 8_000), 170) == ""


@given(st.text(max_size=200))
def test_halves_hold_all_that_is_to_be_said(text):
    parts = halves(Line(text))
    if parts is None:
        assert len(text.strip()) <= 1
    else:
        assert "".join(part.text for part in parts) == text
        assert all(part.text.strip() for part in parts)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("It rains. It pours.", "It pours."),
        ("When it rains, it pours on us", "it pours on us"),
        ("it rains and pours", "and pours"),
        ("abcdef", "def"),
    ],
)
def test_a_text_is_split_at_the_best_break_near_its_middle(text, at):
    assert halves(Line(text))[1].text == at


@given(st.lists(st.text("ab", min_size=1, max_size=6), min_size=2, max_size=9))
def test_halves_take_the_phonemes_of_their_words_with_them(words):
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    said = tuple((at, at + len(word), word) for at, word in zip(starts, words, strict=True))
    for part in halves(Line(text, said)) or ():
        assert part.text.split() == [ipa for _, _, ipa in part.phonemes]
        assert all(part.text[start:end] == ipa for start, end, ipa in part.phonemes)


@given(st.text(st.characters(codec=None), max_size=100))
def test_speakable_text_keeps_its_places_and_can_be_encoded(text):
    clean = speakable(text)
    assert len(clean) == len(text)
    clean.encode()
    assert all(character >= " " for character in clean)
    assert speakable(clean) == clean
