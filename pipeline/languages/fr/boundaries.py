"""Sentence boundaries of French: abbreviations that end no sentence."""

from __future__ import annotations

import re

from pipeline.languages.boundaries import CAPITAL, ELLIPSIS, Boundaries, after_reference

BOUNDARIES = Boundaries(
    ends=(
        ELLIPSIS,
        after_reference("pp?|fig|art|chap|vol|t|n"),
        re.compile(rf"\betc\.[)»\"]?\s+(?={CAPITAL})"),
    ),
    goes_on=(
        re.compile(r"\b[Cc]\.(?=-à-d\.)"),
        re.compile(
            r"""\b(?:MM?|Mme|Mlle|Mmes|Me|Mes|Drs?|Prs?|St|Ste|n|no|nos
                |p|pp|fig|art|al|chap|t|vol|cf|Cf|env|av|apr|bd|pl|éd|dir|trad|tél|[Pp](?:\.\s?|ar\s)ex
                |[Mm]gr|N\.B|[Cc]\.-à-d)\.\s+(?=[\w(«])
              | \b[A-ZÀ-Ý]\.(?=-[A-ZÀ-Ý]\.)           # "J.-C."
              | (?<=[A-ZÀ-Ý]\.-)[ABD-ZÀ-Ý]\.\s+
              | (?<=J\.-)C\.\s+(?=[a-zà-ÿ])
              | [!?]\s»?\s?(?=[a-zà-ÿ])          # « Viens ! » dit-il
            """,
            re.VERBOSE,
        ),
    ),
)
