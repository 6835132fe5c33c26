"""The stages as Prefect tasks: names, retries, and nothing a stage could do itself.

What passes between tasks is opaque, and small: structure, paths and keys; samples stay in the
store. Results
are not persisted: every stage is fast or keeps its own work by content, which outlives a run that
was killed and, unlike a persisted result, notices when what it points at is gone. Time limits
live where the work can be ended for sure: at each engine call, subprocess and download.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger
from prefect.tasks import Task

from flows.episode_films import with_films
from flows.opaque import Opaque
from flows.runs import may_pass
from flows.shared_pool import speech_pool
from flows.sources import essay_with_pictures
from pipeline.publication import Publication
from pipeline.publication import publish as publish_episode
from pipeline.publication.artwork import drawn, episode_art, essay_shape
from pipeline.publication.card import card_of
from pipeline.publication.identity import identify as identify_essay
from pipeline.publication.pictures import lead_picture
from pipeline.script import write_script
from pipeline.settings.publication_settings import Imprint, PublicationSettings
from pipeline.settings.reading_settings import ReadingSettings
from pipeline.settings.running_settings import Resources
from pipeline.settings.script_settings import ScriptSettings
from pipeline.settings.sound_settings import Audio, SoundSettings
from pipeline.settings.speech_settings import Casting
from pipeline.settings.video_settings import FilmSettings
from pipeline.sound.encoding import encode as encode_parts
from pipeline.sound.master import Master
from pipeline.sound.master import master as measure_timeline
from pipeline.sound.timeline import stitch as lay_out
from pipeline.speech.chunks import cut_chunks
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak, spoken_before
from pipeline.tools.formats import Card
from pipeline.tools.store import open_store
from pipeline.values.episode import Episode, Identity
from pipeline.values.essay import Essay
from pipeline.values.script import Script
from pipeline.values.sound import Chunk, SpokenChunk, Timeline

_STORE_READERS = 4
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
def read(source: str, key: str, settings: Opaque[ReadingSettings]) -> Opaque[Essay]:
    """Read one essay of a source."""
    return Opaque(essay_with_pictures(source, key, settings.value))


@_stage("identify")
def identify(essay: Opaque[Essay], settings: Opaque[PublicationSettings]) -> Opaque[Identity]:
    """Find what the episode is known by for ever."""
    return Opaque(identify_essay(essay.value, settings.value))


@_stage("script")
def script(
    essay: Opaque[Essay], settings: Opaque[ScriptSettings], casting: Opaque[Casting]
) -> tuple[Opaque[Script], *tuple[Opaque[Chunk], ...]]:
    """Write the script and cut it into chunks.

    One flat tuple, since Prefect draws edges from the parts of a result, but not from parts of
    its parts.
    """
    written = write_script(essay.value, settings.value)
    for told in written.unmet:
        get_run_logger().warning("%s", told)
    return (Opaque(written), *map(Opaque, cut_chunks(written, casting.value)))


@_stage("recall")
def recall(
    chunks: tuple[Opaque[Chunk], ...], resources: Opaque[Resources]
) -> tuple[Opaque[SpokenChunk], ...]:
    """Take from the store the chunks that were spoken before, each whole.

    One task run for all of it: one for each chunk took half of what an edited sentence takes.
    """
    pool = _pool(resources.value)
    store = open_store(resources.value.store)
    with ThreadPoolExecutor(_STORE_READERS) as readers:  # a store may be far away
        found = readers.map(lambda chunk: spoken_before(chunk.value, store, pool), chunks)
        return tuple(Opaque(spoken) for spoken in found if spoken)


@_stage("synthesise", run_name="speak {chunk}")
def synthesise(chunk: Opaque[Chunk], resources: Opaque[Resources]) -> Opaque[SpokenChunk]:
    """Speak one chunk; retries in a fresh engine worker happen below."""
    return Opaque(speak(chunk.value, open_store(resources.value.store), _pool(resources.value)))


def _pool(resources: Resources) -> SpeechPool:
    return speech_pool(resources.store.places.root, resources.machine)


@_stage("stitch")
def stitch(
    written: Opaque[Script],
    spoken: tuple[Opaque[SpokenChunk], ...],
    settings: Opaque[SoundSettings],
    resources: Opaque[Resources],
) -> Opaque[Timeline]:
    """Lay clips, pauses and music on one timeline."""
    chunks = tuple(chunk.value for chunk in spoken)
    store, machine = open_store(resources.value.store), resources.value.machine
    return Opaque(lay_out(written.value, chunks, store, settings.value, machine))


@_stage("master")
def master(
    timeline: Opaque[Timeline], audio: Opaque[Audio], resources: Opaque[Resources]
) -> Opaque[Master]:
    """Measure the timeline and decide its gain."""
    store, machine = open_store(resources.value.store), resources.value.machine
    return Opaque(measure_timeline(timeline.value, store, audio.value, machine))


@_stage("draw")
def draw(
    essay: Opaque[Essay],
    identity: Opaque[Identity],
    target: Path,
    settings: Opaque[PublicationSettings],
) -> Opaque[Path]:
    """Draw the episode's own artwork, unless it was drawn before."""
    target.write_bytes(artwork_of(essay.value, identity.value, settings.value))
    return Opaque(target)


def artwork_of(essay: Essay, identity: Identity, settings: PublicationSettings) -> bytes:
    """Return the artwork of *essay* as JPEG, from the store if it was drawn before."""
    words = (settings.channel.imprint, essay.title, essay.date, identity.number)
    shape = essay_shape(essay)
    picture = lead_picture(essay, settings.places.root, settings.pictures)
    return drawn(
        open_store(settings.store),
        (words, shape, picture),
        lambda: episode_art(*words, shape=shape, picture=picture),
    )


@_stage("tag")
def tag(
    essay: Opaque[Essay],
    identity: Opaque[Identity],
    written: Opaque[Script],
    timeline: Opaque[Timeline],
    artwork: Opaque[Path],
    imprint: Opaque[Imprint],
) -> tuple[Opaque[Episode], Opaque[Card]]:
    """Bring together what the episode is, still without sound, and what its tags say."""
    episode = Episode(identity.value, essay.value, written.value, timeline.value, (), artwork.value)
    return Opaque(episode), Opaque(card_of(episode, imprint.value))


@_stage("encode")
def encode(
    episode: Opaque[Episode],
    card: Opaque[Card],
    mastered: Opaque[Master],
    folder: Path,
    audio: Opaque[Audio],
    resources: Opaque[Resources],
) -> Opaque[Episode]:
    """Encode under its tags, decode again and measure: a file for each format."""
    store, machine = open_store(resources.value.store), resources.value.machine
    about = episode.value
    media = tuple(
        encode_parts(
            about.timeline,
            mastered.value,
            folder / f"{about.identity.slug}.{one.format}",
            store,
            one,
            machine,
            card.value,
        )
        for one in audio.value.each
    )
    return Opaque(replace(about, media=media))


@_stage("film")
def film(
    episode: Opaque[Episode],
    folder: Path,
    settings: Opaque[FilmSettings],
    resources: Opaque[Resources],
) -> Opaque[Episode]:
    """Make the episode's films, one for each size."""
    return Opaque(with_films(episode.value, settings.value, resources.value, folder))


@_stage("publish")
def publish(episode: Opaque[Episode], settings: Opaque[PublicationSettings]) -> Opaque[Publication]:
    """Check the episode and move it in whole."""
    return Opaque(publish_episode(episode.value, settings.value))
