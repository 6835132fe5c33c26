"""Spanish nouns: their gender, as endings tell it."""

from __future__ import annotations

import re

_FEMININE = frozenset(
    """
    mano vez noche tarde clase parte gente llave nube calle torre leche sangre fuente nave nieve
    muerte suerte carne fiebre sal miel piel red ley luz paz cruz voz flor mujer foto moto radio
    imagen orden serie especie superficie base fase frase página tesis crisis hectárea
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_MASCULINE = frozenset(
    """
    día mapa problema sistema tema programa idioma clima planeta cometa poeta dilema drama poema
    fantasma idiota sofá papá kilogramo telegrama diagrama síntoma aroma axioma teorema gramo
    """.split()  # noqa: SIM905 - likewise
)
_FEMININE_ENDING = re.compile(r"(?:a|ción|sión|dad|tad|tud|umbre|ez|eza|itis|triz)$")
_NO_NOUNS = frozenset(
    """
    y e o u a de del en por para sobre con que es son fue fueron era eran más menos pero al el la
    los las un una se no sin hasta desde entre contra como si ya ni ha han había cada según ante
    """.split()  # noqa: SIM905 - likewise
)


def gender(noun: str) -> str:
    """Return ``m`` or ``f`` for a noun, empty for a word that is none."""
    lower = noun.lower()
    if lower in _NO_NOUNS:
        return ""
    one = (
        lower
        if lower in _FEMININE | _MASCULINE
        else re.sub(r"(?<=[aeiou])s$|(?<=[^aeiou])es$", "", lower)
    )
    if one in _MASCULINE:
        return "m"
    return "f" if one in _FEMININE or _FEMININE_ENDING.search(one) else "m"
