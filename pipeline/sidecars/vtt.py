"""WebVTT: captions with their speakers."""

from __future__ import annotations

import html

from pipeline.characters import folded
from pipeline.sidecars.captions import Caption, Limits, captions
from pipeline.timecode import vtt_clock
from pipeline.values.sound import Timeline

WIDTH = 65
"""Podcasting 2.0's advice for transcripts; a speaker's tag counts while it leaves half a line."""


def vtt(timeline: Timeline) -> str:
    """Return the WebVTT of *timeline*.

    Source:
        W3C WebVTT: The Web Video Text Tracks Format, § 4 and § 6.
    """
    limits = Limits(WIDTH, lines=2, size=lambda text: len(_escaped(text)), indent=_indent)
    cues = "\n".join(_cue(caption) for caption in captions(timeline, limits))
    return f"WEBVTT\n\n{cues}"


def _cue(caption: Caption) -> str:
    times = f"{vtt_clock(caption.start_ms)} --> {vtt_clock(caption.end_ms)}"
    text = "\n".join(_escaped(line) for line in caption.lines)
    return f"{times}\n{_tag(caption.speaker)}{text}\n"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _tag(speaker: str) -> str:
    name = folded(speaker)
    return f"<v {_escaped(name)}>" if name else ""


def _indent(speaker: str) -> int:
    width = len(_tag(speaker))
    return width if width <= WIDTH // 2 else 0
