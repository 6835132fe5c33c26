"""Large files: fetched in pieces, gone on with where it broke off, kept only if they are right."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipeline.errors import FetchError, StorageError
from pipeline.showing import redacted
from pipeline.tools.fetching.fetch import answered

TOTAL_S = 3_600.0
_PARTIAL = 206
_SCHEMES = ("https",)


def download(
    url: str,
    target: Path,
    *,
    n_bytes: int,
    sha256: str,
    private: bool = False,
    total_s: float = TOTAL_S,
    told: Callable[[int], None] = lambda _: None,
) -> Path:
    """Fetch *url* into the file *target*, by HTTPS alone.

    What has come stays beside it (``NAME.part``) when the connection breaks, and the next call
    asks for the rest. The file appears whole, and only if it is the one that is wanted.

    Args:
        url: An https address; what it redirects to must be one too.
        target: The file; returned at once where it is there and right.
        n_bytes: Its size, and the most that is taken.
        sha256: Its digest, in hexadecimal.
        private: Whether addresses that are not public may be connected to.
        total_s: Seconds the whole may take.
        told: Called with the bytes there are, as they come.

    Raises:
        FetchError: It cannot be had, or is another file.
        StorageError: It cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        if target.is_file() and file_digest(target) == sha256:
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        have = part.stat().st_size if part.is_file() else 0
        if have > n_bytes:
            part.unlink()
            have = 0
        if have < n_bytes:
            _go_on(url, part, have, n_bytes, private=private, total_s=total_s, told=told)
        found = file_digest(part)
        if found != sha256:
            part.unlink()
            raise FetchError(
                f"what came is another file: its SHA-256 is {found[:16]}…, not {sha256[:16]}…",
                where=redacted(url),
                mend="Try again; if it stays so, the file has been changed there",
            )
        return part.replace(target)
    except OSError as error:
        raise StorageError(
            f"cannot be written: {error.strerror}", where=str(target), mend="Make room there"
        ) from error


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the file at *path*, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _go_on(
    url: str,
    part: Path,
    have: int,
    n_bytes: int,
    *,
    private: bool,
    total_s: float,
    told: Callable[[int], None],
) -> None:
    """Add to *part* what it lacks of *n_bytes*; from the beginning where the server does so."""
    headers = {"Accept-Encoding": "identity"}
    headers |= {"Range": f"bytes={have}-"} if have else {}
    with answered(url, headers, private=private, total_s=total_s, schemes=_SCHEMES) as (answer, at):
        begun = f"bytes {have}-"
        goes_on = answer.status_code == _PARTIAL and (
            answer.headers.get("content-range", "").startswith(begun)
        )
        have = have if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_raw():
                have += len(piece)
                if have > n_bytes:
                    file.close()
                    with suppress(OSError):
                        part.unlink()
                    raise FetchError(
                        f"more comes than the {n_bytes:,} bytes it should have",
                        where=redacted(at),
                        mend="The file has been changed there: ask who publishes it",
                        passing=False,
                    )
                file.write(piece)
                told(have)
            file.flush()
            os.fsync(file.fileno())
    if have < n_bytes:
        raise FetchError(
            f"the connection ended after {have:,} of {n_bytes:,} bytes",
            where=redacted(url),
            mend="Run it again: it goes on from there",
        )
