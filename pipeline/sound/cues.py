"""Cues: when each utterance, and each written word of it, is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from pipeline.values.script import Piece, Utterance
from pipeline.values.sound import Clip, Cue, CueWord, Placement


def cue_of(index: int, utterance: Utterance, clip: Clip, placement: Placement, rate_hz: int) -> Cue:
    """Return the cue of one utterance.

    The engine's word events say when spoken words begin; between them, and where there are none,
    time is shared out by characters. Pieces say which written word each spoken one stands for.

    Args:
        index: Place in :attr:`Script.utterances`.
        utterance: What is said.
        clip: Its sound, with word events at the clip's own rate.
        placement: Where that sound lies.
        rate_hz: Rate of the timeline.
    """
    return Cue(
        start=placement.start,
        end=placement.start + placement.n_samples,
        utterance=index,
        role=utterance.role,
        text=" ".join(utterance.text.split()),
        speaker=utterance.speaker,
        words=tuple(_words(utterance, clip, placement, rate_hz)),
    )


def _words(
    utterance: Utterance, clip: Clip, placement: Placement, rate_hz: int
) -> Iterator[CueWord]:
    folded = _folded_offsets(utterance.text)
    pieces = list(_solid(utterance))
    ends = [offset for piece in pieces for offset in (piece.spoken_start, piece.spoken_end)]
    times = (
        np.interp(ends, *_clockwork(utterance, clip, placement, rate_hz)).round().astype(np.int64)
    )
    heard_until = placement.start
    for piece, (start, end) in zip(pieces, times.reshape(-1, 2).tolist(), strict=True):
        text_start, text_end = folded[piece.start], folded[piece.end]
        begin = max(heard_until, start)
        if end > begin and text_end > text_start:
            yield CueWord(start=begin, end=end, text_start=text_start, text_end=text_end)
            heard_until = end


def _solid(utterance: Utterance) -> Iterator[Piece]:
    """Yield the pieces that are both written and heard, without the white space around them."""
    for piece in utterance.pieces:
        written = utterance.text[piece.start : piece.end]
        if written.strip() and piece.spoken_end > piece.spoken_start:
            start = piece.start + len(written) - len(written.lstrip())
            end = piece.end - (len(written) - len(written.rstrip()))
            yield Piece(start, end, piece.spoken_start, piece.spoken_end)


def _clockwork(
    utterance: Utterance, clip: Clip, placement: Placement, rate_hz: int
) -> tuple[list[int], list[float]]:
    """Return spoken offsets and the samples they are heard at, both rising."""
    first, last = float(placement.start), float(placement.start + placement.n_samples)
    points = [(0, first)]
    for word in clip.words:
        when = first + (word.at - placement.trim_start) * rate_hz / clip.rate_hz
        if word.start > points[-1][0] and points[-1][1] < when < last:
            points.append((word.start, when))
    points.append((max(len(utterance.spoken), points[-1][0] + 1), last))
    return [offset for offset, _ in points], [when for _, when in points]


def _folded_offsets(text: str) -> Sequence[int]:
    """Return for each offset into *text* the offset into the text with white space folded."""
    if text == " ".join(text.split()):
        return range(len(text) + 1)
    offsets = []
    length = 0
    for before, character in pairwise(f" {text}"):
        offsets.append(length + (not character.isspace() and before.isspace() and length > 0))
        if not character.isspace():
            length = offsets[-1] + 1
    return [*offsets, length]
