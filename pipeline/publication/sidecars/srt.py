"""SubRip: captions for players that know nothing newer."""

from __future__ import annotations

import re

from pipeline.publication.sidecars.captions import Caption, CaptionLimits, captions
from pipeline.tools.characters import folded
from pipeline.tools.timecode import clock_ms, srt_clock
from pipeline.values.sound import Timeline

WIDTH = 32
LINES = 2


def srt(timeline: Timeline) -> str:
    """Return the SRT of *timeline*: at most two lines of 32 characters at once.

    A speaker's name stands before what they say when the speaker changes, as Podcasting 2.0's
    transcript notes have it. SubRip has no escapes: what looks like markup is kept as it is.
    """
    shown = captions(timeline, CaptionLimits(WIDTH, LINES, indent=_indent, names_always=False))
    before = ["", *(caption.speaker for caption in shown)]
    return "\n".join(
        _cue(number, caption, named=caption.speaker != last)
        for number, (caption, last) in enumerate(zip(shown, before, strict=False), start=1)
    )


def _cue(number: int, caption: Caption, *, named: bool) -> str:
    times = f"{srt_clock(caption.start_ms)} --> {srt_clock(caption.end_ms)}"
    text = "\n".join(caption.lines)
    return f"{number}\n{times}\n{_head(caption.speaker) if named else ''}{text}\n"


def _head(speaker: str) -> str:
    name = folded(speaker)
    return f"{name}: " if name and len(name) <= WIDTH // 2 else ""


def _indent(speaker: str) -> int:
    return len(_head(speaker))


_BLOCK = re.compile(
    r"(?P<number>\d+)\n(?P<start>\d{2,}:\d\d:\d\d,\d{3}) --> (?P<end>\d{2,}:\d\d:\d\d,\d{3})\n"
    r"(?P<text>[^\n]+(?:\n[^\n]+)?)\n?"
)


def read_srt(text: str) -> tuple[Caption, ...]:
    """Return the captions of an SRT made by :func:`srt`; speakers' names are part of the text.

    Raises:
        ValueError: It is anything else; the message names the caption.
    """
    blocks = text.split("\n\n") if text else []
    return tuple(_caption(block, number) for number, block in enumerate(blocks, start=1))


def _caption(block: str, number: int) -> Caption:
    match = _BLOCK.fullmatch(block)
    if match is None or int(match["number"]) != number:
        raise ValueError(f"caption {number} is not one")
    lines = tuple(match["text"].split("\n"))
    return Caption(clock_ms(match["start"]), clock_ms(match["end"]), lines)
