"""Markdown that its parser leaves as it is: within HTML elements, and where its rules stop short.

CommonMark reads no Markdown inside a block of HTML, and takes ``18F**,**`` and a link whose address
holds a space as they stand; MDX, notebooks and most authors mean what they wrote.
"""

from __future__ import annotations

import re

from lxml.html import Element, HtmlElement

from pipeline.reading.prose_elements import VERBATIM, prose_elements

_LEFT = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,400})\]\((?P<picture>[^()\s]{1,500})(?:\s[^()]{0,300})?\)"
    r"|(?<![\w\]])\[(?P<link>(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]]{0,100}\]){1,400})\]"
    r"\((?P<url>[^()\s]{1,700}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?|[^()\n]{1,300}"
    r"|[^()\s]{1,300}\([^()\s]{1,100})\)"
    r"|(?P<tag>\{%[^%\n]{1,1500}%\}|\{\{[<%]?[^{}]{1,1500}[>%]?\}\}"
    r"|\{:[^{}\n]{1,300}\}|\[\^[\w-]{1,30}\](?!\())"
    r"|(?<![\w*])\*\*(?=\S)(?P<strong>(?:[^*\n]|\n(?!\s*\n)){1,800}?)(?:(?<=\S)\*\*(?![\w*])|\s\*\*(?=\w|\Z))"
    r"|\*\*(?P<mark>[^\w\s*]{1,3})\*\*"
    r"|(?<![\w_])__(?=\w)(?P<strong_line>(?:[^_\n]|\n(?!\s*\n)){1,400}?)(?<=\S)__(?![\w_])"
    r"|(?<![\w*])\*(?=[^\s*])(?P<em>(?:[^*\n]|\n(?!\s*\n)){1,400}?)(?:(?<=[^\s*])\*(?![\w*])|\s\*(?=\w|\Z))"
    r"|(?<![\w_])_(?=[^\s_])(?P<em_line>(?:[^_\n]|\n(?!\s*\n)){1,400}?)(?<=[^\s_])_(?![\w_])"
    r"|(?<![\w~])~~(?=\S)(?P<struck>(?:[^~\n]|\n(?!\s*\n)){1,400}?)(?<=\S)~~(?![\w~])"
    r"|(?<!`)`(?P<code>[^`\n]{1,300})`(?!`)"
)
_SIGNS = re.compile(r"\]\(|\*\S|_\S|~~|`|\{[{%:]|\[\^")
_VERBATIM = VERBATIM | {"kbd", "samp", "tt", "title", "template"}
_ELEMENTS = {
    "strong": "strong",
    "strong_line": "strong",
    "mark": "span",
    "em": "em",
    "em_line": "em",
    "struck": "s",
    "code": "code",
}
_POSITIONAL = re.compile(
    r"\{%\s*(?:image|img|figure|picture)\s+[\"'](?P<url>[^\"'\s]{1,300})[\"']\s+"
    r"(?P<quote>[\"'])(?P<alt>.{1,1000})(?P=quote)\s*%\}",
    re.DOTALL,
)


_SIGN_CHARS = "*_[]()~{}%!`$"
_DISGUISE = {ord(sign): 0xFDD0 + place for place, sign in enumerate(_SIGN_CHARS)}
"""Signs that were escaped are noncharacters meanwhile, which Unicode keeps for such use."""
_UNDISGUISE = {code: sign for sign, code in _DISGUISE.items()}
_DISGUISED = re.compile("[\ufdd0-\ufddf]")


def disguised(escaped: str) -> str:
    """Return the *escaped* sign in its disguise, in which it is no markup."""
    return escaped.translate(_DISGUISE)


def with_escapes(text: str) -> str:
    """Return *text* with the signs that :func:`disguised` hid."""
    return text.translate(_UNDISGUISE) if _DISGUISED.search(text) else text


def read_left_markdown(root: HtmlElement) -> None:
    """Put links, emphasis, code and tags in the text of *root* into elements, in place.

    Signs in disguise are themselves again afterwards.
    """
    _read(root)
    for element in root.iter():
        if element.text and isinstance(element.tag, str):
            element.text = with_escapes(element.text)
        if element.tail:
            element.tail = with_escapes(element.tail)
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if _DISGUISED.search(value):
                element.set(name, with_escapes(value))


def _read(root: HtmlElement) -> None:
    for element, children in prose_elements(root, _VERBATIM):
        _read_text(element)
        for child in children:
            _read_tail(element, child)


def _read_text(element: HtmlElement) -> None:
    text, made = _pieces(element.text or "", in_link=element.tag == "a")
    if made:
        element.text = text
        for place, new in enumerate(made):
            element.insert(place, new)


def _read_tail(parent: HtmlElement, child: HtmlElement) -> None:
    text, made = _pieces(child.tail or "", in_link=parent.tag == "a")
    if made:
        child.tail = text
        at = parent.index(child) + 1
        for place, new in enumerate(made):
            parent.insert(at + place, new)


def _pieces(text: str, *, in_link: bool) -> tuple[str, list[HtmlElement]]:
    """Return *text* to its first mark, and the elements with the text after each."""
    if not _SIGNS.search(text):
        return text, []
    made: list[HtmlElement] = []
    before, at = "", 0
    for found in _LEFT.finditer(text):
        element = _element(found, in_link=in_link)
        if element is None:
            continue
        if made:
            made[-1].tail = text[at : found.start()]
        else:
            before = text[at : found.start()]
        made.append(element)
        at = found.end()
    if not made:
        return text, []
    made[-1].tail = text[at:]
    return before, made


def _element(found: re.Match[str], *, in_link: bool) -> HtmlElement | None:
    kind = found.lastgroup or ""
    if found["picture"] is not None:
        return _made("img", src=found["picture"], alt=found["alt"])
    if found["url"] is not None:
        if in_link:
            return None
        link = _made("a", href=found["url"].strip())
        link.text = found["link"]
        _read_text(link)
        return link
    if kind == "tag":
        return _tag(found[0])
    element = _made(_ELEMENTS[kind])
    element.text = found[kind]
    if kind != "code":
        _read_text(element)
    return element


def _tag(text: str) -> HtmlElement:
    shown = _POSITIONAL.match(text)
    if shown:
        return _made("img", src=shown["url"], alt=shown["alt"].strip())
    markup = _made("essay-markup")
    markup.text = text
    return markup


def _made(name: str, **attributes: str) -> HtmlElement:
    element = Element(name)
    for key, value in attributes.items():
        element.set(key, value)
    return element
