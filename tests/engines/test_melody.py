"""Melody: what a reader's pitch does where the model's does not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.speech.engines.neural.melody import asks_for_yes_or_no, bent
from pipeline.speech.engines.neural.neural_speech import model, pronouncer
from pipeline.speech.engines.neural.spectra import FRAME_SAMPLES
from pipeline.speech.engines.protocol import Place
from pipeline.speech.places import places_of
from pipeline.values.script import Pause


def melody(text, place=""):
    """Return the pitch of *text* where it is voiced, as the model has it and as it is bent."""
    sounds = pronouncer().sounds(text)
    spectra, known = model().spectra(sounds.symbols)
    frames = {index: at // FRAME_SAMPLES for index, at in zip(known, spectra.onsets, strict=False)}
    pitch = spectra.pitch_hz
    after = bent(pitch, sounds.symbols, frames, text, place)
    return pitch[pitch > 60], after[pitch > 60]


def end(pitch):
    return np.median(pitch[-9:]) / np.exp(np.log(pitch).mean())


@pytest.mark.parametrize(
    "text",
    ["Did the bridge open?", "Are you sure about that?", "You left, didn't you?", "Really?"],
)
def test_a_question_for_yes_or_no_ends_higher_than_it_was(text):
    before, after = melody(text)
    assert end(after) > max(1.05, end(before))
    assert np.array_equal(before[:8], after[:8]), "its beginning stays"


@pytest.mark.parametrize(
    "text",
    [
        "Why did the bridge open?", "Is it A, B, or C?", "The bridge opened.", "Who, me?",
        "Did it open? It did.", "What would you have done, if it had opened?", "",
    ],
)  # fmt: skip
def test_other_sentences_fall_as_the_model_has_it(text):
    assert not asks_for_yes_or_no(text)
    if text:
        before, after = melody(text)
        assert np.array_equal(before, after)


def test_a_paragraph_begins_higher_and_ends_lower():
    ratios = [
        np.median(after / before)
        for before, after in (
            melody("The town was asleep.", place) for place in (Place.OPENS, "", Place.CLOSES)
        )
    ]
    assert ratios == pytest.approx([2 ** (0.6 / 12), 1, 2 ** (-0.6 / 12)], rel=1e-4)


def test_an_item_with_others_to_come_falls_less_than_the_last():
    _, listed = melody("a heavy pan", Place.LISTED)
    _, last = melody("a heavy pan")
    assert end(listed) > end(last)


def test_brackets_dip_and_the_rest_does_not():
    before, after = melody("The clock (which ran four minutes slow) was loved.")
    lower = after < before * 0.99
    assert 0.2 < lower.mean() < 0.8
    assert not lower[:8].any()
    assert not lower[-8:].any()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 30.0, 90.0, 200.0, 400.0]), max_size=60),
    st.text("ab ˈˌ(),?", max_size=20),
    st.sampled_from(["", *Place]),
)
def test_whatever_the_pitch_its_silences_stay_and_nothing_leaves_a_voices_range(
    pitch, symbols, place
):
    pitch = np.array(pitch, np.float32)
    frames = {index: min(index * 3, len(pitch) - 1) for index in range(len(symbols))}
    after = bent(pitch, symbols, frames if len(pitch) else {}, "Is it?", place)
    assert np.array_equal(pitch[pitch <= 60], after[pitch <= 60])
    assert np.isfinite(after).all()
    assert (after <= 2 * np.maximum(pitch, 1)).all()


@given(st.lists(st.sampled_from(Pause), max_size=12))
def test_a_place_depends_on_nothing_but_its_own_paragraph(pauses):
    places = places_of(pauses)
    for at, pause in enumerate(pauses):
        if pause in {Pause.PARAGRAPH, Pause.ITEM}:
            assert places == places_of(pauses[: at + 1]) + places_of(pauses[at + 1 :])
