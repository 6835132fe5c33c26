"""Measure how many homographs are told apart.

    python benchmarks/homographs.py CHECKOUT [--part eval] [--errors] [--sounded ENGINE]

CHECKOUT is a clone of google-research-datasets/WikipediaHomographData. With ``--sounded`` an
engine that tells its phonemes (``neural``) is asked how each sentence sounds with the reading
chosen, and without it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("homograph_training")))
from material import Example, labelled, own_sentences

from pipeline.languages import spoken
from pipeline.languages.en.homographs.choice import choose
from pipeline.languages.en.homographs.known_readings import homographs
from pipeline.languages.en.homographs.model_weights import weights
from pipeline.languages.en.homographs.sentence_words import Word, words
from pipeline.languages.en.homographs.tagger import tags
from pipeline.speech.engines.engine_table import find_engine, load_engine
from pipeline.speech.engines.protocol import Manner


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkout", type=Path)
    options.add_argument("--part", default="eval", choices=("eval", "train"))
    options.add_argument("--errors", action="store_true", help="print each sentence read wrong")
    options.add_argument("--sounded", metavar="ENGINE")
    asked = options.parse_args()
    examples = labelled(asked.checkout, asked.part)
    weights()
    begun = time.process_time()
    chosen = [_choice(example) for example in examples]
    cost_ms = (time.process_time() - begun) * 1_000 / len(examples)
    wrong = [(it, sense) for it, sense in zip(examples, chosen, strict=True) if it.reading != sense]
    all_of = Counter(it.word for it in examples)
    wrong_of = Counter(it.word for it, _ in wrong)
    right = 1 - len(wrong) / len(examples)
    print(
        f"{len(examples)} sentences, {len(all_of)} words: {right:.2%} right, {cost_ms:.2f} ms each"
    )
    means = [1 - wrong_of[word] / n for word, n in all_of.items()]
    faultless = sum(mean == 1 for mean in means)
    print(f"mean of the words: {sum(means) / len(means):.2%}; {faultless} without a fault")
    common = _commoner(labelled(asked.checkout, "train"))
    commoner = sum(common[it.word] == it.reading for it in examples) / len(examples)
    print(f"the commoner reading: {commoner:.2%}")
    worst = sorted(all_of, key=lambda word: (-wrong_of[word], wrong_of[word] / all_of[word]))[:10]
    print(
        "worst:",
        ", ".join(f"{word} {all_of[word] - wrong_of[word]}/{all_of[word]}" for word in worst),
    )
    if asked.errors:
        for example, sense in wrong:
            print(f"{example.reading}\tread as {sense}\t{example.sentence}")
    if asked.sounded:
        _sounded(examples, chosen, asked.sounded)


def _choice(example: Example) -> str:
    parts = tags(example.texts, weights().tags)
    return choose(example.texts, parts, example.at, homographs()[example.word], weights()).id


def _commoner(examples: list[Example]) -> dict[str, str]:
    seen = Counter((it.word, it.reading) for it in [*own_sentences(), *examples])
    ordered = sorted(seen.items(), key=lambda item: item[1])
    return {word: reading for (word, reading), _ in ordered}


def _sounded(examples: list[Example], chosen: list[str], name: str) -> None:
    """Ask the engine *name*: which reading is nearest to what it sounds?"""
    engine = load_engine(find_engine(name))(Manner(language="en-US"))
    right = alone = n = 0
    for example, choice in zip(examples, chosen, strict=True):
        said = spoken(example.sentence).text
        place = _place(said, example)
        if place is None:
            continue
        n += 1
        meant = {
            sense.id: engine.sounds(said, ((place.start, place.end, sense.american),))
            for sense in homographs()[example.word]
        }
        right += _nearest(meant[choice], meant) == example.reading
        alone += _nearest(engine.sounds(said), meant) == example.reading
    print(f"{name}, {n} sentences: sounded right {right / n:.2%}, without readings {alone / n:.2%}")


def _place(said: str, example: Example) -> Word | None:
    """Return the example's word in the spoken form; None where that has more or fewer of them."""
    written = [at for at, text in enumerate(example.texts) if text.lower() == example.word]
    found = [word for word in words(said) if word.text.lower() == example.word]
    return found[written.index(example.at)] if len(found) == len(written) else None


def _nearest(sound: str, candidates: dict[str, str]) -> str:
    return max(
        candidates,
        key=lambda it: SequenceMatcher(None, sound, candidates[it], autojunk=False).ratio(),
    )


if __name__ == "__main__":
    main()
