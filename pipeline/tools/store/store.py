"""The store itself: verified reading, whole writing, and staying within its bound."""

from __future__ import annotations

import logging
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.tools.store.frames import framed, unframed
from pipeline.tools.store.storage import StoragePlace, StoredFile

_KEY = re.compile(r"[a-z][a-z0-9-]{0,30}/[0-9a-z][0-9a-z._-]{7,127}", re.ASCII)
_FILE = re.compile(r"[a-z][a-z0-9-]{0,30}/[0-9a-z]{2}/[0-9a-z][0-9a-z._-]{7,127}", re.ASCII)
_CHECKS_PER_LIMIT = 64
"""How often the size is looked at while as many bytes as the limit are written."""
_PRUNED_TO = 0.9
"""Share of the limit that pruning leaves, so that the next value does not prune again."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a walk over the store found."""

    place: str
    n_values: int
    n_bytes: int
    limit_bytes: int
    kinds: tuple[tuple[str, int, int], ...] = ()
    """Kind (the key's first part), number of values, bytes; largest first."""
    removed: tuple[str, ...] = ()
    """Keys that were pruned or found damaged."""
    freed_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Store:
    """Bytes under keys such as ``clips/<sha256>``.

    A key names what went into the value (its inputs and versions), so a value never changes.
    """

    place: StoragePlace
    limit_bytes: int = 4_000_000_000
    _lot: random.Random = field(default_factory=random.Random, repr=False, compare=False)

    def get(self, key: str) -> bytes | None:
        """Return the value of *key*, verified; None when it is absent.

        A damaged value is removed, said so in the log, and reported as absent.

        Raises:
            StorageError: The store cannot be read.
        """
        name = _name(key)
        frame = self.place.read(name)
        if frame is None:
            return None
        content = unframed(frame)
        if content is None:
            _log.warning("%s: damaged in the store; it is made again", key)
            self.place.remove(name)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep *content* under *key*, whole or not at all.

        Raises:
            StorageError: The disk is full, or the store cannot be written.
        """
        self.place.write(_name(key), framed(content))
        # Drawn by lot rather than counted: processes that each write little share no counter, and
        # together they still look at the size once for every 64th of the limit they write.
        if self._lot.random() < len(content) * _CHECKS_PER_LIMIT / self.limit_bytes:
            self.prune()

    def has(self, key: str) -> bool:
        """Tell whether there is a value for *key*; whether it is intact, only reading tells."""
        return self.place.exists(_name(key))

    def remove(self, key: str) -> None:
        """Forget the value of *key*, if there is one."""
        self.place.remove(_name(key))

    def report(self) -> StoreReport:
        """Return how much the store holds, by kind."""
        counts: Counter[str] = Counter()
        sizes: Counter[str] = Counter()
        for file in self._files():
            kind = file.name.partition("/")[0]
            counts[kind] += 1
            sizes[kind] += file.n_bytes
        return StoreReport(
            place=str(self.place),
            n_values=counts.total(),
            n_bytes=sizes.total(),
            limit_bytes=self.limit_bytes,
            kinds=tuple((kind, counts[kind], size) for kind, size in sizes.most_common()),
        )

    def prune(self, limit_bytes: int | None = None) -> StoreReport:
        """Remove the values used longest ago until the rest fits.

        Args:
            limit_bytes: Bytes that may stay; None for the store's own limit. 0 empties it.

        Returns:
            What is left, and the keys that went.
        """
        limit = self.limit_bytes if limit_bytes is None else limit_bytes
        files = sorted(self._files(), key=lambda file: file.used_at)
        n_bytes = sum(file.n_bytes for file in files)
        target = limit * _PRUNED_TO if n_bytes > limit else limit
        removed = []
        freed = 0
        for file in files:
            if n_bytes - freed <= target:
                break
            self.place.remove(file.name)
            removed.append(_key(file.name))
            freed += file.n_bytes
        return StoreReport(
            place=str(self.place),
            n_values=len(files) - len(removed),
            n_bytes=n_bytes - freed,
            limit_bytes=limit,
            removed=tuple(removed),
            freed_bytes=freed,
        )

    def verify(self) -> StoreReport:
        """Read every value, and remove those that are damaged.

        Returns:
            What is left, and the keys of what was damaged.
        """
        files = list(self._files())
        kept = [file for file in files if self._intact(file.name)]
        lost = [file for file in files if file not in kept]
        for file in lost:
            self.place.remove(file.name)
        return StoreReport(
            place=str(self.place),
            n_values=len(kept),
            n_bytes=sum(file.n_bytes for file in kept),
            limit_bytes=self.limit_bytes,
            removed=tuple(_key(file.name) for file in lost),
            freed_bytes=sum(file.n_bytes for file in lost),
        )

    def _files(self) -> Iterator[StoredFile]:
        """Yield what the store has written; whatever else lies in its place is left alone."""
        return (file for file in self.place.files() if _FILE.fullmatch(file.name))

    def _intact(self, name: str) -> bool:
        frame = self.place.read(name)
        return frame is not None and unframed(frame) is not None


def _name(key: str) -> str:
    """Return the file for *key*, in one of 256 folders so that none grows too long."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key: it is a kind, a slash and a digest")
    kind, digest = key.split("/")
    return f"{kind}/{digest[:2]}/{digest}"


def _key(name: str) -> str:
    return f"{name.partition('/')[0]}/{name.rpartition('/')[2]}"
