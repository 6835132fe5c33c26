"""The registers of other languages: a hundred sentences each, written before the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.languages import spoken

HERE = Path(__file__).parent
PAIRS = [
    pytest.param(path.parent.name, *line.split("\t"), id=f"{path.parent.name}: {line}")
    for path in sorted(HERE.glob("*/*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "written", "said"), PAIRS)
def test_a_sentence_is_said_as_a_careful_reader_of_its_language_says_it(language, written, said):
    form = spoken(written, language=language)
    assert form.text == said
    assert spoken(said, language=language).text == said


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_each_register_holds_a_hundred_sentences(language):
    assert sum(pair.values[0] == language for pair in PAIRS) >= 100
