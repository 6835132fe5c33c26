"""Abbreviations: titles, Latin, references, dotted letters, short forms with a slash."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS, next_word
from pipeline.languages.en.letters import spell
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_BEFORE_NAME = {
    "Dr": "Doctor", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Mx": "Mix", "Prof": "Professor",
    "Profs": "Professors", "Drs": "Doctors", "Sen": "Senator", "Rep": "Representative",
    "Gov": "Governor", "Gen": "General", "Col": "Colonel", "Lt": "Lieutenant", "Capt": "Captain",
    "Sgt": "Sergeant", "Rev": "Reverend", "Hon": "Honorable", "Pres": "President",
    "St": "Saint", "Mt": "Mount", "Ft": "Fort", "Pt": "Point",
    "Messrs": "Messieurs", "Cmdr": "Commander",
    "Adm": "Admiral", "Amb": "Ambassador", "Asst": "Assistant", "Assoc": "Associate",
}  # fmt: skip
_BEFORE_OF = {
    "Dept": "Department", "Univ": "University", "Inst": "Institute", "Min": "Ministry",
    "Govt": "Government", "Gov't": "Government", "Int'l": "International", "Intl": "International",
    "Natl": "National", "Nat'l": "National", "Assn": "Association", "Acad": "Academy",
    "Ave": "Avenue", "Proc": "Proceedings", "Trans": "Transactions", "Conf": "Conference",
}  # fmt: skip
"""Only with a full stop or an apostrophe, and a word after."""
_PAIRED = {"Mr", "Mrs", "Ms", "Dr"}
_WITHOUT_POINT = {"Dr", "Mr", "Mrs", "Ms", "St"}
_AFTER_NAME = {
    "Jr": "Junior", "Sr": "Senior", "Inc": "Incorporated", "Corp": "Corporation", "Co": "Company",
    "Ltd": "Limited", "Bros": "Brothers", "St": "Street", "Ave": "Avenue", "Blvd": "Boulevard",
    "Rd": "Road", "Ln": "Lane", "Hwy": "Highway", "Pkwy": "Parkway", "Esq": "Esquire",
    "Dr": "Drive", "Univ": "University", "Dept": "Department", "Assn": "Association",
}  # fmt: skip
_LATIN = {
    "e.g.": "for example", "eg.": "for example", "i.e.": "that is", "ie.": "that is",
    "etc.": "et cetera", "etc": "et cetera", "vs.": "versus", "vs": "versus", "cf.": "compare",
    "viz.": "namely", "ca.": "circa", "et al.": "et al", "et al": "et al", "ibid.": "ibid",
    "approx.": "approximately", "approx": "approximately", "est.": "estimated",
    "incl.": "including",
    "excl.": "excluding", "max.": "maximum", "min.": "minimum", "avg.": "average",
    "dept.": "department", "govt.": "government", "e.g": "for example", "i.e": "that is",
    "w/o": "without", "w/": "with", "b/c": "because", "w/in": "within", "n.b.": "nota bene",
    "resp.": "respectively", "misc.": "miscellaneous", "wrt": "with respect to",
    "w.r.t.": "with respect to", "pts.": "points", "pts": "points", "esp.": "especially",
    "hrs.": "hours", "hrs": "hours", "mins": "minutes", "secs": "seconds", "yrs": "years",
    "aka": "also known as", "a.k.a.": "also known as", "p.a.": "per annum", "AKA": "also known as",
    "YoY": "year over year", "QoQ": "quarter over quarter",
    "MoM": "month over month", "y/y": "year over year", "YTD": "year to date",
    "q/q": "quarter over quarter", "c/o": "care of",
    "y/o": "years old", "y.o.": "years old", "yrs. old": "years old",
}  # fmt: skip
_COUNTIES = (
    "Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Durham|Fermanagh|Galway|Kerry"
    "|Kildare|Kilkenny|Laois|Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon"
    "|Sligo|Tipperary|Tyrone|Waterford|Westmeath|Wexford|Wicklow"
)
_MAY_END = {"etc.", "et al."}
_SENTENCE_END = re.compile(r"[\"”’)\]]*(?:$|\s+[\"“]?[A-Z])")
_PAUSED = {"e.g.", "i.e.", "e.g", "i.e", "eg.", "ie."}
_OF_DAY = re.compile(r"[aApP]\.[mM]\.$")


def _title(match: re.Match[str], place: Place) -> str | None:
    word = match["title"]
    if re.match(r"\s(?:and|or)\s", place.after) and word not in _PAIRED:
        return None
    if not match["point"] and word not in _WITHOUT_POINT:
        return None
    follows_street = re.search(r"\d[\w.-]* [A-Z]\w+ $", place.before)
    return None if word in {"St", "Dr"} and follows_street else _BEFORE_NAME[word]


def _suffix(match: re.Match[str], place: Place) -> str | None:
    if not re.search(r"(?:[A-Z][\w&.'’-]*|&|\d(?:st|nd|rd|th)),? $", place.before):
        return None
    follows = next_word(place)
    ends = follows[:1].isupper() and follows.lower() in FUNCTION_WORDS
    return _AFTER_NAME[match["word"]] + "." * (ends or not place.after.strip('"”’) '))


def _body(match: re.Match[str], _place: Place) -> str:
    return _BEFORE_OF[match["word"]]


def _latin(match: re.Match[str], place: Place) -> str | None:
    written = match.group()
    spoken = _LATIN[written] if written in _LATIN else _LATIN.get(written.lower())
    if spoken is None:
        return None
    if spoken == "years old" and (
        re.search(
            r"\b(?:an?|the|this|that|my|our|his|her|their) \d+[ -]$", place.before, re.IGNORECASE
        )
        or next_word(place).lower() not in FUNCTION_WORDS | {""}
    ):
        spoken = "year old"
    if spoken == "estimated" and re.match(r"\s(?:1[6-9]|20)\d\d", place.after):
        spoken = "established"
    if written[0].isupper() and not written.isupper() and "." in written:
        spoken = spoken.capitalize()
    ends = not place.after.strip('"”’) ') or (
        written.lower() in _MAY_END and _SENTENCE_END.match(place.after)
    )
    if ends and written == "max.":
        return "max."
    if ends and written.endswith("."):
        return f"{spoken}."
    if written.lower() in _PAUSED and place.after[:1] != ",":
        return f"{spoken},"
    return spoken


def _dotted(match: re.Match[str], _place: Place) -> str:
    letters = match["letters"]
    if _OF_DAY.match(letters):
        return letters.upper()
    return spell(letters.replace(".", ""), match["ending"] or "")


def _degree(match: re.Match[str], _place: Place) -> str:
    return spell(match["degree"].replace(".", ""), match["ending"] or "")


def _county(_match: re.Match[str], _place: Place) -> str:
    """Read ``Co. Wicklow``."""
    return "County"


_FROM_BIRTH = {"b": "born", "d": "died", "m": "married", "r": "reigned", "fl": "flourished"}


def _life(match: re.Match[str], _place: Place) -> str:
    """Read ``b. 1942``, ``d. c. 1999``."""
    return _FROM_BIRTH[match["word"]]


def _prefixed(match: re.Match[str], _place: Place) -> str:
    """Read ``non-U.S.``, ``anti-U.K.-led``."""
    return f"{match['prefix']} {spell(match['letters'].replace('.', ''))}"


def _and(_match: re.Match[str], _place: Place) -> str:
    """Read ``rock 'n' roll``."""
    return "and"


def _letters_from_to(match: re.Match[str], _place: Place) -> str | None:
    """Read ``A–Z``, ``A-Z``, ``B–F``; axes are no range."""
    first, last = match["first"], match["last"]
    ordered = first < last and (first, last) != ("X", "Y")
    whole = (first, last) == ("A", "Z")
    return f"{first} to {last}" if ordered and (whole or match["dash"] == "–") else None


def _v(_match: re.Match[str], _place: Place) -> str:
    return "versus"


_ENDING = r"(?P<ending>['’]s|s)?(?!\w)"

KINDS = (
    Kind(
        "degree",
        "A",
        re.compile(
            rf"(?P<degree>Ph\.\s?D\.?|PhD|M\.Sc\.|B\.Sc\.|MSc|BSc|D\.Phil\.|DPhil|LL\.M\."
            rf"|Ed\.D\.){_ENDING}"
        ),
        _degree,
    ),
    Kind("Latin", "A", re.compile(rf"(?:{any_of(_LATIN)})(?![\w]|/\w)"), _latin),
    Kind(
        "Latin",
        "A",
        re.compile(r"(?:E\.g\.|I\.e\.|Cf\.|Approx\.|Vs\.|VS\.?|W/O|W/|Et al\.|Etc\.)(?!\w)"),
        _latin,
    ),
    Kind(
        "title",
        "A",
        re.compile(
            rf"(?P<title>{any_of(_BEFORE_NAME)})(?P<point>\.)?(?=\s[A-Z]|\s(?:and|or)\s)"
            rf"(?!\w)"
        ),
        _title,
    ),
    Kind("county", "A", re.compile(rf"Cos?\.?(?=\s(?:{_COUNTIES})\b)"), _county),
    Kind("suffix", "A", re.compile(rf"(?P<word>{any_of(_AFTER_NAME)})\.(?!\w)"), _suffix),
    Kind(
        "body",
        "A",
        re.compile(rf"(?P<word>{any_of(_BEFORE_OF)})(?:\.|(?<=['’][tl]))(?=\s(?:of\b|[A-Z]|f))"),
        _body,
    ),
    Kind(
        "life",
        "A",
        re.compile(rf"(?P<word>{any_of(_FROM_BIRTH)})\.(?=\s(?:ca?\.\s?|circa )?\d{{3,4}}(?!\w))"),
        _life,
    ),
    Kind(
        "dotted letters",
        "A",
        re.compile(
            r"(?P<prefix>non|pre|post|anti|pro|ex|mid|inter|trans|intra)-"
            r"(?P<letters>(?:[A-Z]\.){2,8})(?!\w)"
        ),
        _prefixed,
    ),
    Kind("and", "'’‘", re.compile(r"(?<=\w )['’‘][nN]['’]?(?= [a-zA-Z])"), _and),
    Kind(
        "letters from to",
        "A",
        re.compile(r"(?<![\w.-])(?P<first>[A-Z])\s?(?P<dash>[-–])\s?(?P<last>[A-Z])(?![\w.'’-])"),
        _letters_from_to,
    ),
    Kind("versus", "A", re.compile(r"v\.(?= [A-Z])"), _v),
    Kind(
        "dotted letters",
        "A",
        re.compile(
            r"(?P<letters>(?:[A-Z]\.){1,19}[A-Z]\.?)"
            r"(?:(?P<ending>['’](?:s|d|ed|ing)|s)(?!\w)|(?<!\.)(?![\w.]))"
        ),
        _dotted,
    ),
    Kind(
        "dotted letters",
        "A",
        re.compile(
            r"(?P<letters>(?:[A-Za-z]\.){2,19}(?:[A-Za-z](?![\w.]))?)(?:(?P<ending>['’]s|s)(?!\w))?"
        ),
        _dotted,
    ),
)

WATCHED = frozenset(
    {re.split(r"\W", word.lower())[0] for word in _LATIN}
    | {"v", *_FROM_BIRTH}
    | {"non", "pre", "post", "anti", "pro", "ex", "mid", "inter", "trans", "intra"}
)
"""Lower-case words these kinds want to see."""
