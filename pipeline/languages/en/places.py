"""Places: states after a town, and quarters of a town after a street."""

from __future__ import annotations

import re

from pipeline.languages.scanner import Kind, Place
from pipeline.tools.patterns import any_of

_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah",
    "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
"""After a town; Maryland is left out, for MD is a degree."""
STATES = "|".join([*_STATES, "DC", "MD"])
"""A pattern for all, where a postal code follows."""
_POINTED_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida",
    "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Kans": "Kansas",
    "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts",
    "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri",
    "Mont": "Montana", "Neb": "Nebraska", "Nebr": "Nebraska", "Nev": "Nevada",
    "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York",
    "N.C": "North Carolina", "N.D": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon",
    "Pa": "Pennsylvania", "R.I": "Rhode Island", "S.C": "South Carolina", "S.D": "South Dakota",
    "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington",
    "W.Va": "West Virginia", "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
"""As newspapers shorten them, with a full stop."""
_QUARTERS = {"NW": "Northwest", "NE": "Northeast", "SW": "Southwest", "SE": "Southeast"}
_TOWN = re.compile(r"[A-Z][a-z]+, $")


def _state(match: re.Match[str], place: Place) -> str | None:
    posted = re.match(r",? \d{5}\b", place.after) and re.search(r"[A-Z][a-z]+ $", place.before)
    return _STATES[match.group()] if posted or _TOWN.search(place.before) else None


def _pointed_state(match: re.Match[str], place: Place) -> str | None:
    if not _TOWN.search(place.before):
        return None
    ends = not place.after.strip('"”’) ')
    return _POINTED_STATES[match["state"]] + "." * ends


def _quarter(match: re.Match[str], _place: Place) -> str:
    """Read a quarter of a town: ``1600 Pennsylvania Ave. NW``."""
    return _QUARTERS[match.group().replace(".", "")]


_SHORT = any_of(_POINTED_STATES)

KINDS = (
    Kind(
        "quarter",
        "A",
        re.compile(
            r"(?<=St\. |ve\. |Rd\. )(?:NW|NE|SW|SE|N\.W\.|S\.W\.|N\.E\.|S\.E\.)(?![\w-])"
            r"|(?<=eet |nue )(?:NW|NE|SW|SE)(?![\w-])"
        ),
        _quarter,
    ),
    Kind("state", "A", re.compile(rf"(?:{'|'.join(_STATES)})(?![\w'’/&-])"), _state),
    Kind("state", "A", re.compile(rf"(?P<state>{_SHORT})\.(?!\w)"), _pointed_state),
)
