"""Essays of any length for the benchmarks, made of sentences of their own."""

from __future__ import annotations

import random
from pathlib import Path

_WHO = ("The keeper", "A ferryman", "My neighbour", "The town clerk", "An old surveyor", "Nobody")
_DID = ("counted", "mended", "drew", "measured", "forgot", "described", "repaired", "sold")
_WHAT = ("the lamps", "a broken sluice", "the tide tables", "two brass bells", "the long wall")
_WHERE = ("by the north pier", "in the reading room", "under the bridge", "at the mill", "uphill")
_WHEN = ("before the rain came", "in the winter of the great frost", "that same evening",
         "while the others argued", "as if it were a duty")  # fmt: skip
_WHY = ("because the ledger asked for it", "and wrote it down twice", "though it hardly mattered",
        "so that the next one would know", "and never spoke of it again")  # fmt: skip
_SAYINGS = ("What is counted is kept.", "A wall is a slow letter to the sea.",
            "Ask the water, not the map.", "Every bell has one honest hour.")  # fmt: skip


def essay(n_words: int, *, seed: int = 1, edited: bool = False) -> str:
    """Return Markdown of about *n_words*; *edited* changes one sentence in the middle."""
    lot = random.Random(seed)
    lines = ["---", "title: The Keeper's Ledger", "author: Benchmark", "---"]
    said = 0
    changed = not edited
    while said < n_words:
        if said // 400 > (said - 90) // 400:
            lines.append(f"## Part {len(lines)} {lot.choice(_WHERE)}")
        if lot.random() < 0.08:
            lines.append(f"> {lot.choice(_SAYINGS)} {lot.choice(_SAYINGS)}")
            said += 14
        sentences = [_sentence(lot) for _ in range(lot.randint(3, 7))]
        if not changed and said > n_words / 2:
            sentences[1] = "This one sentence was written again, and it says something else."
            changed = True
        lines.append(" ".join(sentences))
        said += sum(len(sentence.split()) for sentence in sentences)
    return "\n\n".join(["\n".join(lines[:4]), *lines[4:]]) + "\n"


def _sentence(lot: random.Random) -> str:
    parts = [lot.choice(_WHO), lot.choice(_DID), lot.choice(_WHAT), lot.choice(_WHERE)]
    parts += [lot.choice(table) for table in (_WHEN, _WHY) if lot.random() < 0.6]
    return " ".join(parts) + "."


def use_espeak(root: Path) -> None:
    """Give the show in *root* espeak-ng for every role, so that all sides of a pair speak alike."""
    voices = root / "voices"
    voices.mkdir(parents=True, exist_ok=True)
    for role in ("narrator", "heading", "quote", "guest"):
        (voices / f"{role}.toml").write_text('engine = "pyttsx3"\nrate_wpm = 170\n')
