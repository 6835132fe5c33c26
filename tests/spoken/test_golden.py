"""Sentences and their spoken form: one file a kind, ``written<TAB>spoken`` a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.languages import spoken, spoken_code
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.show import bundled_voices

LEXICON = load_lexicon([bundled_voices()], "en")
PAIRS = [
    pytest.param(*line.split("\t"), id=f"{path.stem}: {line.partition(chr(9))[0]}")
    for path in sorted(Path(__file__).parent.glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("written", "said"), PAIRS)
def test_a_sentence_is_said_as_a_careful_reader_says_it(written, said):
    assert spoken(written, lexicon=LEXICON).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("!==", "strictly not equal"),
        ("===", "strictly equals"),
        ("*.md", "star dot M.D."),
        ("s3://box/key", "S three, box key"),
        ("//", "slash slash"),
        ("<div>", "div"),
        ("</div>", "closing div"),
        (".", "dot"),
        ("a * b", "a times b"),
        ("**kwargs", "star star kwargs"),
        ("a // b", "a floor divided by b"),
        ("max_len", "max len"),
        ("&&", "and"),
        ("x != y", "x not equal to y"),
        ("{}", "braces"),
    ],
)
def test_a_piece_of_code_is_said_as_a_programmer_says_it(written, said):
    assert spoken_code(written, lexicon=LEXICON).text == said


def test_there_are_at_least_three_hundred_sentences():
    assert len(PAIRS) >= 300
