"""Sentence boundaries of English that no other language has."""

from __future__ import annotations

import re

from pipeline.languages.boundaries import CAPITAL, Boundaries

_LETTERED = (
    "plan|option|type|class|step|part|group|team|case|point|vitamin|appendix|figure|version|variant"
    "|choice|model|box|grade|series"
)

_NUMBERED = "pp?|[Ff]ig|[Ee]q|[Nn]o|[Cc]h|[Ss]ec|[Vv]ol|[Tt]ab"

BOUNDARIES = Boundaries(
    ends=tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:…|\.\.\.)[”\"’')\]]{{0,3}}\s+(?!I\b)(?={CAPITAL})",
            rf"\bno\.\s+(?!\d)(?={CAPITAL})",
            rf"\betc\.\)?\s+(?={CAPITAL})",
            rf"\b(?:{_NUMBERED})\. \d{{1,4}}\.\s+(?={CAPITAL})",
            rf"(?:{_LETTERED}) [A-Z]\.\s+(?={CAPITAL})",
        )
    ),
    goes_on=(
        re.compile(
            r"""\b(?:[Ee]qs?|[Ff]igs?|[Tt]abs?|[Ss]ecs?|[Cc]h|[Cc]haps?|[Aa]pp|[Vv]ols?|[Nn]os?|pp?
                |[Pp]ara|[Aa]rt|[Aa]pprox|[Ee]st|ca|cf|[Vv]er|[Rr]efs?|[Tt]hm|[Ll]em|[Pp]rop|[Dd]ef
                |[Aa]lg)\.\s+(?=[\d$€£¥~≈(§]|[A-Z]\b|[IVX]+\b)  # "Eq. 4", "app. B"
              | \b[ap]\.m\.\s+(?=[A-Z]{2,4}T\b|[ECMP]T\b|UTC\b)  # "5 p.m. ET"
            """,
            re.VERBOSE,
        ),
    ),
)
