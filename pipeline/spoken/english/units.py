"""Units, rates and currencies: what is written and what is said."""

from __future__ import annotations

_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa"}


def _family(sign: str, name: str, prefixes: str) -> dict[str, tuple[str, str]]:
    return {p + sign: (_PREFIXES[p] + name, f"{_PREFIXES[p]}{name}s") for p in prefixes}


_RATE_OF_BITS = {
    f"{p}{sign}": (f"{_PREFIXES[p.lower() if p in 'kK' else p]}bit per second",
                   f"{_PREFIXES[p.lower() if p in 'kK' else p]}bits per second")
    for p in "kKMGT" for sign in ("bps", "b/s")
}  # fmt: skip

UNITS: dict[str, tuple[str, str]] = {
    "°C": ("degree Celsius", "degrees Celsius"),
    "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "‰": ("per mille", "per mille"),
    **_family("B", "byte", "kMGTP"),
    "KB": ("kilobyte", "kilobytes"),
    "KiB": ("kibibyte", "kibibytes"), "MiB": ("mebibyte", "mebibytes"),
    "GiB": ("gibibyte", "gibibytes"), "TiB": ("tebibyte", "tebibytes"),
    "Kb": ("kilobit", "kilobits"), "Mb": ("megabit", "megabits"), "Gb": ("gigabit", "gigabits"),
    "Tb": ("terabit", "terabits"),
    **_RATE_OF_BITS,
    "GT/s": ("gigatransfer per second", "gigatransfers per second"),
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "KHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"),
    "THz": ("terahertz", "terahertz"),
    **_family("W", "watt", "kMGT"),
    "KW": ("kilowatt", "kilowatts"), "mW": ("milliwatt", "milliwatts"),
    **_family("Wh", "watt hour", "kMGT"),
    "KWh": ("kilowatt hour", "kilowatt hours"), "Wh": ("watt hour", "watt hours"),
    "kV": ("kilovolt", "kilovolts"), "mV": ("millivolt", "millivolts"),
    "mA": ("milliamp", "milliamps"), "mAh": ("milliamp hour", "milliamp hours"),
    "FLOPs": ("flop", "flops"), "FLOPS": ("flop", "flops"), "FLOP": ("flop", "flops"),
    **{f"{p}FLOP{s}": (f"{_PREFIXES[p]}flop", f"{_PREFIXES[p]}flops")
       for p in "MGTPE" for s in ("", "s", "S", "/s")},
    "TOPS": ("tops", "tops"),
    "km": ("kilometer", "kilometers"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "nm": ("nanometer", "nanometers"),
    "µm": ("micrometer", "micrometers"), "μm": ("micrometer", "micrometers"),
    "mi": ("mile", "miles"), "ft": ("foot", "feet"), "ft.": ("foot", "feet"),
    "yd": ("yard", "yards"), "sq ft": ("square foot", "square feet"),
    "sq. ft.": ("square foot", "square feet"),
    "kg": ("kilogram", "kilograms"), "mg": ("milligram", "milligrams"),
    "µg": ("microgram", "micrograms"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "lbs.": ("pound", "pounds"), "lb.": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "oz.": ("ounce", "ounces"), "L": ("liter", "liters"), "mL": ("milliliter", "milliliters"),
    "ml": ("milliliter", "milliliters"), "kJ": ("kilojoule", "kilojoules"),
    "kcal": ("kilocalorie", "kilocalories"), "eV": ("electron volt", "electron volts"),
    "dB": ("decibel", "decibels"), "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"),
    "m/s²": ("meter per second squared", "meters per second squared"),
    "m/s": ("meter per second", "meters per second"), "km/s": ("kilometer per second",
    "kilometers per second"),
    "s": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"), "msec": ("millisecond", "milliseconds"),
    "µs": ("microsecond", "microseconds"), "μs": ("microsecond", "microseconds"),
    "ns": ("nanosecond", "nanoseconds"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"), "sec.": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "min.": ("minute", "minutes"),
    "hr": ("hour", "hours"), "hrs": ("hour", "hours"), "hr.": ("hour", "hours"),
    "hrs.": ("hour", "hours"), "yr": ("year", "years"), "yrs": ("year", "years"),
    "yr.": ("year", "years"), "yrs.": ("year", "years"), "wk": ("week", "weeks"),
    "wks": ("week", "weeks"), "mos": ("month", "months"), "mos.": ("month", "months"),
    "mph": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour",
    "kilometers per hour"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "RPM": ("revolution per minute", "revolutions per minute"),
    "fps": ("frame per second", "frames per second"), "FPS": ("frame per second",
    "frames per second"),
    "qps": ("query per second", "queries per second"), "QPS": ("query per second",
    "queries per second"),
    "tok": ("token", "tokens"), "toks": ("token", "tokens"), "tps": ("token per second",
    "tokens per second"),
    "bps": ("basis point", "basis points"), "bp": ("basis point", "basis points"),
    "pp": ("percentage point", "percentage points"), "ppt": ("percentage point",
    "percentage points"),
    "ppts": ("percentage point", "percentage points"), "pct": ("percent", "percent"),
    "px": ("pixel", "pixels"), "MP": ("megapixel", "megapixels"), "dpi": ("dot per inch",
    "dots per inch"),
    "USD": ("U.S. dollar", "U.S. dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds"),
    "€": ("euro", "euros"), "£": ("pound", "pounds"), "¢": ("cent", "cents"),
}  # fmt: skip
"""Units that may stand apart from their number: sign → one of them, several."""

TIGHT: dict[str, tuple[str, str]] = {
    "x": ("times", "times"), "X": ("times", "times"), "×": ("times", "times"),
    "m": ("meter", "meters"), "h": ("hour", "hours"),
    "g": ("gram", "grams"), "W": ("watt", "watts"), "V": ("volt", "volts"),
    "us": ("microsecond", "microseconds"), "EB": ("exabyte", "exabytes"),
    "μ": ("micron", "microns"),
}  # fmt: skip
"""Units only where they touch their number: ``5 m`` and ``5 W`` are too often something else."""

RATES: dict[str, str] = {
    "s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute",
    "h": "hour", "hr": "hour", "hour": "hour", "d": "day", "day": "day", "wk": "week",
    "week": "week", "mo": "month", "month": "month", "qtr": "quarter", "quarter": "quarter",
    "yr": "year", "year": "year", "token": "token", "tok": "token", "user": "user",
    "person": "person", "seat": "seat", "GPU": "G.P.U.", "GPU-hour": "G.P.U. hour",
    "GPU-hr": "G.P.U. hour", "GPU hour": "G.P.U. hour", "hour/GPU": "hour per G.P.U.",
    "kWh": "kilowatt hour", "MWh": "megawatt hour", "GB": "gigabyte", "MB": "megabyte",
    "TB": "terabyte", "W": "watt", "kg": "kilogram", "km": "kilometer", "mile": "mile",
    "query": "query", "request": "request", "image": "image", "word": "word", "page": "page",
    "call": "call", "step": "step", "sample": "sample", "example": "example", "task": "task",
    "node": "node", "chip": "chip", "car": "car", "head": "head", "share": "share",
    "night": "night", "game": "game", "episode": "episode", "ton": "ton", "item": "item",
    "user/month": "user per month", "seat/month": "seat per month", "MTok": "million tokens",
    "Mtok": "million tokens", "M tokens": "million tokens", "1M tokens": "one million tokens",
    "1M": "one million", "M": "million", "million": "million", "1K tokens": "one thousand tokens",
    "m": "meter", "prompt": "prompt", "problem": "problem", "question": "question",
    "rollout": "rollout", "layer": "layer", "expert": "expert", "run": "run", "batch": "batch",
    "epoch": "epoch", "rack": "rack", "server": "server", "core": "core", "dev": "dev",
    "developer": "developer", "employee": "employee", "message": "message", "session": "session",
    "conversation": "conversation", "gallon": "gallon", "capita": "capita",
}  # fmt: skip
"""What may follow a slash: "per" and this."""

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
    "CA$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "R$": ("real", "reais", "", ""),
}
"""Sign before the number → one, several; a hundredth, several of them."""
