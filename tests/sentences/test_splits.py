"""Splits by hand, a line a sentence, a blank line between texts; found by glob."""

from pathlib import Path

import pytest

from pipeline.languages.sentences import sentences

SPLITS = Path(__file__).parent / "splits"


def _language(path):
    """Return the language of the folder that *path* lies in."""
    return "en" if path.parent == SPLITS else path.parent.name


TEXTS = [
    pytest.param(_language(path), text.split("\n"), id=f"{path.stem}-{n}")
    for path in sorted(SPLITS.glob("**/*.txt"))
    for n, text in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), 1)
]


@pytest.mark.parametrize(("language", "lines"), TEXTS)
def test_a_text_is_split_as_a_reader_would(language, lines):
    text = " ".join(lines)
    assert [text[start:end] for start, end in sentences(text, language)] == lines


def test_there_are_enough_splits_to_speak_of():
    assert len(TEXTS) >= 60
