"""Sentence boundaries of Spanish: abbreviations that end no sentence."""

from __future__ import annotations

import re

from pipeline.languages.boundaries import CAPITAL, ELLIPSIS, Boundaries, after_reference

BOUNDARIES = Boundaries(
    ends=(
        ELLIPSIS,
        after_reference("pp?|págs?|figs?|Fig|arts?|Art|cap|vol|núm"),
        re.compile(rf"\betc\.[)»”\"]?\s+(?={CAPITAL})"),
        re.compile(rf"\bNo\.\s+(?={CAPITAL})"),  # an answer, and no number
    ),
    goes_on=(
        re.compile(
            r"""\b(?:Sra?|Srta|Sres|Dra?|Dña|Prof|Lic|Ing|Avda?|Pza|Pl|Uds?|Vds?|tel|tfno|aprox|máx
                |mín|pp?|págs?|núm|figs?|Fig|arts?|Art|cap|vol|p\.\s?ej|EE\.\s?UU|D|Sto|Sta|Fr|Gral
                |[ad]\.\s?C|n\.º|cf|esq|dpto|ed|trad)\.\s+(?=[\w(«“¿¡])
              | [!?]\s?»?\s?(?=[a-záéíóúñ])          # "¿Quién es? preguntó"
              | (?<=\s)[A-ZÁÉÍÓÚÑ]\.\s+(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])  # initials: "H. Voss"
            """,
            re.VERBOSE,
        ),
    ),
)
