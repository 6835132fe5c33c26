"""Signs: punctuation, emoji, and what the engine can say by itself in a language without rules."""

from __future__ import annotations

EMOJI = (
    "[\U0001f000-\U0001faff\u2600-\u266c\u2670-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25a0-\u25ff"
    "\u3030\u303d\u3297\u3299\U000e0020-\U000e007f]"
)
"""A pattern for one character of an emoji; notes, flats and sharps are none."""

PUNCTUATION = frozenset(
    ".,;:?!…·()[]{}'\"’‘‚‛“”„‟«»‹›`´ʼ-‐‑‒–—―¿¡。、，？！；：·「」『』（）【】《》〈〉؟،؛۔।॥։՞՜՛׃־׀"
)
"""Signs without words that shape the voice: said by a pause, a tone, or the word's own sound."""

EVERYWHERE = "&+=%±≠≈½¼¾²³µ@$−"
"""Signs that espeak-ng 1.51 says in (nearly) all of its languages, some in English."""
BEFORE_FIGURES = "#~"
"""Signs that are markup more often than not, but stand for a word before a figure."""
BY_LANGUAGE = {
    "af": "°£€¥×÷§¶", "ar": "£€¥", "bs": "°€×÷§‰¶", "ca": "£€§¶", "cs": "°€×÷§", "da": "£€¥×÷§¢",
    "de": "°£€¥×÷§≥≤√∞№¶¢", "el": "€", "eo": "°£§", "es": "°£€§¶", "et": "£€", "fi": "£€",
    "fr": "°£€¥×÷¶¢", "hr": "°€×÷§‰¶", "hu": "°€×÷§√∞¶", "it": "°£€§≥≤√∞№‰¶", "lt": "°€§¶",
    "lv": "°£€¥×÷§‰¶¢", "mk": "°€×÷§‰¶", "nl": "°€", "pl": "°£¥×÷§¶¢", "pt": "°£€¥×÷§∞№¶¢",
    "ro": "°€", "ru": "№", "sk": "°£€¥×÷§‰¶¢", "sq": "€", "sr": "°€×÷§‰¶", "sv": "€",
    "tr": "°€§¶", "bg": "№",
}  # fmt: skip
"""What it says beyond these, by primary subtag."""
HYPHEN_IS_MINUS = frozenset(
    """
    af bn bs ca cs de el eo et fi hr id it lb lt lv mk ms nb ne nl pt ro sr sv ta vi
    """.split()  # noqa: SIM905 - a list of words reads as words
)
"""Languages in which it says "-5" with its own word for minus; elsewhere it says none."""


ROW = r"([<>])\1{2,}|([=*#~^|+&%$€£@/\\_])\2{4,}"
"""A pattern for a row of one sign, drawn rather than written; dots and dashes are pauses."""


def engine_signs(language: str) -> str:
    """Return the signs that the engine says by itself in *language*, a primary subtag."""
    return EVERYWHERE + BY_LANGUAGE.get(language, "")


def sign_without_words(language: str) -> str:
    """Return the reason for which a sign is left out in *language*, by its English name."""
    return f"sign without words in {language}" if language else "sign without words"
