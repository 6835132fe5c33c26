"""A finding: something that is not as it was meant."""

from __future__ import annotations

from dataclasses import dataclass

PRODUCE = "produce the essay again"
"""What mends a folder."""
REBUILD = "run 'essaycast feed'"
"""What mends feed, index and the links between pages."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What differs, with the measured value and the one that was meant, and what mends it."""

    place: str
    """From ``output/``: ``SLUG/SLUG.mp3``."""
    what: str
    mend: str = PRODUCE

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.place}: {self.what}; {self.mend}"
