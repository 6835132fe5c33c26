"""Reports: what a person reads of an episode in the Prefect UI, as Markdown."""

from __future__ import annotations

import base64
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)

from flows.night.night import clock, markdown_text, pieces
from flows.produced import Produced
from flows.progress import Progress, listening
from flows.telling_prefect import record
from flows.ui.heard_findings import heard_markdown
from flows.ui.ui_links import files_url
from flows.ui.waveform import waveform
from pipeline.settings.show import Show
from pipeline.sound.encoding import TOLERANCE_LU
from pipeline.speech.listening.checking import Checked
from pipeline.values.episode import Episode
from pipeline.values.script import Script
from pipeline.values.sound import Master

SHARES: Mapping[str, float] = {
    "read": 3,
    "script": 3,
    "synthesise": 58,
    "stitch": 5,
    "listen": 2,
    "master": 6,
    "tag": 2,
    "encode": 15,
    "publish": 6,
}
"""Stage → its usual share of a run's time, in per cent."""

FIRST_PROGRESS_S, PROGRESS_EVERY_S = 3.0, 3.0
EXAMPLES = 3
EXAMPLE_LENGTH = 80


def report_episode(
    episode: Episode, mastered: Master, produced: Produced, checked: Checked, show: Show
) -> None:
    """Leave the report of a published episode as an artifact of the present run."""
    n_samples = max(episode.timeline.n_samples, 1)
    marks = [chapter.start / n_samples for chapter in episode.timeline.chapters]
    picture = waveform(Path(produced.mp3), produced.duration_s, marks, show.machine)
    links = files_url(show)
    audio = f"{links.rstrip('/')}/{produced.slug}/{Path(produced.mp3).name}" if links else ""
    heard = heard_markdown(checked, audio)
    text = episode_markdown(episode, mastered, produced, picture=picture, links=links, heard=heard)
    slug = re.sub(r"[^a-z0-9]+", "-", produced.slug.lower()).strip("-")
    create_markdown_artifact(text, key=f"episode-{slug}", description=headline(produced))


def headline(produced: Produced) -> str:
    """Return length, loudness and peak in one line."""
    n = len(produced.chapters)
    return (
        f"{clock(produced.duration_s)}, {n} chapter{'' if n == 1 else 's'}, "
        f"{produced.loudness_lufs:.1f} LUFS, {produced.true_peak_dbtp:.1f} dBTP"
    )


def episode_markdown(
    episode: Episode,
    mastered: Master,
    produced: Produced,
    *,
    picture: bytes,
    links: str,
    heard: str = "",
) -> str:
    """Return the report.

    Args:
        episode: What was published.
        mastered: The targets it was mastered to.
        produced: What the run says of it.
        picture: The waveform, PNG.
        links: Address under which ``output/`` can be reached; empty for no links.
        heard: What its clips were heard to be, from
            :func:`flows.ui.heard_findings.heard_markdown`; empty where nobody listened.
    """
    data = base64.b64encode(picture).decode("ascii")
    return "\n".join(
        [
            f"# {markdown_text(produced.title)}",
            "",
            f"**{headline(produced)}**",
            "",
            *_links(produced, episode.essay.url, links),
            "",
            f"![Waveform, chapters marked](data:image/png;base64,{data})",
            "",
            *_sound(episode, mastered),
            "",
            "## Chapters",
            "",
            *_chapters(produced),
            "",
            "## How it was made",
            "",
            _chunks(produced),
            *(["", heard] if heard else []),
            "",
            *_timings(produced),
            "",
            "## What is not said",
            "",
            *_omitted(episode.script),
            "",
        ]
    )


def _links(produced: Produced, url: str, links: str) -> list[str]:
    if not links:
        return [f"`{produced.mp3}`"]
    place = f"{links.rstrip('/')}/{produced.slug}"
    audio = Path(produced.mp3).name
    said = [
        f"[MP3]({place}/{audio})",
        f"[page and script]({place}/)",
        f"[transcript]({place}/transcript.json)",
    ]
    if url.startswith(("http://", "https://")):
        said.append(f"[essay](<{url.replace('>', '%3E')}>)")
    return [" · ".join(said)]


def _sound(episode: Episode, mastered: Master) -> list[str]:
    measured = episode.audio.measured
    target = f"{mastered.target_lufs:.1f} ± {TOLERANCE_LU:g}"
    return [
        "| | measured | target |",
        "|---|--:|--:|",
        f"| Loudness | {measured.loudness_lufs:.2f} LUFS | {target} |",
        (
            f"| Highest level (true peak) | {measured.true_peak_dbtp:.2f} dBTP "
            f"| at most {mastered.ceiling_dbtp:.1f} |"
        ),
        f"| Loudness range | {measured.range_lu:.1f} LU | – |",
        f"| Samples | {measured.n_samples} | {episode.timeline.n_samples} |",
        f"| File | {episode.audio.n_bytes / 1e6:.1f} MB | – |",
    ]


def _chapters(produced: Produced) -> list[str]:
    rate = produced.sample_rate_hz
    rows = [
        f"| {number} | {clock(chapter.start / rate)} | "
        f"{clock((chapter.end - chapter.start) / rate)} | {markdown_text(chapter.title)} |"
        for number, chapter in enumerate(produced.chapters, start=1)
    ]
    return ["| | begins | length | title |", "|--:|--:|--:|---|", *rows]


def _chunks(produced: Produced) -> str:
    kept = f"{produced.chunks_cached} of them kept from before"
    return f"Spoken in {pieces(produced.chunks)}, {kept}; {produced.elapsed_s:.1f} s in all."


def _timings(produced: Produced) -> list[str]:
    rows = [f"| {stage} | {seconds:.2f} s |" for stage, seconds in produced.timings_s]
    return ["| stage | time |", "|---|--:|", *rows]


def _omitted(script: Script) -> list[str]:
    reasons = Counter(omission.reason for omission in script.omitted if omission.text.strip())
    if not reasons:
        return ["Nothing: all of the essay is."]
    lines = []
    for reason, count in reasons.most_common():
        found = [o.text for o in script.omitted if o.reason == reason and o.text.strip()]
        examples = ", ".join(f"“{markdown_text(_short(text))}”" for text in found[:EXAMPLES])
        lines.append(
            f"- {markdown_text(reason)}: {count} ({examples}{', …' if count > EXAMPLES else ''})"
        )
    return lines


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXAMPLE_LENGTH else text[: EXAMPLE_LENGTH - 1] + "…"


@contextmanager
def progress_shown() -> Iterator[None]:
    """Show in the UI how far the run is, by a bar and a log line a stage.

    A run that ends within seconds shows no bar, which saves it the calls.
    """
    began = told = time.monotonic()
    artifact: list[UUID] = []
    thread = threading.get_ident()  # runs of other essays tell from threads of their own

    def show_progress(progress: Progress) -> None:
        nonlocal told
        if threading.get_ident() != thread:
            return
        now = time.monotonic()
        if progress.done == progress.total:
            get_run_logger().info("%s: done after %.1f s", progress.stage, now - began)
        if now - began < FIRST_PROGRESS_S:
            return
        if artifact and now - told < PROGRESS_EVERY_S and progress.stage != "publish":
            return
        told, share = now, percent(progress)
        record(lambda: tell_share(share, progress))

    def tell_share(share: float, progress: Progress) -> None:
        said = f"{progress.stage} {progress.done} of {progress.total}"
        if artifact:
            update_progress_artifact(artifact[0], progress=share, description=said)
        else:
            made = create_progress_artifact(progress=share, description=said)
            assert isinstance(made, UUID)  # a coroutine in asynchronous flows only
            artifact.append(made)

    with listening(show_progress):
        yield


def percent(progress: Progress) -> float:
    """Return how far a run is, from 0 to 100."""
    stages = list(SHARES)
    if progress.stage not in SHARES:
        return 0.0
    before = sum(SHARES[stage] for stage in stages[: stages.index(progress.stage)])
    part = progress.done / progress.total if progress.total else 1.0
    return round(min(100.0, before + SHARES[progress.stage] * part), 1)
