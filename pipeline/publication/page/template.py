"""A page as one document: template, styles and script put together under a strict policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urljoin

import jinja2
from markupsafe import Markup

from pipeline.languages.language_table import language_row
from pipeline.publication.artwork.episode_cover import SIDE as COVER_PX
from pipeline.publication.artwork.lettering import bound
from pipeline.publication.artwork.palette import tint
from pipeline.publication.artwork.small import LISTED_PX
from pipeline.publication.page.theme import theme, theme_css
from pipeline.publication.page.wording import wording
from pipeline.settings.publication_settings import Channel


def document(
    template: str,
    channel: Channel,
    *,
    language: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    typeface: bool = True,
    **values: object,
) -> str:
    """Return the page of *template* with everything it needs inside it.

    The policy lets only this very style and this very script run, both known by their digests,
    and pictures, sound and data of the page's own host.

    Args:
        template: Name of a template of this package.
        channel: The show; the page's colours come from its colour or title.
        language: Of the page's own words; a BCP 47 tag.
        styles: Style sheets of this package, in order.
        scripts: Scripts of this package, in order; they share one scope of their own.
        typeface: Whether the artwork's type is within it.
        values: What else the template may say.
    """
    tinted = tint(channel.title, channel.colour)
    letters = _typeface() if typeface else ""
    style = theme_css(tinted) + letters + "".join(asset("styles", name) for name in styles)
    body = "\n".join(asset("scripts", name) for name in scripts)
    script = f'(() => {{\n"use strict";\n{body}\n}})();'
    return (
        _environment()
        .get_template(template)
        .render(
            styles=Markup(style),  # noqa: S704 - our own files and colours
            script=Markup(script),  # noqa: S704 - our own files
            policy=_policy(style, script),
            theme=theme(tinted),
            favicon=_favicon(theme(tinted)["light"]["accent"]),
            **_of(channel),
            **wording(language_row(language)),
            **values,
        )
    )


def compile_templates() -> None:
    """Compile the templates of whole pages, which the first page would wait for."""
    for name in ("episode.html.jinja", "index.html.jinja"):
        _environment().get_template(name)


def look(given: Sequence[object]) -> str:
    """Return the digest of all a page is rendered with besides its content: this package, as well.

    Args:
        given: What the page says of the show.
    """
    return hashlib.sha256(repr((_package_digest(), given)).encode()).hexdigest()[:16]


@cache
def _package_digest() -> str:
    """Return the digest of the code, templates, styles, scripts and letters of this package."""
    digest = hashlib.sha256()
    folders = [files(__package__)]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                folders += [entry] if entry.name != "__pycache__" else []
            else:
                digest.update(entry.read_bytes())
    return digest.hexdigest()


def _of(channel: Channel) -> dict[str, object]:
    """Return what every template may say of the show."""
    return {
        "show": channel,
        "bound": bound,
        "sized": _sized,
        "absolute": lambda address: urljoin(channel.base_url.rstrip("/") + "/", address),
        "feed_address": lambda feed: _feed_address(feed, channel),
        "apps": lambda feed: _apps(_feed_address(feed, channel)) if channel.base_url else (),
    }


def _sized(artwork: str, sizes: str) -> Markup:
    """Return the attributes that let a browser take an episode's small picture where it is enough.

    Args:
        artwork: Address of the picture; only an episode's own has a small one beside it.
        sizes: Widths at which it is shown, as in the attribute of that name.
    """
    if artwork != "artwork.jpg":
        return Markup()
    pictures = f"artwork-small.jpg {LISTED_PX}w, artwork.jpg {COVER_PX}w"
    return Markup(' srcset="{}" sizes="{}"').format(pictures, sizes)


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(script)}",
            f"style-src {_digest(style)}",
            "img-src 'self' data:",
            "media-src 'self'",
            "connect-src 'self'",  # a checker that reads robots.txt through the page, and players
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _feed_address(feed: str, channel: Channel) -> str:
    """Return where the feed will be reachable; as seen from the page where that is not known."""
    if not channel.base_url:
        return feed
    return urljoin(channel.base_url.rstrip("/") + "/", feed.removeprefix("../"))


def _apps(feed: str) -> tuple[tuple[str, str], ...]:
    """Return apps that subscribe to *feed*, each with the address that its scheme gives that."""
    place = feed.partition("://")[2]
    return (
        ("Apple Podcasts", f"podcast://{place}"),
        ("Overcast", f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        ("Pocket Casts", f"pktc://subscribe/{place}"),
        ("AntennaPod", f"antennapod-subscribe://{place}"),
    )


@cache
def _typeface() -> str:
    """Return the artwork's typeface for titles, within the page: no host is asked for it."""
    path = files("pipeline.publication.artwork").joinpath("fonts", "Literata-Titles.woff2")
    font = base64.b64encode(path.read_bytes()).decode()
    return (
        "/* Literata: the Literata Project Authors, SIL Open Font License 1.1 */\n"
        '@font-face{font-family:"Literata Titles";font-weight:600;'
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}\n'
    )


def _favicon(accent: str) -> str:
    bars = "M6 13v6M11 9v14M16 5v22M21 9v14M26 13v6"
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<path d='{bars}' stroke='{accent}' stroke-width='3' stroke-linecap='round'/></svg>"
    )
    return "data:image/svg+xml," + quote(picture)


@cache
def asset(folder: str, name: str) -> str:
    """Return the text of a file of this package."""
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: asset("templates", name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    return environment
