"""Lines that pages put around an article: bylines, share links, credits, shelves, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.reading.calls import is_call
from pipeline.reading.furniture import sentences_of_prose
from pipeline.reading.lines_of_pages import DONE, LINES, MONTH, POINTERS, SHELVES, WEEKDAY
from pipeline.values.essay import Block, BlockKind, ContainerKind, MarkKind

_SOCIAL = (
    r"(?:facebook|twitter|x|pinterest|linkedin|whatsapp|e-?mail|mail|print|reddit|telegram|threads"
    r"|bluesky|mastodon|messenger|flipboard|tumblr|pocket|instagram|youtube|tiktok|copy link"
    r"|pin it|tweet|comments?|link|more|save|google\+?|sms|line|hacker news|pint|baixar)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?,?"
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    rf"(?:{_ORDINAL}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+{_ORDINAL}\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
    rf"|(?:{WEEKDAY}\s+)?(?:den |le )?\d{{1,2}}\.?(?:er|º)?\s+(?:de )?{MONTH}"
    r",?(?:\s+(?:de |del )?\d{4})?)"
)
_HOUR = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s+[a-z]{2,4}\b)?"
_DONE = (
    r"(?:(?:last |first )?(?:updated|published|posted|modified|created|written|added)"
    rf"(?: on| at)?|{DONE})"
)
_STAMP = (
    rf"(?:{_DONE}\s*:?\s*)?(?:{_HOUR},?\s*)?{_DAY}"
    rf"(?:\s*(?:,|at|um|à|-|–|\||/)?\s*{_HOUR}(?: uhr)?)?"
)
_NAME = (
    r"(?-i:[^\W\d_a-z][\w.'’-]*)"
    r"(?:[ ,]+(?:(?:and|&|und|y|et|de|van|von)[ ])?(?-i:[^\W\d_a-z][\w.'’-]*)){0,7}"
)
_BY = rf"(?:(?:written |posted |story |words |article |reported )?by:?|von|par|por)\s+{_NAME}"
_COUNT = (
    r"\d+(?:[.,]\d+)?k? (?:comments?|shares?|likes?|views?|replies|reactions?|claps?|responses?)"
    r"|(?:no|leave a|add a|post a) comments?"
)
_READ = (
    r"(?:(?:about|(?:estimated )?read(?:ing)? time):?\s*)?\d+[ -]?min(?:ute)?s?"
    r"(?: read(?:ing)?)?"
)
_FACT = re.compile(rf"(?:{_STAMP}|{_COUNT}|{_READ}|{_BY}|in {_NAME})(?=\W|$)", re.IGNORECASE)
"""One of the facts of a line below a title: who, when, how long, how many comments."""
_MOST_FACTS = 6
_PICTURE = r"(?:photo(?:graph)?s?|images?|illustrations?|pictures?|foto|bild)"
_PAGE = r"(?: (?:article|post|story|page))?(?: (?:on|via|with))?"
_OF = r"(?: (?:credits?|by|copyright|courtesy(?: of)?|via|source))*"
_HOSTS = rf"(?:[\s:,|/·•]*\b{_SOCIAL}\b(?: this)?)*"
_LINES = (
    r"advert(?:isement)?s?(?: continues below)?|sponsored(?: content)?|anzeige|publicidad|ad",
    r"(?:article|story) continues below(?: (?:this )?ad(?:vertisement)?)?",
    rf"(?:share|tweet|follow us|pin it)(?: this)?{_PAGE}{_HOSTS}[\s:]*",
    rf"(?:(?:share (?:on|via)|{_SOCIAL})[\s,|/·•]+)*(?:share|{_SOCIAL})[\s,|/·•]*",
    r"(?:tags?|filed (?:under|in)|posted in|topics?|categor(?:y|ies)|labels?|keywords)\s*:.{0,200}",
    r"filed under .{0,120}|tagged (?:with|as)?:? .{0,120}",
    r"the post .{1,300} (?:first )?appeared(?: first)? on .{1,120}",
    r"(?:©|\(c\)|copyright)\s.{0,200}|.{0,120}all rights reserved\.?.{0,60}",
    r"powered by [\w .]{2,30}",
    rf"\(?(?:file )?{_PICTURE}{_OF}\s*[:©]\s*(?:[^!?.]|\.(?=[\w ]*[A-Z,])){{2,90}}\)?",
    rf"{_PICTURE} (?:by|copyright|courtesy) [^.!?]{{2,80}}|\(?credits?\s*:\s*[^.!?]{{2,80}}",
    r"images? \d+ of \d+|getty images|published|updated|text size|view all.{0,8}|get short url",
    r"media playback is unsupported on your device|this slideshow requires javascript\.?",
    r"(?:we|this (?:web)?site|our (?:web)?site)[^.]{0,40} uses? cookies.{0,400}",
    r"skip to (?:main )?(?:content|navigation)|back to top|jump to (?:navigation|search)",
    r"close|menu|print|reply|loading\.*|search|home|next|previous|prev|permalink|edit|\[edit\]",
    r"log ?in|sign in|register|(?:read|open) in app|listen(?: to this article)?",
    r"show (?:more|less)|view (?:all|comments)|start the conversation",
    r"[\w.+-]+@[\w-]+\.[\w.]+",
    rf"(?:please )?follow .{{2,60}} on {_SOCIAL}\b.{{0,120}}",
    r"(?:sign up|subscribe)[^.!?]{0,60} (?:newsletter|inbox|e-?mails?)[^.!?]{0,80}[.!]?",
    r"(?:become|join) (?:a |our )?(?:patron|members?)\b[^.!?]{0,60}[.!]?",
)
"""Lines that pages put around an article, each bounded so that any text takes linear time."""
_LINE = re.compile("|".join(f"(?:{line})" for line in (*_LINES, *LINES)), re.IGNORECASE)
_POINTER = re.compile(
    r"(?:related|read (?:more|next|also|on)|see (?:also|more)|also (?:read|see|on)|recommended"
    r"|more(?: on| from)?|don['’]t miss|up next|watch|must read|(?:next|previous) (?:post|article)"
    rf"|mehr|click here|{POINTERS})\b[^\n]{{0,200}}",
    re.IGNORECASE,
)
"""How lines begin that lead to another page; nearly all of such a line is a link."""
_SHELF = re.compile(
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|most (?:popular|read|viewed"
    r"|shared|recent)|related (?:articles?|posts?|stories|content|topics|links|reading)"
    r"|recommended(?: for you| reading)?|more (?:from|in|on|stories)\b.{0,60}|share this.{0,20}"
    r"|trending(?: now| stories)?|(?:latest|popular|recent) (?:news|posts|stories|articles)"
    r"|don['’]t miss|(?:what to )?read next|up next|leave a (?:reply|comment)|about the author"
    r"|(?:\d+ )?(?:comments?|responses?|replies)(?: \(\d+\))?|join the (?:conversation|discussion)"
    rf"|tags|categories|archives?|something to consider|sponsored.{{0,20}}|{SHELVES})[\s:.…!]*",
    re.IGNORECASE,
)
"""Headings of shelves: what follows them, up to the next heading or prose, is furniture too."""
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TERM})
_LONGEST = 420
_SHORT = 40
_AGAIN_WORDS = range(9, 60)
"""Words of what pages repeat: captions in two sizes, teasers."""
_FAR = 3
_MOSTLY = 0.5
_WHOLLY = 0.9


def without_furniture(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with furniture's lines, shelves and repetitions as chrome; none dropped."""
    return tuple(_cleared(blocks))


def is_furniture_line(block: Block) -> bool:
    """Return whether all of *block* is a line that pages put around an article."""
    text = " ".join(block.text.split())
    if block.kind not in _SPOKEN or not text or len(text) > _LONGEST:
        return False
    if any(c.kind in {ContainerKind.QUOTE, ContainerKind.TABLE} for c in block.within):
        return False
    if block.kind is BlockKind.HEADING or is_call(text):
        return False
    if _LINE.fullmatch(text) or is_facts(text):
        return True
    linked = _linked(block)
    shouted = text == text.upper() and len(text.split()) > 3 and not block.within
    return (linked > _MOSTLY and bool(_POINTER.fullmatch(text))) or (linked > _WHOLLY and shouted)


def is_facts(text: str) -> bool:
    """Return whether *text* is facts only: ``By Ann Lee | 3 March 2024 | 4 min read``."""
    at = 0
    for _ in range(_MOST_FACTS):
        found = _FACT.match(text, at)
        if not found:
            return False
        at = found.end()
        while at < len(text) and text[at] in " |·•/,—–-":
            at += 1
        if at >= len(text):
            return True
    return False


def _linked(block: Block) -> float:
    spans = [(m.start, m.end) for m in block.marks if m.kind is MarkKind.LINK]
    return sum(end - start for start, end in spans) / max(1, len(block.text))


def _cleared(blocks: tuple[Block, ...]) -> Iterator[Block]:
    seen: dict[str, int] = {}
    shelf = False
    for index, block in enumerate(blocks):
        if block.kind not in _SPOKEN:
            yield block
            continue
        shelf = _on_shelf(block, shelf)
        again = index - seen.get(block.text, index)
        if len(block.text.split()) in _AGAIN_WORDS:
            seen[block.text] = index
        apart = shelf or 0 < again <= _FAR or is_furniture_line(block)
        yield replace(block, kind=BlockKind.CHROME, level=0) if apart else block


def _on_shelf(block: Block, shelf: bool) -> bool:
    """Return whether *block* opens a shelf, or stands on the one before it."""
    if any(c.kind is ContainerKind.FOOTNOTE for c in block.within):
        return False
    named = bool(_SHELF.fullmatch(block.text.strip()))
    if block.kind is BlockKind.HEADING:
        return named
    if named and len(block.text) < _SHORT:
        return True
    prose = not block.within and sentences_of_prose(block.text) > 0
    return shelf and (not prose or _linked(block) > _MOSTLY)
