"""What a fork of an engine worker costs, against speaking the shortest text in one.

    python benchmarks/fork_cost.py

Each text is spoken by a fork of the worker that has chosen the voice. Prints the median of both, in
turn, and their ratio.
"""

from __future__ import annotations

import os
import time
from statistics import median

from benchmark_notes import print_taken

import pipeline.speech.engines.preloaded  # noqa: F401 - what a worker holds
from pipeline.speech.engines import Manner, find_engine, load_engine

ROUNDS = 200


def fork_s() -> float:
    """Return the seconds until a fork that does nothing has ended."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return time.perf_counter() - began


def main() -> None:
    """Print both times and their ratio."""
    print_taken()
    engine = load_engine(find_engine("pyttsx3"))(Manner(voice="en-us"))
    forks, texts = [], []
    for _ in range(ROUNDS):
        forks.append(fork_s())
        began = time.perf_counter()
        engine.speak("a")
        texts.append(time.perf_counter() - began)
    fork_ms, text_ms = 1000 * median(forks), 1000 * median(texts)
    print(f"a fork {fork_ms:.2f} ms, the shortest text {text_ms:.2f} ms: {fork_ms / text_ms:.2f}")


if __name__ == "__main__":
    main()
