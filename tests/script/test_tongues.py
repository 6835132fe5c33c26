"""Passages in another language within an essay, and the voices they are given to."""

from __future__ import annotations

import pytest

from pipeline.reading.detected_language import detected_language
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.settings.speech_settings import Voices
from pipeline.speech.chunks import cut_chunks
from pipeline.values.essay import Block, BlockKind, Essay

SENTENCE = "The Japanese say 井戸 for a well."


def _script(text, **languages):
    show = Show(voices=Voices(languages=languages))
    essay = Essay("Wells", (Block(BlockKind.PARAGRAPH, text),), "wells.md", "wells", language="en")
    return write_script(essay, show.for_script), show


def test_words_in_another_script_go_to_the_voice_of_their_language():
    script, show = _script(SENTENCE, zh="guest")
    told = [(it.text, it.language) for it in script.utterances[-3:]]
    assert told == [("The Japanese say", ""), ("井戸", "zh"), ("for a well.", "")]
    chunk = next(it for it in cut_chunks(script, show.casting) if it.language == "zh")
    assert chunk.profile.name == "guest"


def test_without_a_voice_they_are_left_out_with_the_reason():
    script, _ = _script(SENTENCE)
    assert script.utterances[-1].spoken == "The Japanese say for a well."
    assert ("井戸", "words in Chinese letters: no voice that reads them") in [
        (it.text, it.reason) for it in script.omitted
    ]


def test_a_sentence_plainly_in_another_language_goes_to_its_voice():
    script, _ = _script("He read. Das ist ja auch nicht so schlimm, wie man es sagt.", de="guest")
    assert [it.language for it in script.utterances[-2:]] == ["", "de"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("井戸の水", "ja"), ("你好", "zh"), ("안녕", "ko"), ("שלום", "he"), ("سلام", "ar"),
     ("λόγος", "el"), ("слово", "ru"), ("Well", ""),
     ("In der Nacht war es kalt, und am Morgen war der See nicht mehr zu sehen.", "de"),
     ("Il y a dans la cour une poule qui ne veut pas entrer avec les autres.", "fr"),
     ("En la casa no hay nada que no se pueda ver desde la puerta de atrás.", "es")],
)  # fmt: skip
def test_the_script_alone_settles_the_language_of_a_short_text(text, language):
    assert detected_language([Block(BlockKind.PARAGRAPH, text)]) == language
