"""Who speaks where the natural voice cannot: everybody otherwise, never some."""

import logging

import pytest

from pipeline.settings.show import Show
from pipeline.speech.casting import cast
from pipeline.values.script import Pause, Role, Span, Utterance


@pytest.fixture
def show(tmp_path):
    return Show(root=tmp_path)


def said(*roles):
    return [Utterance(role, "a", "a", Pause.SENTENCE, Span(0, 0, 1)) for role in roles]


def engines(show, language="en"):
    cast_now = cast(
        said(*(role for role in Role if role is not Role.SPEAKER)), language, show.casting
    )
    return {profile.engine for profile in cast_now.values()}


def test_english_is_spoken_naturally_out_of_the_box(show):
    assert engines(show) == engines(show, "en-GB") == {"neural"}


@pytest.mark.parametrize("language", ["de", "fr-CA", "zh_Hans"])
def test_other_languages_are_spoken_by_espeak_in_their_own_voice(language, show, caplog):
    assert engines(show, language) == {"pyttsx3"}
    assert not caplog.records
    voices = {it.voice for it in cast(said(*Role), language, show.casting).values()}
    assert all(not voice or voice.startswith("+") for voice in voices)


def test_without_onnxruntime_everybody_is_spoken_otherwise_and_one_line_says_so(
    show, monkeypatch, caplog
):
    monkeypatch.setattr(
        "pipeline.speech.engines.neural.wheel._PACKAGES", ("onnxruntime-of-nowhere",)
    )
    with caplog.at_level(logging.WARNING):
        assert engines(show) == {"pyttsx3"}
    assert len(caplog.records) == 1
    assert "onnxruntime-of-nowhere is not installed" in caplog.text


def test_one_that_cannot_speak_takes_all_with_it(show):
    folder = show.root / "voices"
    folder.mkdir()
    (folder / "quote.toml").write_text('engine = "pyttsx3"\nvoice = "en-gb"\n')
    chosen = cast(said(Role.NARRATOR, Role.QUOTE), "en", show.casting)
    assert [it.engine for it in chosen.values()] == ["neural", "pyttsx3"], "by choice they mix"
    assert {it.engine for it in cast(said(*Role), "de", show.casting).values()} == {"pyttsx3"}
