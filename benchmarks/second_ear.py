"""What the second ear hears of good and damaged clips, and what it costs.

    .venv/bin/python benchmarks/second_ear.py [--clips 96]     # with the extra: listen

Sentences, voices and damage are those of ``listening.py``; each sentence is heard good and damaged
in one way.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from listening import DAMAGES, MANNERS, interval, say, sentences

from pipeline.settings.running_settings import Places, Storage, StoreSettings
from pipeline.speech.listening.checking import EpisodeClip
from pipeline.speech.second_ear import listen_again
from pipeline.tools.clips import packed
from pipeline.tools.store import open_store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=96)
    texts = sentences()[: parser.parse_args().clips]
    kinds = [kind for kind in DAMAGES if "click" not in kind]  # no word is other for a click
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        store = open_store(StoreSettings(Storage(), Places(root, root / "state", root / "output")))
        clips, kind_of, long_s = [], {}, 0.0
        for n, text in enumerate(texts):
            voice = list(MANNERS)[n % len(MANNERS)]
            said, other = say(voice, text), say(voice, texts[n - 1])
            kind = kinds[n // len(MANNERS) % len(kinds)]
            damaged = DAMAGES[kind](said, other, random.Random(n))
            for what, samples in (("good", said.samples), (kind, damaged)):
                key = f"clips/{len(clips):064x}"
                pcm = (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()
                store.put(key, packed(pcm, said.speech.rate_hz, (), ()))
                clips.append(EpisodeClip(len(clips), key, 0.0, 0.0, text, text, 165))
                kind_of[key] = what
                long_s += samples.size / said.speech.rate_hz
        began = time.process_time()
        told = listen_again(clips, store)
        cost = (time.process_time() - began) / long_s
    doubted = defaultdict(list)
    for clip in clips:
        judged = told[clip.key]
        doubted[kind_of[clip.key]].append(judged.score >= 0.5)
        if kind_of[clip.key] == "good" and (judged.score >= 0.5 or judged.unsure):
            print(f"- {judged.reason}: {clip.text}")
    print("| damage | doubted |\n|---|---|")
    for kind, those in doubted.items():
        print(f"| {kind} | {interval(sum(those), len(those))} |")
    print(f"\n{cost:.3f} CPU s a second of sound")


if __name__ == "__main__":
    main()
