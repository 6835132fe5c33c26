"""Phoneme error rate of the spoken form against a careful human reading.

    python benchmarks/spoken_error_rate.py [FILE.tsv …] [--raw] [--wrong]

Each line of a file holds a sentence as written, a tab, and what a careful reader says in full
words. Both the spoken form and the reading are turned into phonemes by espeak-ng (en-us), spelled
as its adapter spells them, stress and pauses left out; the rate is the edit distance over the
reading's length, summed over all
sentences.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmark_notes import print_taken

from pipeline.languages import spoken
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.settings.show import bundled_voices
from pipeline.speech.engines.espeak.spellings import given

HELD_OUT = Path(__file__).with_name("spoken_held_out.tsv")
_ARGV = ("espeak-ng", "-q", "-x", "--sep=_", "-v", "en-us", "--stdin")


def phonemes(sentences: Sequence[str]) -> list[list[str]]:
    """Return the phonemes of each sentence, one espeak-ng run each."""
    return [_phonemes(sentence) for sentence in sentences]


def _phonemes(sentence: str) -> list[str]:
    sentence = given(sentence, (), "en")
    said = subprocess.run(
        _ARGV, input=sentence.encode(), capture_output=True, timeout=20, check=True
    ).stdout.decode()
    bare = re.sub(r"[',%=|;]", "", said)
    pauseless = (token.lstrip(":") for token in re.split(r"[_\s]+", bare))
    return [token for token in pauseless if token]


def distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the number of edits that make *left* into *right* (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def pairs(path: Path) -> list[tuple[str, str]]:
    """Return the sentences of *path* as written and as read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (written, read)
        for written, tab, read in (line.partition("\t") for line in lines)
        if tab and not line_is_comment(written)
    ]


def line_is_comment(line: str) -> bool:
    """Tell whether *line* is a remark about the set."""
    return line.startswith("# ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[HELD_OUT])
    parser.add_argument("--raw", action="store_true", help="what espeak-ng makes of it unaided")
    parser.add_argument("--wrong", action="store_true", help="show the sentences that differ")
    asked = parser.parse_args()
    print_taken()
    lexicon = load_lexicon([bundled_voices()], "en")
    for path in asked.files:
        rows = pairs(path)
        said = [w if asked.raw else spoken(w, lexicon=lexicon).text for w, _ in rows]
        ours, theirs = phonemes(said), phonemes([read for _, read in rows])
        edits = [distance(a, b) for a, b in zip(ours, theirs, strict=True)]
        exact = sum(not edit for edit in edits)
        if asked.wrong:
            for (written, read), form, edit in zip(rows, said, edits, strict=True):
                if edit:
                    print(f"{edit:3}  {written}\n     is   {form}\n     not  {read}")
        total = sum(map(len, theirs))
        print(
            f"{path.name}: {len(rows)} sentences, phoneme error rate {sum(edits) / total:.1%}, "
            f"exactly right {exact / len(rows):.0%}"
        )


if __name__ == "__main__":
    main()
