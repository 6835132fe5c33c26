"""What holds for the sentences of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.sentences import asides, sentences

_LISTED = """It works. Dr. e.g. U.S. (see [1] ) [ ( .) works.¹ “No.” … 3.5 Eq. 4 no. etc. A.
日本語。 !? 😀 1. and"""
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*_LISTED.split(), "\n", "\ud800", "\u2028"])).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["en", "de-DE", "ja", "", "x-none"]))
def test_sentences_and_the_white_space_between_them_give_back_the_text(text, language):
    rebuilt, at = "", 0
    for start, end in sentences(text, language):
        assert start < end
        between = text[at:start]
        assert not between.strip()
        rebuilt += between + text[start:end]
        at = end
    assert not text[at:].strip()
    assert rebuilt + text[at:] == text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_asides_are_in_order_apart_and_bracketed(text):
    at = 0
    for start, end in asides(text):
        assert at <= start < end
        assert (text[start], text[end - 1]) in {("(", ")"), ("[", "]")}
        at = end


@pytest.mark.parametrize(
    "unit", ["1. ", "(", ")", "a.", "[", ".*", ".¹", "… ", "Eq. 4 ", "(a.) ", "“", "A. B", ".[1"]
)
def test_hostile_repetition_of_any_length_is_split(unit):
    text = unit * 20_000
    assert "".join(text[a:b] for a, b in sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_a_wide_space_before_a_full_stop_is_a_space_like_any_other():
    text = "For that we create the thing X\u00a0. It is small. So it goes."
    assert [text[a:b] for a, b in sentences(text, "en")] == [
        "For that we create the thing X\u00a0.",
        "It is small.",
        "So it goes.",
    ]
