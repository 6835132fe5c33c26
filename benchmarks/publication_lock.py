"""How long the publication's lock is held for an episode, by how many there are already.

    python benchmarks/publication_lock.py [EPISODES …]

An episode of 16 minutes is made once; then shows are filled with copies of it, each with a name
and number of its own, and it is published into each as a new one, five times. What is timed is how
long others would have to wait.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmark_notes import print_taken

from essays import essay
from pipeline.publication import publish, publishing, rebuild
from pipeline.publication.artwork import episode_art
from pipeline.publication.card import card_of
from pipeline.publication.catalogue import RECORD_FILE
from pipeline.publication.identity import identify
from pipeline.publication.workshop import workshop
from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.running_settings import Places
from pipeline.settings.show import Show
from pipeline.sound.encoding import encode
from pipeline.sound.master import master
from pipeline.sound.timeline import stitch
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode

WORDS = 3_100
REPEATS = 5


def main(counts: list[int]) -> None:
    """Print the time for each number of episodes, and what each more of them adds."""
    print_taken()
    medians = []
    with tempfile.TemporaryDirectory(prefix="publication-lock-") as folder:
        made = _made(Path(folder))
        for count in counts:
            show = Show(root=Path(folder) / str(count))
            took = _published(made, show, count)
            medians.append(statistics.median(took))
            print(
                f"{count:6} episodes: {medians[-1]:6.3f} s ({min(took):.3f} to {max(took):.3f})",
                flush=True,
            )
    if len(counts) > 1:
        each = (medians[-1] - medians[0]) / (counts[-1] - counts[0])
        print(f"an episode more: {1_000 * each:.3f} ms")


def _made(folder: Path) -> Episode:
    """Go the whole way but for the last stage."""
    show = Show(root=folder)
    (folder / "keeper.md").write_text(essay(WORDS))
    [read] = read_essays(str(folder / "keeper.md"), show.for_reading)
    identity, script, store = (
        identify(read, show.for_publication),
        write_script(read, show.for_script),
        open_store(show.store),
    )
    with SpeechPool(show.root, show.machine) as pool, ThreadPoolExecutor(32) as threads:
        spoken = tuple(
            threads.map(lambda c: speak(c, store, pool), cut_chunks(script, show.casting))
        )
    timeline = stitch(script, spoken, store, show.for_sound, show.machine)
    artwork = episode_art(show.channel.imprint, read.title, read.date, identity.number)
    picture = folder / "keeper.jpg"
    picture.write_bytes(artwork)
    named = Episode(identity, read, script, timeline, (), picture)
    card = card_of(named, show.channel.imprint)
    mastered = master(timeline, store, show.audio, show.machine)
    target = folder / "keeper.mp3"
    audio = encode(timeline, mastered, target, store, show.audio, show.machine, card)
    return replace(named, media=(audio,))


def _published(made: Episode, show: Show, count: int) -> list[float]:
    """Fill *show* with *count* episodes and publish *made* as one more, again and again, timed."""
    show.root.mkdir(exist_ok=True)
    if count:
        first = publish(made, show.for_publication).folder
        record = json.loads((first / RECORD_FILE).read_text())
        for number in range(2, count + 1):
            copy = show.output_folder / f"copy-{number}"
            shutil.copytree(first, copy, copy_function=os.link)
            (copy / RECORD_FILE).unlink()
            other = record | {"slug": copy.name, "guid": f"copy-{number}", "number": number}
            (copy / RECORD_FILE).write_text(json.dumps(other))
        rebuild(show.for_publication)
    held: list[float] = []

    @contextmanager
    def timed(places: Places) -> Iterator[Path]:
        with workshop(places) as bench:
            began = time.perf_counter()
            yield bench
            held.append(time.perf_counter() - began)

    publishing.workshop = timed  # type: ignore[attr-defined]
    for number in range(count + 1, count + 1 + REPEATS):
        identity = replace(made.identity, slug=f"new-{number}", guid=f"new-{number}", number=number)
        publish(replace(made, identity=identity), show.for_publication)
    publishing.workshop = workshop  # type: ignore[attr-defined]
    return held


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [0, 400, 2_000])
