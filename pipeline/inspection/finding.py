"""A finding: something that is not as it was meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What differs, with the measured value and the one that was meant."""

    place: str
    """From ``output/``: ``SLUG/SLUG.mp3``."""
    what: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.place}: {self.what}"
