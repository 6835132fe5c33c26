"""What was fetched before, kept with its validators, so that what has not changed costs nothing."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.settings.reading_settings import Access
from pipeline.showing import redacted
from pipeline.tools.fetching.fetch import Fetched, fetch
from pipeline.tools.private_folders import private_folder

_FOLDER = "fetched"


def fetched(url: str, access: Access, *, stamp: str = "", pause_s: float = 0.0) -> Fetched:
    """Return what *url* holds, asked for only if it has changed since it was last fetched.

    A body is remembered under ``.essaycast/fetched`` together with ``ETag`` and
    ``Last-Modified``; where the server answers 304, that body is returned with
    :attr:`Fetched.unchanged` set.

    Args:
        url: An http or https address.
        access: Where it is remembered, and which addresses may be fetched.
        stamp: What a sitemap says of its last change; where that is what was remembered, nothing
            is asked.
        pause_s: Seconds to wait before asking.

    Raises:
        FetchError: See :func:`pipeline.tools.fetching.fetch.fetch`.
        StorageError: It could not be remembered.
    """
    path = access.fetched / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
    before = _recalled(path)
    private = access.private_addresses
    if stamp and before is not None and before.stamp == stamp:
        return replace(before, unchanged=True)
    time.sleep(pause_s)
    if before is None:
        answer = fetch(url, private=private)
    else:
        answer = fetch(url, etag=before.etag, modified=before.modified, private=private)
        if answer.unchanged:
            return replace(before, unchanged=True)
    answer = replace(answer, stamp=stamp)
    if answer.etag or answer.modified or stamp:
        _remember(path, answer)
    return answer


def _recalled(path: Path) -> Fetched | None:
    """Return what is remembered at *path*; None when that is nothing, or damaged."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
        data = json.loads(head)
        sound = hashlib.sha256(content).hexdigest() == data.pop("sha256")
        return Fetched(content=content, **data) if sound else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _remember(path: Path, answer: Fetched) -> None:
    head = {
        "url": redacted(answer.url),
        "stamp": answer.stamp,
        "mime": answer.mime,
        "charset": answer.charset,
        "etag": answer.etag,
        "modified": answer.modified,
        "sha256": hashlib.sha256(answer.content).hexdigest(),
    }
    try:
        private_folder(path.parent)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".fetched-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(json.dumps(head).encode() + b"\n" + answer.content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(
            f"what was fetched cannot be kept: {error.strerror}",
            where=str(path.parent),
            mend="Make room there, or make it writable",
        ) from error
