"""What is markup rather than a sign: entities, tags, marks of citations, emoji, keys, emoticons."""

from __future__ import annotations

import html
import re
import unicodedata

from pipeline.languages.en.names import identifier
from pipeline.languages.en.numbers import cardinal
from pipeline.languages.en.powers import power
from pipeline.languages.en.sign_words import SIGN_NAMES, SIGNS
from pipeline.languages.scanner import Kind, Place, scan
from pipeline.languages.signs import EMOJI
from pipeline.languages.without_rules import TAG
from pipeline.tools.patterns import any_of

_KEYS = "⌘⌥⇧⌃⏎⌫⎋⇥⌦␣"


def _emoji(match: re.Match[str], place: Place) -> str:
    if place.choices.emoji != "name":
        return ""
    return " ".join(re.findall("[a-z]+", unicodedata.name(match.group()[0], "").lower()))


def _nothing(_match: re.Match[str], _place: Place) -> str:
    return ""


def _raised(match: re.Match[str], place: Place) -> str:
    after = re.search(r"(?:(?<![\w])[A-Za-zα-ω]|[)\]])$", place.before)
    return power(match.group()) if after else ""


def _lowered(match: re.Match[str], _place: Place) -> str:
    return " ".join(cardinal(ord(d) - 0x2080) for d in match.group())


def _entity(match: re.Match[str], _place: Place) -> str | None:
    character = html.unescape(match.group())
    if character == match.group():
        return None
    if character.isalpha():
        return character
    return SIGNS.get(character, "")


def _quoted(match: re.Match[str], place: Place) -> str:
    """Read a sign that is spoken of: "the '!' method"."""
    name = SIGN_NAMES[match["sign"]]
    return name.removesuffix(" mark") if re.match(r" (?:mark|point)", place.after) else name


def _element(match: re.Match[str], place: Place) -> str:
    """Read the name of a tag that is spoken of: "the <div> element"."""
    return identifier(match["name"], place.choices.lexicon)


def _key(match: re.Match[str], _place: Place) -> str:
    """Read a key, and the letter that is pressed with it: ``⇧⌘K``."""
    keys = [SIGNS[sign] for sign in match["keys"] if not sign.isspace()]
    return " ".join([*keys, (match["letter"] or "").upper()]).rstrip()


_KEY_NAMES = {
    "Ctrl": "control", "Control": "control", "Cmd": "command", "Command": "command", "Alt": "alt",
    "Opt": "option", "Option": "option", "Shift": "shift", "Win": "windows", "Meta": "meta",
    "Super": "super", "Fn": "function", "Del": "delete", "Esc": "escape", "Ins": "insert",
    "PgUp": "page up", "PgDn": "page down",
}  # fmt: skip


def _keys(match: re.Match[str], _place: Place) -> str:
    """Read keys pressed together: ``Ctrl+Shift+S``."""
    parts = re.split(r"\s?[+-]\s?", match.group())
    spoken = [_KEY_NAMES.get(part) or (part if len(part) == 1 else part.lower()) for part in parts]
    return " ".join(
        re.sub(r"^f(\d+)$", lambda f: f"F {cardinal(int(f[1]))}", part) for part in spoken
    )


def _code_span(match: re.Match[str], place: Place) -> str:
    """Read what stands between backticks as code."""
    from pipeline.languages.en import CODE  # noqa: PLC0415 - the row above it

    return scan(match["code"], CODE, place.choices).text


KINDS = (
    Kind("code", "`", re.compile(r"(?<![\w`])`(?P<code>[^`\n]{1,200})`(?![\w`])"), _code_span),
    Kind(
        "keys",
        "A",
        re.compile(
            rf"(?:{any_of(set(_KEY_NAMES))})(?:\s?[+-]\s?(?:{any_of(set(_KEY_NAMES))}|F\d{{1,2}}|Enter|Return|Tab"
            r"|Space|Home|End|Backspace|Left|Right|Up|Down|[A-Z\d])(?!\w)){1,3}"
        ),
        _keys,
    ),
    Kind(
        "entity",
        "&",
        re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
        _entity,
    ),
    Kind(
        "element",
        "<",
        re.compile(
            r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,20})\s?/?>(?=\s(?:tags?|elements?|types?|blocks?)\b)"
        ),
        _element,
    ),
    Kind("tag", "<", re.compile(TAG), _nothing, "markup"),
    Kind(
        "link target",
        "]",
        re.compile(r"\]\([^\s()]{1,2000}\)"),
        _nothing,
        "link's address: not said",
    ),
    Kind("image", "!", re.compile(r"!(?=\[)"), _nothing, "markup"),
    Kind(
        "citation",
        "[",
        re.compile(r"\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]"),
        _nothing,
        "citation mark",
    ),
    Kind(
        "raised",
        "9⁻⁺ⁿ",
        re.compile(r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{1,6}(?:[,⁻–][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,4}"),
        _raised,
        "footnote mark",
    ),
    Kind("lowered", "9", re.compile(r"[₀₁₂₃₄₅₆₇₈₉]{1,8}"), _lowered),
    Kind(
        "key",
        "é",
        re.compile(rf"(?P<keys>(?:[{_KEYS}]\s?){{0,3}}[{_KEYS}])(?:(?P<letter>[A-Za-z])(?!\w))?"),
        _key,
    ),
    Kind("emoji", "é", re.compile(EMOJI), _emoji, "emoji"),
    Kind(
        "quoted sign",
        "'\"“‘",
        re.compile(r"(?<!\w)['\"“‘](?P<sign>[!?.,;:&#*/\\_|~-])['\"”’](?!\w)"),
        _quoted,
    ),
    Kind("plural", "(", re.compile(r"(?<=[a-z])\((?:s|es)\)"), _nothing, "ending in brackets"),
    Kind(
        "emoticon",
        ":;<=^¯",
        re.compile(
            r"(?:(?<!\S)[:;=]['’]?-?[()DPO/\\|3*]{1,3}|<3|\^_\^|¯\\_\(ツ\)_/¯)(?=[\s.,!?]|$)"
        ),
        _nothing,
        "emoticon",
    ),
)
"""Before everything else."""
