"""Versions, and numbers that are names: houses, post, papers, ports, addresses of machines."""

from __future__ import annotations

import re

from pipeline.languages.en.context import FUNCTION_WORDS, next_word
from pipeline.languages.en.letters import spell
from pipeline.languages.en.numbers import digits, name_number, whole
from pipeline.languages.en.places import STATES
from pipeline.languages.en.units import SHORT, UNITS
from pipeline.languages.en.years import COUNTED, many
from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_NUMBERED = re.compile(
    r"\b(?:section|sections|flight|route|highway|interstate|room|boeing|rtx|gtx|rx|radeon|"
    r"geforce|ryzen|threadripper|xeon|epyc|http|status|error|area|iso|rfc|pep|eip|cs|ua|dl|aa|bus|"
    r"airbus|form|mi|sb|hb|ab|s\.b\.|h\.b\.|a\.b\.|h\.r\.|suite|apt\.?|channel|studio|psalm|"
    r"port|localhost:) ?$",
    re.IGNORECASE,
)
"""Words after which a number is a name: "Section two thirty"."""


def _version(match: re.Match[str], _place: Place) -> str:
    """Read ``2.0.1`` and ``v1.2``."""
    words = " point ".join(whole(part) for part in match["number"].split("."))
    return f"version {words}" if match["v"] else words


def _machine(match: re.Match[str], _place: Place) -> str:
    """Read ``127.0.0.1:8080``."""
    home = match["address"] == "127.0.0.1"
    read = name_number if home else digits
    words = " dot ".join(read(part) for part in match["address"].split("."))
    return f"{words} port {name_number(match['port'])}" if match["port"] else words


def _serial(match: re.Match[str], _place: Place) -> str:
    """Read many figures within a serial, ``MIG-25/235212-asdg``, one by one."""
    return digits(match.group())


def _secret(match: re.Match[str], _place: Place) -> str:
    """Read ``ab9453`` as it is to be typed."""
    parts = re.findall(r"\d+|[A-Za-z]+", match["code"])
    return " ".join(digits(p) if p.isdecimal() else p for p in parts)


_RECORD_BEFORE = re.compile(
    r"\b(?:order|serial|account|invoice|policy|passport|licen[sc]e|tracking|reference|case|ticket|"
    r"patent|contract)(?: (?:number|no\.|nr\.|ID))?:? #?$",
    re.IGNORECASE,
)


def _record(match: re.Match[str], place: Place) -> str | None:
    """Read the number of an order, an account or the like."""
    return digits(match.group()) if _RECORD_BEFORE.search(place.before) else None


def _any_version(match: re.Match[str], _place: Place) -> str:
    """Read ``2.x`` and ``3.11.x``."""
    words = " point ".join(whole(part) for part in match["number"].split("."))
    return f"{'version ' if match['v'] else ''}{words} point X"


def _wireless(match: re.Match[str], _place: Place) -> str:
    """Read ``802.11ax``."""
    return f"eight oh two dot eleven {spell(match['letters'])}".rstrip()


def _numbered(match: re.Match[str], place: Place) -> str | None:
    if not _NUMBERED.search(place.before):
        return None
    spoken = name_number(match["number"])
    return f"{spoken} {match['letter'].upper()}" if match["letter"] else spoken


_CARD_BEFORE = re.compile(
    r"\b(?:an?|the|my|your|his|her|our|their|single|one|two|dual|used|second|RTX) $", re.IGNORECASE
)
_PROCESSOR_BEFORE = re.compile(
    r"\b(?:Ryzen|Core|Threadripper|Epyc|EPYC|Radeon|RX|Xeon|GTX|Ultra)(?: PRO)? (?:[3579] )?$"
)
_ANSWER_BEFORE = re.compile(
    r"\b(?:an?|the|returns?|returned|returning|threw|throws|got|gets|getting|hit|code|codes|errors?|"
    r"those|these|some|with|of) $"
)
_PRODUCT_BEFORE = re.compile(
    r"\b(?:Python|python|CUDA|Ubuntu|macOS|iOS|Java|Go|PHP|Ruby|Rust|Node|Django|Android) $"
)


def _product_version(match: re.Match[str], place: Place) -> str | None:
    if not _PRODUCT_BEFORE.search(place.before):
        return None
    return f"{whole(match['major'])} point {whole(match['minor'])}"


def _card(match: re.Match[str], place: Place) -> str | None:
    """Read ``4090`` where it is a graphics card."""
    if next_word(place).lower() in COUNTED or not _CARD_BEFORE.search(place.before):
        return None
    return name_number(match["number"])


def _status(match: re.Match[str], place: Place) -> str | None:
    """Read a server's answer: "a 404"."""
    follows = next_word(place)
    if not _ANSWER_BEFORE.search(place.before) or follows.lower() in COUNTED:
        return None
    if re.match(rf"\s?(?:{_UNIT})(?!\w)", place.after):
        return None
    return name_number(match["number"]) + ("s" if match["many"] else "")


def _processor(match: re.Match[str], place: Place) -> str | None:
    """Read ``Ryzen 9 7950X`` and ``1080 Ti``."""
    if not _PROCESSOR_BEFORE.search(place.before):
        return None
    return f"{name_number(match['number'])} {' '.join(match['letters'])}".rstrip()


def _plane(match: re.Match[str], _place: Place) -> str:
    """Read ``747s`` and ``737 MAX``."""
    return name_number(match["number"]) + ("s" if match["many"] else "")


def _postal(match: re.Match[str], _place: Place) -> str:
    return ", ".join(digits(group) for group in match.group().split("-"))


def _paper(match: re.Match[str], _place: Place) -> str:
    """Read an arXiv number."""
    first, last = match["number"].split(".")
    return f"{digits(first)} point {digits(last)}"


_UNIT = any_of([*UNITS, *SHORT])
_MANY_BEFORE = re.compile(
    r"\b(?:two|three|four|five|six|both|several|few|many|these|those) $", re.IGNORECASE
)
"""Before things that are known by a number: "two 308s"."""
_NAME_BEFORE = re.compile(
    r"(?P<many>\b(?:two|three|four|five|six|several|some|both) )?\b(?P<name>[A-Z][\w-]*) $",
    re.IGNORECASE,
)


def _several(match: re.Match[str], place: Place) -> str | None:
    """Read ``Hyper 212s``, several of a thing with a number."""
    if _MANY_BEFORE.search(place.before) and match["number"] not in {"100", "1000"}:
        return many(name_number(match["number"]))
    named = _NAME_BEFORE.search(place.before)
    if not named or named["name"].lower() in FUNCTION_WORDS or not named["name"][0].isupper():
        return None
    if len(match["number"]) == 2 and not named["many"]:
        return None
    return many(name_number(match["number"]))


KINDS = (
    Kind(
        "secret",
        "A9",
        re.compile(
            r"(?:(?<=(?:otp|OTP|ode|PIN|pin) is )|(?<=ode: )|(?<=PIN: ))"
            r"(?P<code>(?=[A-Za-z0-9]{0,9}\d)[A-Za-z0-9]{3,10})(?![\w-]|\.\d)"
        ),
        _secret,
    ),
    Kind("record", "9", re.compile(r"\d{5,16}(?![\w-]|[.,]\d)"), _record),
    Kind("serial", "9", re.compile(r"(?<=[/-])\d{5,12}(?=-[A-Za-z])"), _serial),
    Kind(
        "several", "9", re.compile(r"(?P<number>\d[1-9]|\d{3}|\d{2}[1-9]\d)s(?![\w’'])"), _several
    ),
    Kind(
        "product version",
        "9",
        re.compile(r"(?P<major>\d{1,3})\.(?P<minor>\d{1,2})(?![\w.]\w)(?!\w)"),
        _product_version,
    ),
    Kind(
        "machine's address",
        "9",
        re.compile(r"(?P<address>\d{1,3}(?:\.\d{1,3}){3})(?::(?P<port>\d{2,5}))?(?![\w.]*\w)"),
        _machine,
    ),
    Kind("wireless", "9", re.compile(r"802\.11(?P<letters>[a-z]{0,2})(?!\w)"), _wireless),
    Kind(
        "version",
        "9A",
        re.compile(r"(?P<v>[vV])?(?P<number>\d{1,3}(?:\.\d{1,3}){0,2})\.[xX](?!\w)"),
        _any_version,
    ),
    Kind(
        "version",
        "9A",
        re.compile(r"(?P<v>[vV])?(?P<number>\d{1,4}(?:\.\d{1,4}){2,5})(?!\w)"),
        _version,
    ),
    Kind(
        "version",
        "A",
        re.compile(r"(?P<v>v)(?P<number>\d{1,4}\.\d{1,4})(?![\w.-]\w)(?!\w)"),
        _version,
    ),
    Kind("card", "9", re.compile(r"(?P<number>[2345]0[5-9]0)(?![\w,]|[.:/-]\d)"), _card),
    Kind(
        "status",
        "9",
        re.compile(
            r"(?P<number>40[0-9]|41[0-8]|42[2-9]|451|50[0-9])(?P<many>s)?"
            r"(?=[,.;:?!)]?(?:$|[\s)])(?! (?:of|[a-z]+s|million|billion|thousand|percent|[A-Z])\b))"
        ),
        _status,
    ),
    Kind(
        "processor",
        "9",
        re.compile(r"(?P<number>\d{4})(?P<letters>HX|[XKFUH])(?!\w)"),
        _processor,
    ),
    Kind(
        "plane",
        "9",
        re.compile(r"(?P<number>7[0-8]7)(?:(?P<many>s)(?!\w)|(?= (?:MAX|Max|Dreamliner|jets?)\b))"),
        _plane,
    ),
    Kind(
        "postal code",
        "9",
        re.compile(
            rf"(?:(?<=\b(?:{STATES}) )|(?<=\b(?:{STATES}), )|(?<=ZIP )|(?<=zip )|(?<=ode ))"
            r"\d{5}(?:-\d{4})?(?![\w,]|\.\d)"
        ),
        _postal,
    ),
    Kind(
        "paper's number",
        "9",
        re.compile(r"(?P<number>[012]\d[01]\d\.\d{5})(?:v\d{1,2})?(?!\w)"),
        _paper,
    ),
    Kind(
        "numbered thing",
        "9",
        re.compile(r"(?P<number>\d{2,4})(?P<letter>[A-RT-Za-rt-z])?(?!\w|[.,:/]\d)"),
        _numbered,
    ),
)
