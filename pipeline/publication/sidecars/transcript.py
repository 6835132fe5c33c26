"""The JSON transcript: every word a segment, so that players can mark it."""

from __future__ import annotations

import json

from pipeline.publication.sidecars.word_segments import timed_words
from pipeline.tools.characters import folded
from pipeline.tools.timecode import milliseconds
from pipeline.values.sound import Timeline


def transcript_json(timeline: Timeline) -> str:
    """Return the Podcasting 2.0 JSON transcript, version 1.0.0.

    Every segment is a word with ``startTime`` and ``endTime`` in seconds, exact to the
    millisecond; segments without an end are skipped by AntennaPod.
    """
    segments = []
    at_ms = 0
    for cue in timeline.cues:
        speaker = {"speaker": folded(cue.speaker)} if folded(cue.speaker) else {}
        for word in timed_words(cue):
            start_ms = max(milliseconds(word.start, timeline.rate_hz), at_ms)
            at_ms = max(milliseconds(word.end, timeline.rate_hz), start_ms + 1)
            times = {"startTime": start_ms / 1000, "endTime": at_ms / 1000}
            segments.append({**speaker, **times, "body": word.text})
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"
