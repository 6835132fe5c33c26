"""French units, currencies, abbreviations and signs."""

from __future__ import annotations

from pipeline.languages.shared.grammar import Currency, Noun


def _n(word: str, gender: str = "m") -> Noun:
    return Noun(word, f"{word}s", gender)


def _of(word: str, after: str) -> Noun:
    return Noun(f"{word} {after}", f"{word}s {after}s")


def _with(noun: str, rest: str, gender: str = "m") -> Noun:
    return Noun(f"{noun} {rest}", f"{noun}s {rest}", gender)


_SIZES = {"": "", "k": "kilo", "d": "déci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro",
          "n": "nano"}  # fmt: skip
_AREAS = ("", "k", "d", "c", "m")
UNITS = {
    **{f"{sign}m": _n(f"{word}mètre") for sign, word in _SIZES.items()},
    **{f"{sign}m²": _of(f"{_SIZES[sign]}mètre", "carré") for sign in _AREAS},
    **{f"{sign}m³": _of(f"{_SIZES[sign]}mètre", "cube") for sign in _AREAS},
    "ha": _n("hectare"), "g": _n("gramme"), "kg": _n("kilogramme"), "mg": _n("milligramme"),
    "µg": _n("microgramme"), "μg": _n("microgramme"), "t": _n("tonne", "f"), "l": _n("litre"),
    "L": _n("litre"), "ml": _n("millilitre"), "mL": _n("millilitre"), "cl": _n("centilitre"),
    "dl": _n("décilitre"), "hl": _n("hectolitre"), "h": _n("heure", "f"), "min": _n("minute", "f"),
    "mn": _n("minute", "f"), "s": _n("seconde", "f"), "ms": _n("milliseconde", "f"),
    "°C": _with("degré", "Celsius"), "°F": _with("degré", "Fahrenheit"), "°": _n("degré"),
    "K": _n("kelvin"), "V": _n("volt"), "kV": _n("kilovolt"), "mV": _n("millivolt"),
    "A": _n("ampère"), "mA": _n("milliampère"), "W": _n("watt"), "kW": _n("kilowatt"),
    "MW": _n("mégawatt"), "GW": _n("gigawatt"), "kWh": Noun("kilowattheure", "kilowattheures"),
    "MWh": _n("mégawattheure"), "GWh": _n("gigawattheure"), "TWh": _n("térawattheure"),
    "J": _n("joule"), "kJ": _n("kilojoule"), "MJ": _n("mégajoule"), "N": _n("newton"),
    "Pa": _n("pascal"), "hPa": _n("hectopascal"), "bar": _n("bar"), "Hz": Noun("hertz", "hertz"),
    "kHz": Noun("kilohertz", "kilohertz"), "MHz": Noun("mégahertz", "mégahertz"),
    "GHz": Noun("gigahertz", "gigahertz"), "dB": _n("décibel"), "Ω": _n("ohm"),
    "kcal": _n("kilocalorie", "f"), "cal": _n("calorie", "f"), "mol": _n("mole", "f"),
    "o": _n("octet"), "ko": _n("kilooctet"), "Ko": _n("kilooctet"), "Mo": _n("mégaoctet"),
    "Go": _n("gigaoctet"), "To": _n("téraoctet"), "KB": _n("kilobyte"), "MB": _n("mégabyte"),
    "GB": _n("gigabyte"), "TB": _n("térabyte"), "ft": _n("pied"), "px": _n("pixel"),
    "mi": _n("mille"), "mph": Noun("mille à l'heure", "milles à l'heure"), "ch": Noun("cheval",
    "chevaux"),
    "kn": _n("nœud"),
}  # fmt: skip

_CENT = _n("centime")
_EURO = Currency(_n("euro"), _CENT)
_DOLLAR = Currency(_n("dollar"), Noun("cent", "cents"))
_POUND = Currency(_n("livre", "f"), Noun("penny", "pence"))
CURRENCIES = {
    "€": _EURO, "EUR": _EURO, "$": _DOLLAR, "US$": Currency(_with("dollar", "américain"), _CENT),
    "USD": _DOLLAR, "£": _POUND, "GBP": _POUND, "CHF": Currency(_with("franc", "suisse"), _CENT),
    "¥": Currency(_n("yen")), "FF": Currency(_n("franc"), _CENT), "¢": Currency(Noun("cent",
    "cents")),
    "k€": Currency(_n("kiloeuro")), "₽": Currency(_n("rouble")), "₹": Currency(_n("roupie", "f")),
}  # fmt: skip
_MILLION = _n("million")
_MILLIARD = _n("milliard")
MAGNITUDES = {
    "millions": _MILLION, "million": _MILLION, "milliards": _MILLIARD, "milliard": _MILLIARD,
    "billions": _n("billion"), "billion": _n("billion"), "trillions": _n("trillion"),
    "Md": _MILLIARD, "Mds": _MILLIARD, "Mrd": _MILLIARD, "Mio": _MILLION, "M": _MILLION,
}  # fmt: skip

SIGNS = {
    "&": "et", "@": "arobase", "±": "plus ou moins", "≈": "environ", "≠": "différent de",
    "≤": "inférieur ou égal à", "≥": "supérieur ou égal à", "×": "fois", "÷": "divisé par",
    "∞": "l'infini", "√": "racine de", "→": "donne", "⇒": "implique", "∈": "appartient à",
    "∑": "somme", "∫": "intégrale", "∂": "d", "§§": "paragraphes", "§": "paragraphe", "°": "degrés",
    "€": "euros", "£": "livres", "$": "dollars", "¥": "yens", "‰": "pour mille", "©": "copyright",
    "™": "marque déposée", "№": "numéro", "†": "mort", "♭": "bémol", "♯": "dièse",
    "⌘": "touche commande", "µ": "micro", "¢": "cents", "¶": "paragraphe",
}  # fmt: skip
FIGURE_SIGNS = {
    "+": "plus", "=": "égale", "<": "inférieur à", ">": "supérieur à", "<=": "inférieur ou égal à",
    ">=": "supérieur ou égal à", "−": "moins", "–": "moins", "*": "fois", "·": "fois",
    "~": "environ", "#": "numéro",
}  # fmt: skip

ABBREVIATIONS = {
    "etc.": "et cetera", "cf.": "confer", "Cf.": "Confer", "p.ex.": "par exemple",
    "P.ex.": "Par exemple", "par ex.": "par exemple", "Par ex.": "Par exemple",
    "c.-à-d.": "c'est-à-dire", "C.-à-d.": "C'est-à-dire", "c-à-d": "c'est-à-dire",
    "càd": "c'est-à-dire", "env.": "environ", "av.J.-C.": "avant Jésus-Christ",
    "apr.J.-C.": "après Jésus-Christ",
    "ap.J.-C.": "après Jésus-Christ", "J.-C.": "Jésus-Christ", "Mme": "madame", "Mmes": "mesdames",
    "Mlle": "mademoiselle", "Mlles": "mesdemoiselles", "MM.": "messieurs", "Dr": "docteur",
    "Dre": "docteure",
    "Drs": "docteurs", "Pr": "professeur", "Me": "maître", "Mgr": "monseigneur", "Mᵐᵉ": "madame",
    "Mᵐᵉˢ": "mesdames", "Mˡˡᵉ": "mademoiselle", "Mˡˡᵉˢ": "mesdemoiselles", "Dʳ": "docteur",
    "Dʳᵉ": "docteure",
    "Dʳᵉˢ": "docteures", "Dʳˢ": "docteurs", "Pʳ": "professeur", "bd": "boulevard",
    "Bd": "boulevard",
    "bld": "boulevard", "tél.": "téléphone", "Tél.": "Téléphone", "svp": "s'il vous plaît",
    "SVP": "s'il vous plaît", "N.B.": "nota bene", "NB": "nota bene", "max.": "maximum",
    "min.": "minimum",
    "éd.": "édition", "dir.": "direction", "trad.": "traduction", "coll.": "collection",
    "resp.": "respectivement",
    "qqch.": "quelque chose", "qqn": "quelqu'un", "vs": "contre", "St-": "Saint-",
    "Cie": "compagnie",
    "i.e.": "c'est-à-dire", "suiv.": "suivantes", "hab.": "habitants", "Sté": "société",
}  # fmt: skip
NUMBERED = {
    "p.": "page", "pp.": "pages", "n°": "numéro", "N°": "Numéro", "nº": "numéro", "no": "numéro",
    "nos": "numéros",
    "n°s": "numéros", "fig.": "figure", "Fig.": "Figure", "art.": "article", "Art.": "Article",
    "al.": "alinéa",
    "chap.": "chapitre", "t.": "tome", "vol.": "volume", "tabl.": "tableau", "éq.": "équation",
    "sect.": "section",
    "col.": "colonne", "l.": "ligne", "f.": "folio", "v.": "vers",
}  # fmt: skip
PREFIXED = {
    "M.": "monsieur",
    "av.": "avenue",
    "pl.": "place",
    "St": "Saint",
    "Ste": "Sainte",
    "r.": "rue",
}
ENDING = frozenset({"etc.", "av.J.-C.", "apr.J.-C.", "ap.J.-C.", "J.-C.", "hab."})
READ_AS_WORDS = frozenset(
    """
    OTAN ONU UNESCO UNICEF NASA SIDA OPEP FIFA UEFA IKEA INSEE LASER RADAR SMIC ENA CNIL COVID SAMU
    INSERM FNAC TAC RAM ROM PACS AFNOR CROUS ASSEDIC URSSAF GIF
    """.split()  # noqa: SIM905 - a list of words reads as words
)
GREEK = {"μ": "mu", "ν": "nu", "ξ": "ksi", "Ω": "oméga", "ω": "oméga", "β": "bêta", "ε": "epsilon",
         "θ": "thêta", "ζ": "zêta", "η": "êta", "κ": "kappa"}  # fmt: skip
