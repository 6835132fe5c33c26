"""What was understood held against what was meant, by sounds: spelling and homophones do not count.

Runs of wrong sounds weigh more than their share: a recogniser hears one sound for another
anywhere, but a word that is missing is a run. Names and numbers are what it gets wrong itself, so
that runs within them are told and doubt nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.speech.engines.ipa import PHONES, phones

_LONGEST_RUN = 6
"""Wrong sounds together; of good clips 99 in 100 have shorter ones."""
_WORST_SHARE = 0.4
"""Of all sounds; for more than two words."""
_BRIDGED = 1
"""Right sounds that part no run: among wrong ones some fit by chance."""
_SOUNDS = frozenset(PHONES)
_NEAR = {"ᵊ": "ə", "ɐ": "ə", "ʌ": "ə", "ᵻ": "ɪ", "i": "ɪ", "ɾ": "t", "ɒ": "ɔ", "ɑ": "ɔ", "ɜ": "ə"}
"""What one reader says for another."""
_NUMBERS = frozenset(
    word
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
        "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy",
        "eighty ninety hundred thousand million billion point and percent dollars pounds euros",
        "first second third fourth fifth sixth seventh eighth ninth tenth hundredth thousandth",
    )
    for word in words.split()
)
_SENTENCE_END = re.compile(r"[.!?:\"“”]\s*$")


@dataclass(frozen=True, slots=True)
class Difference:
    """How far what was understood is from what was meant."""

    run: int
    """The longest run of wrong sounds outside names and numbers."""
    share: float
    """Of the meant sounds, how many are wrong outside names and numbers."""
    named: int
    """Places within names and numbers where more than one sound is wrong."""
    words: str
    """The words that the longest run lies in."""

    @property
    def score(self) -> float:
        """From 0.5 on it is doubtful; never certain, for a recogniser errs too."""
        by_run = 0.5 + 0.02 * (self.run - _LONGEST_RUN) if self.run >= _LONGEST_RUN else 0.0
        by_share = 0.5 + 0.4 * (self.share - _WORST_SHARE) if self.share >= _WORST_SHARE else 0.0
        return min(max(by_run, by_share), 0.9)


def difference(meant: Sequence[tuple[str, str]], heard: str) -> Difference:
    """Return how far *heard* is from *meant*.

    Args:
        meant: ``(word, ipa)`` of each word, in order.
        heard: What was understood, in IPA.
    """
    sounds, owners = [], []
    for index, (_, ipa) in enumerate(meant):
        for sound in _plain(ipa):
            sounds.append(sound)
            owners.append(index)
    apart = names_and_numbers([word for word, _ in meant])
    runs = _runs(sounds, _plain(heard))
    longest, place, wrong, named = 0, (0, 0), 0, 0
    for first, last, size in runs:
        inside = [owners[at] for at in range(first, min(last, len(owners)))]
        if inside and all(owner in apart for owner in inside):
            named += size > 1
            continue
        wrong += size
        if size > longest:
            longest, place = size, (first, last)
    words = [meant[it][0] for it in sorted({owners[at] for at in range(*place)})]
    few = len(meant) <= 2
    share = 0.0 if few or not sounds else wrong / len(sounds)
    return Difference(longest, share, named, " ".join(words))


def names_and_numbers(words: Sequence[str]) -> frozenset[int]:
    """Return which of *words* are names (capitals within a sentence) or parts of numbers."""
    found = set()
    begins = True
    for index, word in enumerate(words):
        letters = word.strip("\"“”‘’'().,;:!?—–-")
        is_name = letters[:1].isupper() and not begins and letters != "I"
        if is_name or letters.lower() in _NUMBERS or any(map(str.isdigit, letters)):
            found.add(index)
        begins = bool(_SENTENCE_END.search(word))
    return frozenset(found)


def _plain(ipa: str) -> list[str]:
    return [_NEAR.get(sound, sound) for sound in phones(ipa) if sound in _SOUNDS]


def _runs(meant: list[str], heard: list[str]) -> list[tuple[int, int, int]]:
    """Return ``(first, last, size)`` of each run of wrong sounds, places in *meant*."""
    found: list[tuple[int, int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, meant, heard, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        size = max(b - a, d - c)
        if found and a - found[-1][1] <= _BRIDGED:
            first, _, before = found.pop()
            found.append((first, b, before + size))
        else:
            found.append((a, b, size))
    return found
