"""What the ears hear: good and damaged clips of every shipped voice, by kind of damage and by ear.

    .venv/bin/python benchmarks/listening.py [--clips 540]

Sentences are the project's own. Each clip is damaged in two of nine ways at the places where its
words begin. Thresholds may be moved by what the first half says, never by the other, which is what
counts; both are by the verdicts of the ears as they are, with Wilson intervals. "Unspliced" tells
the ears that the clip's own length is what its sounds take, as if the engine itself had erred:
there only what listens can find anything.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from pipeline.speech.engines import Manner, Speech, find_engine, load_engine
from pipeline.speech.engines.protocol import Engine
from pipeline.speech.listening import Verdict, listen
from pipeline.speech.listening.heard import Samples

HERE = Path(__file__).parent
MANNERS = {
    "narrator": Manner("heart", 165, 50),
    "heading": Manner("heart", 152, 46),
    "quote": Manner("tenor", 160, 50),
    "aside": Manner("alto", 172, 50),
    "guest": Manner("baritone", 165, 50),
    "bright": Manner("bright", 165, 50),
}
LONG_ENOUGH_S = 0.15
Z = 1.96


@dataclass(frozen=True, slots=True)
class Said:
    """One clip, what it was to be, and its samples."""

    text: str
    speech: Speech
    samples: Samples

    def word(self, which: int) -> tuple[int, int]:
        """Return where word *which* begins and ends."""
        starts = [*(at for *_, at in self.speech.words), self.samples.size]
        return starts[which], starts[which + 1]

    def long_words(self, lot: random.Random) -> int:
        """Return one of the words that are no mere breath, not the last."""
        least = LONG_ENOUGH_S * self.speech.rate_hz
        words = range(len(self.speech.words) - 1)
        return lot.choice([n for n in words if np.diff(self.word(n))[0] > least] or [0])


Damage = Callable[[Said, Said, random.Random], Samples]
"""Damages a clip; the second is another of the same voice."""


def cut(said: Said, _: Said, lot: random.Random) -> Samples:
    start, end = said.word(said.long_words(lot))
    return np.r_[said.samples[:start], said.samples[end:]]


def repeated(said: Said, _: Said, lot: random.Random) -> Samples:
    start, end = said.word(said.long_words(lot))
    return np.r_[said.samples[:end], said.samples[start:]]


def truncated(said: Said, _: Said, __: random.Random) -> Samples:
    start = said.word(len(said.speech.words) - 1)[0]
    end = start + int(np.flatnonzero(np.abs(said.samples[start:]) > 0.005)[-1])
    return np.r_[said.samples[: (start + end) // 2], said.samples[end:]]


def swapped(said: Said, _: Said, lot: random.Random) -> Samples:
    which = min(said.long_words(lot), len(said.speech.words) - 3)
    (start, middle), (_, end) = said.word(which), said.word(which + 1)
    x = said.samples
    return np.r_[x[:start], x[middle:end], x[start:middle], x[end:]]


def wrong_word(said: Said, other: Said, lot: random.Random) -> Samples:
    (start, end), (first, last) = (one.word(one.long_words(lot)) for one in (said, other))
    return np.r_[said.samples[:start], other.samples[first:last], said.samples[end:]]


def wrong_sentence(_: Said, other: Said, __: random.Random) -> Samples:
    return other.samples


def silenced(said: Said, _: Said, lot: random.Random) -> Samples:
    start, end = said.word(said.long_words(lot))
    samples = said.samples.copy()
    samples[start:end] = 0
    return samples


def garbled(said: Said, _: Said, lot: random.Random) -> Samples:
    n = round(0.3 * said.speech.rate_hz)
    loud = np.flatnonzero(np.abs(said.samples) > 0.02)
    start = lot.randrange(int(loud[0]), max(int(loud[-1]) - n, int(loud[0]) + 1))
    samples = said.samples.copy()
    samples[start : start + n] = samples[start : start + n][::-1]
    return samples


def clicking(said: Said, _: Said, lot: random.Random) -> Samples:
    samples = said.samples.copy()
    edge = slice(0, 4) if lot.random() < 0.5 else slice(samples.size - 4, samples.size)
    samples[edge] += lot.choice([-1, 1]) * lot.uniform(0.05, 0.5)
    return samples


DAMAGES: dict[str, Damage] = {
    "word cut": cut,
    "word repeated": repeated,
    "last word truncated": truncated,
    "two words swapped": swapped,
    "wrong word": wrong_word,
    "wrong sentence": wrong_sentence,
    "silence inside": silenced,
    "300 ms garble": garbled,
    "click at a join": clicking,
}


def sentences() -> list[str]:
    """Return the project's spoken sentences without figures, in an order of no meaning."""
    lines = (HERE / "voices_sentences.txt").read_text("utf-8").splitlines()
    for path in sorted(HERE.glob("spoken_*.tsv")):
        lines += [line.split("\t")[1] for line in path.read_text("utf-8").splitlines()
                  if "\t" in line and not line.startswith("#")]  # fmt: skip
    found = [line for line in dict.fromkeys(lines) if 25 <= len(line) <= 220]
    found = [line for line in found if not any(map(str.isdigit, line))]
    random.Random(7).shuffle(found)
    return found


@cache
def engine(name: str) -> Engine:
    return load_engine(find_engine("neural"))(MANNERS[name])


@dataclass(frozen=True, slots=True)
class Row:
    """One clip listened to."""

    voice: str
    kind: str
    unspliced: bool
    ears: dict[str, float]
    verdict: Verdict
    text: str
    reason: str
    cpu_s: float
    long_s: float


def judged(said: Said, samples: Samples, voice: str, kind: str, *, unspliced: bool = False) -> Row:
    told = said.speech.phonemes
    if unspliced:
        told = (*told[:-1], ("", samples.size))
    pcm = (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()
    began = time.process_time()
    speech = replace(said.speech, pcm=pcm, phonemes=told)
    manner = MANNERS[voice]
    judgement = listen(said.text, speech, manner.rate_wpm, f"neural/{manner.voice}")
    cpu_s = time.process_time() - began
    ears = {name: it.score for name, it in judgement.ears}
    return Row(voice, kind, unspliced, ears, judgement.verdict, said.text, judgement.reason, cpu_s,
               samples.size / speech.rate_hz)  # fmt: skip


def say(voice: str, text: str) -> Said:
    speech = engine(voice).speak(text)
    return Said(text, speech, np.frombuffer(speech.pcm, "<i2").astype(np.float32) / 32_768)


def listened(job: tuple[int, str, str, str]) -> list[Row]:
    """Speak two sentences by one voice, and listen to one of them, good and damaged twice."""
    number, voice, text, other_text = job
    lot = random.Random(number)
    said, other = say(voice, text), say(voice, other_text)
    rows = [judged(said, said.samples, voice, "good")]
    kinds = list(DAMAGES)
    turn = number // len(MANNERS)
    for kind in (kinds[turn % 9], kinds[(turn + 4) % 9]):
        samples = DAMAGES[kind](said, other, lot).astype(np.float32)
        rows += [judged(said, samples, voice, kind, unspliced=it) for it in (False, True)]
    return rows


def interval(found: int, of: int) -> str:
    """Return a share in per cent with its Wilson interval."""
    if not of:
        return "–"
    share = found / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    low, high = max(middle - half, 0), min(middle + half, 1)
    return f"{share:4.0%} ({low:.0%}–{high:.0%}) of {of}"


def found(rows: list[Row]) -> str:
    return interval(sum(row.verdict is not Verdict.HEARD for row in rows), len(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=540)
    n_clips = parser.parse_args().clips
    texts = sentences()[:n_clips]
    voices = list(MANNERS)
    jobs = [(n, voices[n % len(voices)], text, texts[n - 1]) for n, text in enumerate(texts)]
    with Pool(2) as pool:
        listened_to = pool.map(listened, jobs, chunksize=18)
    halves: list[list[Row]] = [[], []]
    for number, rows in enumerate(listened_to):
        halves[number // len(voices) % 2] += rows  # each half has every voice
    for name, half in zip(("fitting half", "other half"), halves, strict=True):
        good = [row for row in half if row.kind == "good"]
        bad = [row for row in half if row.kind != "good" and not row.unspliced]
        unspliced = [row for row in half if row.unspliced]
        print(f"\n## {name}: {len(good)} good, {len(bad)} damaged")
        print(f"false alarms {found(good)}; found {found(bad)}; unspliced {found(unspliced)}")
        print("\n| damage | found | unspliced | by ear |\n|---|---|---|---|")
        for kind in DAMAGES:
            these = [row for row in bad if row.kind == kind]
            by_ear = Counter(ear for row in these for ear in row.ears)
            said = ", ".join(f"{ear} {n}" for ear, n in by_ear.most_common())
            those = [row for row in unspliced if row.kind == kind]
            print(f"| {kind} | {found(these)} | {found(those)} | {said} |")
        print("\n| voice | false alarms | found | unspliced |\n|---|---|---|---|")
        for voice in voices:
            parts = ([row for row in part if row.voice == voice] for part in (good, bad, unspliced))
            print(f"| {voice} | {' | '.join(map(found, parts))} |")
        for row in good:
            if row.verdict is not Verdict.HEARD:
                print(f"- {row.voice}, {row.verdict}: {row.reason}: {row.text[:90]}")
    every = [row for half in halves for row in half]
    cost = sum(row.cpu_s for row in every) / sum(row.long_s for row in every)
    print(f"\ncost: {cost:.4f} CPU s a second of audio, all ears")


if __name__ == "__main__":
    main()
