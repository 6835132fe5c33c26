"""``essaycast affected``: which published episodes would sound otherwise, and what that takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.command.options import count, json_option, published_slugs, show_option
from flows.command.output import say, say_json
from pipeline.settings.show_file import load_show

if TYPE_CHECKING:
    from flows.affected import Affected, Change

SHOWN = 5
"""Sentences that are printed of an episode."""


@click.command(epilog="Make them again with:  essaycast make --affected")
@click.argument("slugs", nargs=-1, metavar="[SLUG]…", shell_complete=published_slugs)
@show_option
@json_option
def affected(slugs: tuple[str, ...], show_file: Path | None, *, as_json: bool) -> int:
    """List the published episodes that lexicons, voices and directions of now would change.

    Each with the sentences that would sound otherwise, how many clips are to be spoken for them,
    and about how long making it again takes. Nothing is spoken or changed.
    """
    from flows.affected import affected as affected_episodes  # noqa: PLC0415 - after the options are known good
    from flows.affected import together  # noqa: PLC0415 - likewise
    from flows.shelf import Unreadable  # noqa: PLC0415 - likewise

    show = load_show(show_file)
    found, unread = [], 0
    for one in affected_episodes(show, slugs):
        if isinstance(one, Unreadable):
            unread += 1
            say(f"essaycast: {one.error}", err=True)
            continue
        found.append(one)
        if not as_json:
            for line in as_text(one):
                say(line)
    if as_json:
        say_json({"episodes": [as_json_item(one) for one in found]})
    else:
        n_clips, total_s = together(found)
        clips = count(n_clips, "clip")
        spoken = f", {clips} to speak, about {round(total_s)} s" if found else ""
        say(f"{count(len(found), 'episode')} would change{spoken}")
    return 1 if unread else 0


def as_text(one: Affected) -> list[str]:
    """Return what is printed of an episode."""
    clips = count(one.n_to_speak, "clip")
    about = f"{clips} to speak, about {round(one.estimate_s)} s"
    lines = [f"{one.slug}: {count(len(one.changes), 'sentence')}, {about}"]
    for change in one.changes[:SHOWN]:
        words = " ".join(change.utterance.text.split())
        lines.append(f"  {words[:100]}{_pause(change)}")
    if len(one.changes) > SHOWN:
        lines.append(f"  and {len(one.changes) - SHOWN} more")
    return lines


def _pause(change: Change) -> str:
    """Return how the silence after a sentence changes, if its words do not."""
    if not change.is_pause_only or change.pause_before_ms is None:
        return ""
    return f" (pause {change.pause_before_ms} → {change.pause_ms} ms)"


def as_json_item(one: Affected) -> dict[str, Any]:
    """Return the item of ``episodes`` that ``affected --json`` prints."""
    return {
        "slug": one.slug,
        "title": one.title,
        "source": one.shelved.source,
        "clips_to_speak": one.n_to_speak,
        "estimate_s": round(one.estimate_s, 1),
        "sentences": [
            {
                "text": change.utterance.text,
                "before": change.before,
                "spoken": change.utterance.spoken,
                "pause_before_ms": change.pause_before_ms,
                "pause_ms": change.pause_ms,
            }
            for change in one.changes
        ],
    }
