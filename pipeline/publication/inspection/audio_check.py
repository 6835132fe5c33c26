"""What is heard against what was meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.publication.catalogue import Record
from pipeline.publication.inspection.hearing import Heard, hear
from pipeline.settings.running_settings import Machine
from pipeline.tools.timecode import milliseconds, seconds

LOUDNESS_TOLERANCE_LU = 0.26
"""0.2 LU, and the tenth to which ffmpeg rounds."""
PEAK_TOLERANCE_DB = 0.16
"""Two good meters differ by a tenth of a decibel, for each interpolates in its own way."""


def sound_faults(
    folder: Path, record: Record, machine: Machine, heard: Sequence[Heard] | None
) -> Iterator[tuple[str, str]]:
    """Yield what differs between each sound file, decoded whole, and the record.

    Args:
        folder: The episode's folder.
        record: What was meant.
        machine: Says which ffmpeg listens.
        heard: What was heard of each already, of which loudness and peak are taken on
            trust; None to listen now.
    """
    for number, file in enumerate(record.media):
        path = folder / file.name
        if path.is_file():
            before = None if heard is None else heard[number]
            meant = (
                record
                if file.target_lufs is None
                else replace(record, target_lufs=file.target_lufs)
            )
            for what in _faults(path, meant, machine, before):
                yield file.name, what


def _faults(path: Path, record: Record, machine: Machine, heard: Heard | None) -> Iterator[str]:
    now = heard or hear(path, machine)
    yield from _decoding_faults(now, record)
    if now.rate_hz and not heard:
        yield from _level_faults(now.loudness_lufs, now.true_peak_dbtp, record)


def _decoding_faults(heard: Heard, record: Record) -> Iterator[str]:
    meant = record.measured
    for complaint in heard.complaints[:3]:
        yield f"decoding it, ffmpeg says: {complaint}"
    if heard.rate_hz != meant.rate_hz:
        yield f"its rate is {heard.rate_hz} Hz, where {meant.rate_hz} Hz was meant"
    elif heard.n_samples != meant.n_samples:
        off_s = seconds(heard.n_samples - meant.n_samples, meant.rate_hz)
        counts = f"{heard.n_samples} samples are heard, where {meant.n_samples} were meant"
        yield f"{counts} ({off_s:+.3f} s)"
    yield from _chapter_faults(heard.chapters_ms, record)


def _chapter_faults(listed_ms: tuple[int, ...], record: Record) -> Iterator[str]:
    """Yield what differs between the chapters a player lists and those that were meant."""
    meant_ms = tuple(milliseconds(chapter.start, record.rate_hz) for chapter in record.chapters)
    pairs = itertools.zip_longest(listed_ms, meant_ms)
    for number, (listed, meant) in enumerate(pairs, start=1):
        if listed is None or meant is None:
            yield f"a player lists {len(listed_ms)} chapters, where {len(meant_ms)} were meant"
            return
        if abs(listed - meant) > 1:  # some containers count in coarser units
            yield f"a player lists chapter {number} at {listed} ms, where {meant} ms was meant"
            return


def _level_faults(loudness_lufs: float, true_peak_dbtp: float, record: Record) -> Iterator[str]:
    target, ceiling = record.target_lufs, record.ceiling_dbtp
    if not abs(loudness_lufs - target) <= LOUDNESS_TOLERANCE_LU:
        yield f"its loudness is {loudness_lufs:.1f} LUFS, where {target:.1f} LUFS was meant"
    if not true_peak_dbtp <= ceiling + PEAK_TOLERANCE_DB:
        yield f"its highest level is {true_peak_dbtp:.1f} dBTP, at most {ceiling:.1f} was meant"
