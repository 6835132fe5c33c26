"""What a value of ``show.toml`` may say beyond its type, checked when it is read."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.settings.categories import APPLE_CATEGORIES
from pipeline.settings.state_folder import with_home

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag, BCP 47."""
_MAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"/]{1,255}")
_NO_ADDRESS = re.compile(r"[\"'<>\\^`{|}]")
_CRON_WORDS = frozenset(
    {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
)
_MONTHS = dict(zip(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    range(1, 13), strict=True,
))  # fmt: skip
_DAYS = dict(zip(("sun", "mon", "tue", "wed", "thu", "fri", "sat"), range(7), strict=True))
_CRON_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {"l": 31}),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _DAYS),
)
"""Name, least, greatest, and the words for values, of each field in its order."""


def words(text: str) -> str:
    """Return *text* if something can be said of it: a letter or a digit at least."""
    if not any(character.isalnum() for character in text):
        raise ValueError("give it a name with a letter in it, or take the line out")
    return text


def apple_category(text: str) -> str:
    """Return *text* if it is one of Apple's categories, which all directories take."""
    return _one_of(text, APPLE_CATEGORIES, "Apple's categories")


def apple_subcategory(text: str, category: str) -> str:
    """Return *text* if it is empty or one of Apple's subcategories of *category*."""
    try:
        return text and _one_of(text, APPLE_CATEGORIES[category], f"those of '{category}'")
    except ValueError as error:
        raise ValueError(f"feed.subcategory = {text!r}: {error}") from error


def _one_of(text: str, known: Collection[str], whose: str) -> str:
    if text in known:
        return text
    lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(text.lower(), lower, n=1)
    meant = (
        f"did you mean '{lower[near[0]]}'?" if near else f"they are {', '.join(known) or 'none'}"
    )
    raise ValueError(f"this is none of {whose}; {meant}")


def mail_address(text: str) -> str:
    """Return *text* if it is empty or has the shape of an e-mail address."""
    if text and not _MAIL.fullmatch(text):
        raise ValueError("give an address as ada@example.org, or leave it empty")
    return text


def web_link(text: str) -> str:
    """Return *text* if it is empty or the http(s) address of a page, without user and password."""
    if text and not _place(text):
        raise ValueError("give an address as https://example.org/me, or leave it empty")
    return text


def web_address(text: str) -> str:
    """Return *text* if it is empty or an http(s) address to which paths can be added."""
    if text and (not _place(text) or _NO_ADDRESS.search(text) or set("?#") & set(text)):
        raise ValueError("give an address as https://example.org/podcast, or leave it empty")
    return text


def _place(text: str) -> str:
    """Return the host of an http(s) address; empty where *text* is none, or names a user."""
    if re.search(r"[\x00-\x1f\x7f]", text):
        return ""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is none
    except ValueError:
        return ""
    sound = parts.scheme in {"http", "https"} and not set("@ ") & set(parts.netloc)
    return parts.hostname or "" if sound else ""


def host_place(text: str) -> str:
    """Return *text* if it names a place to publish to without saying a password."""
    place, at, _ = text.partition("://")[2].rpartition("@")
    if at and ":" in place:
        raise ValueError(
            "a password has no place in this file: give it as ESSAYCAST_PUBLISH_PASSWORD, in the "
            "keyring, or in a Prefect Secret block named by publish.secret"
        )
    if re.match(r"[A-Za-z][\w+.-]+:(?!//)", text):  # one letter is a disk of Windows
        raise ValueError("give a folder, or an address as sftp://me@example.org/www")
    return text


def language_tag(text: str) -> str:
    """Return *text* if it has the shape of a language tag."""
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("give a language tag, as en or pt-BR")
    return text


def cron_line(text: str) -> str:
    """Return *text* if it is a line of cron: five fields, or a word such as @daily."""
    fields = text.lower().split()
    if len(fields) == 1 and fields[0] in _CRON_WORDS:
        return text
    if len(fields) != len(_CRON_FIELDS):
        raise ValueError(
            "give five fields (minute, hour, day of the month, month, day of the week), "
            "as '30 2 * * *' for every night at half past two"
        )
    for field, (name, least, greatest, words) in zip(fields, _CRON_FIELDS, strict=True):
        for part in field.split(","):
            if not _is_cron_part(part, least, greatest, words):
                raise ValueError(f"{part!r} is no {name}, which is {least} to {greatest} or *")
    return text


def _is_cron_part(part: str, least: int, greatest: int, words: dict[str, int]) -> bool:
    span, slash, step = part.partition("/")
    if slash and not (step.isdecimal() and len(step) < 4 and int(step) > 0):
        return False
    if span == "*":
        return True
    ends = [words.get(end, int(end) if end.isdecimal() and len(end) < 4 else -1)
            for end in span.split("-")]  # fmt: skip
    return len(ends) <= 2 and all(least <= end <= greatest for end in ends)


def output_place(text: str, root: Path, sources: Iterable[str], state: Path) -> str:
    """Return *text* if a publication may stand in that folder of the show's.

    Raises:
        ValueError: It is the show's folder or the user's home, or one around them, or holds sources
            or the working state, which would be overwritten, or published.
    """
    output = _folder(root, text)
    root = _folder(root, "")
    if not text or root.is_relative_to(output):
        raise ValueError("the show's own folder, or one around it, is none to publish in")
    if _folder(root, "~").is_relative_to(output):
        raise ValueError("your home folder, or one around it, is none to publish in")
    if with_home(text).parts[0].startswith("~"):
        raise ValueError(
            f"there is no user {with_home(text).parts[0][1:]!r} whose home it could be"
        )
    if output.is_relative_to(_folder(root, str(state))):
        raise ValueError("the working state lies there")
    for source in sources:
        if "://" not in source and _folder(root, source) == output:
            raise ValueError(f"the source {source!r} lies there")
    return text


def _folder(root: Path, text: str) -> Path:
    return Path(os.path.abspath(root / with_home(text)))  # noqa: PTH100 - links stay
