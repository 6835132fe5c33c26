"""Parts: the spans in which an episode is rendered, measured and encoded.

Their edges are chosen by content: of the paragraph starts within reach, else of the sentences', the
one whose clip has the lowest key. After an edit the same edges are found again a part or two later,
so that the rest of the episode keeps its parts. Neither the machine nor the number of workers has a
say.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.sound.mp3 import frame_samples
from pipeline.values.sound import MusicPlacement, Placement, Timeline

SHORTEST_S, LONGEST_S = 8, 24
"""Measured: encoding 12 frames for nothing costs 2 % at 16 s; an edit has to encode one or two
parts again."""
PRE_ROLL_FRAMES, LOOK_AHEAD_FRAMES = 8, 4
"""Rendered and encoded beyond a part's edges, then dropped: the filter bank, the MDCT overlap and
the psychoacoustic model of LAME are in the state they would be in without the cut."""


@dataclass(frozen=True, slots=True)
class Part:
    """A span of the timeline; *start* is on the frame grid."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sounding:
    """Everything that sounds within a span."""

    placements: tuple[Placement, ...]
    music: tuple[MusicPlacement, ...]


def parts_of(timeline: Timeline) -> tuple[Part, ...]:
    """Return the parts of *timeline*, in order, without gaps."""
    edges = [*_edges(timeline), timeline.n_samples]
    return tuple(Part(start, end) for start, end in pairwise(edges))


def sounding(timeline: Timeline, start: int, end: int) -> Sounding:
    """Return what sounds in ``[start, end)``, with its place on the timeline."""
    placed = timeline.placements
    first = bisect_right(placed, start, key=lambda p: p.start + p.n_samples)
    last = bisect_left(placed, end, key=lambda p: p.start)
    music = (m for m in timeline.music if m.start < end and m.start + m.n_samples > start)
    return Sounding(placements=placed[first:last], music=tuple(music))


def content_digest(timeline: Timeline, start: int, end: int) -> str:
    """Return a digest of all that determines the samples of ``[start, end)``.

    Positions are counted from *start*: what moved as a whole keeps its digest.
    """
    heard = sounding(timeline, start, end)
    identity = [f"{timeline.rate_hz} {end - start} {timeline.room_tone_dbfs}"]
    identity += [
        f"{p.key} {p.start - start} {p.n_samples} {p.trim_start} {p.trim_end} {p.rate_hz} "
        f"{p.gain_db:.3f}"
        for p in heard.placements
    ]
    for m in heard.music:
        identity.append(f"{m.key} {m.start - start} {m.n_samples} {m.gain_db:.3f} {m.duck_db:.3f}")
        # Speech ducks music from outside the span as well.
        near = sounding(timeline, m.start, m.start + m.n_samples).placements
        identity += [f"under {p.start - start} {p.n_samples}" for p in near]
    if timeline.room_tone_dbfs is not None:
        identity += [f"tone {edge - start}" for edge in tone_edges(timeline, start, end)]
        identity.append(f"until {min(end, timeline.n_samples) - start}")
    return hashlib.sha256("\n".join(identity).encode()).hexdigest()


def tone_edges(timeline: Timeline, start: int, end: int) -> tuple[int, ...]:
    """Return where room tone begins anew, from the last place not after *start*.

    It begins at 0 and at each paragraph.
    """
    after = bisect_right(timeline.boundaries, start)
    last = bisect_left(timeline.boundaries, end)
    before = timeline.boundaries[after - 1] if after else 0
    return (before, *timeline.boundaries[after:last])


def _edges(timeline: Timeline) -> Iterator[int]:
    frame = frame_samples(timeline.rate_hz)
    shortest, longest = (timeline.rate_hz * s // frame * frame for s in (SHORTEST_S, LONGEST_S))
    keys = {p.start: p.key for p in timeline.placements}
    starts = [p.start for p in timeline.placements]
    edge = 0
    while timeline.n_samples - edge > longest:
        yield edge
        within = edge + shortest, edge + longest
        # A sentence begins anywhere in its frame; the pause before it has room for the cut. One
        # that is longer than a part is cut on the grid wherever it is.
        chosen = _lowest(timeline.boundaries, *within, keys) or _lowest(starts, *within, keys)
        edge = chosen // frame * frame if chosen else edge + longest
    yield edge


def _lowest(starts: Sequence[int], first: int, last: int, keys: Mapping[int, str]) -> int:
    """Return which of *starts* from *first* to *last* has the clip of lowest digest; 0 for none."""
    within = starts[bisect_left(starts, first) : bisect_right(starts, last)]
    return min(within, key=lambda at: hashlib.sha256(keys.get(at, "").encode()).digest(), default=0)
