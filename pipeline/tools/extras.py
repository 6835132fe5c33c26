"""Extras of essaycast: what a person who lacks one is told."""

from __future__ import annotations


def install_extra(name: str) -> str:
    """Return how the extra *name* is installed; essaycast itself is on no index."""
    return (
        f"Install essaycast with its extra '{name}': in its checkout '.uv/bin/uv sync --inexact "
        f"--extra {name}', as a tool 'uv tool install \"PLACE[{name}]\"', PLACE being its "
        "checkout or wheel"
    )
