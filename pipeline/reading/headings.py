"""Headings that ran into the sentence after them, found again in flattened English text.

``… ends here. Keeping the ledger My first attempt was …``: a few words that are no sentence, then
a word that is written large only where a sentence begins. At each place where a sentence begins,
every way to split a heading off is weighed by what is seen there (:mod:`pipeline.reading.evidence`)
against there being none. A heading missed costs a chapter; a heading made up breaks a sentence: so
it is taken only where it is several times likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.evidence import Split, evidence, is_large, is_titled
from pipeline.reading.function_words import (
    ADVERBS,
    ASKING,
    KNOWN_HEADINGS,
    PERSONS,
    SUBORDINATORS,
    WONDERING,
    WORKS,
)
from pipeline.reading.usage import Usage, bare
from pipeline.reading.weights import WEIGHTS

LEAST = 0.7
"""Natural logarithm of how much likelier than none a heading must be."""
_FRESH = 1.5
"""What a call or a list before it weighs: sections end with those."""
_NUMBER = 2.0
"""What a number at its head weighs."""
_OF_NAME = 1.0
"""What it weighs that a question is asked of somebody by name."""
_LONGEST_WORDS = 12
_SEEN = 260
"""Characters that are looked at from where a sentence begins."""
_TOKEN = re.compile(r"\S+")
_STOPPED = frozenset(",;:.—–/-(!?")
_ABBREVIATED = frozenset({"vs.", "Inc.", "Co.", "etc."})
_JOINING = frozenset({"and", "or", "nor"})
_NUMBERED = re.compile(r"(?:(?:Part|Chapter|Step|Section) )?(?:\d{1,2}|[IVX]{1,4})[.):]\s+")


def heading_end(
    text: str, sentence: tuple[int, int], following: tuple[int, int], usage: Usage, *, fresh: bool
) -> int:
    """Return where the heading with which *sentence* begins ends; its start where there is none.

    Args:
        text: Flattened text.
        sentence: Where a sentence begins, and ends for a reader of sentences.
        following: Likewise of the sentence after it; empty at the end.
        usage: How the essay writes its words.
        fresh: Whether something other than prose stands before: a call or a list.
    """
    best, most = sentence[0], LEAST - _FRESH * fresh
    numbered = bool(_NUMBERED.match(text, *sentence))
    most -= _NUMBER * numbered
    for end, split in splits(text, sentence, following):
        if not _can_be(split, fresh=fresh) or (numbered and _goes_on(split)):
            continue
        weight = weighed(split, usage) + _OF_NAME * (split.asked and _is_of_name(split))
        if weight > most:
            best, most = end, weight
    return best


def weighed(split: Split, usage: Usage) -> float:
    """Return the natural logarithm of how much likelier a heading is here than none."""
    return WEIGHTS["any"]["heading"] + sum(
        WEIGHTS[kind].get(seen, 0.0) for kind, seen in evidence(split, usage)
    )


def splits(
    text: str, sentence: tuple[int, int], following: tuple[int, int]
) -> Iterator[tuple[int, Split]]:
    """Yield each way to split a heading off *sentence*: where it would end, and what is seen."""
    start, end = sentence
    found = list(_TOKEN.finditer(text, start, min(end, start + _SEEN)))[: _LONGEST_WORDS + 6]
    if not found or not _can_begin(found[0][0]):
        return
    before = text[max(0, start - 3) : start].rstrip()[-1:] or "."
    tokens = [token[0] for token in found]
    for n in range(1, min(len(tokens), _LONGEST_WORDS + 1)):
        if tokens[n - 1].startswith("[http") or tokens[n - 1] in {"*", "•"}:
            return
        if _can_end(tokens[:n]) and _can_follow(tokens[n]):
            rest = text[found[n].start() : min(end, found[n].start() + _SEEN)]
            yield found[n - 1].end(), Split(tokens[:n], tokens[n : n + 6], _bared(rest), before)
    whole = len(tokens) <= _LONGEST_WORDS and found[-1].end() >= end - 2
    if whole and tokens[-1][-1] in "?!" and not any(t.startswith("[http") for t in tokens):
        rest = text[following[0] : min(following[1], following[0] + _SEEN)]
        after = _TOKEN.findall(rest)[:6]
        if after and (_can_follow(after[0])):
            answered = text[following[0] : following[1]].rstrip().endswith("?")
            yield (
                found[-1].end(),
                Split(tokens, after, _bared(rest), before, asked=True, answered=answered),
            )


def _can_begin(token: str) -> bool:
    first = token.lstrip("“\"'‘")[:1]
    return first.isupper() or first.isdigit()


def _can_end(heading: Sequence[str]) -> bool:
    """Return whether a heading may end with the last of these words, as it is written."""
    text = " ".join(heading)
    if heading[-1][-1] in _STOPPED and heading[-1] not in _ABBREVIATED:
        return False
    paired = text.count("(") == text.count(")") and text.count("“") == text.count("”")
    return paired and text.count('"') % 2 == 0


def _can_follow(token: str) -> bool:
    first = token.lstrip("“\"'‘(")[:1]
    large = first.isupper() or first.isdigit() or first in {"$", "€", "£"}
    return large and bare(token).lower() not in _JOINING


def _bared(rest: str) -> list[str]:
    return [bare(w).lower() for w in _TOKEN.findall(rest) if not w.startswith("[http")]


def _can_be(split: Split, *, fresh: bool) -> bool:
    """Return whether a heading is one of those that are told with some certainty.

    A single word must be known for one or name a thing, and a question, which essays ask in
    passing all the time, must be asked of a name, be cased as a title, be very short, or stand
    where a section has ended.
    """
    heading = split.heading
    if " ".join(bare(word).lower() for word in heading) in KNOWN_HEADINGS:
        return True
    first = bare(heading[0]).lower()
    if len(heading) == 1 and not split.asked:
        opens = first in ADVERBS | SUBORDINATORS | ASKING | WONDERING
        return not opens and len(first) > 2
    if not split.asked:
        return bare(heading[-1]).lower() not in WORKS or len(heading) > 2
    if split.before == "?" or split.answered:
        return False
    short = first in WONDERING | {"what's", "who's"} and len(heading) <= 3
    return fresh or _is_of_name(split) or short or is_titled(heading)


def _is_of_name(split: Split) -> bool:
    """Return whether a question is asked of somebody by name: ``Will Norway …?``."""
    second = split.heading[1] if len(split.heading) > 1 else ""
    named = is_large(second) and bare(second).lower() not in PERSONS | {"i"}
    return named and bare(split.heading[0]).lower() in ASKING


def _goes_on(split: Split) -> bool:
    """Return whether a heading cased as a title has not come to its last word."""
    return is_titled(split.heading) and all(map(is_large, split.after[:2]))
