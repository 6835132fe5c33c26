"""Frames: when the picture changes, and nowhere else; a film of 18 minutes has about 3,000."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.sound.video.lettered_words import hundredths
from pipeline.values.film import Film

SHORTEST = 4
"""Hundredths of a second: what changes sooner waits for the next frame, 25 a second at most."""
LONGEST = 100
"""Progress goes on where nobody speaks."""
STRETCH = 6_000
"""Hundredths of a second that are lettered at a time: libass keeps what it has drawn of words, and
memory would grow with a film's length."""


def frame_times(film: Film, n_samples: int, rate_hz: int) -> tuple[int, ...]:
    """Return at which hundredths of a second a frame begins, and the end of the last.

    The last one lasts a hundredth: a picture has no length of its own, and a list no successor
    for its last entry, so that it would end the film by as much too soon as it were longer.

    Args:
        film: What is seen.
        n_samples: Length of the sound.
        rate_hz: Rate in which both count.
    """
    end = max(2, hundredths(n_samples, rate_hz))
    changes = {still.start for still in film.stills}
    for sentence in film.sentences:
        changes |= {sentence.start, sentence.end}
        changes |= {word.start for line in sentence.lines for word in line.words}
        changes |= {line.end for line in sentence.lines}
    wanted = sorted({hundredths(change, rate_hz) for change in changes} | {0})
    times = [0]
    for at in (*(at for at in wanted if at < end - SHORTEST), end - 1):
        while at - times[-1] > LONGEST:
            times.append(times[-1] + LONGEST)
        if at - times[-1] >= SHORTEST:
            times.append(at)
    return (*times, end)


def stretches(frames: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return *frames* in stretches of about :data:`STRETCH`; the end of one begins the next.

    >>> [(one[0], one[-1]) for one in stretches(range(0, 30_001, 100))]
    [(0, 6000), (6000, 12000), (12000, 18000), (18000, 24000), (24000, 30000)]
    """
    cuts = [0]
    for number, at in enumerate(frames):
        if at - frames[cuts[-1]] >= STRETCH <= 2 * (frames[-1] - at):
            cuts.append(number)
    cuts.append(len(frames) - 1)
    return tuple(tuple(frames[begin : end + 1]) for begin, end in pairwise(cuts))


def concat_list(film: Film, frames: Sequence[int], rate_hz: int, names: Mapping[Path, str]) -> str:
    """Return the list of stills for ffmpeg's concat demuxer: one entry a frame.

    Args:
        film: What is seen.
        frames: As :func:`frame_times` has them.
        rate_hz: Rate in which *film* counts its samples.
        names: Each still's file, as ffmpeg finds it.

    Source:
        ffmpeg-formats(1), "concat".
    """
    starts = [hundredths(still.start, rate_hz) for still in film.stills]
    shown = (film.stills[max(0, bisect_right(starts, at) - 1)].picture for at in frames[:-1])
    lengths = (finish - begin for begin, finish in pairwise(frames))
    return picture_list((names[picture], n) for picture, n in zip(shown, lengths, strict=True))


def picture_list(pictures: Iterable[tuple[str, int]]) -> str:
    """Return a list for ffmpeg's concat demuxer: names of pictures, and hundredths of a second."""
    return joined_list(((f"{name}\noption framerate 100", length) for name, length in pictures))


def joined_list(parts: Iterable[tuple[str, int]]) -> str:
    """Return a list for ffmpeg's concat demuxer: names of files, and hundredths of a second."""
    entries = (
        f"file {name}\nduration {length // 100}.{length % 100:02d}\n" for name, length in parts
    )
    return "ffconcat version 1.0\n" + "".join(entries)
