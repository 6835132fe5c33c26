"""German units, currencies, abbreviations and signs."""

from __future__ import annotations

from pipeline.languages.shared.grammar import Currency, Noun


def _same(word: str, gender: str = "m") -> Noun:
    return Noun(word, word, gender)


def _n(word: str, ending: str = "n", gender: str = "f") -> Noun:
    return Noun(word, word + ending, gender)


_METRES = {"": "", "k": "Kilo", "d": "Dezi", "c": "Zenti", "m": "Milli", "µ": "Mikro", "μ": "Mikro",
           "n": "Nano"}  # fmt: skip
UNITS = {
    **{f"{sign}m": _same(f"{word}meter" if word else "Meter") for sign, word in _METRES.items()},
    **{
        f"{sign}m²": _same(f"Quadrat{word.lower()}meter")
        for sign, word in _METRES.items()
        if sign in {"", "k", "c", "d", "m"}
    },
    **{
        f"{sign}m³": _same(f"Kubik{word.lower()}meter")
        for sign, word in _METRES.items()
        if sign in {"", "k", "c", "d", "m"}
    },
    "qm": _same("Quadratmeter"), "ha": _same("Hektar"), "g": _same("Gramm", "n"),
    "kg": _same("Kilogramm", "n"), "mg": _same("Milligramm", "n"), "µg": _same("Mikrogramm", "n"),
    "μg": _same("Mikrogramm", "n"), "t": _n("Tonne"), "l": _same("Liter"), "L": _same("Liter"),
    "ml": _same("Milliliter"), "cl": _same("Zentiliter"), "dl": _same("Deziliter"),
    "hl": _same("Hektoliter"), "h": _n("Stunde"), "Std.": _n("Stunde"), "min": _n("Minute"),
    "Min.": _n("Minute"), "s": _n("Sekunde"), "Sek.": _n("Sekunde"), "ms": _n("Millisekunde"),
    "ns": _n("Nanosekunde"), "µs": _n("Mikrosekunde"), "μs": _n("Mikrosekunde"),
    "°C": _same("Grad Celsius"), "°F": _same("Grad Fahrenheit"), "°": _same("Grad"),
    "K": _same("Kelvin"), "V": _same("Volt", "n"), "kV": _same("Kilovolt", "n"),
    "mV": _same("Millivolt", "n"), "mv": _same("Millivolt", "n"), "A": _same("Ampere", "n"),
    "mA": _same("Milliampere", "n"), "W": _same("Watt", "n"), "kW": _same("Kilowatt", "n"),
    "MW": _same("Megawatt", "n"), "GW": _same("Gigawatt", "n"), "kWh": _n("Kilowattstunde"),
    "MWh": _n("Megawattstunde"), "GWh": _n("Gigawattstunde"), "TWh": _n("Terawattstunde"),
    "Wh": _n("Wattstunde"), "J": _same("Joule", "n"), "kJ": _same("Kilojoule", "n"),
    "MJ": _same("Megajoule", "n"), "N": _same("Newton", "n"), "Pa": _same("Pascal", "n"),
    "hPa": _same("Hektopascal", "n"), "bar": _same("Bar", "n"), "Hz": _same("Hertz", "n"),
    "kHz": _same("Kilohertz", "n"), "MHz": _same("Megahertz", "n"), "GHz": _same("Gigahertz", "n"),
    "dB": _same("Dezibel", "n"), "Ω": _same("Ohm", "n"), "kcal": _n("Kilokalorie"),
    "cal": _n("Kalorie"), "mol": _same("Mol", "n"), "PS": _same("P.S."), "B": _same("Byte", "n"),
    "kB": _same("Kilobyte", "n"), "KB": _same("Kilobyte", "n"), "MB": _same("Megabyte", "n"),
    "GB": _same("Gigabyte", "n"), "TB": _same("Terabyte", "n"), "Mbit": _same("Megabit", "n"),
    "Gbit": _same("Gigabit", "n"), "ft": _same("Fuß"), "mi": _n("Meile"), "mph": Noun(
        "Meile pro Stunde", "Meilen pro Stunde", "f"), "in": _same("Zoll"), "Px": _same("Pixel",
    "n"),
    "px": _same("Pixel", "n"), "kn": _same("Knoten"),
    "Jh.": Noun("Jahrhundert", "Jahrhunderte", "n"),
}  # fmt: skip
PER_UNITS = {"h": "Stunde", "min": "Minute", "s": "Sekunde"}

_CENT = _same("Cent")
_EURO = Currency(_same("Euro"), _CENT)
_DOLLAR = Currency(_same("Dollar"), _CENT)
_POUND = Currency(_same("Pfund", "n"), Noun("Penny", "Pence"))
_FRANC = Currency(_same("Franken"), _same("Rappen"))
CURRENCIES = {
    "€": _EURO, "EUR": _EURO, "Euro": _EURO, "$": _DOLLAR, "US$": Currency(_same("US-Dollar"),
    _CENT),
    "USD": _DOLLAR, "£": _POUND, "GBP": _POUND, "CHF": _FRANC, "Fr.": _FRANC,
    "SFr.": _FRANC, "¥": Currency(_same("Yen")), "DM": Currency(_same("D-Mark", "f"),
    Noun("Pfennig", "Pfennig")),
    "ct": Currency(_CENT), "¢": Currency(_CENT), "₽": Currency(Noun("Rubel", "Rubel")),
    "₹": Currency(Noun("Rupie", "Rupien", "f")),
}  # fmt: skip
_MILLION = Noun("Million", "Millionen", "f")
_MILLIARD = Noun("Milliarde", "Milliarden", "f")
_BILLION = Noun("Billion", "Billionen", "f")
_THOUSAND = Noun("tausend", "tausend", "")
MAGNITUDES = {
    "Mio.": _MILLION, "Mio": _MILLION, "Millionen": _MILLION, "Million": _MILLION,
    "millionen": _MILLION, "million": _MILLION, "Mrd.": _MILLIARD, "Mrd": _MILLIARD,
    "Milliarden": _MILLIARD, "Milliarde": _MILLIARD, "milliarden": _MILLIARD, "Bio.": _BILLION,
    "Billionen": _BILLION, "Billion": _BILLION, "Tsd.": _THOUSAND, "Tsd": _THOUSAND,
}  # fmt: skip

SIGNS = {
    "&": "und", "@": "at", "±": "plus minus", "≈": "ungefähr", "≠": "ungleich",
    "≤": "kleiner gleich",
    "≥": "größer gleich", "×": "mal", "÷": "geteilt durch", "∞": "unendlich", "√": "Wurzel aus",
    "→": "wird zu", "⇒": "folgt", "∈": "Element von", "∑": "Summe", "∫": "Integral", "∂": "d",
    "§§": "Paragrafen", "§": "Paragraf", "°": "Grad", "€": "Euro", "£": "Pfund", "$": "Dollar",
    "¥": "Yen", "‰": "Promille", "©": "Copyright", "™": "Warenzeichen", "№": "Nummer",
    "⌀": "Durchmesser",
    "†": "gestorben", "♭": "B", "♯": "Kreuz", "⌘": "Befehlstaste", "µ": "Mikro", "¢": "Cent",
    "¶": "Absatz",
}  # fmt: skip
FIGURE_SIGNS = {
    "+": "plus", "=": "gleich", "<": "kleiner als", ">": "größer als", "<=": "kleiner gleich",
    ">=": "größer gleich", "−": "minus", "–": "minus", "*": "mal", "·": "mal", "~": "ungefähr",
    "#": "Nummer",
}  # fmt: skip

ABBREVIATIONS = {
    "Dr.": "Doktor", "Prof.": "Professor", "Ms.": "Miss", "Mr.": "Mister", "Mrs.": "Misses",
    "ff.": "folgende",
    "z.B.": "zum Beispiel", "d.h.": "das heißt", "u.a.": "unter anderem", "usw.": "und so weiter",
    "usf.": "und so fort", "bzw.": "beziehungsweise", "ca.": "circa", "etc.": "et cetera",
    "vgl.": "vergleiche", "Vgl.": "Vergleiche", "z.T.": "zum Teil", "z.Z.": "zur Zeit",
    "z.Zt.": "zur Zeit",
    "i.d.R.": "in der Regel", "s.o.": "siehe oben", "s.u.": "siehe unten",
    "m.E.": "meines Erachtens",
    "o.Ä.": "oder Ähnliches", "o.ä.": "oder ähnlich", "u.Ä.": "und Ähnliches",
    "u.ä.": "und ähnlich",
    "u.U.": "unter Umständen", "u.v.m.": "und vieles mehr", "u.v.a.": "und viele andere",
    "v.a.": "vor allem", "i.A.": "im Auftrag", "evtl.": "eventuell", "ggf.": "gegebenenfalls",
    "gegebenenf.": "gegebenenfalls", "inkl.": "inklusive", "exkl.": "exklusive",
    "zzgl.": "zuzüglich",
    "max.": "maximal", "mind.": "mindestens", "min.": "minimal", "sog.": "sogenannte",
    "geb.": "geboren", "gest.": "gestorben", "verh.": "verheiratet", "Tel.": "Telefon",
    "Mio.": "Millionen",
    "Mrd.": "Milliarden", "Jh.": "Jahrhundert", "Jhd.": "Jahrhundert", "v.Chr.": "vor Christus",
    "n.Chr.": "nach Christus", "v.u.Z.": "vor unserer Zeitrechnung", "Hrsg.": "Herausgeber",
    "hrsg.": "herausgegeben",
    "allg.": "allgemein", "bes.": "besonders", "engl.": "englisch", "dt.": "deutsch",
    "frz.": "französisch",
    "lat.": "lateinisch", "griech.": "griechisch", "Aufl.": "Auflage", "Ausg.": "Ausgabe",
    "Verf.": "Verfasser",
    "dgl.": "dergleichen", "od.": "oder", "Dipl.": "Diplom", "gem.": "gemäß", "jew.": "jeweils",
    "Jg.": "Jahrgang",
    "e.V.": "eingetragener Verein", "GmbH": "G.m.b.H.", "a.D.": "außer Dienst",
    "z.Hd.": "zu Händen",
}  # fmt: skip
NUMBERED = {
    "S.": "Seite", "Nr.": "Nummer", "Nrn.": "Nummern", "Bd.": "Band", "Abb.": "Abbildung",
    "Kap.": "Kapitel",
    "Abs.": "Absatz", "Art.": "Artikel", "Tab.": "Tabelle", "Anm.": "Anmerkung", "Fn.": "Fußnote",
    "Abschn.": "Abschnitt", "Ziff.": "Ziffer", "Gl.": "Gleichung", "Aufl.": "Auflage",
    "Z.": "Zeile",
    "Teilbd.": "Teilband", "H.": "Heft", "Sp.": "Spalte", "Bl.": "Blatt", "Lfg.": "Lieferung",
}  # fmt: skip
PREFIXED = {
    "Fr.": "Frau", "Hr.": "Herr", "Hrn.": "Herrn", "St.": "Sankt", "Frl.": "Fräulein",
    "Ing.": "Ingenieur",
}  # fmt: skip
ENDING = frozenset(
    {
        "usw.",
        "usf.",
        "etc.",
        "v.Chr.",
        "n.Chr.",
        "o.Ä.",
        "u.Ä.",
        "u.v.m.",
        "u.v.a.",
        "dgl.",
        "e.V.",
        "a.D.",
    }
)
READ_AS_WORDS = frozenset(
    """
    NATO UNO UNESCO UNICEF NASA ESA AIDS OPEC FIFA UEFA IKEA LASER RADAR BAFÖG EDEKA HANUTA
    LIDL PISA PIN SIM TÜV DAX GAU COVID SARS ASEAN RAM ROM GIF
    """.split()  # noqa: SIM905 - a list of words reads as words
)
GREEK = {
    "π": "Pi", "α": "Alpha", "β": "Beta", "γ": "Gamma", "δ": "Delta", "ε": "Epsilon", "λ": "Lambda",
    "σ": "Sigma", "θ": "Theta", "ω": "Omega", "Δ": "Delta", "Σ": "Sigma", "Ω": "Omega", "φ": "Phi",
    "μ": "My", "τ": "Tau", "ρ": "Rho", "η": "Eta", "χ": "Chi", "ψ": "Psi", "ζ": "Zeta",
    "κ": "Kappa",
}  # fmt: skip
