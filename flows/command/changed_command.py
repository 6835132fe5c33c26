"""``essaycast changed``: which essays say something else than what is heard of them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from flows.command.options import count, json_option, show_option
from flows.command.output import say, say_json
from pipeline.settings.show_file import load_show

SHOWN = 5
"""Passages that are printed of an essay."""


@click.command(epilog="In CI:  essaycast changed --json > changed.json || essaycast nightly")
@show_option
@json_option
def changed(show_file: Path | None, *, as_json: bool) -> int:
    """List the essays whose text has changed since it was read aloud, and those never read.

    Each with the passages that differ. Only the show's sources and output/ are looked at; nothing
    is spoken or changed. Status 1 if any differs, or cannot be read.
    """
    from flows.changed_texts import changed_texts  # noqa: PLC0415 - after the options are known good
    from flows.shelf import Unreadable  # noqa: PLC0415 - likewise

    found, unread = [], []
    for one in changed_texts(load_show(show_file)):
        if isinstance(one, Unreadable):
            unread.append(one)
            say(f"essaycast: {one.error}", err=True)
            continue
        found.append(one)
        if as_json:
            continue
        if not one.slug:
            say(f"{one.source}: not read aloud yet")
            continue
        say(f"{one.source}: {count(len(one.passages), 'passage')} changed ({one.slug})")
        for passage in one.passages[:SHOWN]:
            say(f"  - {passage.before[:100] or '(nothing)'}")
            say(f"  + {passage.now[:100] or '(nothing)'}")
        if len(one.passages) > SHOWN:
            say(f"  and {len(one.passages) - SHOWN} more")
    if as_json:
        say_json({"essays": [asdict(one) for one in found], "failed": [asdict(u) for u in unread]})
    else:
        say(f"{count(len(found), 'essay')} not as read aloud")
    return 1 if found or unread else 0
