"""WebVTT: captions with their speakers, and chapters for a browser's player."""

from __future__ import annotations

import html
import re

from pipeline.publication.sidecars.captions import Caption, CaptionLimits, captions
from pipeline.publication.sidecars.json_chapters import Chaptered
from pipeline.tools.characters import folded
from pipeline.tools.timecode import clock_ms, milliseconds, vtt_clock
from pipeline.values.sound import Timeline

WIDTH = 65
"""Podcasting 2.0's advice for transcripts; a speaker's tag counts while it leaves half a line."""


def vtt(timeline: Timeline) -> str:
    """Return the WebVTT of *timeline*.

    Source:
        W3C WebVTT: The Web Video Text Tracks Format, § 4 and § 6.
    """
    limits = CaptionLimits(WIDTH, lines=2, size=lambda text: len(_escaped(text)), indent=_indent)
    cues = "\n".join(_cue(caption) for caption in captions(timeline, limits))
    return f"WEBVTT\n\n{cues}"


def chapters_vtt(timeline: Chaptered) -> str:
    """Return the chapters of *timeline* as a track of kind ``chapters``: a cue each.

    Source:
        W3C WebVTT, § 4.5, "WebVTT chapter title text".
    """
    cues = (
        f"{vtt_clock(milliseconds(chapter.start, timeline.rate_hz))} --> "
        f"{vtt_clock(milliseconds(chapter.end, timeline.rate_hz))}\n"
        f"{_escaped(folded(chapter.title))}\n"
        for chapter in timeline.chapters
        if folded(chapter.title)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


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


_BLOCK = re.compile(
    r"(?P<start>\d{2,}:\d\d:\d\d\.\d{3}) --> (?P<end>\d{2,}:\d\d:\d\d\.\d{3})\n"
    r"(?:<v (?P<speaker>[^<>\n]+)>)?(?P<text>(?:[^<>\n]+\n){1,2})"
)


def read_vtt(text: str) -> tuple[Caption, ...]:
    """Return the captions of a WebVTT made by :func:`vtt`; strict, and its inverse.

    Raises:
        ValueError: It is anything else; the message names the caption.
    """
    head, *blocks = text.split("\n\n")
    if head != "WEBVTT":
        raise ValueError("it does not begin with WEBVTT")
    return tuple(_caption(block, number) for number, block in enumerate(blocks, start=1) if block)


def _caption(block: str, number: int) -> Caption:
    match = _BLOCK.fullmatch(block if block.endswith("\n") else f"{block}\n")
    if match is None:
        raise ValueError(f"caption {number} is not one")
    return Caption(
        clock_ms(match["start"]),
        clock_ms(match["end"]),
        tuple(html.unescape(match["text"]).removesuffix("\n").split("\n")),
        html.unescape(match["speaker"] or ""),
    )
