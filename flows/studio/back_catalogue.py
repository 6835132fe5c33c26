"""The back catalogue: published episodes that would sound otherwise if they were made now."""

from __future__ import annotations

from flows.affected import Affected, compared
from flows.digests import settings_digest, voice_folders
from flows.ledger import LEDGER, open_ledger
from flows.shelf import Shelved
from flows.studio.rooms import Rooms
from pipeline.languages.lexicon_files import lexicon_stamp
from pipeline.settings.show import Show


def published_essays(rooms: Rooms, show: Show) -> tuple[Shelved, ...]:
    """Return the essays that are published."""
    return tuple(one for one in rooms.shelf(show) if isinstance(one, Shelved) and one.record)


def otherwise_now(
    published: tuple[Shelved, ...], rooms: Rooms, show: Show, *, every: bool
) -> tuple[Affected, ...]:
    """Return which of the *published* essays would sound otherwise now.

    Args:
        published: From :func:`published_essays`.
        rooms: What the studio works with.
        show: The show.
        every: Whether those are worded again too of which the author has changed nothing since:
            an upgrade of essaycast may have.

    Raises:
        EssaycastError: One of them cannot be worded.
    """
    ledger = open_ledger(show.state / LEDGER)
    settings, stamp = settings_digest(show), lexicon_stamp(voice_folders(show.root))
    found = []
    for one in published:
        entry = ledger.entries.get(one.essay.key)
        now = rooms.digest(one.essay, settings, stamp, show.root)
        if every or entry is None or entry.digest != now:
            found.append(compared(one, show))
    return tuple(one for one in found if one is not None)
