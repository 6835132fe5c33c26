"""Spanish units, currencies, abbreviations and signs."""

from __future__ import annotations

from pipeline.languages.shared.grammar import Currency, Noun


def _n(word: str, gender: str = "m") -> Noun:
    return Noun(word, f"{word}s" if word[-1] in "aeiouáéó" else f"{word}es", gender)


def _of(word: str, after: str) -> Noun:
    return Noun(f"{word} {after}", f"{word}s {after}s")


def _with(noun: str, rest: str, gender: str = "m") -> Noun:
    return Noun(f"{noun} {rest}", f"{noun}s {rest}", gender)


_SIZES = {"": "metro", "k": "kilómetro", "d": "decímetro", "c": "centímetro", "m": "milímetro",
          "µ": "micrómetro", "μ": "micrómetro", "n": "nanómetro"}  # fmt: skip
_AREAS = ("", "k", "d", "c", "m")
UNITS = {
    **{f"{sign}m": _n(word) for sign, word in _SIZES.items()},
    **{f"{sign}m²": _of(_SIZES[sign], "cuadrado") for sign in _AREAS},
    **{f"{sign}m³": _of(_SIZES[sign], "cúbico") for sign in _AREAS},
    "ha": _n("hectárea", "f"), "g": _n("gramo"), "kg": _n("kilogramo"), "mg": _n("miligramo"),
    "µg": _n("microgramo"), "μg": _n("microgramo"), "t": _n("tonelada", "f"), "l": _n("litro"),
    "L": _n("litro"), "ml": _n("mililitro"), "mL": _n("mililitro"), "cl": _n("centilitro"),
    "dl": _n("decilitro"), "hl": _n("hectolitro"), "h": _n("hora", "f"), "min": _n("minuto"),
    "s": _n("segundo"), "seg": _n("segundo"), "ms": _n("milisegundo"),
    "°C": _with("grado", "Celsius"), "ºC": _with("grado", "Celsius"), "°F": _with("grado",
    "Fahrenheit"),
    "°": _n("grado"), "K": Noun("kelvin", "kelvins"), "V": _n("voltio"), "kV": _n("kilovoltio"),
    "mV": _n("milivoltio"), "A": _n("amperio"), "mA": _n("miliamperio"), "W": _n("vatio"),
    "kW": _n("kilovatio"), "MW": _n("megavatio"), "GW": _n("gigavatio"), "kWh": _with("kilovatio",
    "hora"),
    "MWh": _with("megavatio", "hora"), "GWh": _with("gigavatio", "hora"), "TWh": _with("teravatio",
    "hora"),
    "J": _n("julio"), "kJ": _n("kilojulio"), "MJ": _n("megajulio"), "N": Noun("newton", "newtons"),
    "Pa": _n("pascal"), "hPa": _n("hectopascal"), "bar": _n("bar"), "Hz": _n("hercio"),
    "kHz": _n("kilohercio"), "MHz": _n("megahercio"), "GHz": _n("gigahercio"),
    "dB": _n("decibelio"),
    "Ω": _n("ohmio"), "kcal": _n("kilocaloría", "f"), "cal": _n("caloría", "f"), "mol": _n("mol"),
    "B": Noun("byte", "bytes"), "kB": Noun("kilobyte", "kilobytes"), "KB": Noun("kilobyte",
    "kilobytes"),
    "MB": Noun("megabyte", "megabytes"), "GB": Noun("gigabyte", "gigabytes"),
    "TB": Noun("terabyte", "terabytes"), "ft": _n("pie"), "mi": _n("milla", "f"),
    "mph": Noun("milla por hora", "millas por hora", "f"),
    "kph": Noun("kilómetro por hora", "kilómetros por hora"), "px": Noun("píxel", "píxeles"),
    "CV": Noun("caballo", "caballos"),
}  # fmt: skip

_CENT = _n("céntimo")
_CENTAVO = _n("centavo")
_EURO = Currency(_n("euro"), _CENT)
_DOLLAR = Currency(Noun("dólar", "dólares"), _CENTAVO)
_POUND = Currency(_n("libra", "f"), Noun("penique", "peniques"))
_PESETA = Currency(_n("peseta", "f"), _CENT)
CURRENCIES = {
    "€": _EURO, "EUR": _EURO, "eur": _EURO, "$": _DOLLAR, "USD": _DOLLAR, "usd": _DOLLAR,
    "US$": Currency(Noun("dólar estadounidense", "dólares estadounidenses"), _CENTAVO), "£": _POUND,
    "GBP": _POUND, "CHF": Currency(_with("franco", "suizo"), _CENT), "¥": Currency(Noun("yen",
    "yenes")),
    "₧": _PESETA, "pts": _PESETA, "MXN": Currency(_with("peso", "mexicano"), _CENTAVO),
    "ARS": Currency(_with("peso", "argentino"), _CENTAVO), "₡": Currency(Noun("colón", "colones"),
    _CENT),
    "kr": Currency(_n("corona", "f")), "₹": Currency(_n("rupia", "f")), "rs": Currency(_n("rupia",
    "f")),
    "¢": Currency(_CENTAVO), "₽": Currency(_n("rublo")), "₱": Currency(_n("peso"), _CENTAVO),
}  # fmt: skip
_CODES = {
    "CLP": Currency(_with("peso", "chileno"), _CENTAVO), "COP": Currency(_with("peso",
    "colombiano"), _CENTAVO),
    "CRC": CURRENCIES["₡"], "GTQ": Currency(Noun("quetzal", "quetzales"), _CENTAVO),
    "HNL": Currency(_n("lempira"), _CENTAVO), "NIO": Currency(_n("córdoba"), _CENTAVO),
    "PAB": Currency(_n("balboa"), _CENT), "BOB": Currency(_n("boliviano"), _CENTAVO),
    "BRL": Currency(Noun("real", "reales"), _CENTAVO), "R$": Currency(Noun("real", "reales"),
    _CENTAVO),
    "HKD": Currency(Noun("dólar de Hong Kong", "dólares de Hong Kong"), _CENTAVO),
    "JPY": CURRENCIES["¥"], "₩": Currency(Noun("won", "wones")), "MEX$": CURRENCIES["MXN"],
    "UYU": Currency(_with("peso", "uruguayo"), _CENTAVO), "PEN": Currency(Noun("sol", "soles"),
    _CENT),
    "VES": Currency(Noun("bolívar", "bolívares"), _CENT), "DOP": Currency(_with("peso",
    "dominicano"), _CENTAVO),
}  # fmt: skip
CURRENCIES |= _CODES | {
    code.lower(): CURRENCIES.get(code) or _CODES[code]
    for code in ("CHF", "CRC", "GTQ", "HNL", "NIO", "PAB", "BRL", "HKD", "JPY", "R$", "US$", "MEX$")
}
_MILLION = Noun("millón", "millones")
_BILLION = Noun("billón", "billones")
MAGNITUDES = {
    "millones": _MILLION, "millón": _MILLION, "M": _MILLION, "billones": _BILLION,
    "billón": _BILLION,
    "trillones": Noun("trillón", "trillones"), "trillón": Noun("trillón", "trillones"),
}  # fmt: skip

SIGNS = {
    "&": "y", "@": "arroba", "±": "más menos", "≈": "aproximadamente", "≠": "distinto de",
    "≤": "menor o igual que", "≥": "mayor o igual que", "×": "por", "÷": "dividido por",
    "∞": "infinito", "√": "raíz de", "→": "da", "⇒": "implica", "∈": "pertenece a", "∑": "suma",
    "∫": "integral", "∂": "d", "§§": "párrafos", "§": "párrafo", "°": "grados", "€": "euros",
    "£": "libras", "$": "dólares", "¥": "yenes", "‰": "por mil", "©": "copyright",
    "™": "marca registrada", "№": "número", "†": "murió", "♭": "bemol", "♯": "sostenido",
    "⌘": "tecla comando", "µ": "micro", "¢": "centavos", "¶": "párrafo",
}  # fmt: skip
FIGURE_SIGNS = {
    "+": "más", "=": "igual a", "<": "menor que", ">": "mayor que", "<=": "menor o igual que",
    ">=": "mayor o igual que", "−": "menos", "–": "menos", "*": "por", "·": "por",
    "~": "aproximadamente", "#": "número",
}  # fmt: skip

ABBREVIATIONS = {
    "etc.": "etcétera", "p.ej.": "por ejemplo", "P.ej.": "Por ejemplo", "EE.UU.": "Estados Unidos",
    "EEUU": "Estados Unidos", "EE.UU": "Estados Unidos", "ee.uu.": "Estados Unidos",
    "aprox.": "aproximadamente",
    "a.C.": "antes de Cristo", "d.C.": "después de Cristo", "a.c.": "antes de Cristo",
    "d.c.": "después de Cristo",
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Dr.": "doctor",
    "Dra.": "doctora",
    "sr.": "señor", "sra.": "señora", "srta.": "señorita", "dr.": "doctor", "dra.": "doctora",
    "Dña.": "doña", "D.ª": "doña", "da.": "doña", "Da.": "doña", "Prof.": "profesor",
    "Lic.": "licenciado",
    "Ing.": "ingeniero",
    "Avda.": "avenida", "Av.": "avenida", "Pza.": "plaza", "pza.": "plaza", "Pl.": "plaza",
    "C/": "calle", "c/": "calle",
    "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "tel.": "teléfono",
    "Tel.": "Teléfono",
    "tfno.": "teléfono", "máx.": "máximo", "mín.": "mínimo", "ed.": "edición",
    "trad.": "traducción",
    "cf.": "compárese", "Cf.": "Compárese", "vs.": "contra", "S.A.": "sociedad anónima",
    "Cía.": "compañía",
    "esq.": "esquina", "hab.": "habitantes", "dpto.": "departamento", "Dpto.": "departamento",
    "pto.": "punto",
    "JJ.OO.": "Juegos Olímpicos", "RR.HH.": "recursos humanos", "CC.OO.": "Comisiones Obreras",
    "Fdo.": "firmado",
    "s.f.": "sin fecha", "i.e.": "es decir", "e.g.": "por ejemplo", "atte.": "atentamente",
    "Mons.": "monseñor",
    "admón.": "administración", "nac.": "nacido",
}  # fmt: skip
NUMBERED = {
    "p.": "página", "pp.": "páginas", "pág.": "página", "págs.": "páginas", "n.º": "número",
    "N.º": "Número",
    "nº": "número", "Nº": "Número", "n.°": "número", "n°": "número", "núm.": "número",
    "Núm.": "Número",
    "fig.": "figura", "Fig.": "Figura", "figs.": "figuras", "art.": "artículo", "Art.": "Artículo",
    "arts.": "artículos", "cap.": "capítulo", "Cap.": "Capítulo", "vol.": "volumen", "t.": "tomo",
    "ec.": "ecuación",
    "tab.": "tabla", "párr.": "párrafo", "apdo.": "apartado", "l.": "línea", "s.": "siglo",
    "ss.": "siglos",
}  # fmt: skip
PREFIXED = {
    "D.": "don",
    "S.": "san",
    "Sto.": "santo",
    "Sta.": "santa",
    "Fr.": "fray",
    "Gral.": "general",
}
ENDING = frozenset(
    {"etc.", "EE.UU.", "a.C.", "d.C.", "S.A.", "Cía.", "hab.", "JJ.OO.", "Ud.", "Uds."}
)
READ_AS_WORDS = frozenset(
    """
    ONU OTAN UNESCO UNICEF NASA SIDA OPEP FIFA UEFA IKEA INE LASER RADAR ONCE RENFE IVA  OVNI
    AVE COVID PYME PYMES RAM ROM UCI INEM ICEX FARC OEA AENA GIF
    """.split()  # noqa: SIM905 - a list of words reads as words
)
GREEK = {
    "μ": "mi",
    "ν": "ni",
    "θ": "theta",
    "κ": "kappa",
    "φ": "fi",
    "Φ": "fi",
    "ψ": "psi",
    "χ": "ji",
}
