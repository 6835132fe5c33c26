"""Sentence boundaries of French: abbreviations that end no sentence."""

from __future__ import annotations

import re

from pipeline.languages.boundaries import CAPITAL, ELLIPSIS, Boundaries

BOUNDARIES = Boundaries(
    ends=(ELLIPSIS, re.compile(rf"\betc\.[)»\"]?\s+(?={CAPITAL})")),
    goes_on=(
        re.compile(
            r"""\b(?:MM?|p|pp|fig|art|al|chap|t|vol|cf|Cf|env|av|apr|bd|pl|éd|dir|trad|tél|p\.\s?ex
                |[Mm]gr|N\.B|c\.-à-d|J\.-C)\.\s+(?=[\w(«])
              | [!?]\s»?\s?(?=[a-zà-ÿ])          # « Viens ! » dit-il
            """,
            re.VERBOSE,
        ),
    ),
)
