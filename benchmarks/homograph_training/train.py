"""Train the tables that tell homographs apart, and write them where the package looks.

    python benchmarks/homograph_training/train.py CHECKOUT [--treebank FILE.conllu …]

CHECKOUT is a clone of google-research-datasets/WikipediaHomographData (Apache-2.0). Treebanks are
in CoNLL-U with Penn Treebank tags: UniversalDependencies/UD_English-EWT (train) and
UD_English-PUD, both CC BY-SA; it does without any, a little worse. The tagger also learns from
the tags that hibari-tts's tagger (Apache-2.0) gives the checkout's sentences. Half an hour on a
busy machine, two minutes on a quiet one; about 2 GB.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from logistic import Rows, fit
from material import Example, Tagged, labelled, merged, own_sentences, treebank
from numpy.typing import NDArray
from perceptron import small, train

from pipeline.languages.en import homographs as package
from pipeline.languages.en.homographs.features import syntactic, topical
from pipeline.languages.en.homographs.known_readings import homographs
from pipeline.languages.en.homographs.model_weights import PLACE, SIZE_BITS, TOPIC, hashes, places
from pipeline.languages.en.homographs.tagger import expected, tags

INVERSE_PENALTY = 0.5
LIKE_HOMOGRAPHS = 0.3
"""What a word of the treebank that is now noun, now verb counts against a labelled homograph."""
BALANCE = 0.3
"""How far rare readings count as often as common ones: 0 not at all, 1 wholly."""
FOLDS = 4

Row = tuple[NDArray[np.int64], NDArray[np.float64], int, float]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkout", type=Path)
    options.add_argument("--treebank", type=Path, nargs="*", default=())
    options.add_argument("--output", type=Path, default=Path(package.__path__[0], "weights.npz"))
    asked = options.parse_args()
    golden = treebank(asked.treebank)
    examples = labelled(asked.checkout, "train")
    silver = list(_tagged_by_hibari(examples))
    tagger = small(train(golden + silver), 0.999)
    own = own_sentences()
    rows = [
        *_rows(
            [*examples, *own],
            [
                *_unseen(golden, silver, [it.texts for it in examples]),
                *(tags(it.texts, tagger) for it in own),
            ],
            tagger,
        ),
        *_like_homographs(golden or silver, tagger),
    ]
    print(
        len(golden),
        "sentences of treebanks,",
        len(examples),
        "labelled,",
        len(own),
        "own,",
        len(rows),
        "rows",
    )
    flat = Rows(
        places=np.concatenate([row[0] for row in rows]),
        values=np.concatenate([row[1] for row in rows]),
        starts=np.cumsum([0, *(len(row[0]) for row in rows[:-1])]),
        answers=np.array([row[2] for row in rows], np.float64),
        importance=np.array([row[3] for row in rows], np.float64),
    )
    learned = fit(flat, 1 << SIZE_BITS, INVERSE_PENALTY)
    np.savez_compressed(
        asked.output,
        tags=tagger,
        senses=small(learned.astype(np.float32), 0.9999),
        learned=np.array(sorted({it.word for it in [*examples, *own]})),
    )
    print(asked.output, asked.output.stat().st_size, "bytes")


def _tagged_by_hibari(examples: Iterable[Example]) -> Iterator[Tagged]:
    from hibari.g2p.tagger import Tagger  # noqa: PLC0415 - only training needs it

    packed = files("hibari").joinpath("assets/tagger.json.gz").read_bytes()
    tagger = Tagger(json.loads(gzip.decompress(packed)))
    for example in examples:
        found = map(merged, tagger(list(example.texts)))
        yield list(zip(example.texts, found, strict=True))


def _unseen(
    golden: list[Tagged], silver: list[Tagged], sentences: list[tuple[str, ...]]
) -> list[list[str]]:
    """Return tags by taggers that did not learn from the sentence, as later sentences get them."""
    found: list[list[str]] = [[]] * len(sentences)
    for fold in range(FOLDS):
        others = [it for k, it in enumerate(silver) if k % FOLDS != fold]
        weights = small(train(golden + others, 5), 0.999)
        for k in range(fold, len(sentences), FOLDS):
            found[k] = tags(sentences[k], weights)
    return found


def _rows(
    examples: list[Example], parts: list[list[str]], tagger: NDArray[np.int8]
) -> Iterator[Row]:
    of_reading = Counter((it.word, it.reading) for it in examples)
    of_word = Counter(it.word for it in examples)
    for example, tagged in zip(examples, parts, strict=True):
        senses = homographs()[example.word]
        even = of_word[example.word] / len(senses)
        rarity = even / of_reading[example.word, example.reading]
        foreseen = expected(example.texts, tagged, example.at, tagger)
        place = hashes(syntactic(example.texts, tagged, example.at, foreseen))
        topic = hashes(topical(example.texts, tagged, example.at))
        for sense in senses if len(senses) > 2 else senses[1:]:
            parts_of_row = [(places(place, sense.id), PLACE), (places(topic, sense.id), TOPIC)]
            if sense.side:
                parts_of_row.append((places(place), float(sense.side)))
            yield _row(parts_of_row, example.reading == sense.id, rarity**BALANCE)


def _row(parts: list[tuple[NDArray[np.uint32], float]], yes: bool, importance: float) -> Row:
    where = np.concatenate([it for it, _ in parts]).astype(np.int64)
    values = np.concatenate([np.full(len(it), value) for it, value in parts])
    return where, values, 1 if yes else -1, importance


def _like_homographs(golden: list[Tagged], tagger: NDArray[np.int8]) -> Iterator[Row]:
    """Yield words of the treebank that are now verb, now noun or adjective, in the same form."""
    sides = {"VB": 1, "VBP": 1, "VBZ": 1, "NN": -1, "JJ": -1, "NNS": -1}
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for sentence in golden:
        for word, tag in sentence:
            seen[word.lower()][sides.get(tag, 0)] += 1
    middle = len(golden) // 2
    halves = (golden[:middle], golden[middle:])
    for half, other in (halves, halves[::-1]):
        weights = small(train(other, 4), 0.999)
        for sentence in half:
            texts = [word for word, _ in sentence]
            tagged = tags(texts, weights)
            for at, (word, tag) in enumerate(sentence):
                side = sides.get(tag, 0)
                both = seen[word.lower()]
                if side and both[1] and both[-1] and len(word) > 2 and word.isalpha():
                    foreseen = expected(texts, tagged, at, tagger)
                    place = places(hashes(syntactic(texts, tagged, at, foreseen)))
                    yield _row([(place, 1.0)], side == 1, LIKE_HOMOGRAPHS)


if __name__ == "__main__":
    main()
