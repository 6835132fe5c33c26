"""Files that people wrote are edited as people would: one thing changed, all else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ShowError, SourceError
from pipeline.languages.lexicon_editing import lexicon_file, with_word
from pipeline.languages.lexicon_files import read_lexicon
from pipeline.reading.directions_editing import with_essay_word, with_sentence
from pipeline.reading.directions_file import parsed_directions
from pipeline.values.directions import word_sound

LEXICON = """# Names I know.
language = "en"
words = ["NASA", "NATO"]  # said whole

[aliases]
"arxiv" = "archive"  # in any case
"""
FILE = Path("x.essaycast.toml")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
LIKES = st.one_of(WORDS.filter(lambda like: "/" not in like), WORDS.map("/{}/".format))


def test_a_word_is_added_and_comments_stay():
    text = with_word(LEXICON, "en", word_sound("Qwen", "kwen"), "Qwen", "a.toml")
    assert "# Names I know." in text
    assert "# said whole" in text
    assert '"arxiv" = "archive"  # in any case\nQwen = "kwen"\n' in text


def test_a_word_stands_once_however_it_was_written_before(tmp_path):
    path = tmp_path / "lexicon" / "a.toml"
    path.parent.mkdir()
    text = LEXICON
    for like in ("/neɪtoʊ/", "nay toe", "/ˈneɪtəʊ/"):
        text = with_word(text, "en", word_sound("NATO", like), "NATO", "a.toml")
        path.write_text(text, encoding="utf-8")
        assert sum("NATO" in lexeme.graphemes for lexeme in read_lexicon(path)[1]) == 1
    assert lexicon_file(tmp_path, "en-GB", "NATO") == path
    assert lexicon_file(tmp_path, "en", "Kokotajlo").name == "en.toml"
    assert "NATO" not in with_word(text, "en", None, "NATO", "a.toml")


@given(st.dictionaries(WORDS, LIKES, min_size=1, max_size=4))
def test_what_is_written_is_what_is_read(words):
    text = ""
    for written, like in words.items():
        text = with_essay_word(text, written, like, FILE)
    assert parsed_directions(text, FILE).words == tuple(
        word_sound(written, like) for written, like in words.items()
    )
    for written in words:
        text = with_essay_word(text, written, "", FILE)
    assert not text


@given(
    st.sampled_from(["", "# mine\n[words]\na = 'b' # so\n"]),
    st.dictionaries(WORDS, LIKES, max_size=2),
    st.none() | st.integers(0, 20_000),
)
def test_a_wish_put_in_and_taken_out_leaves_the_file_as_it_was(before, words, pause_ms):
    sentence = ("They read it.", "It was there.", "")
    first = with_sentence(before, sentence, {"words": words, "pause_ms": pause_ms}, FILE)
    again = with_sentence(first, sentence, {"pace": 0.9}, FILE)
    (wanted,) = parsed_directions(again, FILE).sentences
    assert wanted.delivery.pause_ms == pause_ms
    assert dict.fromkeys(word.written for word in wanted.words) == dict.fromkeys(words)
    gone = {"pause_ms": None, "pace": None, "words": dict.fromkeys(words, "")}
    after = with_sentence(again, sentence, gone, FILE)
    assert after.strip() == before.strip()


def test_sentences_alike_are_told_apart_by_their_neighbours():
    text = with_sentence("", ("Yes.", "A.", "B."), {"pace": 0.9}, FILE)
    text = with_sentence(text, ("Yes.", "C.", "D."), {"pace": 1.1}, FILE)
    text = with_sentence(text, ("Yes.", "A.", "edited"), {"say": False}, FILE)
    first, second = parsed_directions(text, FILE).sentences
    assert (first.delivery.pace, first.say, second.delivery.pace) == (0.9, False, 1.1)


def test_a_file_that_cannot_be_read_is_not_written_over():
    with pytest.raises(SourceError, match="line 2"):
        with_essay_word("\na = \n", "a", "b", FILE)
    with pytest.raises(ShowError, match="line 2"):
        with_word("\na = \n", "en", word_sound("a", "b"), "a", "a.toml")
    with pytest.raises(SourceError, match="pace = 9"):
        with_sentence("", ("A.", "", ""), {"pace": 9}, FILE)
