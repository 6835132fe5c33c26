"""Names of people within a byline: "By Ann Lee and Bo Rye, 3 March 2024" is Ann Lee, Bo Rye."""

from __future__ import annotations

import re

from pipeline.reading.facts import person_of
from pipeline.reading.month_names import MONTH_NUMBERS
from pipeline.tools.patterns import any_of

LONGEST_BYLINE = 200
_LONGEST_NAME = 60
_MOST_WORDS = 5
_PERSON = r"[^\W\d_a-z][\w.'’-]*"
_JOINT = r"(?:,? (?:and|und|et|y|e|&|im Gespräch mit|im Interview mit|in conversation with) |, )"
_LITTLE = r"(?:de|da|van|von|der|del|di|la|le|ter|zu|bin|al)"
_NAME = rf"{_PERSON}(?: (?:{_LITTLE}\b ?){{0,2}}{_PERSON}){{0,4}}"
_PIECES = tuple(
    """
    beitrag artikel kommentar interview bericht geschrieben verfasst gespeichert essay kolumne
    rezension erstellt veröffentlicht eingestellt gepostet publiziert article written posted
    published submitted story words
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_ANY_CASE = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in _PIECES)
_BY = re.compile(
    rf"(?:\b(?:(?:{_ANY_CASE}) (?:[Bb]y|[Vv]on|[Pp]ar)|[Bb][Yy]|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR"
    r"|[Dd]oor|[Aa]f|[Aa]v"
    r"|(?:[Aa]uthor|[Aa]utor(?:in|en)?|[Aa]uteur|[Tt]ext|[Rr]edaktion|[Ii]nterview)(?=:))\b:?|✍)"
    rf"\s+(?P<name>{_NAME}(?:{_JOINT}{_NAME}){{0,4}})"
)
_NAMES = re.compile(rf"{_NAME}(?:{_JOINT}{_NAME}){{0,4}}")
_AFTER_DATE = re.compile(rf"\d(?:\s?Uhr)?\s*[-–|·,]\s(?P<name>{_NAME})\.?$")
_WEEKDAY = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    "|sun(?:day)?|mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?"
    "|sa(?:mstag)?|so(?:nntag)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|lunes|martes|jueves|viernes"
)
_TRAILING = re.compile(
    rf"[\s,|·•–—-]*(?:\b(?:{any_of(MONTH_NUMBERS)})\.?\s+\d|\b(?:{_WEEKDAY})\b\.?,?\s+\S*\s?\d"
    rf"|\b(?:{_WEEKDAY})$|\b(?:am|on|at|in|um|vom|le|el|vor|il y a|hace|há|fa)\s+\d"
    r"|\b(?:posted|published|updated|edited|veröffentlicht|publié|last (?:updated|modified)|staff"
    r"|follow|contributor|kommentare?|comments?|leave a|post author|photo|foto|quelle|source)\b"
    r"|(?<![^\W\d_])\d|\||·|•|–|—|\s-\s|\(|\s@|,\s(?:phd|md|ma|msc|m\.d\.|ph\.d\.|dpa|afp|cnn)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
"""What follows a name: a date, a role, a handle, how many commented."""
_LEADING = re.compile(
    rf"^(?:(?:(?:und interview|ein beitrag|ein artikel|{'|'.join(_PIECES)}) (?:von|by|par|por)"
    r"|von|by|par|por|di|door|autor(?:in)?(?:en)?|authors?|auteurs?|redakteur(?:in)?"
    r"|contributors?|text|interview|story|words)\b\s*:?\s+)+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:profil|view|all posts|alles?|beiträge|articles|mehr|more|follow|share|subscribe"
    r"|kommentar\w*|comments?|afficher|zeige|anonymous|anonym|staff|menu|search|about|contact|login|e-mail|mail"
    r"|read|written|see|by|edition|gesponserte|username|autor|author|archives?|author's"
    r"|uncategorized|allgemein|home|blog|copyright|biograph\w*|website|print|fotos?|photos?|bild"
    r"|image|publisher|lesezeit|kontakt|impressum|startseite|youtube|facebook|twitter|instagram"
    r"|linkedin|xing|pinterest|whatsapp|rss|profile)\b|[{}<>=©:]|https?:",
    re.IGNORECASE,
)
"""Words of links and labels that stand where names do."""
_ORGANISATION = re.compile(
    r"\b(?:GmbH|AG|e\.?\s?V\.?|Verlag|Inc|LLC|Ltd|B\.V|Online|Redaktion|Magazin|Magazine|Team"
    r"|Editors?|Editorial|Staff|Verein|Verband|Universit\w+|Institut\w*|Agentur|Agency|Bundes\w+"
    r"|Ministerium|Deutschland|Press|Media|Zeitung|News|Foundation|Stiftung|Kitchens?|Group"
    r"|Society)\b|\.(?:de|com|org|net|at|ch|it|fr)\b",
    re.IGNORECASE,
)


_AGENCY = re.compile(
    r"(?:AFP|AP|APA|dpa|Reuters|EFE|ANSA|Agencies|Agences?|Agencias?|BBC|CNN|NPR|EP|SID|KNA|epd)",
    re.IGNORECASE,
)


def is_organisation(author: str, site: str) -> bool:
    """Return whether *author* is the name of a site or a house rather than of a person."""
    plain, of_site = (re.sub(r"\W+", "", name).casefold() for name in (author, site))
    same = of_site != "" and (plain in of_site or of_site in plain)
    owned = re.search(rf"{re.escape(author)}(?:'s|’s|s)\b", site) is not None
    return (
        (same and not owned)
        or _AGENCY.fullmatch(author) is not None
        or _ORGANISATION.search(author) is not None
    )


def names_after_by(text: str, *, first: bool = False) -> list[str]:
    """Return the names after "By", or after a date; "von" within a name is a part of it.

    Args:
        text: A line.
        first: Whether the line has to begin with "By".

    >>> names_after_by("Ein Artikel von Ann Lee | 27.01.2022"), names_after_by("Walter von Au")
    (['Ann Lee'], [])
    """
    for found in _BY.finditer(text):
        before = text[: found.start()].split()
        within = before and found.group()[0].islower() and before[-1].istitle()
        if not within or not before[-1].isalpha():
            rest = _NAMES.match(_TRAILING.sub("", text[found.start("name") :]))
            return plain_names(rest.group()) if rest and not (first and before) else []
    dated = _AFTER_DATE.search(text)
    if first and dated and re.search(r"[^\W\d_]{4}", _MONTHS.sub("", text[: dated.start("name")])):
        return []
    return plain_names(dated["name"]) if dated else []


_LABELLED = re.compile(
    rf"[\W_]{{0,8}}(?:(?:(?:{_ANY_CASE}|[Bb]log [Bb]eitrag|[Tt]ext)\s+)?"
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or)\b:?"
    r"|(?:[Aa]uthors?|[Aa]utor(?:in|en|innen)?|[Aa]uteurs?e?|[Tt]exte?|[Ww]ords)\s?:"
    r"|Autor(?:in|en|innen)?|Auteurs?|Authors?)\s+"
    rf"(?P<name>{_NAME}(?:{_JOINT}{_NAME}){{0,4}})[\s.,·|–—-]*"
)
_OTHERS_WORK = re.compile(
    r"\s(?:[Ii]llustration(?:en|s)?|[Ff]otos?|[Pp]hotos?|[Bb]ild(?:er)?|[Ff]otografie|[Pp]hotographs?"
    r"|[Üü]bersetzung|[Tt]ranslation)\b.{0,80}$"
)


def names_of_byline(line: str) -> list[str]:
    """Return the names in a *line* that is a byline and nothing else.

    >>> names_of_byline("Von Ann Lee"), names_of_byline("By Friday Ann Lee had left the house")
    (['Ann Lee'], [])
    """
    found = _LABELLED.fullmatch(_OTHERS_WORK.sub("", line))
    names = plain_names(found["name"]) if found else []
    return names if all(" " in name for name in names) else []


def plain_names(text: str) -> list[str]:
    """Return the names that *text* consists of, if it is nothing else.

    >>> plain_names("Ann Lee, Bo Rye and Cy Orr, 3 March 2024"), plain_names("More by this author")
    (['Ann Lee', 'Bo Rye', 'Cy Orr'], [])
    """
    plain = _TRAILING.sub("", _LEADING.sub("", text)).strip(" ,:;|·-–—")
    parts = [person_of(part) for part in re.split(rf"{_JOINT}|\s+/\s+|;\s*", plain) if part]
    likely = [part for part in parts if _is_likely(part)]
    return likely if len(likely) == len(parts) else []


_SHORTEST = 2
_UNFINISHED = re.compile(r"\b(?:von|by|par|por)\W*$", re.IGNORECASE)
_MONTHS = re.compile(rf"\b(?:{any_of(MONTH_NUMBERS)})\b", re.IGNORECASE)


def _is_likely(name: str) -> bool:
    if re.match(r"von\b", name, re.IGNORECASE):
        return False
    if _UNFINISHED.search(name) or len(name.rstrip(".")) < _SHORTEST:
        return False
    fits = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return fits and name[:1].isalpha() and not _NO_NAME.search(name)
