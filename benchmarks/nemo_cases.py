"""How many of NeMo-text-processing's cases the spoken form meets, by category.

    python benchmarks/nemo_cases.py CHECKOUT [--language en|de|fr|es] [--wrong]

CHECKOUT is a working copy of NVIDIA/NeMo-text-processing; its data stay there. A case is a text
and one or more readings of it. It is met loosely if the spoken form and a reading agree but for
case, punctuation, spaces and hyphens, "and", accents, and how letters are spelled: "A.P.I.",
"API" and "a p i" are one, so are "oh" and "o", and "eh" is the letter A.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.languages import spoken
from pipeline.languages.lexicon import Lexicon
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.show import bundled_voices

AND = {"en": "and", "de": "", "fr": "et", "es": "y"}
"""Forgiven where it is a word; German writes its own within one, the cases write it apart."""
_ALTERNATIVES = "test_cases_normalize_with_audio.txt"
"""The one file that lists a text's readings below it, not beside it."""


_READING_FIRST = {"de"}
"""Languages whose files hold the reading before the text."""


def cases(path: Path, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each text of *path* with its readings."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.name == _ALTERNATIVES:
        yield from _listed(lines)
        return
    for line in lines:
        fields = line.split("~")
        if language in _READING_FIRST:
            fields.reverse()
        text, *readings = fields
        if readings:
            yield text, tuple(readings)


def _listed(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    text, readings = "", []
    for line in (*lines, "~"):
        if not line.startswith("~"):
            readings.append(line)
            continue
        if text:
            yield text, tuple(readings)
        text, readings = line.replace("~", ""), []


def loosely(text: str, language: str) -> str:
    """Return *text* without what a loose comparison forgives."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c)))
    forgiven = {AND[language]: "", "oh": "o", "eh": "a"}
    return "".join(forgiven.get(word, word) for word in words)


def met(text: str, readings: tuple[str, ...], language: str, lexicon: Lexicon) -> bool:
    """Tell whether the spoken form of *text* is one of *readings*, loosely."""
    said = loosely(spoken(text, language=language, lexicon=lexicon).text, language)
    return said in {loosely(reading, language) for reading in readings}


def main() -> None:
    """Print a line a category, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--language", choices=AND, default="en")
    parser.add_argument("--wrong", action="store_true", help="show what is not met")
    options = parser.parse_args()
    language = options.language
    lexicon = load_lexicon([bundled_voices()], language)
    folder = options.checkout / "tests/nemo_text_processing" / language / "data_text_normalization"
    good = total = 0
    for path in sorted(folder.glob("test_cases_*.txt")):
        name = path.stem.removeprefix("test_cases_")
        results = [(case, met(*case, language, lexicon)) for case in cases(path, language)]
        n_met = sum(is_met for _, is_met in results)
        print(f"{name}: {n_met} of {len(results)}, {n_met / max(1, len(results)):.0%}")
        for (text, readings), is_met in results:
            if options.wrong and not is_met:
                said = spoken(text, language=language, lexicon=lexicon).text
                print(f"    {text}\n      said {said}\n      not  {' / '.join(readings[:4])}")
        good += n_met
        total += len(results)
    print(f"all: {good} of {total}, {good / max(1, total):.1%} met loosely")


if __name__ == "__main__":
    main()
