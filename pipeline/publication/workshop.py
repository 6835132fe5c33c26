"""The workshop: where a publication is built, on the same disk as what is published."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.publication.disk import writing
from pipeline.publication.ownership import refuse_foreign
from pipeline.settings.running_settings import Places
from pipeline.tools.locks import only_one

FOLDER = ".publishing"
FRESH = ".fresh"
"""Ending of a finished folder that is about to be moved in."""
OLD = ".old"
"""Ending of a folder that was moved out for it."""


@contextmanager
def workshop(places: Places) -> Iterator[Path]:
    """Give an empty folder on the disk of ``output/``, to one publisher at a time.

    What a killed publisher left is mended first: an episode that was finished and whose old
    folder is already away is moved in, everything else is thrown away. Afterwards the folder is
    gone.

    Raises:
        StorageError: ``output/`` cannot be written.
    """
    output = places.output
    bench = output / FOLDER
    with only_one(_lock(places)):
        refuse_foreign(output, FOLDER)
        with writing(output):
            output.mkdir(parents=True, exist_ok=True)
            _mend(bench, output)
            bench.mkdir()
        try:
            yield bench
        finally:
            with suppress(OSError):  # what cannot be mended now, the next publisher mends
                _mend(bench, output)


def _mend(bench: Path, output: Path) -> None:
    """Finish or take back what a killed publisher began."""
    for fresh in sorted(bench.glob(f"*{FRESH}")):
        place = output / fresh.name.removesuffix(FRESH)
        if not place.exists() and fresh.with_suffix(OLD).exists():
            fresh.rename(place)
    for old in sorted(bench.glob(f"*{OLD}")):
        place = output / old.name.removesuffix(OLD)
        if not place.exists():
            old.rename(place)
    if bench.exists():
        shutil.rmtree(bench)


def _lock(places: Places) -> Path:
    digest = hashlib.sha256(str(places.output.resolve()).encode()).hexdigest()[:12]
    return places.state / "locks" / f"publication-{digest}.lock"
