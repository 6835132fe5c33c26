"""The stages as Prefect tasks: names, retries, and nothing a stage could do itself.

What passes between tasks is small: structure, paths and keys; samples stay in the store. Results
are not persisted: every stage is fast or keeps its own work by content, which outlives a run that
was killed and, unlike a persisted result, notices when what it points at is gone. Time limits
live where the work can be ended for sure: at each engine call, subprocess and download.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect.cache_policies import NO_CACHE
from prefect.tasks import Task

from flows.pool import speech_pool
from flows.runs import may_pass
from flows.sources import essay_of
from pipeline.artwork import episode_art
from pipeline.chunks import cut_chunks
from pipeline.encoding import encode as encode_parts
from pipeline.master import Master
from pipeline.master import master as measure_timeline
from pipeline.notes import show_notes
from pipeline.publication import Publication
from pipeline.publication import publish as publish_episode
from pipeline.script import write_script
from pipeline.show import Show
from pipeline.speech import speak
from pipeline.store import open_store
from pipeline.tags import tag as write_tags
from pipeline.timeline import stitch as lay_out
from pipeline.values.episode import AudioFile, Episode, Identity
from pipeline.values.essay import Essay
from pipeline.values.script import Script
from pipeline.values.sound import Chunk, SpokenChunk, Timeline

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _stage(name: str, **options: Any) -> Callable[[Callable[_P, _R]], Task[_P, _R]]:  # noqa: ANN401 - options are Prefect's own
    """Make a stage a task that keeps nothing itself."""
    decorate: Callable[[Callable[_P, _R]], Task[_P, _R]] = prefect.task(
        name=name, cache_policy=NO_CACHE, persist_result=False, **options
    )
    return decorate


@_stage(
    "read",
    retries=3,
    retry_delay_seconds=[2, 10, 30],
    retry_jitter_factor=0.3,
    retry_condition_fn=may_pass,
)
def read(source: str, key: str, show: Show) -> Essay:
    """Read one essay of a source."""
    return essay_of(source, key, show)


@_stage("script")
def script(essay: Essay, show: Show) -> tuple[Script, tuple[Chunk, ...]]:
    """Write the script and cut it into chunks."""
    written = write_script(essay, show)
    return written, cut_chunks(written, show)


@_stage("synthesise", task_run_name="speak {chunk.id}")
def synthesise(chunk: Chunk, show: Show) -> SpokenChunk:
    """Speak one chunk; retries in a fresh engine worker happen below."""
    return speak(chunk, open_store(show), speech_pool(show))


@_stage("stitch")
def stitch(written: Script, spoken: tuple[SpokenChunk, ...], show: Show) -> Timeline:
    """Lay clips, pauses and music on one timeline."""
    return lay_out(written, spoken, open_store(show), show)


@_stage("master")
def master(timeline: Timeline, show: Show) -> Master:
    """Measure the timeline and decide its gain."""
    return measure_timeline(timeline, open_store(show), show)


@_stage("encode")
def encode(timeline: Timeline, mastered: Master, target: Path, show: Show) -> AudioFile:
    """Encode, decode again and measure."""
    return encode_parts(timeline, mastered, target, open_store(show), show)


@_stage("tag")
def tag(
    audio: AudioFile,
    essay: Essay,
    written: Script,
    timeline: Timeline,
    identity: Identity,
    show: Show,
) -> Episode:
    """Write the tags and bring together all of the episode."""
    artwork = episode_art(show, essay.title, essay.date, identity.number)
    picture = audio.path.with_suffix(".jpg")
    picture.write_bytes(artwork)
    untold = Episode(identity, essay, written, timeline, audio, picture)
    tagged = write_tags(
        audio,
        show=show,
        identity=identity,
        script=written,
        timeline=timeline,
        notes=show_notes(untold, show).plain,
        artwork=artwork,
    )
    return Episode(identity, essay, written, timeline, tagged, picture)


@_stage("publish")
def publish(episode: Episode, show: Show) -> Publication:
    """Check the episode and move it in whole."""
    return publish_episode(episode, show)
