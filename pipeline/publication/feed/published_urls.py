"""Addresses: where a published file is reachable, in ASCII."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_KEPT = "%/:=&?~+!$,;'@()*[]#"


def address(base_url: str, path: str) -> str:
    """Return the full address of *path* within ``output/``.

    Args:
        base_url: Where ``output/`` is reachable; empty gives *path* back, relative.
        path: With forward slashes, from ``output/``.
    """
    base = ascii_url(base_url)
    return f"{base.rstrip('/')}/{quote(path)}" if base else quote(path)


def ascii_url(url: str) -> str:
    """Return *url* with its host in IDNA and everything else percent-encoded where need be."""
    url = url.strip()
    if url.isascii() and not re.search(r'[\s<>"]', url):
        return url
    parts = urlsplit(url)
    host = parts.netloc
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(host, safe=_KEPT)
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *rest))
