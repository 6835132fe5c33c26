"""Calls to subscribe, share and like, and the known lines that close a newsletter."""

from __future__ import annotations

import re

_BUTTON = (
    r"(?:subscribe|share|like|comment|restack|sign up|sign in|log in|join|donate|upgrade|reply)"
    r"(?: (?:now|here|today|for free|to paid|this (?:post|article|essay|episode)|with a friend"
    r"|on \w+))?"
    r"|leave a comment|give a gift subscription|refer a friend|get (?:more|started)|read more"
    r"|continue reading|buy me a coffee|read in app|view in browser|unsubscribe|listen now"
    r"|start writing|get the app|manage your subscription|become a (?:paid )?(?:member|subscriber)"
    r"|upgrade to paid|start (?:your )?(?:\d+[- ]day )?free trial|message \w+(?: \w+)?"
)
_SUPPORT = (
    r"(?:subscribe|subscribing|become|becoming|consider|shar(?:e|ing)|support(?:ing)?|join|upgrad"
    r"|sign(?:ing)? up|forward|tell|hit|like|leave)"
)
_SENTENCES = (
    r"(?:thanks|thank you) (?:so much )?for (?:reading|listening|subscribing)\b[^.!?]{0,80}[.!]?"
    rf"(?: ?[^.!?]{{0,60}}\b{_SUPPORT}\b[^.!?]{{0,160}}[.!]?){{0,2}}"
    r"|(?:[\w’'&-]{1,30} ){1,6}is a reader[- ]supported (?:publication|newsletter|podcast|guide)"
    r"[^.!?]{0,40}[.!](?: ?(?:to receive new posts[^.!?]{0,80}, ?)?(?:please )?"
    r"consider (?:becoming|subscribing)[^.!?]{0,80}[.!]?)?"
    r"|this is a (?:public|free|paid|private) (?:episode|preview|post)[^.!?]{0,60}\."
    r"(?: ?if you(?:['’]d| would) like to [^!?]{0,160}?visit \S+(?: \[[^\]\s]+\])?)?"
    r"|this (?:post|episode|article) is (?:only )?for (?:paid|paying)? ?subscribers[^!?]{0,120}"
    r"|(?:get|access) (?:full )?access to [^!?]{2,80}? at \S+"
    r"|if you (?:enjoyed|liked|found|like|enjoy) (?:this|what|reading)[^.!?]{0,100}"
    rf"\b{_SUPPORT}\b[^.!?]{{0,140}}[.!]?"
    r"|(?:type your email|your email address)[.…]{0,3}(?: subscribe)?"
    r"|listen to this episode with a \d+-day free trial[^!?]{0,120}"
    r"|(?:please )?consider (?:becoming a (?:free or )?(?:paid )?subscriber|subscribing)"
    r"[^.!?]{0,80}[.!]?"
    r"|(?:share|forward) this (?:post|essay|article|email|newsletter) with [^.!?]{2,60}[.!]?"
    r"|subscribe (?:to [^.!?]{2,60} )?(?:to|and|for) (?:get|receive|support|free|more|never|read)"
    r"[^.!?]{0,120}[.!]?"
)
"""Lines that newsletters and their hosts add; each bounded, so that any text takes linear time."""
_LONGEST = 420
_CALL = rf"(?<!\S)(?:{_SENTENCES})"
_WHOLE = re.compile(
    rf"(?:{_BUTTON})[\s.!→»>]*|(?:(?:{_CALL})\s*)+(?:(?:{_BUTTON})[\s.!→»>]*)?", re.IGNORECASE
)


def is_call(text: str) -> bool:
    """Return whether all of *text* asks to subscribe, share or support, and says nothing else."""
    return len(text) <= _LONGEST and bool(_WHOLE.fullmatch(text.strip()))


def calls_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of the known calls within flowing *text*, in order."""
    return [found.span() for found in re.finditer(_CALL, text, re.IGNORECASE)]
