"""Headings that ran into the sentence after them, found again in flattened English text.

``… ends here. Keeping the ledger My first attempt was …``: a few words that are no sentence, then
a word that is written large only where a sentence begins. A heading missed costs a chapter; a
heading made up breaks a sentence: so whatever could be a sentence is left one.
"""

from __future__ import annotations

import re

from pipeline.reading.vocabulary import words

_LONGEST_WORDS = 10
_TOKEN = re.compile(r"\S+")

_OPENERS = words(
    "A About Above Across After Again All Almost Along Already Also Although An Another Any "
    "Are As At Because Before Behind Being Below Between Both But By Can Could Despite Did Do Does "
    "During Each Either Even Every Few For From Given Has Have Having He Her Here His How However "
    "I'd I'll I'm I've If In Instead Is It It's Its Just Last Let Let's Like Many Maybe More Most "
    "Much My Nearly Neither Never No Nobody None Not Nothing Now Often On Once One Only "
    "Other Our Over Part People Perhaps Rather Recently Several She Should Since So Some Someone "
    "Something Sometimes Soon Still Such That That's The Their Then There There's These They "
    "They're Think This Those Though Through Throughout Thus To Today Two Three Under Unless "
    "Unlike Until Usually Was We We'd We'll We're We've Were What What's When Whenever Where "
    "Whether Which While Who Whose Why Will With Within Without Would Yet You You'd You'll You're "
    "Your Yours"
)
"""Words written large only where a sentence begins."""

_NO_LAST = words(
    "a an the and or but nor of in on at by to from with for as is are was were be been has have "
    "had do does did will would can could should may might must not than that which who whose "
    "when where while if so very more most less called named titled says said say like via into "
    "per its his her their our my your this these those it he she they we you i about under over "
    "between through during against within without before after because since until though al "
    "told asked read reads wrote saw see knew know think thought new old"
)
"""Words no heading ends with."""

_VERBS = words(
    "is are was were am be been being has have had do does did will would can could should "
    "may might must says said say goes went came comes gets cost costs taught held bought "
    "brought sold told found left kept lost won met sent spent built ran began wrote stood "
    "sat led fell grew drew drove rose chose spoke broke set hit learned got makes made took "
    "takes gave gives seems seemed became becomes looks looked feels felt thinks thought "
    "knows knew wants wanted needs needed means meant shows showed works worked isn't aren't "
    "wasn't weren't don't doesn't didn't can't won't couldn't wouldn't it's that's there's "
    "i'm i've we're they're you're "
)
"""Finite verbs: what holds one is a sentence, what follows a heading must hold one."""

_SENTENCE_HEADS = words(
    "i we he she it they you this that these those there if when while since because although "
    "though as at in on for from with after before during despite without within under over "
    "until unless once and but so yet or then thus hence also still however instead perhaps maybe "
    "today yesterday tomorrow now here recently eventually finally meanwhile otherwise according "
    "thanks except like unlike given such even only just not never my our your his her their its "
    "one some many most few several each every all both another other see read"
)
"""Words a sentence begins with far more often than a heading does."""

_SURE = words("There There's If When While Because Although We We're My Our These Those Their")
"""Words that after a small one, written large, begin a sentence whatever stands before."""

_ALONE = words(
    "conclusion conclusions introduction background summary takeaways discussion methods results "
    "preface prologue epilogue overview acknowledgements appendix motivation context"
)
"""Words that are headings by themselves."""

_ASKING = words("Will Can Could Should Would Does Do Did Is Are Was Were Has Have")
_WONDERING = words("What What's Why How Who Where When Which")
_ANSWERS = words(
    "Yes No Not Maybe Perhaps Probably Of It It's That That's They They're He She I We You Because "
    "And But So Or If Well Sure Nobody Nothing None Never Only Absolutely Certainly Definitely "
    "Hardly Then This These Those Both Neither Either Sometimes"
)
"""Words that take up a question put in passing."""
_PERSONS = words("i we you he she it they this that these those there my our your")
_NUMBERED = re.compile(r"(?:(?:Part|Chapter|Step|Section) )?(?:\d{1,2}|[IVX]{1,4})[.):]\s+")
_QUESTION = re.compile(r"[A-Z][^.!?;]{6,90}\?(?=\s+[A-Z“\"])")


def heading_end(text: str, start: int, end: int, *, fresh: bool = False) -> int:
    """Return where the heading that begins at *start* ends; *start* itself where there is none.

    Args:
        text: Flattened text.
        start: Where a sentence begins.
        end: Where it ends, for a reader of sentences.
        fresh: Whether something other than prose stands before: a call or a
            list. A question there is more likely a heading.
    """
    numbered = _NUMBERED.match(text, start, end)
    first = numbered.end() if numbered else start
    return (
        _question_end(text, first, fresh=fresh or bool(numbered))
        or _run_in_end(text, first, end, marked=bool(numbered))
        or start
    )


def _question_end(text: str, start: int, *, fresh: bool) -> int:
    """Return where a question that serves as a heading ends, 0 where there is none."""
    found = _QUESTION.match(text, start)
    if not found:
        return 0
    words = found[0].split()
    after = _TOKEN.search(text, found.end())
    if len(words) > _LONGEST_WORDS + 2 or after is None or _bare(after[0]) in _ANSWERS:
        return 0
    if "?" in text[max(0, start - 3) : start] or _QUESTION.match(text, after.start()):
        return 0  # questions in a row are rhetoric
    subject = words[0] in _ASKING and words[1][0].isupper() and _bare(words[1]) not in _OPENERS
    titled = _is_titled(words) and len(words) > 2
    asked = fresh and words[0] in _ASKING | _WONDERING and len(words) <= _LONGEST_WORDS
    asked = asked and _bare(words[1]).lower() not in _PERSONS
    return found.end() if (subject and words[1] != "I") or titled or asked else 0


def _run_in_end(text: str, start: int, end: int, *, marked: bool) -> int:
    """Return where a heading without a full stop ends before a sentence's first word, else 0."""
    tokens = []
    for found in _TOKEN.finditer(text, start, min(end, start + 160)):
        tokens.append(found)
        if len(tokens) > _LONGEST_WORDS + 2:
            break
    titled = _titled_end(tokens) if marked else 0
    if titled:
        return titled
    for index in range(1, min(len(tokens), _LONGEST_WORDS + 1)):
        word = tokens[index][0]
        if tokens[index - 1][0][-1] in ",;.!?—–" and word not in _OPENERS:
            return 0
        if word in _OPENERS or word == "I":
            words = [token[0] for token in tokens[:index]]
            after = [token[0] for token in tokens[index + 1 : index + 3]]
            rest = text[tokens[index].end() : end]
            good = _is_heading(words, word, marked=marked) and _is_sentence(
                word, after, rest, words
            )
            if good:
                return tokens[index - 1].end()
            if len(words) > 1 and not _is_titled(words):
                return 0
    return 0


def _titled_end(tokens: list[re.Match[str]]) -> int:
    """Return where a numbered heading cased as a title ends, 0 where there is none.

    It ends before the last word written large, with which the sentence after it begins.
    """
    for index, token in enumerate(tokens):
        word = token[0]
        if not word[0].isalpha() or word[0].isupper() or word in _SMALL:
            continue
        last = index - 1
        while last > 0 and tokens[last][0] in _SMALL:
            last -= 1
        words = [token[0] for token in tokens[:last]]
        good = len(words) > 1 and _is_titled(words) and tokens[last][0][0].isupper()
        good = good and _is_heading(words, tokens[last][0], marked=True)
        return tokens[last - 1].end() if good else 0
    return 0


_SMALL = words("a an the and or but of in on at by to from with for as nor per via vs")


def _is_heading(words: list[str], before: str, *, marked: bool) -> bool:
    """Return whether *words* can be a heading, and no sentence's beginning, before that word."""
    text = " ".join(words)
    if not (words[0][0].isupper() or words[0][0].isdigit()) or text[-1] in ",;.!?—–-(/":
        return False
    if re.search(r"[;!?…“”\"]|, |\. |https?:|\*", text) or text.count("(") != text.count(")"):
        return False
    lower = [_bare(word).lower() for word in words]
    titled = _is_titled(words) and len(words) > 1
    if lower[-1] in _NO_LAST and not (titled and (marked or len(words[-1]) > 3)):
        return False
    if any(word in _VERBS for word in lower) and not (titled or marked or before in _SURE):
        return False
    if len(words) == 1:
        return marked or lower[0] in _ALONE
    return titled or marked or lower[0] not in _SENTENCE_HEADS


def _is_sentence(word: str, after: list[str], rest: str, heading: list[str]) -> bool:
    """Return whether *word* begins a sentence, rather than a name within one."""
    if not after or len(rest.split()) < 3:
        return False
    named = after[0][0].isupper() and not after[0].isupper() and after[0] not in {"I", "I've"}
    titled = _is_titled(heading)
    if word == "I":
        return titled
    if word in _ASKING:
        return "?" in rest[-2:]
    if named:
        return titled and heading[0].lower() not in _SENTENCE_HEADS and _has_verb(rest)
    if word in {"The", "A", "An", "It", "This", "That", "Not", "No", "Its"}:
        return titled or _has_verb(rest)
    return True


def _has_verb(rest: str) -> bool:
    words = [_bare(word).lower() for word in rest.split()]
    return any(word in _VERBS or (word.endswith("ed") and len(word) > 4) for word in words)


def _is_titled(words: list[str]) -> bool:
    """Return whether *words* are cased as a title: all but small ones written large."""
    large = [word for word in words if not word[0].islower() and word != "I"]
    return len(large) > 1 and all(word[0].isupper() or word in _SMALL for word in words[1:])


def _bare(word: str) -> str:
    return word.strip("“”‘\"'()[],.;:!?—–").replace("’", "'")
