"""Cards of Ghost's editors, which Lexical and Mobiledoc name and fill alike: a row each.

Source: the properties that TryGhost/Koenig declares for its nodes (kg-default-nodes) and cards.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

Card = Mapping[str, Any]
"""What a card holds: its properties by name."""
CardHtml = Callable[[Card], str]


def card_html(name: str, card: Card) -> str | None:
    """Return the HTML that the card called *name* shows; None for one that is not known."""
    made = _CARDS.get(name)
    return None if made is None else made(card)


def _plain(card: Card, key: str) -> str:
    value = card.get(key)
    return html.escape(str(value), quote=True) if value and isinstance(value, str | int) else ""


def _rich(card: Card, key: str) -> str:
    """Return a property that holds HTML."""
    value = card.get(key)
    return value if isinstance(value, str) else ""


def _caption(card: Card) -> str:
    caption = _rich(card, "caption")
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def _picture(card: Card) -> str:
    source, alt = _plain(card, "src"), _plain(card, "alt")
    return f'<figure><img src="{source}" alt="{alt}">{_caption(card)}</figure>'


def _gallery(card: Card) -> str:
    images = [one for one in card.get("images") or () if isinstance(one, Mapping)]
    pictures = "".join(map(_picture, images))
    return f"{pictures}<figure>{_caption(card)}</figure>" if _caption(card) else pictures


def _code(card: Card) -> str:
    return f"<pre><code>{_plain(card, 'code')}</code></pre>{_caption(card)}"


def _markdown(card: Card) -> str:
    from pipeline.reading.markdown import html_of  # noqa: PLC0415 - few have such

    return html_of(_rich(card, "markdown"))


def _bookmark(card: Card) -> str:
    told = card.get("metadata")
    about = told if isinstance(told, Mapping) else card
    words = " ".join(
        f"<p>{_plain(about, key)}</p>" for key in ("title", "description") if _plain(about, key)
    )
    link = f'<a href="{_plain(card, "url")}">{words}</a>'
    return f'<figure class="kg-bookmark-card">{link}</figure>{_caption(card)}'


def _embed(card: Card) -> str:
    shown = _rich(card, "html") or f'<a href="{_plain(card, "url")}"></a>'
    return f'<figure class="kg-embed-card">{shown}</figure>{_caption(card)}'


def _callout(card: Card) -> str:
    return f'<div class="kg-callout-card">{_rich(card, "calloutText")}</div>'


def _toggle(card: Card) -> str:
    heading = _rich(card, "heading")
    return f"<details><summary>{heading}</summary>{_rich(card, 'content')}</details>"


def _header(card: Card) -> str:
    subtitle = _rich(card, "subheader")
    said = f"<h2>{_rich(card, 'header')}</h2>" + (f"<p>{subtitle}</p>" if subtitle else "")
    return said + (_button(card) if card.get("buttonEnabled") else "")


def _button(card: Card) -> str:
    link = f'<a href="{_plain(card, "buttonUrl")}">{_plain(card, "buttonText")}</a>'
    return f'<div class="kg-button-card">{link}</div>'


def _product(card: Card) -> str:
    source = _plain(card, "productImageSrc")
    picture = f'<figure><img src="{source}" alt=""></figure>' if source else ""
    title, about = _rich(card, "productTitle"), _rich(card, "productDescription")
    button = {"buttonUrl": card.get("productUrl"), "buttonText": card.get("productButton")}
    called = _button(button) if card.get("productButtonEnabled") else ""
    return f"{picture}<h4>{title}</h4>{about}{called}"


def _call(card: Card) -> str:
    words = (_rich(card, key) for key in ("header", "subheader", "textValue", "disclaimer"))
    shown = "".join(f"<p>{text}</p>" for text in words if text)
    return f'<div class="kg-signup-card">{shown}<p>{_plain(card, "buttonText")}</p></div>'


def _file(card: Card) -> str:
    words = " ".join(_plain(card, key) for key in ("fileTitle", "fileCaption"))
    link = f'<a href="{_plain(card, "src")}">{words.strip() or _plain(card, "fileName")}</a>'
    return f'<figure class="kg-embed-card">{link}</figure>'


def _played(card: Card) -> str:
    words = _plain(card, "title")
    link = f'<a href="{_plain(card, "src")}">{words}</a>'
    return f'<figure class="kg-embed-card">{link}</figure>{_caption(card)}'


def _unseen(_: Card) -> str:
    """Return nothing: what readers of the page do not see."""
    return ""


_CARDS: dict[str, CardHtml] = {
    "html": lambda card: _rich(card, "html"),
    **dict.fromkeys(("markdown", "card-markdown"), _markdown),
    **dict.fromkeys(("image", "card-image"), _picture),
    **dict.fromkeys(("code", "codeblock"), _code),
    **dict.fromkeys(("hr", "horizontalrule"), lambda _: "<hr>"),
    **dict.fromkeys(("signup", "call-to-action"), _call),
    **dict.fromkeys(("audio", "video"), _played),
    **dict.fromkeys(("email", "email-cta", "paywall", "transistor", "soft-return"), _unseen),
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "callout": _callout,
    "toggle": _toggle,
    "header": _header,
    "button": _button,
    "product": _product,
    "file": _file,
}
