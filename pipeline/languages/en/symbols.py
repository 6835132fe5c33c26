"""Signs: operators, arrows, Greek letters, citations, markup, entities, emoji, slashes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from pipeline.languages.en.context import operand_before, verb_of_clause
from pipeline.languages.en.letters import spell
from pipeline.languages.en.names import identifier
from pipeline.languages.en.numbers import cardinal
from pipeline.languages.en.powers import power
from pipeline.languages.scanner import Kind, Place
from pipeline.languages.signs import EMOJI
from pipeline.languages.without_rules import TAG

SIGNS = {
    "==": "equals equals", "===": "equals", "!=": "not equal to", "≠": "not equal to",
    "=>": "to", "->": "to", "→": "to", "⇒": "implies", "⟶": "to", "➔": "to", "➜": "to", "↦": "to",
    "-->": "to", "<-": "from", "←": "from", "↔": "to and from", "<->": "to and from",
    "<=": "less than or equal to", ">=": "greater than or equal to", "≤": "less than or equal to",
    "≥": "greater than or equal to", "≪": "much less than", "≫": "much greater than",
    "<<": "much less than", ">>": "much greater than", "=": "equals", ":=": "is",
    "≈": "approximately equals", "≃": "approximately equals", "≡": "is identical to",
    "∝": "is proportional to", "∼": "is distributed as", "+": "plus", "±": "plus or minus",
    "×": "times", "·": "", "÷": "divided by", "−": "minus", "&": "and", "&&": "and", "||": "or",
    "+/-": "plus or minus", "+/−": "plus or minus",
    "+=": "plus equals", "-=": "minus equals", "@": "at", "%": "percent", "°": "degrees",
    "∞": "infinity", "√": "the square root of", "∑": "sum of", "Σ": "sigma", "∏": "product of",
    "∫": "integral of", "∂": "partial", "∇": "gradient of", "∈": "in", "∉": "not in",
    "⊂": "subset of",
    "⊆": "subset of", "∪": "union", "∩": "intersection", "∅": "empty set", "∀": "for all",
    "∃": "there exists", "¬": "not", "∧": "and", "∨": "or", "⊕": "x-or", "↑": "up", "↓": "down",
    "℃": "degrees Celsius", "℉": "degrees Fahrenheit", "‰": "per mille", "¢": "cents",
    "№": "number", "⊥": "perpendicular to", "‖": "", "′": "prime", "″": "double prime",
    "♭": "flat", "♯": "sharp", "♮": "natural", "©": "copyright", "$": "dollar", "€": "euro",
    "£": "pound", "¥": "yen", "₩": "won", "₹": "rupee",
    "⌘": "command", "⌥": "option", "⇧": "shift", "⌃": "control", "⏎": "return", "⌫": "delete",
    "⎋": "escape", "⇥": "tab", "⌦": "forward delete", "␣": "space",
}  # fmt: skip
"""Signs with words of their own; others that are no pause are not said."""
_KEYS = "⌘⌥⇧⌃⏎⌫⎋⇥⌦␣"
_RELATIONS = {"≥", ">=", "≤", "<=", "≪", "≫", "≠", "!=", "∝"}
_LET = re.compile(r"\b[Ll]et (?:[^\s,;.]{1,12} = [^\s;]{1,12} and )?[^\s,;.]{1,12} $")
_GREEK = {"ς": "sigma", "ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ϱ": "rho", "µ": "mu", "ℓ": "L"}


def _sign(match: re.Match[str], place: Place) -> str | None:
    sign = match.group()
    if sign in {"<", ">"}:
        between = re.match(r"\s?[\w$(.-]", place.after) and operand_before(place)
        words = "less than" if sign == "<" else "greater than"
        if not between:
            return ""
        return f"is {words}" if verb_of_clause(place) else words
    if sign == "©" and place.before.rstrip("( ").lower().endswith("copyright"):
        return ""
    clause = sign in _RELATIONS and verb_of_clause(place)
    if sign == "=" and _LET.search(place.before):
        return "equal"
    return f"is {SIGNS[sign]}" if clause else SIGNS[sign]


def _greek(match: re.Match[str], _place: Place) -> str | None:
    letter = match.group()
    if letter in _GREEK:
        return _GREEK[letter]
    name = unicodedata.name(letter, "")
    if "WITH" in name or not name.startswith("GREEK"):
        return None
    return name.rpartition(" ")[2].lower().replace("lamda", "lambda")


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


def _variable_power(match: re.Match[str], _place: Place) -> str:
    letters = match["letters"]
    return f"{' '.join(letters.upper())} {power(match['p'] or match['raised'])}"


def _of(match: re.Match[str], _place: Place) -> str:
    return f"{match['letter']} of"


def _applied(match: re.Match[str], _place: Place) -> str:
    """Read ``f(x)`` and ``f(3)``."""
    inside = match["inside"]
    return f"{match['letter']} of {cardinal(int(inside)) if inside.isdecimal() else inside}"


def _entity(match: re.Match[str], _place: Place) -> str | None:
    character = html.unescape(match.group())
    if character == match.group():
        return None
    if character.isalpha():
        return character
    return SIGNS.get(character, "")


def _joined(match: re.Match[str], place: Place) -> str:
    one, two = match["one"], match["two"]
    if two == "A" and re.match(" [A-Za-z]", place.after):
        two = "eh"
    ending = "'s" if match["ending"] else ""
    return f"{spell(one)} and {two}{ending}"


def _flag(match: re.Match[str], _place: Place) -> str:
    words = match["name"].replace("-", " ").replace("_", " ")
    short = len(words) == 1 or (len(words) < 4 and not re.search("[aeiouy ]", words))
    return f"{'dash ' * len(match['dashes'])}{spell(words) if short else words}"


def _hat(_match: re.Match[str], _place: Place) -> str:
    return "hat"


def _grade(match: re.Match[str], _place: Place) -> str:
    """Read ``B-``, as teachers give it."""
    return f"{match.group()[0]}{'-' if match.group()[0] == 'A' else ' '}minus"


def _span(_match: re.Match[str], place: Place) -> str | None:
    return "to" if re.search(r"(?:\d[\w%]{0,3}|\bnoon|\bmidnight)$", place.before) else None


def _point(_match: re.Match[str], _place: Place) -> str:
    return "dot"


def _number_sign(_match: re.Match[str], _place: Place) -> str:
    return "number"


_SIGN_NAMES = {
    "!": "exclamation mark", "?": "question mark", ".": "full stop", ",": "comma",
    ";": "semicolon", ":": "colon", "&": "ampersand", "#": "hash", "*": "asterisk", "/": "slash",
    "\\": "backslash", "-": "hyphen", "_": "underscore", "|": "pipe", "~": "tilde",
}  # fmt: skip


def _quoted(match: re.Match[str], place: Place) -> str:
    """Read a sign that is spoken of: "the '!' method"."""
    name = _SIGN_NAMES[match["sign"]]
    return name.removesuffix(" mark") if re.match(r" (?:mark|point)", place.after) else name


def _hash(_match: re.Match[str], _place: Place) -> str:
    return "hash"


def _element(match: re.Match[str], place: Place) -> str:
    """Read the name of a tag that is spoken of: "the <div> element"."""
    return identifier(match["name"], place.choices.lexicon)


def _star(match: re.Match[str], _place: Place) -> str:
    joint = "-" if match["letter"] == "A" else " "
    return f"{match['letter']}{joint}{'star' if match['sign'] == '*' else 'plus'}"


def _sharp(match: re.Match[str], _place: Place) -> str:
    """Read ``C#`` and ``B♭``."""
    joint = "-" if match["letter"] == "A" else " "
    return f"{match['letter']}{joint}{'flat' if match['sign'] == '♭' else 'sharp'}"


def _key(match: re.Match[str], _place: Place) -> str:
    """Read a key, and the letter that is pressed with it: ``⇧⌘K``."""
    keys = [SIGNS[sign] for sign in match["keys"] if not sign.isspace()]
    return " ".join([*keys, (match["letter"] or "").upper()]).rstrip()


def _chemical(match: re.Match[str], _place: Place) -> str:
    """Read ``H₂SO₄`` letter by letter."""
    parts = re.findall(r"[A-Za-z]|[₀-₉]+", match.group())
    plain = (unicodedata.normalize("NFKC", part) for part in parts)
    return " ".join(cardinal(int(p)) if p.isdecimal() else p.upper() for p in plain)


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


FIRST = (
    Kind(
        "entity",
        "&",
        _c(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
        _entity,
    ),
    Kind(
        "element",
        "<",
        _c(
            r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,20})\s?/?>(?=\s(?:tags?|elements?|types?|blocks?)\b)"
        ),
        _element,
    ),
    Kind("tag", "<", _c(TAG), _nothing, "markup"),
    Kind("link target", "]", _c(r"\]\([^\s()]{1,2000}\)"), _nothing, "link's address: not said"),
    Kind("image", "!", _c(r"!(?=\[)"), _nothing, "markup"),
    Kind(
        "citation",
        "[",
        _c(r"\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]"),
        _nothing,
        "citation mark",
    ),
    Kind(
        "raised",
        "9⁻⁺ⁿ",
        _c(r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{1,6}(?:[,⁻–][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,4}"),
        _raised,
        "footnote mark",
    ),
    Kind("lowered", "9", _c(r"[₀₁₂₃₄₅₆₇₈₉]{1,8}"), _lowered),
    Kind(
        "key",
        "é",
        _c(rf"(?P<keys>(?:[{_KEYS}]\s?){{0,3}}[{_KEYS}])(?:(?P<letter>[A-Za-z])(?!\w))?"),
        _key,
    ),
    Kind("emoji", "é", _c(EMOJI), _emoji, "emoji"),
    Kind(
        "quoted sign",
        "'\"“‘",
        _c(r"(?<!\w)['\"“‘](?P<sign>[!?.,;:&#*/\\_|~-])['\"”’](?!\w)"),
        _quoted,
    ),
    Kind("plural", "(", _c(r"(?<=[a-z])\((?:s|es)\)"), _nothing, "ending in brackets"),
    Kind(
        "emoticon",
        ":;<=^¯",
        _c(r"(?:(?<!\S)[:;=]['’]?-?[()DPO/\\|3*]{1,3}|<3|\^_\^|¯\\_\(ツ\)_/¯)(?=[\s.,!?]|$)"),
        _nothing,
        "emoticon",
    ),
)
"""Before everything else."""

LETTERED = (
    Kind(
        "chemical formula",
        "A",
        _c(
            r"(?=[A-Za-z]{0,8}[₀-₉])(?:(?=[A-Z]{0,8}[A-Z][a-z])|(?=[A-Z]{1,8}[₀-₉]{1,2}[A-Z]))"
            r"(?:[A-Z][a-z]?[₀-₉]{0,2}){2,8}(?!\w)"
        ),
        _chemical,
    ),
    Kind("grade", "A", _c(r"[A-DF][-−](?=[.,;)]|$|\s(?!and\b|or\b|to\b))"), _grade),
    Kind(
        "joined letters",
        "A",
        _c(r"(?P<one>[A-Z]{1,2})&(?P<two>[A-Z])(?P<ending>['’]s)?(?!\w)"),
        _joined,
    ),
    Kind("star", "A", _c(r"(?<![\w*])(?P<letter>[A-Z])(?P<sign>\*|\+(?!\+))(?![\w*])"), _star),
    Kind("sharp", "A", _c(r"(?P<letter>[A-G])(?P<sign>[#♯♭])(?!\w)"), _sharp),
    Kind(
        "of",
        "A",
        _c(r"(?<![\w'’.])(?P<letter>[A-Zb-z])\((?P<inside>[b-zB-Z]|\d{1,3})\)(?![\w(])"),
        _applied,
    ),
    Kind("of", "A", _c(r"(?<![\w'’.])(?P<letter>O)\((?=[^()]{1,30}\))"), _of),
    Kind(
        "of", "A", _c(r"(?<![\w'’.])(?P<letter>[A-Zb-z])\((?=[a-zA-Z](?:,\s?[a-zA-Z]){0,4}\))"), _of
    ),
    Kind("of", "A", _c(r"(?<![\w'’.])(?P<letter>P)\((?=[A-Za-z])"), _of),
    Kind(
        "power",
        "A",
        _c(
            r"(?P<letters>[A-Za-z]|[b-df-hj-np-tv-z]{2})(?:\^\{?(?P<p>-?\d{1,3}|[A-Za-z])\}?|"
            r"(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{1,4}))(?!\w)"
        ),
        _variable_power,
    ),
    Kind(
        "Greek letter",
        "A∆Ω",
        _c(r"(?<![\u0370-\u03ff])[\u0391-\u03a9\u03b1-\u03c9ϵϕϑϱµℓ](?![\u0370-\u03ff])"),
        _greek,
    ),
)
"""Before words."""

LAST = (
    Kind(
        "flag",
        "-",
        _c(
            r"(?:(?<=\s)|(?<![\s\S])|(?<=`))(?P<dashes>--)(?P<name>[a-z][a-z0-9]{1,30}"
            r"(?:[-_][a-z0-9]{1,30}){0,6})(?![\w-])"
        ),
        _flag,
    ),
    Kind(
        "flag",
        "-",
        _c(r"(?:(?<=\s)|(?<![\s\S])|(?<=`))(?P<dashes>-)(?P<name>[A-Za-z])(?!\w)"),
        _flag,
    ),
    Kind("hat", "^", _c(r"(?<=[a-z]{3})\^(?=[a-zA-Z](?!\w))"), _hat),
    Kind("span", "–", _c(r"–(?=[A-Za-z$€£'’]{0,2}\d)"), _span),
    Kind("number sign", "#", _c(r"#(?=\s?\d)|(?<=[a-z] )#(?=\s)"), _number_sign),
    Kind("hash", "#", _c(r"(?<=[\w$€£¥₩%])#(?=[\w$€£¥₩%])"), _hash),
    Kind("point", ".", _c(r"(?<![\w.'’])\.(?=[a-z])"), _point),
    Kind("sign", "é<>=!-:+&|@%^*/$", _c(_any([*SIGNS, "<", ">"])), _sign),
)
"""After everything else."""
