"""Episodes made by hand: an essay, a script that reads it, a timeline, a small real MP3."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import imageio_ffmpeg
import pytest

from pipeline.settings.show import Show
from pipeline.values.episode import Episode, Identity, Media
from pipeline.values.essay import Block, BlockKind, Essay, Mark, MarkKind
from pipeline.values.script import Pause, Role, Script, ScriptChapter, Span, Utterance
from pipeline.values.sound import Chapter, Cue, CueWord, Measured, Timeline

RATE_HZ = 44_100
WORD_S = 0.3
PAUSE_S = 0.4


@dataclass(frozen=True)
class Makers:
    """What tests make their episodes with."""

    rate_hz: int = RATE_HZ

    @staticmethod
    def paragraph(text: str, *marks: Mark) -> Block:
        return Block(BlockKind.PARAGRAPH, text, marks=marks)

    @staticmethod
    def heading(text: str, level: int = 2) -> Block:
        return Block(BlockKind.HEADING, text, level=level)

    @staticmethod
    def mark(kind: MarkKind, text: str, words: str, target: str = "") -> Mark:
        """Return a mark over the first *words* in *text*."""
        start = text.index(words)
        return Mark(kind, start, start + len(words), target)

    @staticmethod
    def essay(*blocks: Block, title: str = "Of Clocks", **more: object) -> Essay:
        return Essay(
            **{
                "title": title,
                "blocks": blocks,
                "source": "clocks.md",
                "key": "clocks.md",
                "author": "A. Writer",
                "date": date(2026, 10, 5),
                **more,
            }
        )

    @staticmethod
    def episode(essay: Essay, *, opening: str = "", closing: str = "", slug: str = "clocks"):
        return _episode(essay, opening, closing, slug)


def _own(text: str) -> Utterance:
    return Utterance(Role.NARRATOR, text, text, Pause.PARAGRAPH, Span(None))


def _chapters(essay: Essay) -> list[tuple[str, list[Utterance]]]:
    """Return what is read by chapter, one at each heading; code, figures, tables are not read."""
    chapters: list[tuple[str, list[Utterance]]] = [(essay.title, [])]
    for i, block in enumerate(essay.blocks):
        if block.kind is BlockKind.HEADING:
            chapters.append((block.text, []))
        elif block.kind is not BlockKind.PARAGRAPH:
            if block.text.strip():
                chapters[-1][1].append(_own("Here stands something to look at."))
            continue
        for found in re.finditer(r"\S.*?(?:[.?!](?=\s|$)|$)", block.text, re.DOTALL):
            span = Span(i, found.start(), found.end())
            said = Utterance(Role.NARRATOR, found[0], found[0], Pause.SENTENCE, span)
            chapters[-1][1].append(said)
    return [(title, said) for title, said in chapters if said]


def _episode(essay: Essay, opening: str, closing: str, slug: str) -> Episode:
    chapters = _chapters(essay)
    if opening:
        chapters = chapters or [(essay.title, [])]
        chapters[0][1].insert(0, _own(opening))
    if closing:
        chapters[-1][1].append(_own(closing))
    script = Script(
        essay.title,
        essay.author,
        essay.date.isoformat() if essay.date else "",
        essay.url,
        essay.language,
        tuple(ScriptChapter(title, tuple(said)) for title, said in chapters),
        omitted=(),
    )
    timeline = _timeline(script)
    measured = Measured(timeline.n_samples, RATE_HZ, -16.0, -1.5)
    audio = Media("mp3", Path(f"{slug}.mp3"), "audio/mpeg", 1_000_000, "0" * 64, measured)
    return Episode(Identity(slug, f"guid-{slug}"), essay, script, timeline, (audio,))


def _timeline(script: Script) -> Timeline:
    cues: list[Cue] = []
    now = 0
    for i, said in enumerate(script.utterances):
        text = " ".join(said.text.split())
        start, words = now, []
        for found in re.finditer(r"\S+", text):
            words.append(CueWord(now, now + round(WORD_S * RATE_HZ), found.start(), found.end()))
            now += round(WORD_S * RATE_HZ)
        cues.append(Cue(start, now, i, said.role, text, words=tuple(words)))
        now += round(PAUSE_S * RATE_HZ)
    chapters: list[Chapter] = []
    first = 0
    for chapter in script.chapters:
        start = cues[first].start if chapters else 0
        first += len(chapter.utterances)
        end = cues[first].start if first < len(cues) else now
        chapters.append(Chapter(start, end, chapter.title))
    return Timeline(RATE_HZ, now, (), tuple(cues), tuple(chapters))


@pytest.fixture(scope="session")
def tone(tmp_path_factory) -> Callable[[float], bytes]:
    """Give an MP3 of a quiet tone that lasts so many seconds."""

    def written(seconds: float) -> bytes:
        path = tmp_path_factory.mktemp("tone") / "tone.mp3"
        argv = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi",
            "-i", f"sine=frequency=220:sample_rate={RATE_HZ}:duration={seconds:.3f}",
            "-b:a", "32k", str(path),
        ]  # fmt: skip
        subprocess.run(argv, check=True, timeout=60)
        return path.read_bytes()

    return written


@pytest.fixture(scope="session")
def make() -> Makers:
    return Makers()


@pytest.fixture(scope="session")
def show() -> Show:
    return Show(title="Slow Questions", author="A. Writer", description="Essays, read aloud.")
