"""Money: currencies, and how an amount is said."""

from __future__ import annotations

from pipeline.languages.en.numbers import cardinal, number

MONEY: dict[str, tuple[str, str, str, str]] = {
    "US$": ("U.S. dollar", "U.S. dollars", "cent", "cents"),
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "", ""),
    "₩": ("won", "won", "", ""),
    "₿": ("bitcoin", "bitcoin", "", ""),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "S$": ("Singapore dollar", "Singapore dollars", "cent", "cents"),
    "NZ$": ("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "NT$": ("New Taiwan dollar", "New Taiwan dollars", "cent", "cents"),
    "MX$": ("Mexican peso", "Mexican pesos", "", ""),
    "USD$": ("U.S. dollar", "U.S. dollars", "cent", "cents"),
    "RMB": ("R.M.B.", "R.M.B.", "", ""),
    "RMB¥": ("R.M.B.", "R.M.B.", "", ""),
    "CN¥": ("yuan", "yuan", "", ""),
    "฿": ("baht", "baht", "", ""),
    "₫": ("dong", "dong", "", ""),
    "₪": ("shekel", "shekels", "", ""),
    "₺": ("lira", "lira", "", ""),
    "₽": ("ruble", "rubles", "", ""),
    "₴": ("hryvnia", "hryvnia", "", ""),
    "₦": ("naira", "naira", "", ""),
    "CHF": ("Swiss franc", "Swiss francs", "", ""),
    "USD": ("dollar", "dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
    "JPY": ("yen", "yen", "", ""),
    "CNY": ("yuan", "yuan", "", ""),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "SEK": ("Swedish krona", "Swedish kronor", "", ""),
    "INR": ("rupee", "rupees", "", ""),
    "DKK": ("Danish krone", "Danish kroner", "", ""),
    "Rs": ("rupee", "rupees", "", ""),
    "Rs.": ("rupee", "rupees", "", ""),
    "NOK": ("Norwegian krone", "Norwegian kroner", "", ""),
    "CA$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "R$": ("real", "reais", "", ""),
}
"""Sign before the number → one, several; a hundredth, several of them."""

AFTER_A_BLANK = r"(?:trn|mn|bn|Bn|tn|[kKMBTbm])(?![\w&'’-])"
"""A magnitude that may stand apart from an amount of money: ``$300 bn``."""


_CENTS = 2
"""Figures of a hundredth; ``$20.5`` lacks one, ``$20.500`` has one too many."""


def spoken_money(text: str, magnitude: str, money: str, *, single: bool) -> str:
    """Return an amount of money in words."""
    names = MONEY[money]
    if magnitude:
        return f"{number(text)} {magnitude} {names[0] if single else names[1]}"
    units, point, cents = text.partition(".")
    if point and names[2] and len(cents.rstrip("0")) <= _CENTS:
        cents = cents.rstrip("0").ljust(_CENTS, "0")
    if len(cents) == _CENTS and point and names[2]:
        value, small = int(units.replace(",", "") or 0), int(cents)
        big = f"{number(units or '0')} {names[0] if single or value == 1 else names[1]}"
        little = f"{cardinal(small)} {names[2] if single or small == 1 else names[3]}"
        if not small:
            return big
        return f"{big} and {little}" if value else little
    return f"{number(text)} {names[0] if single or text == '1' else names[1]}"
