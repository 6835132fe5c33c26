"""Units and rates: what is written and what is said."""

from __future__ import annotations

from pipeline.tools.patterns import any_of

_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa"}


def _family(sign: str, name: str, prefixes: str) -> dict[str, tuple[str, str]]:
    return {p + sign: (_PREFIXES[p] + name, f"{_PREFIXES[p]}{name}s") for p in prefixes}


_RATE_OF_BITS = {
    f"{p}{sign}": (f"{_PREFIXES[p.lower() if p in 'kK' else p]}bit per second",
                   f"{_PREFIXES[p.lower() if p in 'kK' else p]}bits per second")
    for p in "kKMGT" for sign in ("bps", "b/s", "bit/s")
}  # fmt: skip
_SLOW = {f"{p}bps": (f"{name}bit per second", f"{name}bits per second")
         for p, name in (("m", "mega"), ("g", "giga"))}  # fmt: skip
_SI = {"k": "kilo", "K": "kilo", "c": "centi", "d": "deci", "m": "milli", "µ": "micro", "n": "nano"}


def _measures(sign: str, name: str, prefixes: str) -> dict[str, tuple[str, str]]:
    return {p + sign: (_SI[p] + name, f"{_SI[p]}{name}s") for p in prefixes}


_RAISED = {
    f"{sign}{power}": (f"{word} {name}", f"{word} {names}")
    for sign, name, names in (
        ("m", "meter", "meters"), ("km", "kilometer", "kilometers"),
        ("cm", "centimeter", "centimeters"), ("mm", "millimeter", "millimeters"),
        ("ft", "foot", "feet"), ("in", "inch", "inches"), ("mi", "mile", "miles"),
        ("yd", "yard", "yards"),
    )
    for word, powers in (("square", ("²", "^2", "2")), ("cubic", ("³", "^3", "3")))
    for power in powers
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
    **_RAISED,
    "OZ": ("ounce", "ounces"), "Oz": ("ounce", "ounces"), "Lb": ("pound", "pounds"),
    "FT": ("foot", "feet"), "Ft": ("foot", "feet"), "MPH": ("mile per hour", "miles per hour"),
    "KPH": ("kilometer per hour", "kilometers per hour"),
    **{written: (f"{name}hertz", f"{name}hertz")
       for name, forms in (("kilo", "Khz khz KHZ"), ("mega", "Mhz MHZ"), ("giga", "Ghz GHZ"))
       for written in forms.split()},
    "KM": ("kilometer", "kilometers"), "CM": ("centimeter", "centimeters"),
    "dm": ("decimeter", "decimeters"), "ha": ("hectare", "hectares"),
    "KG": ("kilogram", "kilograms"), "Kg": ("kilogram", "kilograms"),
    "LB": ("pound", "pounds"), "LBS": ("pound", "pounds"), "Lbs": ("pound", "pounds"),
    "ng": ("nanogram", "nanograms"), "mmol": ("millimole", "millimoles"),
    "mol": ("mole", "moles"), "cal": ("calorie", "calories"),
    "hPa": ("hectopascal", "hectopascals"), "kPa": ("kilopascal", "kilopascals"),
    "MPa": ("megapascal", "megapascals"), "ML": ("milliliter", "milliliters"),
    **_measures("L", "liter", "cdµ"), **_measures("l", "liter", "cdµ"),
    **_measures("A", "amp", "µn"), **_measures("V", "volt", "µ"), **_measures("W", "watt", "µn"),
    **_measures("F", "farad", "µn"), **_SLOW,
    "nF": ("nanofarad", "nanofarads"), "kN": ("kilonewton", "kilonewtons"),
    "° C": ("degree Celsius", "degrees Celsius"), "ºC": ("degree Celsius", "degrees Celsius"),
    "º C": ("degree Celsius", "degrees Celsius"),
    "° F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "ºF": ("degree Fahrenheit", "degrees Fahrenheit"), "º": ("degree", "degrees"),
    "pp.": ("percentage point", "percentage points"),
    "sq mi": ("square mile", "square miles"), "sq. mi.": ("square mile", "square miles"),
    **{f"{short}{stop}{unit}": (f"{word} {one}", f"{word} {many}")
       for short, word in (("sq", "square"), ("cu", "cubic")) for stop in (" ", ". ")
       for unit, one, many in (("ft", "foot", "feet"), ("in", "inch", "inches"),
                               ("yd", "yard", "yards"), ("km", "kilometer", "kilometers"),
                               ("cm", "centimeter", "centimeters"),
                               ("mm", "millimeter", "millimeters"), ("m", "meter", "meters"))},
    **{f"{sign}/m{two}": (f"{one} per square meter", f"{many} per square meter")
       for two in ("²", "2", "^2")
       for sign, one, many in (("W", "watt", "watts"), ("kW", "kilowatt", "kilowatts"),
                               ("N", "newton", "newtons"), ("g", "gram", "grams"),
                               ("kg", "kilogram", "kilograms"),
                               ("kWh", "kilowatt hour", "kilowatt hours"))},
    "in.": ("inch", "inches"), "gal": ("gallon", "gallons"), "gal.": ("gallon", "gallons"),
    "tbsp": ("tablespoon", "tablespoons"), "tbsp.": ("tablespoon", "tablespoons"),
    "tbsps": ("tablespoon", "tablespoons"), "Tbsp": ("tablespoon", "tablespoons"),
    "tsp": ("teaspoon", "teaspoons"), "tsp.": ("teaspoon", "teaspoons"),
    "tsps": ("teaspoon", "teaspoons"), "kn": ("knot", "knots"), "kts": ("knot", "knots"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "fl. oz.": ("fluid ounce", "fluid ounces"),
    "yd": ("yard", "yards"), "yds": ("yard", "yards"), "yds.": ("yard", "yards"),
    "N/kg": ("newton per kilogram", "newtons per kilogram"),
    "N/m": ("newton per meter", "newtons per meter"),
    "sq. ft.": ("square foot", "square feet"),
    "kg": ("kilogram", "kilograms"), "mg": ("milligram", "milligrams"),
    "µg": ("microgram", "micrograms"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "lbs.": ("pound", "pounds"), "lb.": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "oz.": ("ounce", "ounces"), "L": ("liter", "liters"), "mL": ("milliliter", "milliliters"),
    "ml": ("milliliter", "milliliters"), "kJ": ("kilojoule", "kilojoules"),
    "kcal": ("kilocalorie", "kilocalories"), "eV": ("electron volt", "electron volts"),
    "dB": ("decibel", "decibels"), "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"),
    "bpm": ("beat per minute", "beats per minute"), "BPM": ("beat per minute",
    "beats per minute"),
    "wpm": ("word per minute", "words per minute"), "WPM": ("word per minute",
    "words per minute"),
    "rps": ("request per second", "requests per second"), "RPS": ("request per second",
    "requests per second"),
    "req": ("request", "requests"), "reqs": ("request", "requests"),
    "psi": ("pound per square inch", "pounds per square inch"),
    "CO2e": ("C.O. two equivalent", "C.O. two equivalent"),
    "gCO2": ("gram of C.O. two", "grams of C.O. two"),
    "kgCO2": ("kilogram of C.O. two", "kilograms of C.O. two"),
    "tCO2": ("ton of C.O. two", "tons of C.O. two"),
    "gCO2e": ("gram of C.O. two equivalent", "grams of C.O. two equivalent"),
    "kgCO2e": ("kilogram of C.O. two equivalent", "kilograms of C.O. two equivalent"),
    "tCO2e": ("ton of C.O. two equivalent", "tons of C.O. two equivalent"),
    "m/s^2": ("meter per second squared", "meters per second squared"),
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
    "mph": ("mile per hour", "miles per hour"),
    **dict.fromkeys(("kph", "kmh", "kmph", "km/hr"), ("kilometer per hour", "kilometers per hour")),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "RPM": ("revolution per minute", "revolutions per minute"),
    "fps": ("frame per second", "frames per second"), "FPS": ("frame per second",
    "frames per second"),
    "qps": ("query per second", "queries per second"), "QPS": ("query per second",
    "queries per second"),
    "tok": ("token", "tokens"), "toks": ("token", "tokens"), "tps": ("token per second",
    "tokens per second"),
    "Mbit": ("megabit", "megabits"), "Gbit": ("gigabit", "gigabits"),
    "Kbit": ("kilobit", "kilobits"), "kbit": ("kilobit", "kilobits"),
    "days/week": ("day per week", "days per week"),
    "bps": ("basis point", "basis points"), "bp": ("basis point", "basis points"),
    "pp": ("percentage point", "percentage points"), "p.p.": ("percentage point",
    "percentage points"), "pps": ("percentage point", "percentage points"),
    "ppt": ("percentage point",
    "percentage points"),
    "ppts": ("percentage point", "percentage points"), "pct": ("percent", "percent"),
    "mo": ("month", "months"), "mo.": ("month", "months"), "°N": ("degree north", "degrees north"),
    "° N": ("degree north", "degrees north"), "°S": ("degree south", "degrees south"),
    "° S": ("degree south", "degrees south"), "°E": ("degree east", "degrees east"),
    "° E": ("degree east", "degrees east"), "°W": ("degree west", "degrees west"),
    "° W": ("degree west", "degrees west"),
    "px": ("pixel", "pixels"), "MP": ("megapixel", "megapixels"), "dpi": ("dot per inch",
    "dots per inch"),
    "USD": ("U.S. dollar", "U.S. dollars"), "CHF": ("Swiss franc", "Swiss francs"),
    "CAD": ("Canadian dollar", "Canadian dollars"), "JPY": ("yen", "yen"),
    "AUD": ("Australian dollar", "Australian dollars"), "INR": ("rupee", "rupees"),
    "SEK": ("Swedish krona", "Swedish kronor"), "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "€": ("euro", "euros"), "£": ("pound", "pounds"), "¢": ("cent", "cents"),
}  # fmt: skip
"""Units that may stand apart from their number: sign → one of them, several."""
UNITS.update({sign.replace("µ", "μ"): names for sign, names in UNITS.items() if "µ" in sign})

SHORT: dict[str, tuple[str, str]] = {
    "m": ("meter", "meters"), "h": ("hour", "hours"), "g": ("gram", "grams"),
}  # fmt: skip
"""Units of one letter that may stand apart too, where no money is counted."""
_ANY = any_of([*UNITS, *SHORT])
AFTER = rf"(?:[\s-]?(?P<unit>{_ANY})(?![\w'’/-]))?"
"""A pattern for a unit after a fraction or dimensions."""


def after(unit: str | None, *, one: bool = False) -> str:
    """Return the words of a unit found by :data:`AFTER` with a blank before them, or nothing."""
    names = UNITS.get(unit or "") or SHORT.get(unit or "")
    return f" {names[0 if one else 1]}" if names else ""


TIGHT: dict[str, tuple[str, str]] = {
    "x": ("times", "times"), "X": ("times", "times"), "×": ("times", "times"),
    "W": ("watt", "watts"), "V": ("volt", "volts"),
    "d": ("day", "days"),
    "us": ("microsecond", "microseconds"), "EB": ("exabyte", "exabytes"),
    "μ": ("micron", "microns"),
}  # fmt: skip
"""Units only where they touch their number: ``5 W`` is too often something else."""

RATES: dict[str, str] = {
    "s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute",
    "h": "hour", "hr": "hour", "hour": "hour", "d": "day", "day": "day", "wk": "week",
    "week": "week", "mo": "month", "month": "month", "qtr": "quarter", "quarter": "quarter",
    "yr": "year", "year": "year", "token": "token", "tok": "token", "user": "user",
    "person": "person", "seat": "seat", "GPU": "G.P.U.", "GPU-hour": "G.P.U. hour",
    "GPU-hr": "G.P.U. hour", "GPU hour": "G.P.U. hour", "hour/GPU": "hour per G.P.U.",
    "kWh": "kilowatt hour", "MWh": "megawatt hour", "GB": "gigabyte", "MB": "megabyte",
    "TB": "terabyte", "W": "watt", "kg": "kilogram", "km": "kilometer", "mile": "mile",
    "mi": "mile",
    "query": "query", "request": "request", "image": "image", "word": "word", "page": "page",
    "call": "call", "step": "step", "sample": "sample", "example": "example", "task": "task",
    "node": "node", "chip": "chip", "car": "car", "head": "head", "share": "share", "sh": "share",
    "night": "night", "game": "game", "episode": "episode", "ton": "ton", "item": "item",
    "user/month": "user per month", "seat/month": "seat per month", "MTok": "million tokens",
    "Mtok": "million tokens", "M tokens": "million tokens", "1M tokens": "one million tokens",
    "1M": "one million", "M": "million", "million": "million", "1K tokens": "one thousand tokens",
    "mL": "milliliter", "ml": "milliliter", "dL": "deciliter", "dl": "deciliter",
    "l": "liter", "cm": "centimeter", "mm": "millimeter", "ha": "hectare", "mol": "mole",
    "m²": "square meter", "m³": "cubic meter", "km²": "square kilometer",
    "cm²": "square centimeter",
    "cm³": "cubic centimeter", "sq ft": "square foot",
    "m": "meter", "prompt": "prompt", "problem": "problem", "question": "question",
    "rollout": "rollout", "layer": "layer", "expert": "expert", "run": "run", "batch": "batch",
    "epoch": "epoch", "rack": "rack", "server": "server", "core": "core", "dev": "dev",
    "developer": "developer", "employee": "employee", "message": "message", "session": "session",
    "conversation": "conversation", "gallon": "gallon", "capita": "capita", "byte": "byte",
    "bit": "bit", "param": "parameter",
    "parameter": "parameter", "agent": "agent", "team": "team", "minute/user": "minute per user",
    "pound": "pound", "liter": "liter", "acre": "acre", "test": "test", "doc": "document",
    "document": "document", "file": "file", "frame": "frame", "device": "device", "chat": "chat",
    "cycle": "cycle", "watt": "watt", "joule": "joule", "dollar": "dollar", "round": "round",
    "trip": "trip", "unit": "unit", "book": "book", "article": "article", "post": "post",
    "issue": "issue", "student": "student", "class": "class", "video": "video",
    "input token": "input token", "output token": "output token", "TFLOP": "teraflop",
    "FLOP": "flop", "weight": "weight", "lb": "pound", "oz": "ounce", "L": "liter",
    "seq": "sequence", "sequence": "sequence", "pixel": "pixel", "paper": "paper",
}  # fmt: skip
"""What may follow a slash: "per" and this."""

ALONE = ("KB", "MB", "GB", "TB", "PB", "GHz", "MHz", "kHz", "kW", "MW", "GW", "TW", "kWh", "MWh",
         "GWh", "TWh", "km", "kg", "Mbps", "Gbps", "Tbps", "TFLOPS", "TFLOPs", "PFLOPS", "cm", "mm",
         "nm")  # fmt: skip
"""Units that are said in full without a number too."""
