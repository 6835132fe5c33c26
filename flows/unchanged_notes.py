"""The notes by which :mod:`flows.unchanged` knows that nothing changed, written after a run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from flows.episode_clips import FOLDER as CLIPS
from flows.episode_clips import read_episode_clips
from flows.kept_episodes import FOLDER as EPISODES
from flows.produced import Produced
from flows.unchanged import Asked, MadeEpisode, digest_of, inputs_digest, listings
from pipeline.errors import EssaycastError
from pipeline.publication.catalogue import RECORD_FILE, read_record
from pipeline.reading.importing.fetched_pictures import pictures_in
from pipeline.settings.show import Show
from pipeline.tools.private_folders import private_folder
from pipeline.values.essay import Essay


def made_episode(produced: Produced, moment: str) -> MadeEpisode:
    """Return what a command tells of *produced*, whose essay was written at *moment*."""
    return MadeEpisode(moment, produced.length, produced.as_json())


def can_be_noted(show: Show, *, online: bool) -> bool:
    """Tell whether nothing but files of this machine decides what stands published."""
    return not show.storage.url and not (online and show.goes_online)


def inputs_before(asked: Asked, show: Show, essays: Sequence[Essay]) -> tuple[str, list[str]]:
    """Return the digest of what is read, and the further files in it, before a run begins.

    Args:
        asked: The source and its show.
        show: The show, as it was read.
        essays: Of the source.
    """
    others = sorted(set(map(str, _others(asked, show, essays))))
    return inputs_digest(asked, others), others


def note_unchanged(
    asked: Asked,
    inputs: tuple[str, list[str]],
    source: str,
    show: Show,
    episodes: Sequence[MadeEpisode],
) -> None:
    """Note that *episodes* are all there is to make of what is *asked*, and how they stand now.

    Nothing is noted where a file of them is not as their records say, or sounds otherwise than it
    was laid: made again, it may be right.
    """
    digest, others = inputs
    with suppress(OSError, EssaycastError):
        clips = [read_episode_clips(show.state, str(one.item["slug"])) for one in episodes]
        if any(clip.fault for of_one in clips for clip in of_one or ()):
            return
        note = {
            "inputs": digest,
            "others": others,
            "source": source,
            "show": show.title,
            "output": str(show.output_folder),
            "made": _made(show, [str(one.item["slug"]) for one in episodes]),
            "episodes": [
                {"moment": one.moment, "length": one.length, "item": dict(one.item)}
                for one in episodes
            ],
        }
        private_folder(asked.note.parent)
        aside = asked.note.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(note), encoding="utf-8")
        aside.replace(asked.note)


def _made(show: Show, slugs: Sequence[str]) -> Mapping[str, str]:
    """Return path and digest of all files of the episodes, of what lists and what checks them."""
    output = show.output_folder
    made = {str(path): digest_of(path) for path in listings(output)}
    for slug in slugs:
        folder = output / slug
        record = folder / RECORD_FILE
        made[str(record)] = digest_of(record)
        made |= {str(folder / file.name): file.sha256 for file in read_record(folder).files}
        for kept in (CLIPS, EPISODES):
            path = show.state / kept / f"{slug}.json"
            made[str(path)] = digest_of(path)
    return made


def _others(asked: Asked, show: Show, essays: Sequence[Essay]) -> Iterator[Path]:
    """Yield the files of this machine that essays and show name."""
    music = (show.music.intro, show.music.outro, show.music.section)
    for name in (*music, show.artwork.picture):
        if name:
            yield show.root / name
    for essay in essays:
        for url in (*pictures_in(essay), essay.image):
            if url and "://" not in url:
                yield asked.source.parent / url
        for sentence in essay.directions.sentences:
            if sentence.delivery.recording:
                yield Path(sentence.delivery.recording)
