"""The ledger: what is known of each essay, and what that makes tonight's due.

A file of one JSON line a change, the last of a key counting: a pass that is killed loses nothing
but the essay it was at, and a line half written is not read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from flows.digests import essay_digest, settings_digest
from pipeline.publication.disk import replace_through
from pipeline.settings.show import Show
from pipeline.tools.private_folders import private_folder
from pipeline.values.essay import Essay

LEDGER = "ledger.jsonl"
"""File of the working state."""


class Verdict(StrEnum):
    """What tonight is to do with an essay."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    """It failed before, or its episode is gone from the publication."""
    UNCHANGED = "unchanged"
    SET_ASIDE = "set aside"

    @property
    def due(self) -> bool:
        """Whether it is to be produced."""
        return self in {Verdict.NEW, Verdict.CHANGED, Verdict.AGAIN}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one essay, or of one source as a whole."""

    key: str
    digest: str
    """Of everything its episode is made from."""
    failures: int = 0
    """Nights in a row it failed with this digest; 0 once it is published."""
    error: str = ""
    slug: str = ""
    title: str = ""
    source: str = ""
    essays: tuple[str, ...] = ()
    """Of a source: the keys of the essays found in it."""


@dataclass(slots=True)
class Ledger:
    """All entries, kept in *path* as they change."""

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    def note(self, entry: Entry) -> None:
        """Remember *entry*, on the disk too before this returns."""
        self.entries[entry.key] = entry
        private_folder(self.path.parent)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())


def open_ledger(path: Path) -> Ledger:
    """Read the ledger of *path*, and write it anew when it has grown to twice what it says."""
    entries: dict[str, Entry] = {}
    _drop_torn_line(path)
    lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
    for line in lines:
        try:
            fields_ = json.loads(line)
            entry = Entry(**fields_ | {"essays": tuple(fields_.get("essays", ()))})
        except (ValueError, TypeError, AttributeError):
            continue  # a damaged line costs only what it said
        entries[entry.key] = entry
    if len(lines) > 2 * len(entries) + 100:
        replace_through(path, "".join(map(_line, entries.values())).encode())
    return Ledger(path, entries)


def note_published(show: Show, essay: Essay, source: str, slug: str) -> None:
    """Note that *essay* is published as it is now, so that no night makes it again.

    Raises:
        OSError: The ledger cannot be written.
    """
    digest = essay_digest(essay, settings_digest(show), show.root)
    ledger = open_ledger(show.state / LEDGER)
    ledger.note(Entry(essay.key, digest, slug=slug, title=essay.title, source=source))


def _drop_torn_line(path: Path) -> None:
    """Cut off the end that a power cut left half written, before more is added to it."""
    content = path.read_bytes() if path.exists() else b""
    if content and not content.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(content.rfind(b"\n") + 1)


def verdict(
    entry: Entry | None, digest: str, *, set_aside_after: int, published: bool = True
) -> Verdict:
    """Decide what is to be done with an essay tonight.

    Args:
        entry: What is known of it, None if nothing is.
        digest: Of what its episode would be made from tonight.
        set_aside_after: Nights it may fail before it is left alone until it changes.
        published: Whether its episode is in the publication.
    """
    if entry is None:
        return Verdict.NEW
    if entry.digest != digest:
        return Verdict.CHANGED
    if entry.failures:
        return Verdict.AGAIN if entry.failures < set_aside_after else Verdict.SET_ASIDE
    return Verdict.UNCHANGED if published else Verdict.AGAIN


def failed(before: Entry | None, now: Entry, error: str, *, counts: bool = True) -> Entry:
    """Return *now* as failed tonight.

    Args:
        before: What was known of it.
        now: What is known of it now.
        error: Why it failed.
        counts: Whether the failure brings it nearer to being set aside.
    """
    so_far = before.failures if before is not None and before.digest == now.digest else 0
    return replace(now, failures=so_far + 1 if counts else max(so_far, 1), error=error)


def _line(entry: Entry) -> str:
    fields_: Mapping[str, object] = {name: value for name, value in asdict(entry).items() if value}
    return json.dumps({"digest": "", **fields_}, separators=(",", ":")) + "\n"
