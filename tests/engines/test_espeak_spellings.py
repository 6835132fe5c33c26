"""What espeak-ng is given, so that it says what the spoken form has."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pipeline.settings.running_settings import Machine
from pipeline.speech.engines import Line, Manner
from pipeline.speech.engines.espeak.spellings import given, mnemonics
from pipeline.speech.engines.ipa import PHONES
from pipeline.speech.pool import SpeechPool

WORDS = ("of", "the", "A.P.I.", "A.I.s", "G.P.U.'s", "[[x]]", "A-one", "Act", "tear.", "[[", "]]")


MANNER = Manner(voice="en-us")


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """One library a process: the real one speaks in a worker."""
    with SpeechPool(tmp_path_factory.mktemp("pool"), Machine(workers=1)) as pool:
        yield pool


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("A.P.I.s break.", "A.P.I's break."),
        ("The G.P.U.'s fan.", "The G.P.U's fan."),
        ("A.I.s and V.C.s met.", "A-I's and V-C's met."),
        ("a plan for A.I.", "a plan for AI."),
        ("It was A.I. The end came.", "It was AI. The end came."),
        ("The U.S. Army", "The U-S Army"),
        ("It is the U.S. The end.", "It is the U.S. The end."),
        ("full of A.I. washing", "full of AI washing"),
        ("They paid for A.P.I.s.", "They paid for eh-P-I's."),
        ("thought of A-one hundreds", "thought of eh-one hundreds"),
        ("An R.L.H.F.'d model", "An R.L.H.F'd model"),
        ("dream of A.I.s and of A.I. Act debates", "dream of AI's and of AI Act debates"),
    ],
)
def test_letters_are_spelled_as_espeak_reads_them(text, spelled):
    assert given(text, (), "en-US") == spelled
    assert given(text, (), "de") == text


def test_readings_are_phonemes_in_brackets_which_no_text_can_bring():
    assert given("a tear [[b]]", ((2, 6, "tɛəɹ"),), "en") == "a [[te@]] ((b))"
    assert given("New York", ((0, 8, "nu jɔɹk"),), "en") == "[[nu:]] [[jO@k]]"
    assert given("New York", ((0, 8, "nujɔɹk"),), "en") == "[[nu:jO@k]] [[_]]"
    assert given("York", ((0, 4, "nu jɔɹk"),), "en") == "[[nu:||jO@k]]"


@for_all(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    st.sets(st.integers(0, 11)),
    st.sampled_from(["tˈɛəɹ", "nu jɔɹk", "", "?"]),
)
def test_as_many_words_are_given_as_are_written(words, told, ipa):
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    readings = tuple(
        (starts[n], starts[n] + len(words[n]), ipa) for n in sorted(told) if n < len(words)
    )
    text = " ".join(words)
    assert len(given(text, readings, "en").split()) == len(text.split())


def test_what_espeak_tells_of_its_own_reading_sounds_like_the_word_itself(pool):
    """The table of phonemes, both ways: espeak-ng's IPA back into its own alphabet."""
    for word in ("butter", "judge", "thing", "boat", "father", "chair", "little", "Kokomo", "yes"):
        (ipa,) = pool.sounds("pyttsx3", MANNER, [Line(word)])
        lines = [Line(word, ((0, len(word), ipa),)), Line(word)]
        told, plain = pool.speak_all("pyttsx3", MANNER, lines)
        assert abs(len(told.pcm) - len(plain.pcm)) < 0.12 * len(plain.pcm), (word, ipa)


def test_every_phone_has_a_sound_of_its_own():
    said = {phone: mnemonics(phone) for phone in PHONES}
    alike = {"əʊ": "oʊ", "ᵊ": "ə", "ʔ": "t"}
    assert all(said.values())
    assert len(set(said.values())) == len(PHONES) - len(alike)
    assert all(said[one] == said[other] for one, other in alike.items())


def test_the_times_are_those_of_the_words_written(pool):
    text = "Plans for A.P.I.s, of A.I. and of Kokotajlo."
    line = Line(text, ((34, 43, "koʊkəˈtaɪloʊ"),))
    (speech,) = pool.speak_all("pyttsx3", MANNER, [line])
    assert [text[start:end] for start, end, _ in speech.words] == text.split()
