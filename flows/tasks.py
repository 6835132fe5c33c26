"""The stages as Prefect tasks: names, retries, and nothing a stage could do itself.

What passes between tasks is sealed, and small: structure, paths and keys; samples stay in the
store. Results
are not persisted: every stage is fast or keeps its own work by content, which outlives a run that
was killed and, unlike a persisted result, notices when what it points at is gone. Time limits
live where the work can be ended for sure: at each engine call, subprocess and download.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect.cache_policies import NO_CACHE
from prefect.tasks import Task

from flows.opaque import Sealed
from flows.runs import may_pass
from flows.shared_pool import speech_pool
from flows.sources import essay_of
from pipeline.publication import Publication
from pipeline.publication import publish as publish_episode
from pipeline.publication.artwork import episode_art
from pipeline.publication.notes import show_notes
from pipeline.publication.tags import tag as write_tags
from pipeline.script import write_script
from pipeline.settings.show import Show
from pipeline.sound.encoding import encode as encode_parts
from pipeline.sound.master import Master
from pipeline.sound.master import master as measure_timeline
from pipeline.sound.timeline import stitch as lay_out
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.speaking import speak
from pipeline.tools.store import open_store
from pipeline.values.episode import AudioFile, Episode, Identity
from pipeline.values.essay import Essay
from pipeline.values.script import Script
from pipeline.values.sound import Chunk, SpokenChunk, Timeline

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _stage(
    name: str,
    *,
    run_name: str = "",
    **options: Any,  # noqa: ANN401 - options are Prefect's own
) -> Callable[[Callable[_P, _R]], Task[_P, _R]]:
    """Make a stage a task that keeps nothing itself."""
    decorate: Callable[[Callable[_P, _R]], Task[_P, _R]] = prefect.task(
        name=name,
        task_run_name=run_name or name,
        cache_policy=NO_CACHE,
        persist_result=False,
        **options,
    )
    return decorate


@_stage(
    "read",
    retries=3,
    retry_delay_seconds=[2, 10, 30],
    retry_jitter_factor=0.3,
    retry_condition_fn=may_pass,
)
def read(source: str, key: str, show: Sealed[Show]) -> Sealed[Essay]:
    """Read one essay of a source."""
    return Sealed(essay_of(source, key, show.value))


@_stage("script")
def script(
    essay: Sealed[Essay], show: Sealed[Show]
) -> tuple[Sealed[Script], *tuple[Sealed[Chunk], ...]]:
    """Write the script and cut it into chunks.

    One flat tuple, since Prefect draws edges from the parts of a result, but not from parts of
    its parts.
    """
    written = write_script(essay.value, show.value)
    return (Sealed(written), *map(Sealed, cut_chunks(written, show.value)))


@_stage("synthesise", run_name="speak {chunk}")
def synthesise(chunk: Sealed[Chunk], show: Sealed[Show]) -> Sealed[SpokenChunk]:
    """Speak one chunk; retries in a fresh engine worker happen below."""
    return Sealed(speak(chunk.value, open_store(show.value), speech_pool(show.value)))


@_stage("stitch")
def stitch(
    written: Sealed[Script], spoken: tuple[Sealed[SpokenChunk], ...], show: Sealed[Show]
) -> Sealed[Timeline]:
    """Lay clips, pauses and music on one timeline."""
    chunks = tuple(chunk.value for chunk in spoken)
    return Sealed(lay_out(written.value, chunks, open_store(show.value), show.value))


@_stage("master")
def master(timeline: Sealed[Timeline], show: Sealed[Show]) -> Sealed[Master]:
    """Measure the timeline and decide its gain."""
    return Sealed(measure_timeline(timeline.value, open_store(show.value), show.value))


@_stage("encode")
def encode(
    timeline: Sealed[Timeline], mastered: Sealed[Master], target: Path, show: Sealed[Show]
) -> Sealed[AudioFile]:
    """Encode, decode again and measure."""
    store = open_store(show.value)
    return Sealed(encode_parts(timeline.value, mastered.value, target, store, show.value))


@_stage("tag")
def tag(
    audio: Sealed[AudioFile],
    essay: Sealed[Essay],
    written: Sealed[Script],
    timeline: Sealed[Timeline],
    identity: Identity,
    show: Sealed[Show],
) -> Sealed[Episode]:
    """Write the tags and bring together all of the episode."""
    artwork = episode_art(show.value, essay.value.title, essay.value.date, identity.number)
    picture = audio.value.path.with_suffix(".jpg")
    picture.write_bytes(artwork)
    episode = Episode(identity, essay.value, written.value, timeline.value, audio.value, picture)
    tagged = write_tags(
        audio.value,
        show=show.value,
        identity=identity,
        script=written.value,
        timeline=timeline.value,
        notes=show_notes(episode, show.value).plain,
        artwork=artwork,
    )
    return Sealed(replace(episode, audio=tagged))


@_stage("publish")
def publish(episode: Sealed[Episode], show: Sealed[Show]) -> Sealed[Publication]:
    """Check the episode and move it in whole."""
    return Sealed(publish_episode(episode.value, show.value))
