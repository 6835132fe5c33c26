"""Digests: what an episode is made from, in one number that changes when any of it does."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.settings.show import Show
from pipeline.values.essay import Essay

WITHOUT_EFFECT = {
    "sources",
    "schedule",
    "storage",
    "run",
    "feed",
    "output",
    "base_url",
    "description",
    "category",
    "explicit",
    "link",
}
"""Settings that change how and when episodes are made, or the feed around them, but no episode."""


def settings_digest(show: Show) -> str:
    """Return the digest of all in the show that sounds or is seen in an episode.

    The show's own voice profiles, lexicons, music and artwork count by their content. What comes
    with essaycast does not: an upgrade makes no episode anew unless asked to.
    """
    digest = hashlib.sha256(show.model_dump_json(exclude=WITHOUT_EFFECT).encode())
    named = (show.music.intro, show.music.outro, show.music.section, show.artwork)
    files = [show.root / name for name in named if name]
    files += sorted((show.root / "voices").rglob("*.toml"))
    for file in files:
        digest.update(file.name.encode())
        if file.is_file():
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def essay_digest(essay: Essay, settings: str) -> str:
    """Return the digest of *essay* under the settings of that digest.

    Where it was read from does not count: a feed that moves makes no episode anew.
    """
    said = repr(replace(essay, source=""))
    return hashlib.sha256(f"{settings}\n{said}".encode("utf-8", "surrogatepass")).hexdigest()


def source_digest(path: Path, settings: str) -> str:
    """Return what changes when the local file *path* may have; empty for what is no file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    stamp = f"{settings} {status.st_mtime_ns} {status.st_size} {status.st_ino}"
    return hashlib.sha256(stamp.encode()).hexdigest() if path.is_file() else ""
