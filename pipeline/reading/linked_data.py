"""What a page says of its article in linked data (JSON-LD), wherever in the graph it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.detected_language import language_tag
from pipeline.reading.facts import Facts, enumeration, person_of
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date

_ARTICLES = re.compile(r"(?:^|/)(?:\w*Article|\w*Posting|Report|Chapter|CreativeWork|Recipe)$")
_PAGES = re.compile(r"(?:^|/)(?:WebPage|\w+Page|MediaObject|VideoObject|\w*Episode)$")
_MOST_THINGS = 2_000
_COMMENTED = re.compile(r"[\x00-\x1f]+")


def linked_facts(root: HtmlElement) -> Facts:
    """Return what the linked data of the page *root* says of its article."""
    things = list(_things(root))
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    facts = Facts()
    for kinds in (_ARTICLES, _PAGES):
        for thing in things:
            types = thing.get("@type")
            if any(kinds.search(str(t)) for t in (types if isinstance(types, list) else [types])):
                facts = facts.over(_facts_of(thing, named, whole=kinds is _ARTICLES))
        if facts.title:
            break
    return facts


def _things(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield every object of the page's linked data, outer ones first."""
    n_things = 0
    for script in root.iter("script"):
        if (script.get("type") or "").lower().split(";")[0].strip() != "application/ld+json":
            continue
        text = re.sub(
            r"^\s*(?://)?\s*<!(?:--|\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*;?\s*$",
            "",
            script.text or "",
        )
        try:
            stack = [json.loads(_COMMENTED.sub(" ", text))]
        except (ValueError, RecursionError):
            continue
        while stack and n_things < _MOST_THINGS:
            thing = stack.pop(0)
            if isinstance(thing, Mapping):
                n_things += 1
                yield thing
                stack += [value for value in thing.values() if isinstance(value, dict | list)]
            elif isinstance(thing, list):
                stack = [*thing[:_MOST_THINGS], *stack]


def _facts_of(
    thing: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]], *, whole: bool
) -> Facts:
    """Return what *thing* says; of a page that only holds the article, who made it and when."""
    authors = thing.get("author") or thing.get("creator")
    people = [
        named.get(str(p.get("@id")), p) if isinstance(p, Mapping) else p
        for p in (authors if isinstance(authors, list) else [authors])
    ]
    names = [one for p in people for one in _names(p)]
    picture = thing.get("image")
    picture = picture[0] if isinstance(picture, list) and picture else picture
    picture = picture.get("url") if isinstance(picture, Mapping) else picture
    keys = ("datePublished", "dateCreated", *(("uploadDate",) if whole else ()))
    days = (thing.get(key) for key in keys)
    facts = Facts(
        author=enumeration([name for n in dict.fromkeys(names) if (name := person_of(n))]),
        date=next((day for d in days if (day := parsed_date(_line(d)))), None),
    )
    if not whole:
        return facts
    return Facts(
        title=_line(thing.get("headline")),
        language=language_tag(_line(thing.get("inLanguage"))),
        summary=_line(thing.get("description")),
        image=_line(picture),
    ).over(facts)


def _names(person: object) -> list[str]:
    if isinstance(person, Mapping):
        name = person.get("name")
        return [_line(one) for one in (name if isinstance(name, list) else [name])]
    return [_line(person)]


def _line(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
