"""The signs that have words of their own in English, and the names they are spoken of by."""

from __future__ import annotations

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


GREEK = {"ς": "sigma", "ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ϱ": "rho", "µ": "mu", "ℓ": "L"}


SIGN_NAMES = {
    "!": "exclamation mark", "?": "question mark", ".": "full stop", ",": "comma",
    ";": "semicolon", ":": "colon", "&": "ampersand", "#": "hash", "*": "asterisk", "/": "slash",
    "\\": "backslash", "-": "hyphen", "_": "underscore", "|": "pipe", "~": "tilde",
}  # fmt: skip
