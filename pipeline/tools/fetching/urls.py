"""Addresses taken apart without ever failing: text from outside holds any nonsense."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def url_parts(url: str) -> SplitResult:
    """Return the parts of *url*; all empty but the path where it is no address."""
    try:
        return urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address
        return SplitResult("", "", url, "", "")


def absolute(base: str, url: str) -> str:
    """Return *url* as seen from *base*; as it is where that makes no sense."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
