"""Addresses of the web and of mail, in the words of a language."""

from __future__ import annotations

import re

from pipeline.languages.scanner import ALNUM, Kind, Place
from pipeline.languages.shared.grammar import Grammar
from pipeline.languages.shared.shared_words import figures, spell
from pipeline.languages.without_rules import URL

_PLAIN_DOMAINS = frozenset("com org net info blog app shop site online wiki edu gov eu io".split())  # noqa: SIM905 - a list of words
_PATH = r"(?P<path>[/?#][^\s<>()\[\]{}\"“”»]{0,400}(?<![.,;:!?'’]))?"
_DOMAIN = (
    rf"(?P<host>(?:{ALNUM}[\w-]{{0,60}}\.){{1,4}}(?:com|org|net|info|de|at|ch|fr|be|es|mx|ar|eu|io|"
    rf"ai|dev|app|blog|uk|it|nl|edu|gov))(?![\w@-]|\.\w){_PATH}"
)
_MAIL = (
    r"(?P<user>[A-Za-z0-9][\w.+-]{0,60})@"
    rf"(?P<host>(?:{ALNUM}[\w-]{{0,60}}\.){{1,4}}[a-z]{{2,12}})"
)


def address_kinds(g: Grammar) -> tuple[Kind, ...]:
    """Return the kinds of addresses of the language."""
    signs = {".": g.dot, "-": g.dash, "_": g.underscore, "+": g.plus, "/": g.slash}

    def label(text: str, *, last: bool = False) -> str:
        runs = re.findall(r"[^\W\d_]+|\d+|[-_+]", text)
        spoken = [
            figures(run, g)
            if run[0].isdigit()
            else signs.get(run) or (spell(run.upper()) if _is_spelled(run, last=last) else run)
            for run in runs
        ]
        return " ".join(word for word in spoken if word)

    def host(name: str) -> str:
        labels = [part for part in name.split(".") if part]
        if labels[:1] == ["www"] and len(labels) > 2:
            labels = labels[1:]
        *front, last = labels or [""]
        return f" {g.dot} ".join([*(label(part) for part in front[:8]), label(last, last=True)])

    def url(match: re.Match[str], place: Place) -> str | None:
        choice = place.choices.bare_urls
        if choice == "omit":
            return ""
        name = match["host"].rpartition("@")[2].partition(":")[0]
        site = host(name[:253])
        if not site.strip():
            return None
        if choice == "site":
            return f"{g.link_to} {site}"
        parts = [p for p in re.split("/", re.split(r"[?#]", match["path"] or "")[0]) if p][:8]
        return site + "".join(f" {g.slash} {label(part[:80])}" for part in parts)

    def domain(match: re.Match[str], place: Place) -> str | None:
        return url(match, place) if match["path"] else host(match["host"])

    def mail(match: re.Match[str], _place: Place) -> str:
        user = f" {g.dot} ".join(label(part) for part in match["user"].split(".") if part)
        return f"{user} {g.at} {host(match['host'])}"

    return (
        Kind("URL", "A", re.compile(URL, re.IGNORECASE), url, "address: left out"),
        Kind("mail", "A9", re.compile(_MAIL), mail),
        Kind("domain", "A9", re.compile(_DOMAIN), domain, "address: left out"),
    )


def _is_spelled(run: str, *, last: bool) -> bool:
    if last:
        return len(run) <= 3 and run not in _PLAIN_DOMAINS
    return len(run) <= 4 and not re.search("[aeiouyäöüéèàíóú]", run.lower())
