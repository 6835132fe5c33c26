"""Text from outside as it may be shown and kept: nothing a terminal obeys, nothing secret.

Names of files, titles and messages are other people's. Escapes keep them readable and let a name
be found again; what only an owner may know is taken out of addresses, wherever they stand.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed: a terminal obeys them
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions, which make a name lie
    "\ud800-\udfff]"  # bytes of a name that are not UTF-8, which no output takes
)
_BYTES = range(0xDC80, 0xDD00)
"""What undecodable bytes of a file's name become, PEP 383."""
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
_SECRETS = (
    r"(?:x-amz-|x-goog-|oauth_?)?"
    r"(?:[a-z]+[_-])?"
    r"(?:access|api|auth|session|private|secret|id|refresh|user|feed|client|rss)?[_-]?"
    r"(?:token|key|secret|password|passwd|pwd|pw|pass|ticket|auth|authorization|signature|sig|hmac|jwt|sid"
    r"|credentials?|session|sessionid|bearer)"
)
_SECRET_VALUE = re.compile(
    rf"(?P<name>[?&;#]{_SECRETS}=)[^&;#\s'\"<>]+?(?=[).,:!?]{{0,3}}(?:[&;#\s'\"<>]|$))",
    re.IGNORECASE,
)
"""Up to what ends an address in a sentence."""
_RANDOM = (
    r"(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a UUID
    r"|(?-i:(?=[\w~-]{0,99}\d)(?=[\w~-]{0,99}[a-z])(?=[\w~-]{0,99}[A-Z])[\w~-]{20,})"
    r"|(?=[a-z0-9]{0,99}\d)(?=[a-z0-9]{0,99}[a-z])[a-z0-9]{16,}(?![\w-]))"
)
"""What no author writes: long, letters and digits mixed."""
_UNNAMED_SECRET = re.compile(
    r"(?P<before>[?&;#](?:code|otp|pin|nonce|invite)=(?=[\w~-]{0,99}\d)"
    r"|[?&;#](?:hash|h|k|s|t|u|uid|uuid|member|subscriber)=(?=" + _RANDOM + r")"
    r"|://[^\s'\"<>?#]{0,500}?/(?:private|secret|tokens?|access|auth|keys?|members?|subscribers?"
    r"|signed|invite|feeds?|rss)/(?=" + _RANDOM + r"))(?P<value>[\w~-]{4,})",
    re.IGNORECASE,
)
"""Told by its form where its name could be another thing's: a segment of a path, ``code=``."""
_SEGMENTS = 3
"""Of one path that are looked at."""
_TOKEN = re.compile(r"(?<=[=/])eyJ[\w-]+\.[\w-]+\.[\w-]*")
"""A JSON Web Token, whatever its name."""
_ESCAPED_LETTER = re.compile(r"(?<=[?&;#])[\w%-]{0,60}%[4-7][\w%-]{0,60}(?==)")
"""A name with letters escaped, which a server reads as it reads the plain one."""
_SCHEME = r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]{0,40}://)"
_USER = re.compile(rf"{_SCHEME}[^\s/?#'\"<>]{{0,1000}}@")
_USER_WITH_SLASHES = re.compile(
    rf"{_SCHEME}[^\s/?#@:'\"<>\[\]]{{1,500}}:(?!\d{{1,5}}(?:[/?#\s'\"<>]|$))[^\s'\"<>]{{0,500}}@"
)
"""A password may hold slashes, as keys of S3 do: what follows the colon is no port."""
HIDDEN = "***"


def shown(text: str) -> str:
    """Return *text* with everything a terminal would obey, and what no output takes, escaped."""
    return _UNSHOWN.sub(_escaped, text)


def found_by(text: str) -> str:
    r"""Return the name that :func:`shown` has escaped as *text*: ``\xe9`` is that byte again."""
    return _ESCAPE.sub(_unescaped, text)


def redacted(text: str) -> str:
    """Return *text*, an address or a message, with every secret in its addresses taken out.

    User and password go; query values whose name says that they are secret become ``***``. It is
    the same for one address whatever those are: an essay stays the same one when a token is
    renewed. What is only known by its form, as ``/private/`` and a long random segment, keeps four
    digits of its digest, so that two addresses stay two.

    >>> redacted("https://ada:pw@example.org/feed?token=abc&page=2")
    'https://example.org/feed?token=***&page=2'
    """
    if "://" not in text:
        return text
    text = _USER.sub(r"\g<scheme>", _USER_WITH_SLASHES.sub(r"\g<scheme>", text))
    text = _ESCAPED_LETTER.sub(_plain_if_secret, text)
    text = _TOKEN.sub(HIDDEN, _SECRET_VALUE.sub(rf"\g<name>{HIDDEN}", text))
    for _ in range(_SEGMENTS):
        text = _UNNAMED_SECRET.sub(_digested, text)
    return text


def without_secrets_of(url: str, text: str) -> str:
    """Return *text* without what :func:`redacted` takes out of *url*, wherever it stands in it."""
    users = [found[0].rpartition("://")[2][:-1] for found in _USER_WITH_SLASHES.finditer(url)]
    users += [found[0].rpartition("://")[2][:-1] for found in _USER.finditer(url)]
    url = _ESCAPED_LETTER.sub(_plain_if_secret, url)
    values = [found[0].partition("=")[2] for found in _SECRET_VALUE.finditer(url)]
    values += _TOKEN.findall(url)
    values += [found["value"] for found in _UNNAMED_SECRET.finditer(url)]
    secrets = {part for user in users for part in (user, user.partition(":")[2])} | {*values}
    text = redacted(text)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, HIDDEN).replace(unquote(secret), HIDDEN)
    return text


def _digested(found: re.Match[str]) -> str:
    value = found["value"].encode("utf-8", "replace")
    return f"{found['before']}{HIDDEN}{hashlib.sha256(value).hexdigest()[:4]}"


def _plain_if_secret(found: re.Match[str]) -> str:
    name = unquote(found[0])
    return name if re.fullmatch(_SECRETS, name, re.IGNORECASE) else found[0]


def json_safe(text: str) -> str:
    """Return the JSON *text* with what :func:`shown` escapes as JSON escapes it."""
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number in _BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x80 else f"\\u{number:04x}"


def _unescaped(found: re.Match[str]) -> str:
    if found[2]:
        return chr(int(found[2], 16))
    number = int(found[1], 16)
    return chr(number if number < 0x80 else 0xDC00 + number)
