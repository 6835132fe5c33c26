"""What the homographs' models are trained and measured on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.languages.en.homographs.known_readings import homographs
from pipeline.languages.en.homographs.sentence_words import words
from pipeline.languages.en.homographs.tagger import TAGS

SENTENCES = Path(__file__).with_name("sentences.txt")
Tagged = list[tuple[str, str]]
"""Words of a sentence with their parts of speech."""

_MERGED = {
    "NNPS": "NNP",
    **dict.fromkeys(("WDT", "WP", "WRB", "WP$"), "W"),
    **dict.fromkeys(("PDT",), "DT"),
    **dict.fromkeys(("JJR", "JJS"), "JJ"),
    **dict.fromkeys(("RBR", "RBS", "UH"), "RB"),
    **dict.fromkeys(("FW", "ADD", "GW"), "NN"),
    "LS": "CD",
}


class Example(NamedTuple):
    """A homograph in a sentence, and its reading."""

    word: str
    reading: str
    sentence: str
    at: int
    """Which of the sentence's words it is."""
    texts: tuple[str, ...]


def labelled(checkout: Path, part: str) -> list[Example]:
    """Return the sentences of WikipediaHomographData; *part* is ``train`` or ``eval``."""
    return [
        _example(row["homograph"], row["wordid"], row["sentence"], int(row["start"]))
        for path in sorted((checkout / "data" / part).glob("*.tsv"))
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")
    ]


def _example(word: str, reading: str, sentence: str, start: int) -> Example:
    """Offsets are said to count bytes; some rows count characters."""
    in_bytes = len(sentence.encode()[:start].decode(errors="ignore"))
    offset = next(at for at in (in_bytes, start) if sentence[at : at + len(word)].lower() == word)
    found = words(sentence)
    at = next(i for i, it in enumerate(found) if it.start == offset)
    return Example(word, reading, sentence, at, tuple(it.text for it in found))


def own_sentences(path: Path = SENTENCES) -> list[Example]:
    """Return the project's own sentences; each homograph in one has the reading above it."""
    of_reading = {sense.id: word for word, senses in homographs().items() for sense in senses}
    found = []
    reading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            reading = line.strip("[]")
        elif line and not line.startswith("#"):
            texts = tuple(it.text for it in words(line))
            word = of_reading[reading]
            found += [
                Example(word, reading, line, at, texts)
                for at, text in enumerate(texts)
                if text.lower() == word
            ]
    return found


def treebank(paths: list[Path]) -> list[Tagged]:
    """Return the sentences of CoNLL-U files with Penn Treebank tags, the rare ones merged."""
    return [sentence for path in paths for sentence in _sentences(path)]


def _sentences(path: Path) -> Iterator[Tagged]:
    sentence: Tagged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if not line and sentence:
            yield sentence
            sentence = []
        elif len(columns) > 4 and columns[0].isdigit():
            sentence.append((columns[1], merged(columns[4])))
    if sentence:
        yield sentence


def merged(tag: str) -> str:
    """Return the tag among :data:`TAGS` that stands for *tag*."""
    tag = _MERGED.get(tag, tag)
    return tag if tag in TAGS else "PUNCT"
