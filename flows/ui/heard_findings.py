"""What was heard of an episode, as Markdown: numbers, then each doubtful sentence."""

from __future__ import annotations

from flows.episode_clips import in_numbers
from flows.night.night import clock, markdown_text
from pipeline.speech.listening.checking import Checked, Finding

_MOST = 20
_LENGTH = 160


def heard_markdown(checked: Checked, audio: str) -> str:
    """Return the paragraph of a report that says what was heard.

    Args:
        checked: What the ears say.
        audio: Address of the episode's file; empty for no links.
    """
    told = f"Of its utterances: {in_numbers(checked)}."
    if not checked.findings:
        return told
    worst = sorted(checked.findings, key=lambda one: -one.judgement.score)
    lines = [_item(one, audio) for one in worst[:_MOST]]
    if len(worst) > _MOST:
        lines.append(f"- and {len(worst) - _MOST} more")
    return "\n".join([told, "", *lines])


def _item(finding: Finding, audio: str) -> str:
    clip = finding.clip
    text = " ".join(clip.text.split())
    text = text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"
    at = clock(clip.start_s)
    # A media fragment: the browser plays from the one second to the other.
    place = f"[{at}]({audio}#t={clip.start_s:.2f},{clip.end_s:.2f})" if audio else at
    why = markdown_text(finding.judgement.reason)
    return f"- {place} {finding.judgement.verdict}: “{markdown_text(text)}” ({why})"
