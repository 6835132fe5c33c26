"""What is known of an essay apart from its text, whoever said it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from pipeline.reading.invisible import one_line

_ELEMENT = re.compile(r"<[^<>]{0,500}>")
_BY = re.compile(r"^(?:by|von|par|por)\s*:?\s+(?=\S)", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"@\S*|(?:https?:|www\.|/)\S*|\S+(?:@|\[at\]|\(at\))\S+\.\w+|admin|administrator|author|editor|root|user|guest"
    r"|unknown|publisher|none|null|n/a|\W*",
    re.IGNORECASE,
)
_NOTE_LINK = re.compile(r"\[\[(?P<page>[^\[\]|]+)(?:\|(?P<words>[^\[\]]+))?\]\]")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*[(<]\S+@\S+\.\w+[)>]|\s*\(@\w+\)|\s+@\w+$")


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
        merged = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        merged["extra"] = tuple({**dict(other.extra), **dict(self.extra)}.items())
        return Facts(**merged)


def title_of(written: str) -> str:
    """Return the title that *written* shows: one line, without elements and entities."""
    return one_line(html.unescape(_INLINE.sub("", written)))


def plain_of(markup: str) -> str:
    """Return what *markup*, a fragment of HTML, shows, as one line."""
    return one_line(html.unescape(_ELEMENT.sub(" ", markup)))


def person_of(name: str) -> str:
    """Return *name* as a person's, without markup and ``By``; empty for a handle or an address."""
    plain = plain_of(name)
    plain = _NOTE_LINK.sub(lambda link: link["words"] or link["page"], plain)
    plain = re.sub(r"^\S+@\S+\.\w+\s+\((.+)\)$", r"\1", plain)
    plain = _BY.sub("", plain.strip()).strip(" ,|·-")
    return "" if _NO_PERSON.fullmatch(plain) else _ADDRESS.sub("", plain).strip()


def people(names: Iterable[str]) -> str:
    """Return those of *names* that are a person's, each once, as ``A, B and C``."""
    return enumeration(list(dict.fromkeys(name for name in map(person_of, names) if name)))


def enumeration(names: list[str]) -> str:
    """Return *names* as ``A, B and C``."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
