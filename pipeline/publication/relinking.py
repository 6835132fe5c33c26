"""Other surroundings in a page that is published: its folder made anew, the rest linked."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.catalogue import RECORD_FILE, Record, record_json
from pipeline.page import renewed
from pipeline.publication.disk import sync_folder, write_through
from pipeline.show import Show


def relink(meant: Record, place: Path, fresh: Path, show: Show) -> Record | None:
    """Write the episode at *place* into the new folder *fresh*, its page naming other surroundings.

    Page and record are new; all other files are the same ones under a second name, so that it
    costs no more than those two, and the folder can be moved in whole.

    Args:
        meant: Its record, with the neighbours and the address it is to have.
        place: Its folder in ``output/``.
        fresh: Not there yet, on the same disk.
        show: The show.

    Returns:
        The new record; None, and nothing is written, where the page is not what was published:
        a damage must stay to be seen.
    """
    page = meant.page
    try:
        published = (place / page.name).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(published).hexdigest() != page.sha256:
        return None
    content = renewed(published.decode(), meant, show).encode()
    digest = hashlib.sha256(content).hexdigest()
    anew = replace(page, n_bytes=len(content), sha256=digest)
    record = replace(meant, files=tuple(anew if file == page else file for file in meant.files))
    shutil.copytree(place, fresh, symlinks=True, copy_function=_same)
    for name, text in ((page.name, content), (RECORD_FILE, record_json(record).encode())):
        (fresh / name).unlink()
        write_through(fresh / name, text)
    sync_folder(fresh)
    return record


def _same(source: str, target: str) -> str:
    """Give *source* the second name *target*; a copy where the disk knows no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
    return target
