"""Other surroundings in a page that is published: its folder made anew, the rest linked."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.publication.catalogue import RECORD_FILE, PublishedFile, Record, record_json
from pipeline.publication.disk import sync_folder, write_through
from pipeline.publication.page import renewed
from pipeline.publication.sidecars import chapters_of
from pipeline.settings.publication_settings import Channel


def relink(meant: Record, place: Path, fresh: Path, channel: Channel) -> Record | None:
    """Write the episode at *place* into the new folder *fresh*, its page naming other surroundings.

    Page, record, and chapters if they lead elsewhere, are new; all other files are the same ones
    under a second name, so that it costs no more than those, and the folder can be moved in whole.

    Args:
        meant: Its record, with the neighbours and the address it is to have.
        place: Its folder in ``output/``.
        fresh: Not there yet, on the same disk.
        channel: The show.

    Returns:
        The new record; None, and nothing is written, where the page is not what was published:
        a damage must stay to be seen.
    """
    page = _published(place, meant.page)
    if page is None:
        return None
    content = {meant.page: renewed(page.decode(), meant, channel).encode()}
    for file in meant.files_of("chapters"):
        if _published(place, file) is not None:
            content[file] = chapters_of(meant, channel).encode()
    content = {file: text for file, text in content.items() if _measured(file, text) != file}
    anew = {file: _measured(file, text) for file, text in content.items()}
    record = replace(meant, files=tuple(anew.get(file, file) for file in meant.files))
    shutil.copytree(place, fresh, symlinks=True, copy_function=_same)
    written = {file.name: text for file, text in content.items()}
    for name, text in (*written.items(), (RECORD_FILE, record_json(record).encode())):
        (fresh / name).unlink()
        write_through(fresh / name, text)
    sync_folder(fresh)
    return record


def _published(place: Path, file: PublishedFile) -> bytes | None:
    """Return the content of *file*; None where it is not what was published."""
    try:
        content = (place / file.name).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == file.sha256 else None


def _measured(file: PublishedFile, content: bytes) -> PublishedFile:
    return replace(file, n_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _same(source: str, target: str) -> str:
    """Give *source* the second name *target*; a copy where the disk knows no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
    return target
