"""What holds of the spoken form of any text whatever."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages import Spoken, spoken, spoken_code, spoken_maths
from pipeline.languages.cleaning import MARKS
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.languages.signs import PUNCTUATION
from pipeline.settings.show import bundled_voices

LEXICON = load_lexicon([bundled_voices()], "en")
GOLDEN = [
    line.partition("\t")[0]
    for path in sorted(Path(__file__).parent.glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
BARE = re.compile(
    rf"[^\w\s{MARKS}.,;:?!'\-]|(?<![\w{MARKS}])[{MARKS}]|[\d_]"
    r"|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]"
)
TOKENS = """
    GPT-4o o3 $5.2B 10-100K 480T+ 7B 3x 10× 30 GB/s 40°C 60/40 24/7 1e-5 10^25 x² ≥ < > = + ±
    ~70% ≈ Dr. Ph.D. e.g. vs. Fig. 3 pp. 3–5 §3.2 No. 1 https://example.org/a?b=c example.org
    me@example.org @name #tag utils.py and/or AT&T [1] ¹ … — – - " ' “ ” ‘ ’ ( ) [ ] { } * ** _
    __ ` # ## | \\ / ^ & % &amp; &lt; <b> </b> <!-- --> 🚀 ❤️ α Δ ∑ → ½ ① ² A I a US us IT May 5
    2024 2024-05-19 9:30 am p.m. '24 1990s 3.14 1,000 007 .5 v2.0.1 snake_case camelCase f(x)
    O(n) -v --flag AIs LLMs' NASA's II IV World War Part Henry GPUs' A.I. U.S. i.e. etc. et al.
    P-R's A.P.I's $ € 5 % B K M x s m 1st th of for A.I. AI A-I's f(x) P(A|B) n! √(x² + y²) y =
    mx + b e^(iπ) log₂(8) 4(b) 1:1s 9s (ii) WWII CHF 500 ¥ :) <3 0900 hours 802.11ax 127.0.0.1
    cafe\u0301 na\u0308ive हिन्दी שָׁלוֹם ًا x\u0302 Minn. Albany, N.Y. 12/80/240 5.x
    coup d'état Qs 2½x pass^k 3,50 € −5 -5 °C § ♭ Ⅳ • £5 ~5 #5 \u200b ٪ ★ ✓ 5−3
""".split()  # noqa: SIM905 - a list of words reads as words

text = st.text(max_size=60) | st.lists(
    st.sampled_from(TOKENS) | st.text(max_size=4), max_size=12
).flatmap(lambda parts: st.sampled_from([" ", "", ", "]).map(lambda gap: gap.join(parts)))


LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", "es", "da", "tr", "zh", "ar", "x-none", ""])


def _fits(form: Spoken, written: str) -> None:
    """Pieces are in order; they, the silences and punctuation are all that is visible."""
    heard = bytearray(len(written))
    for piece in form.pieces:
        heard[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    at = 0
    for silence in form.silences:
        assert at <= silence.start < silence.end <= len(written)
        assert not any(heard[silence.start : silence.end])
        assert silence.reason
        at = silence.end
    for silence in form.silences:
        heard[silence.start : silence.end] = b"\1" * (silence.end - silence.start)
    lost = {c for c, was in zip(written, heard, strict=True) if not was and not c.isspace()}
    assert lost <= PUNCTUATION
    at = spoken_at = 0
    for piece in form.pieces:
        assert at <= piece.start < piece.end <= len(written)
        assert spoken_at <= piece.spoken_start < piece.spoken_end <= len(form.text)
        at, spoken_at = piece.end, piece.spoken_end


@settings(max_examples=250, deadline=None)
@given(text)
def test_a_spoken_form_is_its_own_spoken_form(written):
    once = spoken(written, lexicon=LEXICON).text
    assert spoken(once, lexicon=LEXICON).text == once


@settings(max_examples=250, deadline=None)
@given(text, st.sampled_from(["omit", "name"]), st.sampled_from(["site", "full", "omit"]))
def test_nothing_but_words_and_pauses_reaches_the_spoken_form(written, emoji, bare_urls):
    form = spoken(written, lexicon=LEXICON, emoji=emoji, bare_urls=bare_urls)
    assert not BARE.search(form.text)
    assert form.text == " ".join(form.text.split())
    form.text.encode()


@settings(max_examples=250, deadline=None)
@given(text, LANGUAGES, st.sampled_from(["omit", "name"]), st.sampled_from(["site", "omit"]))
def test_all_that_is_visible_is_said_or_silent_for_a_reason(written, language, emoji, bare_urls):
    form = spoken(written, language=language, lexicon=LEXICON, emoji=emoji, bare_urls=bare_urls)
    _fits(form, written)


@settings(max_examples=100, deadline=None)
@given(text, LANGUAGES)
def test_in_any_language_a_spoken_form_is_its_own_spoken_form(written, language):
    once = spoken(written, language=language).text
    assert spoken(once, language=language).text == once


@pytest.mark.parametrize(
    ("language", "written", "said", "silent"),
    [
        ("en", "Use [1] and <b> here.", "Use and here.", ["[1]", "<b>"]),
        ("en", "So 🚀 it is.", "So it is.", ["🚀"]),
        ("da", "Det koster 3,50 € og 50 % mere.", "Det koster 3,50 € og 50 % mere.", []),
        ("cs", "Při −5 °C, § 5 & 6.", "Při -5 ° C, § 5 & 6.", []),
        ("tr", "3 + 4 = 7, -5", "3 + 4 = 7, −5", []),
        ("nl", "£5 of €6", "5 of € 6", ["£"]),
    ],
)
def test_signs_go_to_the_engine_or_are_listed(language, written, said, silent):
    form = spoken(written, language=language)
    assert form.text == said
    assert [written[s.start : s.end] for s in form.silences] == silent


def test_a_sign_left_out_says_in_which_language_it_has_no_words():
    assert spoken("a | b", language="de-AT").silences[0].reason == "sign without words in German"


@settings(max_examples=150, deadline=None)
@given(text)
def test_code_and_maths_hold_the_same_laws(written):
    code = spoken_code(written, lexicon=LEXICON)
    assert not BARE.search(code.text)
    _fits(code, written)
    maths = spoken_maths(written, lexicon=LEXICON)
    if maths is not None:
        assert not BARE.search(maths.text)
        _fits(maths, written)


@pytest.mark.parametrize("written", GOLDEN)
def test_a_golden_sentence_is_said_the_same_twice(written):
    once = spoken(written, lexicon=LEXICON).text
    assert spoken(once, lexicon=LEXICON).text == once


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,;", max_size=60))
def test_plain_words_map_one_to_one(written):
    form = spoken(written)
    assert [written[p.start : p.end] for p in form.pieces] == re.findall(r"[a-z]+", written) or (
        set(re.findall(r"[a-z]+", written)) & {"vs", "etc", "approx", "wrt"}
    )


@pytest.mark.parametrize(
    "unit",
    ["1. ", "[", "](", "a.a.", "a", "1", "a1", "-", "$", "1,", "1.", "A-", "a/", "_a", "&", "<a ",
     "(", "1-", "https://", "a@", "@a", "#a", "1:", "'s", "IV ", "A.", "é", "½", "²", ". ", "x=",
     "\u0301", "~1", "1x", "GPT-4", "…", "www.", "a. ", "&amp", "\\frac{", "1/", "/a", "St. ",
     "f(", "x^", "√(", "x+", "n! ", "log ", "((x", "=x", "|x", "I, ", "(b)", "for A.I. ", ":) "],
)  # fmt: skip
def test_a_text_ten_times_longer_takes_about_ten_times_longer(unit):
    """Counted in steps of the interpreter, so that a busy machine changes nothing."""
    small, large = (_steps(unit * (size // len(unit))) for size in (400, 4_000))
    assert large < 14 * small + 4_000


def _steps(written: str) -> int:
    import sys

    count = 0

    def tick(*_):
        nonlocal count
        count += 1
        return tick

    before = sys.gettrace()
    sys.settrace(tick)
    try:
        spoken(written, lexicon=LEXICON)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("word", "languages"),
    [("موجودًا", "ar fa"), ("हिन्दी", "hi mr"), ("שָׁלוֹם", "he yi")]
    + [(word, "en fr vi hi") for word in ("café", "Tiếng", "நன்றி", "ಕನ್ನಡ")],
)
def test_no_word_loses_the_signs_that_belong_to_its_letters(word, languages):
    for language in languages.split():
        assert spoken(word, language=language).text == word
        assert spoken(unicodedata.normalize("NFD", word), language=language).text in (
            word,
            unicodedata.normalize("NFC", word),
        )


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "vi"])
@pytest.mark.parametrize("word", ["井戸", "ひらがな", "한국어", "שלום", "слово", "λόγος", "हिन्दी"])
def test_words_in_other_letters_are_left_out_with_the_reason_never_spelled(word, language):
    form = spoken(f"A {word} B", language=language)
    assert form.text == "A B"
    assert [f"A {word} B"[it.start : it.end] for it in form.silences] == [word]
    assert "no voice that reads them" in form.silences[0].reason


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl"])
@pytest.mark.parametrize("sign", "<>=*#~^|+&%$€£@/\\_")
def test_one_sign_in_a_row_is_drawn_and_not_said(language, sign):
    form = spoken(f"Eins {sign * 40} zwei.", language=language)
    assert form.text == "Eins zwei."
    assert [silence.reason for silence in form.silences] == ["row of signs"]
