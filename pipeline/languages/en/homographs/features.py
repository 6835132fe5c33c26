"""What speaks for one reading of a homograph or another: the words and tags around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.languages.en.homographs.sentence_words import folded, shape

_MARGIN = 4
_EDGE = "-"
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "am"})
_AUXILIARIES = {
    **dict.fromkeys(("have", "has", "had", "having", "'ve"), "have"),
    **dict.fromkeys(("do", "does", "did", "done"), "do"),
    **dict.fromkeys(("to", "will", "would", "can", "could", "may", "might"), "will"),
    **dict.fromkeys(("must", "shall", "should", "'ll", "let", "cannot"), "will"),
    **dict.fromkeys(_BE, "be"),
}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", "VBN"})
_STEM = 6
"""Letters of a word that count in the bag of words."""


def syntactic(
    words: Sequence[str], tags: Sequence[str], at: int, expected: tuple[str, int]
) -> list[str]:
    """Return features of the place of word *at*: they mean the same for every homograph.

    Args:
        words: Words and signs of one sentence.
        tags: Their parts of speech.
        at: Which word.
        expected: What :func:`pipeline.languages.en.homographs.tagger.expected` says of it.
    """
    n = [_EDGE] * _MARGIN + [folded(word) for word in words] + [_EDGE] * _MARGIN
    t = [_EDGE] * _MARGIN + list(tags) + [_EDGE] * _MARGIN
    j = at + _MARGIN
    before, after = n[j - 1], n[j + 1]
    was = before in _BE or (t[j - 1] == "RB" and n[j - 2] in _BE)
    likely, margin = expected
    return [
        "b",
        f"m0={likely}",
        f"mb={margin}",
        f"m0t0={likely},{t[j]}",
        f"mbt0={margin},{t[j]}",
        *(f"t{k}={t[j + k]}" for k in (-3, -2, -1, 0, 1, 2, 3)),
        *(f"w{k}={n[j + k]}" for k in (-3, -2, -1, 1, 2, 3)),
        f"t-12={t[j - 1]},{t[j - 2]}",
        f"t+12={t[j + 1]},{t[j + 2]}",
        f"t-1+1={t[j - 1]},{t[j + 1]}",
        f"t0-1={t[j]},{t[j - 1]}",
        f"t0+1={t[j]},{t[j + 1]}",
        f"t-101={t[j - 1]},{t[j]},{t[j + 1]}",
        f"t-123={t[j - 3]},{t[j - 2]},{t[j - 1]}",
        f"t-1+12={t[j - 1]},{t[j + 1]},{t[j + 2]}",
        f"t-21+1={t[j - 2]},{t[j - 1]},{t[j + 1]}",
        f"w-1t0={before},{t[j]}",
        f"w-1t+1={before},{t[j + 1]}",
        f"t-1w+1={t[j - 1]},{after}",
        f"w-2t-1={n[j - 2]},{t[j - 1]}",
        f"w-12={n[j - 2]} {before}",
        f"w+12={after} {n[j + 2]}",
        f"w-1+1={before} {after}",
        f"s-1={before[-2:]}",
        f"s+1={after[-2:]}",
        f"S-1={before[-3:]}",
        f"S+1={after[-3:]}",
        f"was={int(was)},{after},{t[j + 2]}",
        f"shape={shape(words[at])}{int(at > 0)}",
        f"shapes={_shape_of(words, at - 1)}{_shape_of(words, at + 1)}",
        f"aux={_auxiliary(n, t, j)}",
        f"auxt+1={_auxiliary(n, t, j)},{t[j + 1]}",
        *_nearest_verbs(n, t, j),
        *(_of_forms_with_s(t, j) if n[j].endswith("s") else ()),
    ]


def topical(words: Sequence[str], tags: Sequence[str], at: int) -> list[str]:
    """Return what the sentence is about, near word *at* and elsewhere, and its tense."""
    bag: dict[str, None] = {}
    for k, word in enumerate(words):
        if k != at and word[0].isalpha():
            stem = folded(word)[:_STEM]
            bag[f"g={stem}"] = None
            if abs(k - at) <= _MARGIN:
                bag[f"h={stem}"] = None
    verbs = Counter(tag for k, tag in enumerate(tags) if k != at and tag in _FINITE)
    past, present = verbs["VBD"], verbs["VBZ"] + verbs["VBP"]
    tense = "D" if past > present else "P" if past < present else "="
    return [*bag, *(f"V{tag}" for tag in sorted(verbs)), f"tense={tense}"]


def _auxiliary(n: Sequence[str], t: Sequence[str], j: int) -> str:
    """Return the auxiliary that governs the word, beyond adverbs and a subject put between."""
    for k in range(j - 1, max(j - 6, _MARGIN - 1), -1):
        if n[k] in _AUXILIARIES:
            return _AUXILIARIES[n[k]]
        if t[k] not in {"RB", "PRP", "MD"} or n[k] == "it":
            break
    return _EDGE


def _of_forms_with_s(t: Sequence[str], j: int) -> Iterator[str]:
    """Yield what tells a plural from a third person; few such forms have sentences of their own."""
    yield "s"
    yield f"st0={t[j]}"
    yield f"st-1={t[j - 1]}"
    yield f"st+1={t[j + 1]}"
    yield f"st-1+1={t[j - 1]},{t[j + 1]}"
    yield f"st-2-1={t[j - 2]},{t[j - 1]}"
    yield f"st-101={t[j - 1]},{t[j]},{t[j + 1]}"


def _shape_of(words: Sequence[str], at: int) -> str:
    return shape(words[at]) if 0 <= at < len(words) else _EDGE


def _nearest_verbs(n: Sequence[str], t: Sequence[str], j: int) -> Iterator[str]:
    for k in range(j - 1, max(j - 8, _MARGIN - 1), -1):
        if t[k].startswith("V") or t[k] in {"MD", "TO"}:
            yield f"lv={t[k]}"
            yield f"lvw={n[k]}"
            break
    for k in range(j + 1, min(j + 8, len(t) - _MARGIN)):
        if t[k].startswith("V") or t[k] == "MD":
            yield f"rv={t[k]}"
            break
