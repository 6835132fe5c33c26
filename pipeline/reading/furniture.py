"""Page furniture: what elements and lines belong to a page and not to the article in it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_UNLIKELY = re.compile(
    r"(?<![a-z])(?:ads?|advert\w*|sponsor\w*|promo\w*|banner|breadcrumbs?|comments?|disqus|respond"
    r"|community|cookies?|gdpr|consent|footer|masthead|menu|nav\w*|related|recommend\w*|popular"
    r"|trending|most-?read|latest|outbrain|taboola|share\w*|sharing|social\w*|sidebar|skip|skyscraper"
    r"|subscri\w*|newsletter\w*|signup|sign-up|login|paywall|pager|pagination|popup|modal|overlay"
    r"|tags?|tag-?list|tools?|toolbar|(?<!elementor-)widget\w*|rail|teaser\w*|meta|byline|author-?\w*|bio|dateline"
    r"|timestamp|pub-?date|yarpp|jp-\w+|rating|vote\w*|print-?(?:button|link|icon)\w*|rss|search\w*|supplemental|legends"
    r"|video-js|vjs-[\w-]+|jwplayer|jw-[\w-]+|mejs-[\w-]+|plyr\w*|infobox|navbox|toc|catlinks"
    r"|editsection|mw-jump\w*|metadata|ambox|sistersitebox|hatnote)"
    r"(?![a-z])"
)
"""Parts of class names and ids that furniture has, after those readers in browsers look for."""
_SURELY = re.compile(
    r"(?<![a-z])(?:comments?-(?:area|list|section)|commentlist|disqus_thread|sharedaddy|addtoany\w*"
    r"|related-(?:posts|articles|stories)|jp-relatedposts|outbrain|taboola\w*|cookie-(?:banner|notice)"
    r"|video-js|vjs-[\w-]+|jwplayer|jw-[\w-]+|mejs-[\w-]+|plyr\w*|newsletter-(?:signup|form|box)"
    r"|share-(?:buttons?|bar|links?|tools?)|social-(?:share|links?)"
    r"|printfooter|catlinks|mw-editsection|navbox|sidebar)(?![a-z])"
)
_APART = frozenset({"nav", "form", "footer", "button", "select", "menu", "dialog"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "alert"}
)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[”\"’')\]]*(?=\s|$)|[。！？]")
_FAR_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS_OF_PROSE = 12
_SHORT = 40


def length(element: HtmlElement) -> int:
    """Return how many visible characters stand in *element*, scripts and styles left out."""
    hidden = sum(len(e.text or "") for e in element.iter("script", "style", "noscript", "template"))
    return sum(len(text.strip()) for text in element.itertext()) - hidden


def has_furniture(body: HtmlElement) -> bool:
    """Return whether anything in *body* is furniture by its kind or its name."""
    return any(
        element.tag in _APART
        or element.tag == "header"
        or (element.get("role") or "") in _ROLES
        or _UNLIKELY.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        for element in body.iter("*")
    )


def text_of(element: HtmlElement) -> str:
    """Return the text of *element* as one line, scripts and styles left out."""
    parts: list[str] = []
    for part in element.iter():
        seen = isinstance(part.tag, str) and part.tag not in _UNSEEN
        parts += [
            (part.text or "") if seen else "",
            (part.tail or "") if part is not element else "",
        ]
    return " ".join(" ".join(parts).split())


def sentences_of_prose(text: str) -> int:
    """Return how many sentences of *text* are long enough to be prose."""
    found = _SENTENCE_END.split(text)[:-1]
    return sum(
        len(part.split()) + len(_FAR_EAST.findall(part)) // 2 >= _WORDS_OF_PROSE for part in found
    )


_UNSEEN = frozenset({"script", "style", "noscript", "template"})


def link_share(element: HtmlElement) -> float:
    """Return how much of the text of *element* is links, 0 to 1."""
    whole = length(element)
    linked = sum(length(link) for link in element.iter("a"))
    return linked / whole if whole else 0.0


def is_aside_of_page(element: HtmlElement, *, kept: bool, sure: bool, midst: bool) -> bool:
    """Return whether *element*, which stands in an article's element, belongs to the page.

    Args:
        element: An element.
        kept: Whether a guess found some of the article in it.
        sure: Whether the page itself marks the element around it as its article.
        midst: Whether more of the article comes after it.
    """
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if kept:
        links = not sure and _UNLIKELY.search(named) and link_share(element) > _FEW_LINKS
        shelf = links and not sentences_of_prose(text_of(element))
        return bool(_SURELY.search(named) or shelf) and element.tag not in _NEVER
    text = text_of(element)
    if not text or element.tag in _APART or (element.get("role") or "") in _ROLES:
        return bool(text)
    linked = link_share(element)
    unlikely = _SURELY if sure else _UNLIKELY
    prose = sentences_of_prose(text)
    if unlikely.search(named) and element.tag not in _NEVER:
        return not (sure and prose > 1 and linked < _FEW_LINKS)
    if not sure and (_is_card(element) or (midst and element.tag == "div" and _is_panel(element))):
        return True
    if element.tag != "aside" and (sure or midst or element.tag == "table"):
        return linked > _LINKS_ONLY and element.tag in _SHELVES and len(text) > _SHORT
    return not (prose and linked < _FEW_LINKS)


def is_subtitle(element: HtmlElement) -> bool:
    """Return whether *element* is a subtitle or an introduction by its name."""
    named = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    text = " ".join(element.itertext()).split()
    if not 3 < len(text) < _LONG_SUBTITLE or element.xpath(".//a"):
        return False
    return _SUBTITLE.search(named) is not None or (element.tag == "p" and _is_lead(element, text))


def _is_lead(paragraph: HtmlElement, words: list[str]) -> bool:
    """Return whether *paragraph* is prose in what is named a lead, or in the title's header."""
    above = paragraph.getparent()
    if above is None or not sentences_of_prose(" ".join(words)):
        return False
    named = f"{above.get('class') or ''} {above.get('itemprop') or ''}".lower()
    return _SUBTITLE.search(named) is not None or any(
        around.tag == "header" and next(around.iter("h1"), None) is not None
        for around in list(paragraph.iterancestors())[:_LEVELS]
    )


_LEVELS = 4


_SUBTITLE = re.compile(
    r"(?<![a-z])(?:sub-?titles?|sub-?head(?:line|ing)?|dek|deck|standfirst|lede|intro|story-intro"
    r"|introduction|lead(?:-?in|-?text)?|leadin|teaser-?text|vorspann|anriss|chap[oe]\w*|entradilla|sumario"
    r"|subheadline|perex|abstract|article-summary|p-summary|excerpt|description)(?![a-z])"
)
_LONG_SUBTITLE = 90


def is_unlikely(element: HtmlElement) -> bool:
    """Return whether *element* is furniture by its kind or its name."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    apart = element.tag in _APART or (element.get("role") or "") in _ROLES
    return element.tag not in {"body", "html"} and (apart or _UNLIKELY.search(named) is not None)


def is_prose(element: HtmlElement) -> bool:
    """Return whether *element* is a paragraph, or holds two, with few links and no other name."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if element.tag in _APART or (element.get("role") or "") in _ROLES or _UNLIKELY.search(named):
        return False
    if element.tag in {"ul", "ol", "table", "script", "style", "header"}:
        return False
    if next(element.iter("a", "h1", "h2", "h3", "h4"), None) is not None and element.tag != "p":
        return False  # a card that leads to another article
    found = sentences_of_prose(text_of(element))
    return found >= (1 if element.tag == "p" else 2) and link_share(element) < _FEW_LINKS


_FEW_LINKS = 0.3


def _is_card(element: HtmlElement) -> bool:
    """Return whether *element* leads to another article: its headline or picture is a link."""
    if element.tag not in {"div", "li", "section", "article", "ul"}:
        return False
    for link in element.iter("a"):
        inner = next(link.iter("h1", "h2", "h3", "h4", "h5"), None)
        above = link.getparent()
        if inner is not None or (above is not None and above.tag in {"h1", "h2", "h3", "h4", "h5"}):
            return (link.get("href") or "#")[:1] != "#"
    return False


def _is_panel(element: HtmlElement) -> bool:
    """Return whether *element* is knobs and counts: many pieces of text of a word or two."""
    pieces = [len(text.split()) for text in element.itertext() if text.strip()]
    return len(pieces) > _FEW_PIECES and sum(pieces) < _WORDS_OF_A_KNOB * len(pieces)


_FEW_PIECES = 5
_WORDS_OF_A_KNOB = 3
_NEVER = frozenset({"body", "article", "main", "h1", "h2", "h3", "h4", "table", "pre", "figure"})
_SHELVES = frozenset({"ul", "ol", "div", "section"})
_LINKS_ONLY = 0.9
