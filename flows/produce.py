"""The produce flow: one essay becomes one published episode.

Import this module only after :func:`flows.server.ensure_server`: Prefect reads its settings
when it is first imported.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Annotated

from prefect import flow, get_run_logger
from prefect.futures import as_completed
from prefect.runtime import flow_run

from flows import tasks
from flows.episode_clips import clips_of, keep_episode_clips, with_faults
from flows.going_online import put_online
from flows.kept_episodes import keep_episode, keep_run
from flows.ledger import note_published
from flows.listened import listened
from flows.opaque import Opaque
from flows.produced import Produced
from flows.progress import Progress, tell
from flows.runners import task_runner
from flows.runs import completed, failing_in_words, introduce, keep_word, rename, tag_outcome
from flows.shared_pool import refuse_missing, speech_pool
from flows.telling_prefect import record
from flows.ui.forms import asked
from flows.ui.reports import progress_shown, report_episode
from flows.ui.ui_links import files_url
from flows.work_folder import work_folder
from pipeline.reading import source_name
from pipeline.settings.running_settings import Resources
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
from pipeline.sound.music import require_music
from pipeline.speech.casting import narrator_modules
from pipeline.tools.process_tuning import give_back, keep_little
from pipeline.values.episode import Identity
from pipeline.values.essay import Essay
from pipeline.values.sound import Chunk, SpokenChunk


@dataclass(slots=True)
class _Way:
    """Times the stages of one run and tells how far it is."""

    episode: str
    began: float = field(default_factory=time.perf_counter)
    timings_s: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, total: int = 1) -> Iterator[None]:
        """Time the stage *name* of *total* parts."""
        began = time.perf_counter()
        self.tell(name, 0, total)
        yield
        give_back()  # what one stage worked with is of no use to the next
        self.tell(name, total, total)
        self.timings_s[name] = time.perf_counter() - began

    def tell(self, name: str, done: int, total: int) -> None:
        """Tell that *done* of *total* parts of the stage *name* are there."""
        tell(Progress(self.episode, name, done, total))


def show_of(show_file: str, output: str) -> Show:
    """Return the show a run is for.

    Args:
        show_file: Path of its ``show.toml``; empty for the current folder's, or defaults.
        output: Folder to publish to; empty for what the show says.
    """
    show = load_show(Path(show_file) if show_file else None)
    return show.published_in(output) if output else show


@flow(
    name="produce",
    flow_run_name="produce",
    on_completion=[tag_outcome],
    on_failure=[tag_outcome],
    on_crashed=[tag_outcome],
)
@failing_in_words
def produce_episode(
    source: Annotated[
        str,
        asked(
            "Source",
            "A file (Markdown, HTML, text, EPUB …), feed, article URL, export, archive or folder.",
            min_length=1,
        ),
    ],
    essay: Annotated[
        str,
        asked(
            "Essay",
            "Title or key of one essay of a source that holds several.",
        ),
    ] = "",
    show_file: Annotated[
        str,
        asked("Show", "Path of show.toml; empty for the worker's own."),
    ] = "",
    output: Annotated[
        str,
        asked("Output", "Folder to publish to; empty for the show's."),
    ] = "",
    online: Annotated[
        bool,
        asked("Put online", "Copy it to where [publish] url of show.toml says, if it says so."),
    ] = True,
    cached_only: Annotated[
        bool,
        asked("From the store only", "Fail where something would have to be spoken."),
    ] = False,
) -> Produced:
    """Make one essay into a published episode.

    Raises:
        EssaycastError: It was not published; ``output/`` is as it was before.
    """
    keep_little()
    shows_own = show_of(show_file, "")
    show = shows_own.published_in(output) if output else shows_own
    with progress_shown():
        name = source_name(source, show.for_reading.access)
        produced = _produce(name, essay, show, cached_only=cached_only)
    if online and show.output == shows_own.output:
        produced = _put_online(produced, show)
    page = produced.online or f"{files_url(show) or show.output_folder.as_uri()}/{produced.slug}/"
    return completed(produced, f"{produced.title}: {produced.length} long, {page}")


def _put_online(produced: Produced, show: Show) -> Produced:
    """Copy what changed to the show's host; an episode that is made stays made if that fails."""
    done = put_online(show)
    for problem in filter(None, (done.error, done.hub)):
        get_run_logger().warning("%s", problem)
    page = f"{done.address}/{produced.slug}/" if done.address else ""
    return replace(produced, online=page, listeners=done.listeners, not_online=done.error)


def _produce(source: str, key: str, show: Show, *, cached_only: bool) -> Produced:
    """Go the whole way, stage by stage; each is given what it needs."""
    introduce(f"produce {source}", show=show.title, source=source)
    require_music(show.music, show.root)
    if show.run.task_runner == "threads":
        modules = narrator_modules(show.casting)
        speech_pool(show.root, show.machine).warm_up(modules)  # while the essay is read
    way = _Way(source)
    resources, imprint, audio, for_publication = (
        Opaque(show.resources),
        Opaque(show.channel.imprint),
        Opaque(show.audio),
        Opaque(show.for_publication),
    )
    with way.stage("read"):
        essay = tasks.read(source, key, Opaque(show.for_reading))
        way.episode = essay.value.title
        keep_run(show.state, essay.value.key, flow_run.get_id() or "")
    with way.stage("identify"):
        identity = tasks.identify(essay, for_publication)
        slug = identity.value.slug
        rename(f"produce {slug}")
    drawing = _draw_ahead(essay.value, identity.value, show)
    with way.stage("script"):
        script, *chunks = tasks.script(essay, Opaque(show.for_script), Opaque(show.casting))
    with way.stage("synthesise", len(chunks)):
        spoken = _synthesise(chunks, show, way, cached_only=cached_only)
    with way.stage("stitch"):
        timeline = tasks.stitch(script, spoken, Opaque(show.for_sound), resources)
    clips = clips_of(
        script.value,
        [chunk.value for chunk in chunks],
        [chunk.value for chunk in spoken],
        timeline.value,
        show.pauses,
    )
    with way.stage("listen"):
        checked = listened(show, slug, essay.value, clips)
    with way.stage("master"):
        mastered = tasks.master(timeline, audio, resources)
    with work_folder(show.state / "work") as work:
        with way.stage("tag"):
            drawing.join()
            artwork = tasks.draw(essay, identity, work / f"{slug}.jpg", for_publication)
            named, card = tasks.tag(essay, identity, script, timeline, artwork, imprint)
        with way.stage("encode"):
            episode = tasks.encode(named, card, mastered, work, audio, resources)
        if (placed := with_faults(clips, episode.value.media)) != clips:
            clips, checked = placed, listened(show, slug, essay.value, placed)
        if show.video.enabled:
            with way.stage("video"):
                episode = tasks.film(episode, work, Opaque(show.for_film), resources)
        with way.stage("publish"):
            publication = tasks.publish(episode, for_publication)
    measured = episode.value.audio.measured
    produced = Produced(
        slug=slug,
        title=essay.value.title,
        source=source,
        mp3=str(publication.value.audio),
        n_samples=measured.n_samples,
        sample_rate_hz=measured.rate_hz,
        loudness_lufs=measured.loudness_lufs,
        true_peak_dbtp=measured.true_peak_dbtp,
        chapters=timeline.value.chapters,
        chunks=len(spoken),
        chunks_cached=sum(chunk.value.cached for chunk in spoken),
        elapsed_s=time.perf_counter() - way.began,
        timings_s=tuple(way.timings_s.items()),
        media=tuple(
            replace(one, path=publication.value.folder / one.path.name)
            for one in episode.value.media
        ),
        checked=checked,
    )
    keep_word(key, produced)
    with suppress(OSError):  # it is published, and can be checked or filmed after the next run
        keep_episode_clips(show.state, slug, clips)
        note_published(show, essay.value, source, slug)
        keep_episode(show.state, episode.value)
    record(lambda: report_episode(episode.value, mastered.value, produced, checked, show))
    return produced


def _draw_ahead(essay: Essay, identity: Identity, show: Show) -> Thread:
    """Draw the artwork while others speak, for the task that asks for it later."""

    def ahead() -> None:
        with suppress(Exception):  # that task says what is wrong
            tasks.artwork_of(essay, identity, show.for_publication)

    thread = Thread(target=ahead, daemon=True)
    thread.start()
    return thread


def _synthesise(
    chunks: Sequence[Opaque[Chunk]], show: Show, way: _Way, *, cached_only: bool
) -> tuple[Opaque[SpokenChunk], ...]:
    """Take what was spoken before and speak the rest, a task run each, told as it comes back."""
    resources = Opaque(show.resources)
    known = {spoken.value.id: spoken for spoken in tasks.recall(tuple(chunks), resources)}
    missing = [chunk for chunk in chunks if chunk.value.id not in known]
    if cached_only:
        refuse_missing([chunk.value for chunk in missing], len(chunks))
    if missing:
        known |= {one.value.id: one for one in _speak(missing, resources, show, way, len(chunks))}
    return tuple(known[chunk.value.id] for chunk in chunks)


def _speak(
    chunks: Sequence[Opaque[Chunk]],
    resources: Opaque[Resources],
    show: Show,
    way: _Way,
    total: int,
) -> list[Opaque[SpokenChunk]]:
    """Speak *chunks*, the last ones that are missing of *total*."""
    with task_runner(show) as runner:
        futures = [
            runner.submit(tasks.synthesise, {"chunk": chunk, "resources": resources})
            for chunk in chunks
        ]
        try:
            for done, future in enumerate(as_completed(futures), start=total - len(chunks) + 1):
                future.result()
                if done < total:
                    way.tell("synthesise", done, total)
        finally:
            for future in futures:
                future.wait()  # a run does not end while its task runs are still going
        return [future.result() for future in futures]
