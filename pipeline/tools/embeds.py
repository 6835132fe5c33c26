"""Embeds: what people call a foreign thing within an essay."""

from __future__ import annotations

import re

_EMBED_KINDS = (
    ("video", re.compile(r"youtu|vimeo|video|tiktok", re.IGNORECASE)),
    ("recording", re.compile(r"audio|spotify|soundcloud|podcast", re.IGNORECASE)),
    ("poll", re.compile(r"poll", re.IGNORECASE)),
    ("drawing", re.compile(r"svg|canvas", re.IGNORECASE)),
    ("file", re.compile(r"file|gist", re.IGNORECASE)),
    ("chart", re.compile(r"datawrapper|flourish", re.IGNORECASE)),
    ("post", re.compile(r"embedded-(?:post|publication)|tweet", re.IGNORECASE)),
    ("page", re.compile(r"iframe|object|^embed", re.IGNORECASE)),
)


def embed_kind(info: str, url: str) -> str:
    """Return what people call an embed, by what its element, class or address is called."""
    named = f"{info} {url}"
    return next((kind for kind, called in _EMBED_KINDS if called.search(named)), "post")
