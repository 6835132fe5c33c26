"""Fetching with limits: time, size, redirects, scheme and where addresses lead."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import FetchError, reason_of
from pipeline.showing import redacted
from pipeline.tools.bounded import ENCODINGS, TooLargeError, UndecodableError, decoded_content
from pipeline.tools.fetching.urls import absolute, url_parts

if TYPE_CHECKING:
    import httpx

CONNECT_S = 10.0
READ_S = 20.0
TOTAL_S = 60.0
LARGEST_BYTES = 20_000_000
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_PASSING = frozenset({408, 425, 429})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/markdown,"
    "text/plain,application/epub+zip,application/xml;q=0.9,*/*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    """Where it came from in the end, after redirects."""
    content: bytes
    mime: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    """``Last-Modified`` as the server wrote it."""
    stamp: str = ""
    """When it last changed, as the one who asked for it was told."""
    unchanged: bool = False
    """Whether the server said 304: *content* is empty then."""


def fetch(
    url: str,
    *,
    etag: str = "",
    modified: str = "",
    private: bool = False,
    total_s: float = TOTAL_S,
    largest_bytes: int = LARGEST_BYTES,
) -> Fetched:
    """Return what *url* answers.

    Args:
        url: An http or https address.
        etag: ``ETag`` of the body that is remembered; makes the request conditional.
        modified: Its ``Last-Modified``, likewise.
        private: Whether addresses that are not public may be connected to.
        total_s: Seconds the whole may take, redirects included.
        largest_bytes: Size of the decoded body beyond which it is dropped.

    Raises:
        FetchError: It cannot be had; :attr:`FetchError.passing` says whether it may later.
    """
    headers = {"Accept": _ACCEPT, "Accept-Encoding": ENCODINGS}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    with answered(url, headers, private=private, total_s=total_s) as (response, at):
        return _answer(response, at, largest_bytes)


@contextmanager
def answered(
    url: str,
    headers: Mapping[str, str],
    *,
    private: bool = False,
    total_s: float = TOTAL_S,
    schemes: Collection[str] = ("http", "https"),
) -> Iterator[tuple[httpx.Response, str]]:
    """Give the answer of *url*, its body not read yet, and where it came from after redirects.

    Args:
        url: An address.
        headers: Of the request.
        private: Whether addresses that are not public may be connected to.
        total_s: Seconds the whole may take, redirects and what is read of the body included.
        schemes: Those that it and what it redirects to may have.

    Raises:
        FetchError: It cannot be had; :attr:`FetchError.passing` says whether it may later.
    """
    import httpx  # noqa: PLC0415 - slow to import, and files need none of it

    from pipeline.tools.fetching.public_addresses import PublicTransport  # noqa: PLC0415 - likewise

    deadline = time.monotonic() + total_s
    timeout = httpx.Timeout(min(READ_S, total_s), connect=min(CONNECT_S, total_s))
    with (
        explained(url, total_s),
        httpx.Client(
            transport=PublicTransport(private=private, deadline=deadline),
            timeout=timeout,
            headers={"User-Agent": "essaycast", **headers},
        ) as client,
    ):
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            check_scheme(at, schemes)
            with client.stream("GET", at) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    at = absolute(at, response.headers["location"])
                    continue
                check_status(response, at)
                yield response, at
                return
    raise FetchError(
        f"it redirects more than {MOST_REDIRECTS} times",
        where=redacted(url),
        mend="Give the address it leads to in the end",
        passing=False,
    )


def check_scheme(url: str, schemes: Collection[str] = ("http", "https")) -> None:
    """Raise FetchError unless *url* is an address of one of *schemes*."""
    parts = url_parts(url)
    if parts.scheme not in schemes or not parts.hostname:
        raise FetchError(
            f"only {' and '.join(schemes)} addresses are fetched",
            where=redacted(url),
            mend="Give an address that begins with https://",
            passing=False,
        )


@contextmanager
def explained(url: str, total_s: float) -> Iterator[None]:
    """Turn what the network raises into what a reader can use."""
    import httpcore  # noqa: PLC0415 - see fetch
    import httpx  # noqa: PLC0415 - see fetch

    late = (httpx.TimeoutException, httpcore.TimeoutException)
    try:
        yield
    except late as error:
        raise FetchError(
            f"it did not answer in time (connecting {min(CONNECT_S, total_s):g} s, each part "
            f"{min(READ_S, total_s):g} s, the whole {total_s:g} s)",
            where=redacted(url),
            mend="Try again later",
        ) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            f"this is no address: {reason_of(error)}",
            where=redacted(url),
            mend="Check it",
            passing=False,
        ) from error
    except (
        httpx.HTTPError,
        httpcore.ConnectError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
    ) as error:
        raise FetchError(
            f"it cannot be reached: {reason_of(error)}",
            where=redacted(url),
            mend="Check the address and the network, then try again",
        ) from error


def check_status(response: httpx.Response, at: str) -> None:
    """Raise FetchError for an answer that is an error, saying whether it may pass."""
    status = response.status_code
    if status >= 400:
        raise FetchError(
            f"it answered {status} {response.reason_phrase}".rstrip(),
            where=redacted(at),
            mend="Try again later" if status >= 500 else "Check the address",
            passing=status >= 500 or status in _PASSING,
        )


def _answer(response: httpx.Response, at: str, largest_bytes: int) -> Fetched:
    status = response.status_code
    kind = response.headers.get("content-type", "")
    return Fetched(
        url=at,
        content=b"" if status == _NOT_MODIFIED else _body(response, at, largest_bytes),
        mime=kind.partition(";")[0].strip().lower(),
        charset=response.charset_encoding or "",
        etag=response.headers.get("etag", ""),
        modified=response.headers.get("last-modified", ""),
        unchanged=status == _NOT_MODIFIED,
    )


def _body(response: httpx.Response, at: str, largest_bytes: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > largest_bytes:
        raise _too_large(int(declared), at, largest_bytes)
    encodings = response.headers.get("content-encoding", "").split(",")
    try:
        return decoded_content(response.iter_raw(), encodings, largest_bytes=largest_bytes)
    except UndecodableError as error:
        raise FetchError(
            str(error),
            where=redacted(at),
            mend="Give the address of one essay",
            passing=not isinstance(error, TooLargeError),
        ) from error


def _too_large(n_bytes: int, at: str, largest_bytes: int) -> FetchError:
    return FetchError(
        f"it has {n_bytes:,} bytes or more; the limit is {largest_bytes:,}",
        where=redacted(at),
        mend="Give the address of one essay",
        passing=False,
    )
