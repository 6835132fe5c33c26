"""An essay's key as it is published: the same for the same essay, and telling nothing of it.

A key is a file's path or an address, which are nobody's concern who reads ``episode.json``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.showing import redacted

_PREFIX = "sha256:"
_MOST_FILES = 20_000


def published_key(key: str) -> str:
    """Return the digest of an essay's *key*, its part apart; of a digest that digest itself."""
    if key.startswith(_PREFIX):
        return key
    path, mark, part = redacted(key).partition("#")
    return f"{_PREFIX}{_digest(path)}{mark}{_digest(part) if mark else ''}"


def of_same_part(one: str, other: str) -> bool:
    """Whether two published keys are of the same part of whatever documents."""
    return one.partition("#")[2] == other.partition("#")[2]


def file_is_there(published: str, root: Path) -> bool:
    """Whether a file below *root* has the key that was *published*, hidden folders left out."""
    wanted = published.partition("#")[0]
    return any(published_key(path) == wanted for path in _paths(root))


def _paths(root: Path) -> Iterator[str]:
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield (Path(folder) / name).relative_to(root).as_posix()
        seen += len(files)
        if seen > _MOST_FILES:
            return


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
