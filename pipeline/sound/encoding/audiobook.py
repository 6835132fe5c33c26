"""The whole show as one audiobook: episodes one after another, a chapter and a cover each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import AudioError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.decoding import measure_file
from pipeline.sound.encoding.trials import EncoderSettings
from pipeline.sound.encoding.whole import ffmetadata, sound_pieces
from pipeline.sound.master import master
from pipeline.tools.ffmpeg import BITEXACT, QUIET, feed, ffmpeg_path, pcm_in
from pipeline.tools.formats import FORMATS, overshoot_db
from pipeline.tools.formats.chapter_pictures import refer_to_pictures
from pipeline.tools.store import Store
from pipeline.tools.timecode import samples_of
from pipeline.values.sound import Chapter, Master, Measured, Timeline

BETWEEN_MS = 2_500
"""Silence between two essays."""
_SIDE = 600
"""Pixels of a chapter's cover."""
_TRIALS = 4
"""Each lowers the limiter by what the encoder's peaks are too high."""


@dataclass(frozen=True, slots=True)
class BookPart:
    """An episode of an audiobook."""

    title: str
    timeline: Timeline
    cover: Path
    """JPEG."""


def encode_audiobook(
    parts: Sequence[BookPart], target: Path, store: Store, audio: Audio, machine: Machine
) -> tuple[Measured, tuple[Chapter, ...]]:
    """Write *parts* to *target*, each at the loudness of *audio*, rendered from its clips.

    Args:
        parts: In the order of the book, all at one rate.
        target: Written in place.
        store: Where clips lie.
        audio: Loudness and bitrate.
        machine: Chooses the ffmpeg.

    Returns:
        What was measured of the decoded file, and its chapters.

    Raises:
        AudioError: Rates differ, or length or true peak are not what was meant.
        ToolMissingError: There is no ffmpeg.
    """
    rate_hz = parts[0].timeline.rate_hz
    if other := next((one for one in parts if one.timeline.rate_hz != rate_hz), None):
        raise AudioError(
            f"'{other.title}' has {other.timeline.rate_hz} Hz, '{parts[0].title}' {rate_hz} Hz",
            mend="Produce the essays again with one audio.rate_hz",
        )
    form = audio.model_copy(update={"format": "m4b", "also": ()})
    mastered = [master(part.timeline, store, form, machine) for part in parts]
    chapters = tuple(_chapters(parts, samples_of(BETWEEN_MS, rate_hz)))
    lowered_db = overshoot_db(form)
    for _ in range(_TRIALS):
        _encode(parts, mastered, chapters, target, store, form, machine, lowered_db)
        measured = measure_file(target, rate_hz, machine)
        over_db = measured.true_peak_dbtp - mastered[0].ceiling_dbtp
        if over_db <= 0:
            break
        lowered_db += over_db + 0.05
    if over_db > 0 or measured.n_samples != chapters[-1].end:
        raise AudioError(
            f"the audiobook fails its checks: {measured.n_samples} samples where "
            f"{chapters[-1].end} were meant, highest level {measured.true_peak_dbtp:.2f} dBTP",
            mend="Choose a higher bitrate or a lower loudness target in show.toml",
        )
    return measured, chapters


def _encode(
    parts: Sequence[BookPart],
    mastered: Sequence[Master],
    chapters: Sequence[Chapter],
    target: Path,
    store: Store,
    audio: Audio,
    machine: Machine,
    lowered_db: float,
) -> None:
    rate_hz = parts[0].timeline.rate_hz
    whole = replace(parts[0].timeline, chapters=tuple(chapters))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chapters.ffmeta").write_text(ffmetadata(whole), encoding="utf-8", newline="\n")
        (folder / "covers.ffconcat").write_text(_covers(parts, chapters, folder), encoding="ascii")
        argv = audiobook_argv(ffmpeg_path(machine), audio, rate_hz, folder, target)
        feed(argv, _pieces(parts, mastered, chapters, store, lowered_db))
    refer_to_pictures(target)


def audiobook_argv(
    ffmpeg: Path, audio: Audio, rate_hz: int, folder: Path, target: Path
) -> list[str]:
    """Return the arguments that encode standard input with the chapters and covers of *folder*."""
    form = FORMATS["m4b"]
    square = f"scale={_SIDE}:{_SIDE}:out_range=pc,format=yuvj420p"
    return [
        *(str(ffmpeg), *QUIET, *pcm_in(rate_hz)),
        *("-f", "ffmetadata", "-i", f"file:{folder / 'chapters.ffmeta'}"),
        *("-f", "concat", "-safe", "0", "-i", f"file:{folder / 'covers.ffconcat'}"),
        *("-map", "0:a", "-map", "2:v", "-map_chapters", "1", *BITEXACT),
        *("-vf", square, "-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "4"),
        *("-c:a", form.codec, *form.options, "-b:a", f"{audio.bitrate_kbps}k"),
        *("-f", "mp4", "-y", f"file:{target}"),
    ]


def _covers(parts: Sequence[BookPart], chapters: Sequence[Chapter], folder: Path) -> str:
    """Return the list of covers for ffmpeg, each as long as its chapter, copied into *folder*."""
    lines = ["ffconcat version 1.0"]
    for number, (part, chapter) in enumerate(zip(parts, chapters, strict=True)):
        (folder / f"cover-{number}.jpg").write_bytes(part.cover.read_bytes())
        length = (chapter.end - chapter.start) * 100 // part.timeline.rate_hz
        lines += [f"file cover-{number}.jpg", "option framerate 100"]
        lines += [f"duration {length // 100}.{length % 100:02d}"]
    return "\n".join(lines) + "\n"


def _chapters(parts: Sequence[BookPart], between: int) -> Iterator[Chapter]:
    start = 0
    for number, part in enumerate(parts, start=1):
        end = start + part.timeline.n_samples + (between if number < len(parts) else 0)
        yield Chapter(start, end, part.title)
        start = end


def _pieces(
    parts: Sequence[BookPart],
    mastered: Sequence[Master],
    chapters: Sequence[Chapter],
    store: Store,
    lowered_db: float,
) -> Iterator[memoryview | bytes]:
    for part, one, chapter in zip(parts, mastered, chapters, strict=True):
        limiter_dbtp = (one.ceiling_dbtp - lowered_db,)
        settings = EncoderSettings(gain_db=one.gain_db, limiter_dbtp=limiter_dbtp)
        yield from sound_pieces(part.timeline, store, settings)
        silence = chapter.end - chapter.start - part.timeline.n_samples
        yield bytes(4 * silence)
