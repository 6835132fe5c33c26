"""False alarms of the ears on real text: essays of one's own, spoken well by the shipped voices.

    .venv/bin/python benchmarks/false_alarms.py DIR [--sentences 1500] [--keep DIR]

Every file of DIR is read and worded as an episode of it would be. From each, stretches are taken
evenly, until all together have the number of sentences; each is spoken by the default narrator
(``heart``) and every second also by one of the other voices in turn. What is doubted is printed
with its reason. Nothing is wrong with these clips but what the engine itself gets wrong, so each
is to be heard. ``--keep`` leaves the clips, so that other ears can listen to them without speaking
again.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from listening import MANNERS, interval

from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.running_settings import Machine, Places, Storage, StoreSettings
from pipeline.settings.show import Show
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.listening.checking import EpisodeClip, Finding, check
from pipeline.speech.manner import heard_voice
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.store import Store, open_store
from pipeline.values.sound import Chunk, VoiceProfile

DEFAULT, *OTHERS = (
    VoiceProfile(name, "neural", manner.voice, manner.rate_wpm, manner.pitch)
    for name, manner in MANNERS.items()
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one essay by some of the voices."""

    essay: str
    voices: Counter[str]
    """Sentences spoken, by voice."""
    findings: tuple[tuple[str, Finding], ...]
    """Voice, and what was not simply heard."""
    again: int
    """Takes that were said again, since they were not as written."""
    cpu_s: float
    long_s: float


def stretches(path: Path, n_sentences: int) -> Iterator[Chunk]:
    """Yield chunks that lie evenly in *path* and together have *n_sentences*, or what there is."""
    show = Show(root=path.parent)
    chunks = []
    for essay in read_essays(str(path), show.for_reading):
        chunks += cut_chunks(write_script(essay, show.for_script), show.casting)
    sentences = sum(len(chunk.utterances) for chunk in chunks)
    step = max(sentences / n_sentences, 1.0)
    taken = seen = 0
    for chunk in chunks:
        seen += len(chunk.utterances)
        if seen / step > taken:
            taken += len(chunk.utterances)
            yield chunk


def hear(job: tuple[Path, int, Path]) -> Heard:
    """Speak an essay's stretches and listen to them."""
    path, n_sentences, folder = job
    store = kept_in(folder)
    again = Counter[str]()
    logging.getLogger("pipeline").addFilter(lambda record: again.update([record.msg]) or False)
    voices: Counter[str] = Counter()
    findings: list[tuple[str, Finding]] = []
    cpu_s = long_s = 0.0
    with SpeechPool(folder, Machine(workers=1)) as pool:
        for n, chunk in enumerate(stretches(path, n_sentences), sum(path.name.encode())):
            other = OTHERS[n // 2 % len(OTHERS)]
            for profile in (DEFAULT, other) if n % 2 else (DEFAULT,):
                clips = said(replace(chunk, profile=profile), store, pool)
                began = time.process_time()
                checked = check(clips, store)
                cpu_s += time.process_time() - began
                long_s += sum(clip.end_s for clip in clips)
                voices[profile.name] += len(clips)
                findings += [(profile.name, it) for it in checked.findings]
    return Heard(path.name, voices, tuple(findings), again.total(), cpu_s, long_s)


def said(chunk: Chunk, store: Store, pool: SpeechPool) -> list[EpisodeClip]:
    """Speak *chunk* if the store does not have it, and return its clips to be checked."""
    return [
        EpisodeClip(
            n, clip.key, 0.0, clip.n_samples / clip.rate_hz, it.text, it.spoken,
            chunk.profile.rate_wpm, speaker=heard_voice(chunk.profile),
        )
        for n, (clip, it) in enumerate(
            zip(speak(chunk, store, pool).clips, chunk.utterances, strict=True)
        )
    ]  # fmt: skip


def kept_in(folder: Path) -> Store:
    return open_store(StoreSettings(Storage(), Places(folder, folder / "state", folder / "output")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("essays", type=Path)
    parser.add_argument("--sentences", type=int, default=1_500)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    paths = sorted(path for path in asked.essays.iterdir() if path.is_file())
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as workers:
        kept = (asked.keep or Path(folder)).resolve()
        each = -(-asked.sentences // len(paths))
        every = list(workers.map(hear, [(path, each, kept) for path in paths]))
    voices = sum((heard.voices for heard in every), Counter())
    doubted = Counter[str]()
    for heard in every:
        n_sentences = heard.voices[DEFAULT.name]
        print(f"\n## {heard.essay}: {n_sentences} sentences, {len(heard.findings)} not just heard")
        for voice, finding in heard.findings:
            judgement, text = finding.judgement, finding.clip.spoken
            print(f"- {voice}, {judgement.verdict}: {judgement.reason}\n  {text}")
            doubted[voice] += 1
            doubted[judgement.verdict] += 1
    print("\n| voice | not just heard |\n|---|---|")
    for voice in MANNERS:
        print(f"| {voice} | {interval(doubted[voice], voices[voice])} |")
    print(f"| all | {interval(sum(doubted[it] for it in MANNERS), voices.total())} |")
    print({str(kind): n for kind, n in doubted.items() if kind not in MANNERS}, end=", ")
    print(f"said again {sum(heard.again for heard in every)}")
    cost = sum(heard.cpu_s for heard in every) / sum(heard.long_s for heard in every)
    print(f"cost of what was not heard before: {cost:.4f} CPU s a second of audio, all ears")


if __name__ == "__main__":
    main()
