"""The melody of a whole episode: what pitch does by place, and whether words stay clear.

Run with ``python benchmarks/melody.py [ESSAY …]``; the sample essay by default, and a page of ours
with questions, a list, brackets and very short lines. Pitch is the model's own, before and after it
is bent. Words are heard in every utterance with its place, by the recogniser of ``voices.py`` in
the environment that ``JUDGES`` names; without it that line is left out.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.engines import Line, Manner
from pipeline.speech.engines.neural.melody import asks_for_yes_or_no, bent
from pipeline.speech.engines.neural.neural_engine import Neural
from pipeline.speech.engines.neural.neural_speech import model, pronouncer
from pipeline.speech.engines.neural.spectra import FRAME_SAMPLES
from pipeline.speech.places import places_of
from pipeline.speech.speaking import as_line
from pipeline.values.script import Role
from voices import _write, word_errors

HERE = Path(__file__).parent
PAGE = """---
title: What the Page Asks
---

The lamp went out. Nobody moved. Then somebody laughed, and the evening went on as it had.

Did the ferry leave on time? Was anybody on it? Why would anybody ask?

## What a keeper takes along

- a coil of rope
- two candles
- a letter that nobody has opened

Yes. Not yet. The wall (which had been mended twice) held. Is that all?
"""
_VOICED_HZ = 60.0
_EDGE_FRAMES = 24
"""300 ms, over which a beginning or an end is taken."""


def main() -> None:
    """Print what pitch does by place, and how many words are misheard."""
    utterances = list(_utterances(sys.argv[1:] or [str(HERE.parent / "essays" / "where-am-i.md")]))
    rows: dict[str, list[tuple[float, float]]] = {}
    for line, kind in utterances:
        before, after = _pitch(line)
        for name, hz in _measures(kind, line.text):
            rows.setdefault(name, []).append((hz(before), hz(after)))
    print(f"{len(utterances)} utterances")
    for name in sorted(rows):
        before, after = (statistics.median(it) for it in zip(*rows[name], strict=True))
        print(f"{name:<46} {before:6.2f} {after:6.2f}   of {len(rows[name])}")
    starts = rows["a sentence's beginning, Hz"]
    for said, values in zip(("before", "after"), zip(*starts, strict=True), strict=True):
        octaves = statistics.stdev(map(np.log2, values))
        print(f"spread of the pitch that sentences begin at, {said}: {12 * octaves:.1f} semitones")
    _hear([line for line, _ in utterances])


def _utterances(paths: list[str]) -> Iterator[tuple[Line, str]]:
    """Yield what is said, and its kind: its place, or ``heading``."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.md")
        page.write_text(PAGE, encoding="utf-8")
        for path in (*paths, str(page)):
            show = Show(root=HERE.parent)
            (essay,) = read_essays(path, show.for_reading)
            for chunk in cut_chunks(write_script(essay, show.for_script), show.casting):
                places = places_of([it.pause for it in chunk.utterances])
                for it, place in zip(chunk.utterances, places, strict=True):
                    line = as_line(it.spoken, it.readings)._replace(place=place)
                    yield line, "heading" if it.role is Role.HEADING else place or "within"


def _pitch(line: Line) -> tuple[np.ndarray, np.ndarray]:
    sounds = pronouncer().sounds(line.text, line.phonemes)
    spectra, known = model().spectra(sounds.symbols)
    frames = {index: at // FRAME_SAMPLES for index, at in zip(known, spectra.onsets, strict=False)}
    after = bent(spectra.pitch_hz, sounds.symbols, frames, line.text, line.place)
    return spectra.pitch_hz, after


def _measures(kind: str, text: str) -> Iterator:
    asks = "a yes or no question" if asks_for_yes_or_no(text) else ""
    asks = asks or ("another question" if text.endswith("?") else "")
    yield f"{asks or kind}: its end, of its mean", lambda hz: _end(hz) / _mean(hz)
    yield f"{kind}: its mean, Hz", _mean
    if kind in ("opens", "within", "closes"):
        yield "a sentence's beginning, Hz", _beginning


def _voiced(pitch_hz: np.ndarray) -> np.ndarray:
    return pitch_hz[pitch_hz > _VOICED_HZ]


def _mean(pitch_hz: np.ndarray) -> float:
    return float(np.exp(np.log(_voiced(pitch_hz)).mean()))


def _beginning(pitch_hz: np.ndarray) -> float:
    return float(np.median(_voiced(pitch_hz)[:_EDGE_FRAMES]))


def _end(pitch_hz: np.ndarray) -> float:
    return float(np.median(_voiced(pitch_hz)[-_EDGE_FRAMES // 2 :]))


def _hear(lines: list[Line]) -> None:
    """Print the share of words misheard, with melody and without."""
    judges = os.environ.get("JUDGES", sys.executable)
    engine = Neural(Manner(voice="heart", rate_wpm=165))
    for said, placed in (("as the model has it", False), ("with its melody", True)):
        with tempfile.TemporaryDirectory() as folder:
            for index, line in enumerate(lines):
                speech = engine.speak_placed(*line) if placed else engine.speak(*line[:2])
                _write(Path(folder, f"{index:03}.wav"), speech)
            argv = [judges, str(HERE / "voices_judges.py"), folder, "_heard"]
            done = subprocess.run(argv, capture_output=True, text=True, check=False)
        heard = json.loads(done.stdout.splitlines()[-1]).get("heard") if done.stdout else None
        if heard:
            errors = word_errors([line.text for line in lines], heard, len(lines))["wer_plain"]
            print(f"words misheard, {said}: {errors}")


if __name__ == "__main__":
    main()
