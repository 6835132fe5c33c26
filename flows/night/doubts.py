"""What the ears found of an episode, as the night's letter tells it."""

from __future__ import annotations

from flows.night.night import Doubt
from pipeline.speech.listening.checking import Checked

_LENGTH = 160


def doubts_of(checked: Checked) -> tuple[Doubt, ...]:
    """Return the sentences that were not simply heard, the worst first."""
    worst = sorted(checked.findings, key=lambda one: -one.judgement.score)
    return tuple(
        Doubt(
            str(one.judgement.verdict),
            _short(one.clip.text),
            one.judgement.reason,
            one.clip.start_s,
            one.clip.end_s,
        )
        for one in worst
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"
