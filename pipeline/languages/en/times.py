"""Times of day, places in a recording, and how long things take."""

from __future__ import annotations

import re

from pipeline.languages.en.numbers import cardinal
from pipeline.languages.scanner import Kind, Place

_HALF_DAY = r"\s?(?P<half{n}>[AaPp]\.\s?[Mm]\b\.?|[AaPp][Mm](?![A-Za-z]))"
_CLOCK = r"(?P<hour{n}>[01]?\d|2[0-4])(?::(?P<minute{n}>[0-5]\d)(?::(?P<second{n}>[0-5]\d))?)?"
_DASH = r"\s?[-–—‑]\s?"
_RATIO_BEFORE = re.compile(r"\b(?:ratio|odds|aspect|split|leverage)\b", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(r"(?:\d|[ap]m|[ap]\.m\.|noon|midnight) $", re.IGNORECASE)
_ZONE_AFTER = re.compile(r" (?:UTC|GMT|CET|CEST|Z|hours)\b")


def _half(text: str | None) -> str:
    return f" {text[0].upper()}.M." if text else ""


def _clock(hour: str, minute: str | None, second: str | None, half: str | None) -> str:
    spoken = "zero zero" if hour == "00" else cardinal(int(hour))
    if minute is None or (minute == "00" and half and not second):
        return spoken + _half(half)
    spoken += " hundred" if minute == "00" and int(hour) > 12 else ""
    if minute == "00" and int(hour) <= 12:
        spoken += "" if second else " o'clock"
    elif minute != "00":
        spoken += f" {_two(minute)}"
    if second and len(hour) > 1 and not half:
        return _at_length(hour, minute, second)
    if second:
        spoken += f" {_seconds(hour, second, half)}".rstrip()
    return spoken + _half(half)


def _at_length(hour: str, minute: str, second: str) -> str:
    """Read ``14:10:30``."""
    parts = ((hour, "hour"), (minute, "minute"), (second, "second"))
    *spoken, last = [f"{cardinal(int(n))} {name}{'s' * (int(n) != 1)}" for n, name in parts]
    return f"{' '.join(spoken)} and {last}"


def _two(figures: str) -> str:
    """Return "oh five" for 05."""
    return f"oh {cardinal(int(figures))}" if figures[0] == "0" else cardinal(int(figures))


def _seconds(hour: str, second: str, half: str | None) -> str:
    """Return the seconds of a time of day, or of a place in a recording: ``1:02:33``."""
    if len(hour) == 1 and not half:
        return "oh oh" if second == "00" else _two(second)
    return f"and {cardinal(int(second))} seconds" if int(second) else ""


def _time(match: re.Match[str], place: Place) -> str | None:
    if not (match["minute1"] or match["half1"]):
        return None
    if _RATIO_BEFORE.search(place.before) and not match["half1"]:
        return None
    if place.before.endswith("sub-"):
        return _limit(int(match["hour1"]), int(match["minute1"] or 0))
    zone = _ZONE_AFTER.match(place.after)
    spoken = _clock(match["hour1"], match["minute1"], match["second1"], match["half1"])
    return spoken.replace(" o'clock", " hundred") if zone and match["hour1"][0] == "0" else spoken


def _limit(hours: int, minutes: int) -> str:
    """Read what a runner stays below: "a sub three hour marathon"."""
    return f"{cardinal(hours)} {cardinal(minutes)}" if minutes else f"{cardinal(hours)} hour"


def _times(match: re.Match[str], place: Place) -> str | None:
    clocks = match["minute1"] and match["minute2"]
    if not (match["half1"] or match["half2"] or clocks):
        return None
    first = _clock(match["hour1"], match["minute1"], match["second1"], match["half1"])
    last = _clock(match["hour2"], match["minute2"], match["second2"], match["half2"])
    joint = "and" if re.search(r"\b[Bb]etween $", place.before) else "to"
    return f"{first} {joint} {last}"


_LASTING = {"d": "day", "h": "hour", "m": "minute", "s": "second"}


def _duration(match: re.Match[str], _place: Place) -> str:
    parts = re.findall(r"(\d{1,3})\s?([dhms])", match.group())
    spoken = [f"{cardinal(int(n))} {_LASTING[part]}{'s' * (int(n) != 1)}" for n, part in parts]
    return " ".join(spoken)


_AGES = {"mo": "month", "wk": "week"}
_OF_ONE = re.compile(
    r"\b(?:an?|the|this|that|my|our|his|her|their|your|every|each) (?:\w+ )?$", re.IGNORECASE
)


def _age(match: re.Match[str], place: Place) -> str:
    """Read ``3 yr old`` and ``10yo``."""
    unit = _AGES.get(match["unit"] or "", "year")
    one = match["number"] == "1" or _OF_ONE.search(place.before)
    several = match.group().endswith("s")
    return (
        f"{cardinal(int(match['number']))} {unit}{'' if one or several else 's'} old{'s' * several}"
    )


_ZONES = {"PT": "Pacific time", "ET": "Eastern time", "CT": "Central time", "MT": "Mountain time"}


def _zone(match: re.Match[str], place: Place) -> str | None:
    return _ZONES[match.group()] if _CLOCK_BEFORE.search(place.before) else None


def _military(match: re.Match[str], _place: Place) -> str:
    """Read ``0900 hours`` and ``1430Z``."""
    hour, minute = match["hour"], match["minute"]
    spoken = _two(hour) if hour != "00" else "zero zero"
    return f"{spoken} {'hundred' if minute == '00' else _two(minute)}"


_TIME1 = _CLOCK.format(n=1) + rf"(?:{_HALF_DAY.format(n=1)})?"
_TIME2 = _CLOCK.format(n=2) + rf"(?:{_HALF_DAY.format(n=2)})?"

KINDS = (
    Kind(
        "time",
        "9",
        re.compile(
            rf"(?P<hour1>1[0-2]|0?[1-9])\.(?P<minute1>[0-5]\d)(?P<second1>){_HALF_DAY.format(n=1)}"
        ),
        _time,
    ),
    Kind(
        "times",
        "9",
        re.compile(
            rf"(?P<hour1>1[0-2]|0?[1-9])\.(?P<minute1>[0-5]\d)(?P<second1>)(?:{_HALF_DAY.format(n=1)})?"
            rf"{_DASH}(?P<hour2>1[0-2]|0?[1-9])\.(?P<minute2>[0-5]\d)(?P<second2>){_HALF_DAY.format(n=2)}"
        ),
        _times,
    ),
    Kind(
        "age",
        "9",
        re.compile(
            r"(?P<number>\d{1,3})[\s-]?(?:(?P<unit>y(?:ea)?r|mo|wk)s?\.?[\s-]olds?|yo)(?!\w)"
        ),
        _age,
    ),
    Kind(
        "time",
        "9",
        re.compile(r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)\s?h(?:rs?|ours)?(?!\w)"),
        _military,
    ),
    Kind(
        "time",
        "9",
        re.compile(
            r"(?P<hour1>1[0-2]|[1-9])(?::(?P<minute1>[0-5]\d))(?P<second1>)(?P<half1>[ap])(?!\w)"
        ),
        _time,
    ),
    Kind("zone", "A", re.compile(r"(?:PT|ET|CT|MT)(?![\w&'’-])"), _zone),
    Kind("times", "9", re.compile(rf"{_TIME1}{_DASH}{_TIME2}(?![\w:])"), _times),
    Kind("time", "9", re.compile(rf"{_TIME1}(?=ish\b|(?![\w:]|\.\d))"), _time),
    Kind(
        "duration",
        "9",
        re.compile(
            r"(?:\d{1,3}\s?d(?:ays?)?,?\s?\d{1,2}\s?h(?:rs?)?(?:,?\s?\d{1,2}\s?m(?:ins?)?)?"
            r"|\d{1,3}\s?h(?:rs?)?,?\s?\d{1,2}\s?m(?:ins?)?(?:,?\s?\d{1,2}\s?s(?:ecs?)?)?"
            r"|\d{1,3}\s?m(?:ins?)?,?\s?\d{1,2}\s?s(?:ecs?)?)(?!\w)"
        ),
        _duration,
    ),
    Kind(
        "time",
        "9",
        re.compile(
            r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= (?:hours\b(?! of)|UTC|GMT|Z\b))"
        ),
        _military,
    ),
)
