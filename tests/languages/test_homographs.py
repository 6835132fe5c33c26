"""Homographs: chosen by the sentence, overruled by the lexicon, carried by the script."""

import re
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import readings
from pipeline.languages.en.homographs.known_readings import homographs
from pipeline.languages.en.homographs.model_weights import weights
from pipeline.languages.lexicon import Lexeme, Lexicon
from pipeline.script import write_script
from pipeline.script.script_json import script_json
from pipeline.settings.show import Show
from pipeline.values.directions import Directions, word_sound
from pipeline.values.essay import Block, BlockKind, Essay

ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("homographs.tsv").read_text(encoding="utf-8").splitlines()
]
TRAINING = Path(__file__).parents[2] / "benchmarks/homograph_training"
MARKED = re.compile(r"\*(\w+)\*")
VOWEL = re.compile("[aeiouæɑɒɔɛɪʊəʌɜɝɚ]")


def _sound(marked, **choices):
    """Return how the word between asterisks sounds."""
    start = marked.index("*")
    found = readings(marked.replace("*", ""), **choices)
    return next(it.phonemes for it in found if it.start == start)


def test_of_thirty_sentences_never_seen_one_is_read_wrong():
    wrong = [sentence for phonemes, sentence in ROWS if _sound(sentence) != phonemes]
    assert len(wrong) <= len(ROWS) / 30, wrong


def test_no_golden_sentence_was_trained_on():
    trained = (TRAINING / "sentences.txt").read_text(encoding="utf-8").splitlines()
    assert not {sentence.replace("*", "") for _, sentence in ROWS} & set(trained)


def test_every_sentence_to_train_on_has_the_word_of_its_reading(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    from material import own_sentences

    examples = own_sentences()
    assert {it.word for it in examples} <= weights().words
    assert all(it.texts[it.at].lower() == it.word for it in examples)


SPOKEN = st.lists(st.sampled_from([*homographs(), "the", "to", "was", ",", "."]), max_size=12)


@given(st.one_of(SPOKEN.map(" ".join), st.text()))
def test_readings_are_in_order_apart_and_cover_homographs(text):
    found = readings(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for it in found:
        senses = homographs()[text[it.start : it.end].lower()]
        assert (it.phonemes, it.why) in {(sense.american, sense.why) for sense in senses}


@pytest.mark.parametrize("word", homographs())
def test_readings_of_a_word_differ_in_sound_and_have_vowels(word):
    senses = homographs()[word]
    assert len({sense.american for sense in senses}) == len(senses) > 1
    assert all(VOWEL.search(s.american) and VOWEL.search(s.british) for s in senses)


def test_what_the_region_is_decides_the_sound_and_not_the_reading():
    sentence = "The sensors *record* every vibration."
    assert _sound(sentence, language="en-US") == "ɹɪˈkɔːɹd"
    assert _sound(sentence, language="en-GB") == "ɹɪˈkɔːd"


def test_the_lexicon_overrules_the_sentence():
    lexicon = Lexicon((Lexeme(("read",), phoneme="ˈɹɛd"), Lexeme(("Le Guin",), phoneme="ləˈɡwɪn")))
    found = readings("I read Le Guin to live.", lexicon=lexicon)
    assert [(it.phonemes, it.why) for it in found] == [
        ("ˈɹɛd", "lexicon"),
        ("ləˈɡwɪn", "lexicon"),
        ("ˈlɪv", "verb"),
    ]


def test_other_languages_leave_their_words_to_the_engine():
    assert readings("Er will live lead read.", language="de") == ()


def test_the_script_carries_the_readings_of_what_is_said():
    essay = Essay("T", (Block(BlockKind.PARAGRAPH, "In 1990 I read it & left."),), "t", "t")
    show = Show()
    script = write_script(essay, show.for_script)
    (utterance,) = [it for it in script.utterances if it.span.block == 0]
    (reading,) = utterance.readings
    assert utterance.spoken[reading.start : reading.end] == "read"
    listed = script_json(script, show.pauses)["chapters"][0]["utterances"]
    (row,) = [it["readings"] for it in listed if "readings" in it and "read it" in it["text"]]
    assert row == [
        {"start": reading.start, "end": reading.end, "phonemes": "ˈɹɛd", "why": "past tense"}
    ]


def test_the_weights_are_small():
    path = files("pipeline.languages.en.homographs").joinpath("weights.npz")
    assert len(path.read_bytes()) < 2_000_000


@pytest.mark.parametrize("like", ["fan shaw", "fen shore", "zor blacks", "lead red", "ph"])
def test_a_name_s_new_sound_changes_no_other_word_s(like):
    written = "Featherstonehaugh read the gauge, and he will read it again."
    sound = Directions(words=(word_sound("Featherstonehaugh", like),))
    block = Block(BlockKind.PARAGRAPH, written)
    script = write_script(Essay("On Time", (block,), "t", "t", directions=sound), Show().for_script)
    utterance = script.utterances[-1]
    assert utterance.spoken.startswith(like)
    found = [it for it in utterance.readings if it.start >= len(like)]
    assert [utterance.spoken[it.start : it.end] for it in found] == ["read", "read"]
    assert [it.phonemes for it in found] == [it.phonemes for it in readings(written)]
