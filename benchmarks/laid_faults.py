"""How many faults of a finished episode its joins tell, and how many places that are as laid.

    python benchmarks/laid_faults.py [WORDS] [--kbps N]

Speaks an essay with the natural voice, and encodes it once for each kind of fault, planted in every
third sentence behind the limiter or in its rendering. Prints how many of those are told at their
sentence, and how many others are told.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmark_notes import print_taken

from essays import essay
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.settings.sound_settings import Audio
from pipeline.sound.encoding import encode, layer3
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.master import master
from pipeline.sound.timeline import stitch
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.store import Store, open_store
from pipeline.values.sound import Pcm, Placement, Timeline

EVERY = 3
Planted = Callable[[Timeline, set[int]], Timeline]
Spoiled = Callable[[Pcm, int, Placement], None]


def _placed(change: Callable[[Placement, Placement], Placement | None]) -> Planted:
    """Return what changes where the sentences that are planted lie; the next one is given too."""

    def planted(timeline: Timeline, where: set[int]) -> Timeline:
        kept = []
        for n, own in enumerate(timeline.placements):
            after = timeline.placements[(n + 1) % len(timeline.placements)]
            changed = change(own, after) if n in where else own
            kept += [changed] if changed else []
        return replace(timeline, placements=tuple(kept))

    return planted


def _clicked(after_ms: float) -> Spoiled:
    def spoil(pcm: Pcm, start: int, own: Placement) -> None:
        at = own.start + own.n_samples + round(44.1 * after_ms) - start
        if 0 <= at < len(pcm):
            pcm[at] += 0.1

    return spoil


def _ended_early(pcm: Pcm, start: int, own: Placement) -> None:
    end = own.start + own.n_samples - start
    pcm[max(0, end - 13_230) : max(0, end)] = 0


PLANTED: Mapping[str, Planted] = {
    "nothing": _placed(lambda own, _: own),
    "a clip missing": _placed(lambda *_: None),
    "a clip 15 ms late": _placed(lambda own, _: replace(own, start=own.start + 662)),
    "another clip": _placed(lambda own, after: replace(after, start=own.start)),
}
SPOILED: Mapping[str, Spoiled] = {
    "300 ms cut off": _ended_early,
    "a click in the pause": _clicked(50),
    "a click at the join": _clicked(-0.1),
}


def main() -> None:
    """Plant and count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="?", type=int, default=800)
    parser.add_argument("--kbps", type=int, default=96)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laid-faults-") as folder:
        show = Show(root=Path(folder), audio=Audio(bitrate_kbps=asked.kbps))
        (show.root / "essay.md").write_text(essay(asked.words))
        store = open_store(show.store)
        script = write_script(read_essays("essay.md", show.for_reading)[0], show.for_script)
        with SpeechPool(show.root, show.machine) as pool:
            spoken = [speak(one, store, pool) for one in cut_chunks(script, show.casting)]
        timeline = stitch(script, spoken, store, show.for_sound, show.machine)
        where = set(range(1, len(timeline.placements) - 1, EVERY))
        for name in (*PLANTED, *SPOILED):
            told = _told(name, timeline, where, store, show)
            others = sorted(told - where)
            found = "" if name == "nothing" else f"{len(told & where)} of {len(where)} told, "
            n_others = len(timeline.placements) - (len(where) if name != "nothing" else 0)
            n_told = len(told) if name == "nothing" else len(others)
            print(f"{name}: {found}{n_told} of {n_others} others")
    print_taken()


def _told(name: str, timeline: Timeline, where: set[int], store: Store, show: Show) -> set[int]:
    other = PLANTED[name](timeline, where) if name in PLANTED else timeline

    def given(_: Timeline, start: int, end: int, store: Store, **said: float) -> Pcm:
        pcm = finished(other, start, end, store, **said).copy()
        if name in SPOILED:
            for n in where:
                SPOILED[name](pcm, start, timeline.placements[n])
        return np.clip(pcm, -1.0, 1.0)

    layer3.finished = given
    layer3._VERSION = f"planted {name}"  # noqa: SLF001 - what is kept is not that
    layer3.LAID_VERSION = f"planted {name}"
    target = show.root / "out.mp3"
    audio = show.audio.model_copy(update={"loudness_lufs": -18.0, "true_peak_dbtp": -1.0})
    mastered = master(timeline, store, audio, show.machine)
    media = encode(timeline, mastered, target, store, audio, show.machine)
    return {fault.placement for fault in media.faults}


if __name__ == "__main__":
    main()
