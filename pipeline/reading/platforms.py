"""What single platforms write around an essay's words: brought to what every page could say.

WordPress's shortcodes and its line under feeds, Substack's labels and poems, Medium's cards and
repeated titles become elements whose meaning the reader of HTML knows; no text is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b[^\]]{0,500}\](?P<picture>\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)"
    r"(?P<words>.{0,2000}?)\[/(?:wp_)?caption\]",
    re.IGNORECASE | re.DOTALL,
)
_EMBED = re.compile(
    r"\[(?P<name>embed|youtube|video|audio)\b[^\]]{0,300}\]\s*(?P<url>https?://[^\s\[\]<>]+)"
    r"\s*\[/(?P=name)\]",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|playlist|audio|video|embed|youtube|vimeo|twitter|instagram|contact-form(?:-7)?"
    r"|subscribe2|jetpack[\w-]*|mailpoet[\w-]*|et_pb_\w+|vc_\w+|su_\w+|wpforms|sc(?:_\w+)?|toc"
    r"|(?:wp_)?caption|recent_posts|newsletter\w*)(?:\s[^\]]{0,500})?\]",
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"(?:the post|der beitrag|l[’']article|la entrada|l[’']articolo|het bericht|o post) .{1,300}"
    r"(?:appeared first on|erschien zuerst auf|est apparu en premier sur|se public[oó] primero en"
    r"|(?:è apparso|proviene) .{0,20}|verscheen eerst op|apareceu primeiro em) .{1,120}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LINE = 500


def with_plain_shortcodes(markup: str) -> str:
    """Return *markup* with WordPress's shortcodes as HTML: captions, embeds, and markup."""
    if "[" not in markup or not _SHORTCODE.search(markup):
        return markup
    markup = _CAPTION.sub(_figure, markup)
    markup = _EMBED.sub(lambda found: f'<iframe src="{found["url"]}"></iframe>', markup)
    return _SHORTCODE.sub(lambda found: f"<essay-markup>{found[0]}</essay-markup>", markup)


def _figure(found: re.Match[str]) -> str:
    words = found["words"].strip()
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{found['picture'].strip()}{caption}</figure>"


def make_plain(root: HtmlElement) -> None:
    """Change what platforms mark in ways of their own in the tree *root*, in place."""
    for element in [one for one in root.iter("*") if isinstance(one, HtmlElement)]:
        classes = (element.get("class") or "").split()
        for name in classes:
            change = _BY_CLASS.get(name)
            if change:
                change(element)
        if element.tag == "p" and len(element) and _is_appeared(element):
            element.tag = "nav"


def _is_appeared(element: HtmlElement) -> bool:
    text = _text(element)
    return len(text) <= _LONGEST_LINE and bool(_APPEARED.fullmatch(text))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _pull_quote(element: HtmlElement) -> None:
    element.set("class", f"{element.get('class')} pullquote")


def _subtitle(element: HtmlElement) -> None:
    """Make Medium's subtitle in the text a paragraph, and that in the page's head no text."""
    element.tag = "p"
    subtitle = _text(element)
    for other in element.getroottree().iter("section"):
        if "p-summary" in (other.get("class") or "").split() and _text(other) == subtitle:
            other.tag = "nav"


def _card(element: HtmlElement) -> None:
    """Make Medium's card to another page a link of its title, the rest of it apart."""
    link = next(element.iter("a"), None)
    title = next(element.iter("strong"), None)
    if link is None or title is None or link is not title.getparent():
        return
    rest = etree.SubElement(element, "nav")
    rest.text = " ".join(text.strip() for text in _after(link, title) if text.strip())
    for child in list(link):
        if child is not title:
            link.remove(child)
    title.tail = None


def _after(link: HtmlElement, title: HtmlElement) -> Iterator[str]:
    """Yield what stands in *link* after *title*."""
    yield title.tail or ""
    for other in title.itersiblings():
        yield from (str(text) for text in other.itertext())
        yield other.tail or ""
    if link.tail:
        yield link.tail
        link.tail = None


def _hide(element: HtmlElement) -> None:
    element.set("style", "display:none")


def _poem(element: HtmlElement) -> None:
    """Make Substack's preformatted block, which is for poems, lines of a paragraph."""
    for inner in list(element.iter("pre")):
        if isinstance(inner, HtmlElement):
            inner.tag = "p"
            for part in list(inner.iter()):
                _break_lines(part, inner)


def _break_lines(part: etree._Element, whole: HtmlElement) -> None:
    """Put a line break for each line's end in the text of *part*, and after it within *whole*."""
    if part.tail and "\n" in part.tail and part is not whole:
        lines = part.tail.split("\n")
        part.tail = lines[0]
        for line in reversed(lines[1:]):
            _br(line, after=part)
    if part.text and "\n" in part.text and isinstance(part.tag, str):
        lines = part.text.split("\n")
        part.text = lines[0]
        for place, line in enumerate(lines[1:]):
            broken = etree.Element("br")
            broken.tail = line
            part.insert(place, broken)


def _br(line: str, *, after: etree._Element) -> None:
    broken = etree.Element("br")
    broken.tail = line
    tail, after.tail = after.tail, None
    after.addnext(broken)
    after.tail = tail


_BY_CLASS: dict[str, Callable[[HtmlElement], None]] = {
    "graf--pullquote": _pull_quote,
    "graf--subtitle": _subtitle,
    "graf--mixtapeEmbed": _card,
    "hide-text": _hide,
    "preformatted-block": _poem,
}
"""A platform's class → what is done with its elements."""
