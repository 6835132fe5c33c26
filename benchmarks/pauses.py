"""How long the natural voice pauses, by place: within sentences as heard, between them as set.

Run with ``python benchmarks/pauses.py``. Within a sentence a pause is the longest stretch, between
the word before a sign and the word after it, that is 40 dB below the sentence's loudest 10 ms.
What readers do stands beside it in docs/voices.md, with where that was published.
"""

from __future__ import annotations

import statistics
from itertools import pairwise

import numpy as np

from pipeline.languages import readings, spoken
from pipeline.settings.sound_settings import Pauses
from pipeline.speech.engines import Manner, Speech
from pipeline.speech.engines.neural.neural_engine import Neural
from pipeline.speech.speaking import as_line
from voices import LEXICON, SENTENCES

SIGNS = {",": "comma", ";": "semicolon", ":": "colon", "—": "dash", "–": "dash"}
_FRAME_S = 0.01
_QUIET_DB = -40
_EARLY_S = 0.12
"""A word's time is where its first sound begins, give or take this."""


def main() -> None:
    """Print a row for each sign, and what is set between sentences."""
    engine = Neural(Manner(voice="heart", rate_wpm=165))
    heard: dict[str, list[float]] = {}
    for text in filter(None, SENTENCES.read_text("utf-8").split("\n")):
        form = spoken(text, lexicon=LEXICON).text
        line, phonemes = as_line(form, readings(form, lexicon=LEXICON))[:2]
        for sign, pause_ms in pauses(line, engine.speak(line, phonemes)):
            heard.setdefault(SIGNS[sign], []).append(pause_ms)
    for name, found in heard.items():
        low, middle, high = statistics.quantiles(found, n=4) if len(found) > 1 else found * 3
        print(f"{name:<10} {middle:5.0f} ms   half within {low:.0f} to {high:.0f}   ({len(found)})")
    for name, set_ms in Pauses().model_dump().items():
        print(f"{name:<10} {set_ms:5} ms   as set")


def pauses(text: str, speech: Speech) -> list[tuple[str, float]]:
    """Return each sign within *text*, and how long the voice is silent at it, in milliseconds."""
    samples = np.frombuffer(speech.pcm, "<i2").astype(np.float64)
    frame = round(_FRAME_S * speech.rate_hz)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    power = (frames**2).mean(axis=1)
    quiet = power < power.max() * 10 ** (_QUIET_DB / 10)
    found = []
    early = round(_EARLY_S / _FRAME_S)
    for (_, end, at), (_, _, following) in pairwise(speech.words):
        sign = text[end - 1]
        if sign in SIGNS:
            within = quiet[at // frame : following // frame + early]
            edges = np.flatnonzero(np.diff(np.concatenate([[0], within.astype(int), [0]])))
            runs = edges[1::2] - edges[::2]
            found.append((sign, float(max(runs, default=0)) * 1000 * _FRAME_S))
    return found


if __name__ == "__main__":
    main()
