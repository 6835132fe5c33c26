"""What sounds is held against what was laid: nothing of a good rendering, every planted fault."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.sound.encoding import encode, layer3
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.laid import laid_faults
from pipeline.sound.master import master
from pipeline.values.sound import MusicPlacement

GAIN_DB = 6.0
N = 3


@pytest.fixture(scope="module")
def few(tmp_path_factory, make_material):
    return make_material(tmp_path_factory.mktemp("few"), 6)


def sound(few, timeline) -> np.ndarray:
    return finished(
        timeline, 0, timeline.n_samples, few.store, gain_db=GAIN_DB, limiter_dbtp=-1.0
    ).copy()


def with_placement(timeline, *placements):
    others = timeline.placements
    return replace(timeline, placements=(*others[:N], *placements, *others[N + 1 :]))


def end_of(placement) -> int:
    return placement.start + placement.n_samples


def clicked(pcm, timeline):
    pcm[end_of(timeline.placements[N]) + 3_000] += 0.1


def clicked_at_the_join(pcm, timeline):
    pcm[end_of(timeline.placements[N]) - 3] += 0.1


def ended_early(pcm, timeline):
    end = end_of(timeline.placements[N])
    pcm[end - 20_000 : end] = 0


def not_there(timeline):
    return with_placement(timeline)


def late(timeline):
    own = timeline.placements[N]
    return with_placement(timeline, replace(own, start=own.start + 1_500))


def another(timeline):
    own, other = timeline.placements[N], timeline.placements[N + 1]
    return with_placement(timeline, replace(other, start=own.start))


def louder(timeline):
    return with_placement(timeline, replace(timeline.placements[N], gain_db=6.0))


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (not_there, "nothing is heard where its clip was laid"),
        (late, "ms late"),
        (another, "is heard"),  # the syllables of these clips are alike
        (louder, "louder than it was laid"),
        (clicked, "a click that was not laid is heard in the pause"),
        (clicked_at_the_join, "a click that was not laid"),
        (ended_early, "ms of its clip are not heard"),
    ],
)
def test_what_sounds_otherwise_than_it_was_laid_is_told_with_its_sentence(few, planted, told):
    timeline = few.timeline
    if planted in {clicked, clicked_at_the_join, ended_early}:
        pcm = sound(few, timeline)
        planted(pcm, timeline)
    else:
        pcm = sound(few, planted(timeline))
    (fault,) = (
        it
        for it in laid_faults(pcm, 0, timeline, few.store, GAIN_DB)
        if it.placement == N  # another's end may reach over the next
    )
    assert told in fault.what
    assert timeline.placements[N].start <= fault.at < timeline.placements[N + 1].start


def test_clips_that_lie_over_one_another_are_told(few):
    own = few.timeline.placements[N + 1]
    over = with_placement(
        few.timeline, replace(few.timeline.placements[N], start=own.start - 20_000)
    )
    faults = laid_faults(sound(few, over), 0, over, few.store, GAIN_DB)
    assert any("lies over the one before" in fault.what for fault in faults)


@pytest.mark.parametrize("accompanied", [False, True])
def test_what_was_rendered_as_laid_has_no_fault_wherever_it_is_cut(few, accompanied):
    timeline = few.timeline
    if accompanied:
        tune = np.random.default_rng(7).standard_normal(400_000) * 0.02
        music = MusicPlacement(f"music/{7:064x}", 44_100, len(tune), 0.0, -6.0)
        few.store.put(music.key, tune.astype("<f4").tobytes())
        timeline = replace(timeline, music=(music,), room_tone_dbfs=-60.0)
    pcm = np.concatenate((np.zeros(5_000), sound(few, timeline), np.zeros(5_000)))
    for first in (0, 5_000, 77_777, len(pcm) - 40_000):
        assert laid_faults(pcm[first:], first - 5_000, timeline, few.store, GAIN_DB) == ()


def test_an_encode_tells_what_is_not_as_laid_and_makes_it_anew_the_next_time(few, monkeypatch):
    timeline = few.timeline
    audio, machine = few.show.audio, few.show.machine
    mastered = master(timeline, few.store, audio, machine)
    target = few.show.root / "out.mp3"

    def spoiled(given, *span, **said):
        return finished(not_there(given), *span, **said)

    monkeypatch.setattr(layer3, "finished", spoiled)
    faults = encode(timeline, mastered, target, few.store, audio, machine).faults
    assert [(it.placement, "nothing is heard" in it.what) for it in faults] == [(N, True)]
    monkeypatch.undo()
    assert encode(timeline, mastered, target, few.store, audio, machine).faults == ()
