"""The public functions: they choose the rules of a language and run them."""

from __future__ import annotations

from pipeline.languages.language_table import language_row
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.pieces import Spoken
from pipeline.languages.scanner import Choices, Rules, scan
from pipeline.languages.signs import sign_without_words

_NOTHING = Lexicon()
_ROUNDS = 6
"""A user's lexicon may go round in circles."""


def spoken(
    text: str,
    *,
    language: str = "en",
    lexicon: Lexicon | None = None,
    emoji: str = "omit",
    bare_urls: str = "site",
) -> Spoken:
    """Return *text* as it is said.

    Args:
        text: Any text, plain: markup and entities are gone from it already.
        language: BCP 47 tag; only its primary subtag counts.
        lexicon: Words said in their own way, before all rules; None for none.
        emoji: ``omit`` or ``name``.
        bare_urls: ``site`` ("link to example dot org"), ``full`` or ``omit``.

    Returns:
        The spoken form; word by word, which written characters became which spoken ones; and what
        is not said, with the reason. Empty when *text* holds nothing to say. It never raises.

    >>> spoken("It cost $5.2B in 2019.").text
    'It cost five point two billion dollars in twenty nineteen.'
    >>> spoken("Das kostet 3,50 €.", language="de").text
    'Das kostet drei Euro fünfzig Cent.'
    """
    row = language_row(language)
    form = _settled(text, row.rules, Choices(lexicon or _NOTHING, emoji, bare_urls))
    return form.accounted(text, sign_without_words(row.name))


def spoken_code(text: str, *, language: str = "en", lexicon: Lexicon | None = None) -> Spoken:
    """Return short inline code as it is said.

    >>> spoken_code("max_len").text
    'max len'

    Args:
        text: The code, one line or a few words of one.
        language: See :func:`spoken`.
        lexicon: See :func:`spoken`.
    """
    row = language_row(language)
    choices = Choices(lexicon or _NOTHING)
    form = scan(text, row.code, choices)
    form = form.then(_settled(form.text, row.rules, choices))
    return form.accounted(text, sign_without_words(row.name))


def spoken_maths(
    tex: str, *, language: str = "en", lexicon: Lexicon | None = None
) -> Spoken | None:
    """Return simple TeX maths as it is said, None when it is not simple enough to be followed.

    Args:
        tex: TeX without its dollar signs.
        language: See :func:`spoken`.
        lexicon: See :func:`spoken`.
    """
    words = language_row(language).maths(tex)
    if words is None:
        return None
    form = spoken(words, language=language, lexicon=lexicon)
    return form.over(tex).accounted(tex, "formula without words")


def _settled(text: str, rules: Rules, choices: Choices) -> Spoken:
    """Apply *rules* until nothing changes, so that a spoken form is its own spoken form.

    Once is nearly always enough; signs that fall away may leave something that reads otherwise.
    """
    form = scan(text, rules, choices)
    for _ in range(_ROUNDS):
        if form.text == text:
            break
        text = form.text
        again = scan(text, rules, choices)
        if again.text != text:
            form = form.then(again)
    return form
