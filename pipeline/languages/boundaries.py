"""What a language adds to the boundaries of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

CAPITAL = r"[“\"‘'„«¿¡(\[]{0,2}(?:[A-ZÀ-ÖØ-Þ0-9]|[a-z]{1,3}[A-Z])"
"""How a sentence begins."""
ELLIPSIS = re.compile(rf"(?:…|\.\.\.)[”\"’')\]]{{0,3}}\s+(?={CAPITAL})")
"""An ellipsis before a capital ends a sentence."""


def after_reference(names: str) -> re.Pattern[str]:
    """Return where a sentence ends with a number that one of *names* counts: ``fig. 3. It …``.

    Args:
        names: Abbreviations without their points, with bars between.
    """
    return re.compile(rf"\b(?:{names})\.\s?\d{{1,4}}\.\s+(?={CAPITAL})")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Patterns that are tried all over a text; the end of a match is where a sentence begins."""

    ends: tuple[re.Pattern[str], ...] = (ELLIPSIS,)
    """Where a sentence ends though the splitter goes on: after an
    ellipsis, "no.", "etc."."""
    goes_on: tuple[re.Pattern[str], ...] = ()
    """Where it goes on though the splitter ends it: "Eq. 4", "z. B. so"."""
