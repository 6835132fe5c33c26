"""A script as JSON: one item of ``scripts`` in ``essaycast script --json``."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.settings.sound_settings import Pauses, pause_ms
from pipeline.values.directions import AS_USUAL
from pipeline.values.script import Script, Span, Utterance


def script_json(script: Script, pauses: Pauses) -> dict[str, object]:
    """Return *script* as plain values; pauses are seconds as *show* sets them.

    ``source`` points into the essay's blocks; that of the show's own words has no block.
    """
    return {
        "title": script.title,
        "author": script.author,
        "date": script.date,
        "url": script.url,
        "language": script.language,
        "chapters": [
            {
                "title": chapter.title,
                "utterances": [_utterance(u, pauses) for u in chapter.utterances],
            }
            for chapter in script.chapters
        ],
        "omitted": [
            {"text": o.text, "reason": o.reason, "source": _source(o.span)} for o in script.omitted
        ],
    }


def _utterance(utterance: Utterance, pauses: Pauses) -> dict[str, object]:
    return {
        "role": utterance.role.value,
        "text": utterance.text,
        "spoken": utterance.spoken,
        "pause_after_s": pause_ms(utterance, pauses) / 1_000,
        "source": _source(utterance.span),
        **({"language": utterance.language} if utterance.language else {}),
        **({"readings": [asdict(it) for it in utterance.readings]} if utterance.readings else {}),
        **({"delivery": asdict(utterance.delivery)} if utterance.delivery != AS_USUAL else {}),
    }


def _source(span: Span) -> dict[str, int | None]:
    return {"block": span.block, "start": span.start, "end": span.end}
