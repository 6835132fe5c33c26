"""Titles out of addresses and file names: ``gpt-4o-and-the-api`` → ``GPT-4o and the API``."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.reading.word_sets import words
from pipeline.tools.fetching.urls import url_parts

_SMALL = words(
    "a an the and but or nor for so yet as at by from in into of off on onto out over per than to "
    "up via vs with"
)
_KNOWN = {
    word.lower(): word
    for word in words(
        "AGI AI AIs API APIs ASIC AWS BERT CEO CEOs CLI CoT CPO CPU CPUs CTO DIY DNA DPO EU FAQ "
        "GPT GPU GPUs GRPO GUI HTML HTTP IDE IO iOS iPhone IPO JSON LaTeX LLM LLMs LoRA macOS MCP "
        "MIT ML MoE MP3 NASA NLP NYC OCR OKR ONNX OpenAI OpenRouter PC PDF PhD PPO PR PRs QA RAG "
        "RL RLHF RLVR RNA RNN ROI RSS SaaS SDK SEO SFT SQL SSH SWE TikTok TLDR TPU TPUs TTS TV "
        "UBI UI UK UN URL US USA USB UX VC VCs VPN VR XML YAML YouTube ChatGPT DeepMind DeepSeek "
        "GitHub HuggingFace LinkedIn NeurIPS NVIDIA PyTorch TypeScript JavaScript WordPress "
        "WhatsApp"
    )
}
_POSSESSIVES = words(
    "anthropics openais googles microsofts metas nvidias apples amazons todays yesterdays "
    "tomorrows deepminds deepseeks mistrals teslas chinas americas europes humanitys "
    "worlds everyones"
)
_CONTRACTIONS = {
    plain.replace("'", ""): plain
    for plain in words(
        "don't can't won't isn't aren't wasn't weren't doesn't didn't couldn't shouldn't wouldn't "
        "hasn't haven't hadn't it's that's what's here's there's who's let's you're they're we're "
        "i'm i've you've we've they've you'll they'll ain't"
    )
}
_MODEL = re.compile(r"^(?:[a-z]{1,3}\d+[a-z]?|\d+(?:\.\d+)?[a-z]{1,2})$")
_NUMBERED = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|\d{1,4})[-_. ]+(?=\D)|^\d{5,12}\.(?=\D)")
"""A date or number before a name; Substack's exports put the post's long one before a full stop."""
_NOTION_ID = re.compile(r"[ _-][0-9a-f]{32}$")
_HASH = re.compile(r"[-_](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}$")


def title_of_url(url: str) -> str:
    """Return a title for the page at *url*, from the last part of its path that has words."""
    parts = [part for part in url_parts(url).path.split("/") if re.search(r"[^\W\d]", part)]
    return title_of_slug(parts[-1] if parts else url_parts(url).netloc or url)


def title_of_slug(slug: str) -> str:
    """Return a title for a slug or file name: words apart, cased as in a headline.

    Small words stay small within; acronyms and names that are known are written as they are;
    apostrophes that slugs lose come back where no other word is meant. Names with spaces or
    capitals of their own are left as they are.
    """
    name = unquote(slug)
    name = _NOTION_ID.sub("", name)
    name = re.sub(r"\.(?:html?|php|aspx?|md|txt)$", "", name, flags=re.IGNORECASE)
    if " " in name.strip() or (name != name.lower() and "-" not in name and "_" not in name):
        return name.strip()
    name = _HASH.sub("", _NUMBERED.sub("", name)) or name
    parts = [word for word in re.split(r"[-_+\s]+", name) if word]
    if not parts:
        return slug
    parts = _joined(parts)
    return " ".join(
        _cased(word, edge=index in {0, len(parts) - 1}) for index, word in enumerate(parts)
    )


def _joined(parts: list[str]) -> list[str]:
    """Return *parts* with a model's number back at its name: ``gpt``, ``4o`` → ``GPT-4o``."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].lower() == "gpt" and part[0].isdigit():
            joined[-1] = f"GPT-{part}"
        else:
            joined.append(part)
    return joined


def _cased(word: str, *, edge: bool) -> str:
    lower = word.lower()
    if word != lower:
        return word
    if lower in _KNOWN:
        return _KNOWN[lower]
    if lower in _CONTRACTIONS:
        return _capital(_CONTRACTIONS[lower])
    if lower in _POSSESSIVES:
        owner = lower[:-1]
        return _KNOWN.get(owner, _capital(owner)) + "'s"
    if _MODEL.match(lower):
        return lower if lower[0] in "ov" else lower.upper()
    return lower if lower in _SMALL and not edge else _capital(lower)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
