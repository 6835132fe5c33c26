"""Pages rendered anew: for other neighbours or another address, all else of a folder linked."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import (
    RECORD_FILE,
    FileKind,
    PublishedFile,
    Record,
    record_json,
    surrounded,
)
from pipeline.publication.disk import sync_folder, write_through
from pipeline.publication.page import (
    CONTENT_FILE,
    EMBED_FILE,
    OEMBED_FILE,
    PageContent,
    embed_page,
    episode_page,
    oembed,
    page_look,
    read_content,
)
from pipeline.publication.sidecars import chapters_of
from pipeline.settings.publication_settings import Channel


def as_pages_should_be(records: Sequence[Record], channel: Channel) -> tuple[Record, ...]:
    """Return *records*, newest first, with the neighbours, address and look their pages need."""
    return surrounded(records, channel.base_url, page_look(channel))


def rendered(record: Record, folder: Path, channel: Channel) -> str:
    """Return the page of *record* as it should be now.

    Args:
        record: With the neighbours its page is to name.
        folder: Where the episode is published.
        channel: The show.

    Raises:
        PublicationError: What the page is made from is missing or damaged.
    """
    content = _content(record, folder)
    return episode_page(content, channel, previous=record.previous, following=record.following)


def embeds(content: PageContent, channel: Channel) -> tuple[tuple[FileKind, str, str, str], ...]:
    """Return what puts an episode into other pages: kind, name and type of a file, and its text."""
    return (
        ("embed", EMBED_FILE, "text/html", embed_page(content, channel)),
        ("oembed", OEMBED_FILE, "application/json", oembed(content, channel)),
    )


def _content(record: Record, folder: Path) -> PageContent:
    file = record.page_content
    text = _published(folder, file) if file else None
    where = f"{folder.name}/{CONTENT_FILE}"
    if text is None:
        raise PublicationError(
            "what the page is made from is missing or damaged",
            where=where,
            mend="Produce the essay again",
        )
    return read_content(text, where)


def relink(meant: Record, place: Path, fresh: Path, channel: Channel) -> Record | None:
    """Write the episode at *place* into the new folder *fresh*, its page rendered anew.

    Page, record, and chapters if they lead elsewhere, are new; all other files are the same ones
    under a second name, so that it costs no more than those, and the folder can be moved in whole.

    Args:
        meant: Its record, with the neighbours and the address it is to have.
        place: Its folder in ``output/``.
        fresh: Not there yet, on the same disk.
        channel: The show.

    Returns:
        The new record; None, and nothing is written, where what the page is made from is damaged,
        or the page itself is: a damage must stay to be seen.
    """
    if _published(place, meant.page) is None:
        return None
    try:
        content = {meant.page: rendered(meant, place, channel).encode()}
    except PublicationError:  # for verify to tell
        return None
    for file in meant.files_of("chapters"):
        if _published(place, file) is not None:
            content[file] = chapters_of(meant, channel).encode()
    there = {file.kind: file for file in meant.files}
    for kind, name, mime_type, said in embeds(_content(meant, place), channel):
        file = there.get(kind) or PublishedFile(kind, name, mime_type, 0, "")
        if kind not in there or _published(place, file) is not None:
            content[file] = said.encode()
    content = {file: text for file, text in content.items() if _measured(file, text) != file}
    anew = {file: _measured(file, text) for file, text in content.items()}
    known = tuple(anew.get(file, file) for file in meant.files)
    added = tuple(anew[file] for file in anew if file not in meant.files)
    record = replace(meant, files=known + added)
    shutil.copytree(place, fresh, symlinks=True, copy_function=_same)
    written = {file.name: text for file, text in content.items()}
    for name, text in (*written.items(), (RECORD_FILE, record_json(record).encode())):
        (fresh / name).unlink(missing_ok=True)
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
