"""How a lexicon is read, and which words it knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ShowError
from pipeline.languages import spoken
from pipeline.languages.lexicon import Lexeme, Lexicon, with_ending
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.languages.pls import read_pls, write_pls
from pipeline.settings.show import bundled_voices


def _folder(tmp_path, name: str, **files: str):
    folder = tmp_path / name / "lexicon"
    folder.mkdir(parents=True)
    for stem, content in files.items():
        (folder / f"{stem}.toml").write_text(content, encoding="utf-8")
    return folder.parent


def _lexicon(**aliases: str) -> Lexicon:
    return Lexicon(tuple(Lexeme((written,), said) for written, said in aliases.items()))


def test_a_grapheme_in_lower_case_stands_for_every_case():
    lexicon = _lexicon(qwen="kwen")
    assert [lexicon.alias_of(word) for word in ("qwen", "Qwen", "QWEN")] == ["kwen"] * 3


def test_a_grapheme_with_capitals_stands_for_itself_alone():
    lexicon = _lexicon(LaTeX="lay tech")
    assert lexicon.alias_of("LaTeX") == "lay tech"
    assert lexicon.alias_of("latex") is None


def test_plurals_and_possessives_follow():
    lexicon = _lexicon(GAN="gan", MoE="M.O.E.", box="bocks")
    assert lexicon.alias_of("GANs") == "gans"
    assert lexicon.alias_of("GAN's") == "gan's"
    assert lexicon.alias_of("MoEs") == "M.O.E.s"
    assert with_ending("bocks", "s") == "bockses"


def test_only_whole_words_are_said():
    form = spoken("Rowan saw a row.", lexicon=_lexicon(row="roh"))
    assert form.text == "Rowan saw a roh."


def test_the_longest_lexeme_is_taken():
    lexicon = Lexicon((Lexeme(("Andrew",), "androo"), Lexeme(("Andrew Ng",), "andrew ung")))
    assert spoken("Andrew Ng and Andrew", lexicon=lexicon).text == "andrew ung and androo"


def test_the_shows_own_lexicon_goes_first(tmp_path):
    own = _folder(tmp_path, "own", a='language = "en"\n[aliases]\n"tau" = "taw"\n')
    bundled = _folder(tmp_path, "bundled", a='language = "en"\n[aliases]\n"tau" = "tow"\n')
    assert load_lexicon([own, bundled], "en-US").alias_of("tau") == "taw"


def test_a_file_of_another_language_is_left_out(tmp_path):
    folder = _folder(tmp_path, "own", a='language = "da"\n[aliases]\n"og" = "oh"\n')
    assert load_lexicon([folder], "en").lexemes == ()
    assert load_lexicon([folder], "da").alias_of("og") == "oh"


def test_a_changed_file_is_read_again(tmp_path):
    import os

    folder = _folder(tmp_path, "own", a='language = "en"\n[aliases]\n"x" = "one"\n')
    assert load_lexicon([folder], "en").alias_of("x") == "one"
    path = folder / "lexicon" / "a.toml"
    path.write_text('language = "en"\n[aliases]\n"x" = "two"\n')
    os.utime(path, ns=(1, 1))
    assert load_lexicon([folder], "en").alias_of("x") == "two"


def test_a_lexeme_known_only_by_phonemes_is_left_as_written():
    lexicon = Lexicon((Lexeme(("GHOTI",), phoneme="fɪʃ"),))
    assert spoken("A GHOTI.", lexicon=lexicon).text == "A GHOTI."


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        ("language = ", "not valid TOML"),
        ('[aliases]\n"a" = "b"', "language"),
        ('language = "en"\nalias = 1', "unknown key 'alias'"),
        ('language = "en"\n[aliases]\n"a" = 3', "texts"),
        ('language = "en"\n[aliases]\n" a" = "b"', "blanks"),
        ('language = "en"\n[[lexeme]]\ngrapheme = "a"', "alias or a phoneme"),
        ('language = "en"\n[[lexeme]]\nalias = "a"', "graphemes"),
        ('language = "en"\nwords = "NASA"', "list"),
        ('language = "en"\naliases = ["a"]', "table"),
        ('language = "en"\nlexeme = "a"', "list"),
    ],
)
def test_a_bad_file_is_named_with_its_fault(tmp_path, content, fact):
    folder = _folder(tmp_path, "own", bad=content)
    with pytest.raises(ShowError, match=fact) as caught:
        load_lexicon([folder], "en")
    assert "bad.toml" in caught.value.where


_word = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)
_lexemes = st.lists(
    st.builds(Lexeme, st.tuples(_word) | st.tuples(_word, _word), alias=_word), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(_lexemes)
def test_a_lexicon_written_as_pls_reads_the_same(tmp_path_factory, lexemes):
    path = tmp_path_factory.mktemp("pls") / "a.pls"
    path.write_bytes(write_pls(Lexicon(tuple(lexemes)), "en-US"))
    assert read_pls(path) == ("en-us", tuple(lexemes))


def test_a_pls_file_in_the_folder_is_read(tmp_path):
    folder = _folder(tmp_path, "own")
    (folder / "lexicon" / "a.pls").write_bytes(write_pls(_lexicon(tau="taw"), "en"))
    assert load_lexicon([folder], "en").alias_of("tau") == "taw"


def test_entities_of_a_pls_file_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("seen")
    path = tmp_path / "a.pls"
    path.write_text(
        f'<!DOCTYPE lexicon [<!ENTITY e SYSTEM "{secret}">]>'
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0"'
        ' xml:lang="en" alphabet="ipa"><lexeme><grapheme>a</grapheme><alias>x&e;</alias></lexeme>'
        "</lexicon>"
    )
    assert "seen" not in read_pls(path)[1][0].alias


@pytest.mark.parametrize("content", ["<lexicon", "<a/>", ""])
def test_what_is_no_pls_file_is_refused(tmp_path, content):
    path = tmp_path / "a.pls"
    path.write_text(content)
    with pytest.raises(ShowError, match=r"XML|PLS"):
        read_pls(path)


@pytest.mark.parametrize("path", sorted((bundled_voices() / "lexicon").glob("*.toml")), ids=str)
def test_every_bundled_lexicon_reads(path):
    from pipeline.languages.lexicon_files import read_lexicon

    language, lexemes = read_lexicon(path)
    assert language
    assert lexemes


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("Ken's", "ˈkɛnz"),
        ("the Kens", "ˈkɛnz"),
        ("Matts", "ˈmæts"),
        ("Foss's", "ˈfɔsᵻz"),
        ("Kenneth", None),
    ],
)
def test_a_known_sound_takes_its_ending_with_it(text, sounds):
    from pipeline.languages import readings

    lexicon = Lexicon(
        (
            Lexeme(("Ken",), phoneme="ˈkɛn"),
            Lexeme(("Matt",), phoneme="ˈmæt"),
            Lexeme(("Foss",), phoneme="ˈfɔs"),
        )
    )
    found = [it.phonemes for it in readings(text, language="en", lexicon=lexicon)]
    assert found == ([sounds] if sounds else [])
