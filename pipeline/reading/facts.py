"""What is known of an essay apart from its text, whoever said it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an essay apart from its text; empty where nothing was said."""

    title: str = ""
    author: str = ""
    date: date | datetime | None = None
    url: str = ""
    language: str = ""
    summary: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    slug: str = ""
    show_title: str = ""
    entry_id: str = ""
    """A feed's own id of the entry."""
    number: int | None = None
    season: int | None = None
    extra: tuple[tuple[str, str], ...] = field(default=())

    def over(self, other: Facts) -> Facts:
        """Return these facts, filled from *other* where they are silent."""
        said = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        said["extra"] = tuple({**dict(other.extra), **dict(self.extra)}.items())
        return Facts(**said)


def enumeration(names: list[str]) -> str:
    """Return *names* as ``A, B and C``."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
