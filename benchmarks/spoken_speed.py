"""Time of the spoken form: an essay of 60 KB, one of 1 MB, and inputs made to be slow.

python benchmarks/spoken_speed.py
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmark_notes import print_taken

from pipeline.languages import spoken
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.show import bundled_voices

_SENTENCES = Path(__file__).with_name("spoken_held_out.tsv").read_text(encoding="utf-8")
_ESSAY = " ".join(line.partition("\t")[0] for line in _SENTENCES.splitlines()[1:]) + (
    " The rest of an essay is plain words, and they make up most of what is read." * 120
)
HOSTILE = {
    "1. × 10,000": "1. " * 10_000,
    "[ × 100,000": "[" * 100_000,
    "[] nested × 50,000": "[" * 50_000 + "]" * 50_000,
    "a.a.a… 100,000": "a." * 50_000,
    "a word of 100,000": "a" * 100_000,
    "capitals 100,000": "A" * 100_000,
    "digits 100,000": "7" * 100_000,
    "1,111,111… 100,000": "1" + ",111" * 25_000,
    "a-a-a… 100,000": "a-" * 50_000,
    "a1a1… 100,000": "a1" * 50_000,
    "a/a/a… 100,000": "a/" * 50_000,
    "_a_a… 100,000": "_a" * 50_000,
    "$$$ 100,000": "$" * 100_000,
    "((( 100,000": "(" * 100_000,
    "blanks 100,000": " " * 100_000,
    "1-1-1… 100,000": "1-" * 50_000,
    "1:1:1… 100,000": "1:" * 50_000,
    "https://https://… 100,000": "https://" * 12_500,
    "a@a@… 100,000": "a@" * 50_000,
    "<a <a … 100,000": "<a " * 33_333,
    "&amp… 100,000": "&amp" * 25_000,
    "1 1 1 / … 100,000": "1 / " * 25_000,
    "A. A. … 100,000": "A. " * 33_333,
    "a a a … 100,000": "a " * 50_000,
    "an an an 5 … 100,000": "an an 5 " * 12_500,
}


def _seconds(text: str) -> float:
    lexicon = load_lexicon([bundled_voices()], "en")
    start = time.process_time()
    spoken(text, lexicon=lexicon)
    return time.process_time() - start


def main() -> None:
    print_taken()
    spoken("warm 1 up")
    essay = (_ESSAY * (60_000 // len(_ESSAY) + 1))[:60_000]
    print(f"{'essay, 60 KB':28} {_seconds(essay):7.3f} s")
    print(f"{'essay, 1 MB':28} {_seconds(essay * 17):7.3f} s")
    for name, text in HOSTILE.items():
        print(f"{name:28} {_seconds(text):7.3f} s   twice the length {_seconds(text * 2):7.3f} s")


if __name__ == "__main__":
    main()
