"""How runs are tagged, so that a person finds them."""

from __future__ import annotations

SHOW_TAG = "show: "
_LENGTH = 60


def show_tag(title: str) -> str:
    """Return the tag of the runs of the show called *title*."""
    return f"{SHOW_TAG}{_shortened(title)}"


def source_tag(source: str) -> str:
    """Return the tag of the runs that read *source*."""
    return f"source: {_shortened(source)}"


def outcome_tag(outcome: str) -> str:
    """Return the tag of runs that ended so: ``done``, ``failed``, ``crashed``."""
    return f"outcome: {outcome}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else f"…{text[1 - _LENGTH :]}"
