"""The natural voice: laws of its samples, its times and its sounds."""

import gzip
import json
import subprocess
import sys
from array import array

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import VoiceError
from pipeline.speech.engines import Manner
from pipeline.speech.engines.ipa import PHONES, STRESSES, phones
from pipeline.speech.engines.neural.alphabet import SOUNDS, as_ipa, is_sound, symbols
from pipeline.speech.engines.neural.derived import VOICES
from pipeline.speech.engines.neural.model_table import OWN
from pipeline.speech.engines.neural.neural_engine import Neural
from pipeline.speech.engines.neural.neural_speech import model, pronouncer
from pipeline.speech.engines.neural.wheel import assets
from pipeline.speech.engines.text import speakable

TEXTS = (
    "The harbour clock ran four minutes slow, and nobody minded.",
    "Is the A.P.I. older than the U.S. Army's?",
    "Yes.",
    "One; two: three... four!",
)
WORDS = ("the", "tide", "A.P.I.", "A.I.s", "Kokotajlo", "isn't", "read,", "Zürich", "…", "why?")


@pytest.fixture(scope="module")
def engine():
    made = {}
    return lambda **manner: made.setdefault(str(manner), Neural(Manner(**manner)))


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_says_the_same_samples_every_time_and_none_like_another(voice, engine):
    first = [engine(voice=voice).speak(text) for text in TEXTS]
    again = [engine(voice=voice).speak(text) for text in reversed(TEXTS)][::-1]
    assert first == again
    others = {other: engine(voice=other).speak(TEXTS[0]).pcm for other in VOICES}
    assert len(set(others.values())) == len(VOICES)
    assert {len(pcm) for pcm in others.values()} == {len(first[0].pcm)}
    assert 2_000 < max(array("h", first[0].pcm)) < 32_767


def test_another_process_with_other_threads_says_the_same_samples(engine):
    code = (
        "import hashlib, onnxruntime as o; made = o.SessionOptions\n"
        "class Many(made):\n"
        "    def __setattr__(self, name, value):\n"
        "        super().__setattr__(name, 3 if name.endswith('num_threads') else value)\n"
        "o.SessionOptions = Many\n"
        "from pipeline.speech.engines import Manner\n"
        "from pipeline.speech.engines.neural.neural_engine import Neural\n"
        f"pcm = Neural(Manner(voice='tenor')).speak({TEXTS[0]!r}).pcm\n"
        "print(hashlib.sha256(pcm).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    import hashlib

    pcm = engine(voice="tenor").speak(TEXTS[0]).pcm
    assert run.stdout.strip() == hashlib.sha256(pcm).hexdigest()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_every_written_word_has_its_time_in_order(engine, text):
    speech = engine().speak(text)
    assert [text[start:end] for start, end, _ in speech.words] in ([], text.split())
    for times in ([at for *_, at in speech.words], [at for _, at in speech.phonemes]):
        assert times == sorted(times)
        assert all(0 <= at <= len(speech.pcm) // 2 for at in times)
    *sounds, end = speech.phonemes or (("", 0),)
    assert {ipa for ipa, _ in sounds} <= set(PHONES)
    assert end[0] == ""


def test_what_is_opened_before_workers_are_forked_is_what_they_speak_with():
    assert pronouncer() is pronouncer(british=False)
    assert model() is model(OWN)


ODD = "aAbZ19,.'’`\"-–—_/$%&()[]{}<>|@#*²½٣ßéЖ漢\u0301\u200d\u00ad:;!?… "


@settings(max_examples=150, deadline=None)
@example("11,11'-Dideoxyverticillin A")
@example("*²")
@given(st.one_of(st.text(ODD, max_size=16), st.text(max_size=20)).map(speakable))
def test_any_text_at_all_becomes_sounds_whose_places_are_in_it(text):
    sounds = pronouncer().sounds(text)
    assert len(sounds.symbols) == len(sounds.places)
    known = [place for place in sounds.places if place >= 0]
    assert known == sorted(known)
    assert all(place < max(1, len(text)) for place in known)


def test_a_reading_goes_before_the_letters_and_sounds_alike_in_any_case(engine):
    text = "I read of Kokotajlo."
    plain = engine().sounds(text)
    told = engine().sounds(text, ((2, 6, "ɹiːd"), (10, 19, "ˌkoʊkəˈtaɪloʊ")))
    assert "ɹˈɛd" not in told.replace("ˈɹɛd", "ɹˈɛd")
    assert "ɹid" in told
    assert "ˌkoʊkəˈtaɪloʊ" in told
    assert told != plain
    assert engine().speak(text, ((2, 6, "ɹiːd"),)).pcm != engine().speak(text).pcm


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("A.P.I.", "ˌeɪˌpiˈaɪ"),
        ("A.P.I.s", "ˌeɪˌpiˈaɪz"),
        ("A.P.I.'s", "ˌeɪˌpiˈaɪz"),
        ("of A.I.", "ʌv ˌeɪˈaɪ"),
        ("G.P.U.s", "ˌdʒiˌpiˈjuz"),
        ("C.S.s", "ˌsiˈɛsᵻz"),
    ],
)
def test_letters_are_spelled_with_one_ending(written, sound, engine):
    assert engine().sounds(f"{written} then").startswith(f"{sound} ")


def test_a_text_without_an_ending_gets_a_falling_one(engine):
    assert engine().sounds("Part one").endswith("wən.") or engine().sounds("Part one")[-1] == "."


def test_rate_pitch_and_volume_do_what_they_say(engine):
    usual, slow = engine().speak(TEXTS[0]), engine(rate_wpm=110).speak(TEXTS[0])
    assert 1.25 < len(slow.pcm) / len(usual.pcm) < 1.75
    assert engine(pitch=40).speak(TEXTS[0]).pcm != usual.pcm
    with pytest.raises(VoiceError, match="bright"):
        Neural(Manner(voice="brigth"))


def test_pyttsx3_hands_everything_over_before_it_returns():
    import pyttsx3

    from pipeline.speech.engines.neural import neural_driver

    tts = pyttsx3.init(neural_driver.register())
    heard, words = [], []
    tokens = [
        tts.connect("speech", lambda name, speech: heard.append(speech)),  # noqa: ARG005 - by name
        tts.connect("started-word", lambda name, location, length: words.append(location)),  # noqa: ARG005 - likewise
    ]
    assert [voice.name for voice in tts.getProperty("voices")] == list(VOICES)
    tts.setProperty("volume", 0.5)
    tts.say(TEXTS[0])
    tts.say(TEXTS[2])
    tts.runAndWait()
    for token in tokens:
        tts.disconnect(token)
    assert [len(speech.words) for speech in heard] == [10, 1]
    assert words[:3] == [0, 4, 12]
    assert max(array("h", heard[0].pcm)) < 12_000


def test_the_package_fetches_nothing(monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("it went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for voice in VOICES:
        assert Neural(Manner(voice=voice)).speak("It rains.").pcm


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("hyperparameters", "ˌhaɪpəɹpəˈɹæməɾəɹz"),
        ("pseudocode", "ˈsudoʊˌkoʊd"),
        ("resharding", "ɹiˈʃɑɹdɪŋ"),
        ("webhook", "ˈwɛbˌhʊk"),
        ("Bluesky", "ˈbluˌskaɪ"),
        ("monosemantic", "ˌmɑnoʊsəˈmæntɪk"),
        ("tokenise", "ˈtoʊkᵊˌnaɪz"),
        ("paperclipper", "ˈpeɪpəɹˌklɪpəɹ"),
        ("regularizer", "ˈɹɛɡjələˌɹaɪzəɹ"),
    ],
)
def test_a_word_in_no_lexicon_sounds_like_the_words_it_is_made_of(written, sound, engine):
    assert engine().sounds(f"The {written} failed").split()[1] == sound


@pytest.mark.parametrize("name", ["Lenihan", "Holmberg", "Kousser", "Zabinski", "Reston"])
def test_a_name_is_not_taken_apart(name):
    assert pronouncer()._parts.read(name) is None


def test_every_pronunciation_of_the_lexicon_comes_back_from_ipa():
    for name in ("us_gold", "us_silver"):
        packed = (assets() / f"lexicon_{name}.json.gz").read_bytes()
        known = json.loads(gzip.decompress(packed))
        for entry in known.values():
            for said in entry.values() if isinstance(entry, dict) else (entry,):
                if said and (wanted := said.replace("ʔ", "t").replace("ɾ", "T")):
                    assert symbols(as_ipa(wanted)) == wanted


@given(st.lists(st.sampled_from([*PHONES, *STRESSES, " "])).map("".join))
def test_ipa_in_our_symbols_stays_what_it_is(ipa):
    assert phones(".".join(phones(ipa))) == phones(ipa)


@given(st.text())
def test_any_text_as_ipa_gives_sounds_the_model_knows(text):
    vocabulary = json.loads((assets() / "vocab.json").read_text())
    assert set(symbols(text)) <= set(vocabulary)


@pytest.mark.parametrize(
    ("variant", "usual"),
    [
        ("həˈlo͡ʊ", "həˈloʊ"),
        ("ˈbɝd", "ˈbɜɹd"),
        ("ˈbʌtɚ", "ˈbʌtəɹ"),
        ("riːd", "ɹid"),
        ("ˈbɒtl̩", "ˈbɑtᵊl"),
    ],
)
def test_dictionaries_that_write_the_same_sound_otherwise_are_understood(variant, usual):
    assert symbols(variant) == symbols(usual)


def test_the_symbols_of_the_model_are_told_apart_from_its_marks():
    assert all(map(is_sound, SOUNDS))
    assert not any(map(is_sound, ".,;:!?— ˈˌ"))


def test_what_we_lean_on_inside_the_wheel_is_there():
    """hibari-tts is pinned, and this says what of its inside we use."""
    rules = pronouncer()._rules
    for name in ("tokenizer", "tagger", "phonemize_tokens", "lexicon"):
        assert hasattr(rules, name), f"hibari.g2p.G2P has no {name} any more"
    assert rules.lexicon.get_NNP("AI")[0] == "ˌAˈI"
