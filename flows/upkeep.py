"""The working state over the years: what it holds, and what leaves it by rule.

The clip store keeps to its own limit (``storage.limit_bytes``), and the Prefect server forgets runs
by itself (``PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD``, 90 days). The rest is here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings.show import Show

DAY_S = 86_400
RULES = {
    "fetched": 180,
    "pictures": 180,
    "nights": 400,
    "unchanged": 180,
    "episode-clips": 30,
    "episode-heard": 30,
    "essay-runs": 90,
}
"""Folder of the working state → days after which a file that nobody has read or written goes. What
was fetched is fetched again when it is needed."""
OF_EPISODES = frozenset({"episode-clips", "episode-heard"})
"""Folders whose files go only when their episode is not published any more."""
LOG_LIMIT_BYTES = 4_000_000
"""A longer log is put aside, in place of the one that was."""


@dataclass(frozen=True, slots=True)
class StatePart:
    """One folder of the working state."""

    name: str
    n_files: int
    n_bytes: int


def parts_of_state(state: Path) -> tuple[StatePart, ...]:
    """Return the folders of *state*, and what lies beside them as ``"."``, largest first."""
    found: dict[str, list[int]] = {}
    for path in _files(state):
        inside = path.relative_to(state).parts
        with suppress(OSError):
            found.setdefault(inside[0] if len(inside) > 1 else ".", []).append(path.stat().st_size)
    parts = (StatePart(name, len(sizes), sum(sizes)) for name, sizes in found.items())
    return tuple(sorted(parts, key=lambda part: -part.n_bytes))


def prune_state(show: Show, now_s: float | None = None) -> StatePart:
    """Remove what leaves the working state of *show* by rule, and return how much that was.

    Args:
        show: The show.
        now_s: Seconds since 1970; the present for None.
    """
    now_s = time.time() if now_s is None else now_s
    n_files = n_bytes = 0
    for path in _past(show, now_s):
        with suppress(OSError):  # gone meanwhile, or another's
            size = path.stat().st_size
            path.unlink()
            n_files, n_bytes = n_files + 1, n_bytes + size
    for log in show.state.glob("*/*log"):
        with suppress(OSError):
            if log.stat().st_size > LOG_LIMIT_BYTES:
                log.replace(log.with_name(f"{log.name}.1"))
    return StatePart("pruned", n_files, n_bytes)


def _past(show: Show, now_s: float) -> Iterator[Path]:
    """Yield the files whose days are over."""
    for name, days in RULES.items():
        for path in _files(show.state / name):
            if name in OF_EPISODES and (show.output_folder / path.stem).is_dir():
                continue
            with suppress(OSError):
                status = path.stat()
                if max(status.st_mtime, status.st_atime) < now_s - days * DAY_S:
                    yield path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
