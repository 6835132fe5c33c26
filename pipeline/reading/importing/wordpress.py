"""WordPress's export (WXR 1.0 to 1.2): RSS whose items say their status and type.

Only what the public could read is taken: ``wp:status`` publish, ``wp:post_type`` post (pages on
request), no ``wp:post_password``. A post's picture is the attachment that ``_thumbnail_id`` names;
several authors are categories of the domain ``author`` (Co-Authors Plus).

Source: ``export_wp`` in WordPress's wp-admin/includes/export.php.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.reading.detected_language import language_tag
from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts, people, plain_of
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date
from pipeline.reading.xml import sound_xml
from pipeline.settings.reading_settings import Taking
from pipeline.tools.fetching.urls import absolute

_SIGN = re.compile(rb"xmlns:wp\s*=\s*[\"']https?://wordpress\.org/export/")
_STATUS = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "a draft that waits for review",
    "future": "scheduled, not published",
    "private": "private",
    "trash": "in the trash",
    "inherit": "no post of its own",
}
_KINDS = {"attachment": "an attachment", "page": "a page, not a post", "nav_menu_item": "a menu"}
_CANONICAL = ("_yoast_wpseo_canonical", "rank_math_canonical_url")
"""Fields that say where a post stands first, of the plugins that most sites have."""
_NO_DATE = re.compile(r"0000-00-00|^-?0001-")
_BLOCK = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map"
    r"|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup"
    r"|header|footer|nav|figure|figcaption|details|summary|iframe|video|audio|script)"
)
_STARTS_BLOCK = re.compile(rf"\s*</?{_BLOCK}\b|\s*<!--|\s*\[/?\w", re.IGNORECASE)
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_CAPTION = re.compile(
    r"\[caption[^\]]*\](?P<picture>\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)"
    r"(?P<words>.*?)\[/caption\]",
    re.IGNORECASE | re.DOTALL,
)
_OLD_CAPTION = re.compile(r"\[caption[^\]]*\bcaption=(\"|')(?P<words>.*?)\1", re.IGNORECASE)
_MORE = re.compile(r"<!--(?:more|nextpage).*?-->", re.IGNORECASE)


def is_wordpress(document: Document) -> bool:
    """Return whether *document* is an export of WordPress."""
    return bool(_SIGN.search(document.content[:20_000]))


def posts(document: Document, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the published posts of the export *document*, and what is left out.

    Raises:
        SourceError: Its XML is malformed or dangerous.
    """
    _, root = sound_xml(document.text, document.source)
    channel = root.find("channel")
    if channel is None:
        return
    names = {
        _text(author, "author_login"): _text(author, "author_display_name")
        for author in channel.iterfind("{*}author")
    }
    show, language = _text(channel, "title"), language_tag(_text(channel, "language"))
    home = _text(channel, "base_blog_url") or _text(channel, "link")
    pictures = {
        _text(item, "post_id"): _text(item, "attachment_url")
        for item in channel.iterfind("item")
        if _text(item, "post_type") == "attachment"
    }
    for number, item in enumerate(channel.iterfind("item"), start=1):
        title, date = _text(item, "title"), _date(item)
        kind = _text(item, "post_type") or "post"
        reason = _reason(item, kind, taking)
        if reason:
            if kind in {"post", "page"}:
                yield LeftOut(title or f"item {number}", reason, date)
            continue
        body = _raw(item, "{http://purl.org/rss/1.0/modules/content/}encoded")
        link, identity = absolute(home, _text(item, "link")), _text(item, "post_id")
        meta = _meta(item)
        own = next((meta[key] for key in _CANONICAL if meta.get(key, "").startswith("http")), link)
        yield Post(
            _text(item, "post_name") or f"item-{identity or number}",
            with_paragraphs(body),
            Facts(
                title=title,
                author=_authors(item, names),
                date=date,
                url=own if own.startswith("http") and "?p=" not in own else "",
                entry_id=_text(item, "guid") or (f"wordpress:{identity}" if identity else ""),
                language=language,
                summary=plain_of(_raw(item, "{*}encoded", "excerpt")),
                image=pictures.get(meta.get("_thumbnail_id", ""), ""),
                tags=tuple(
                    dict.fromkeys(
                        one_line(one.text or "")
                        for one in item.iterfind("category")
                        if one.get("domain", "category") in {"category", "post_tag"}
                        and one.get("nicename") != "uncategorized"
                    )
                ),
                slug=_text(item, "post_name"),
                show_title=show,
            ),
            form="html",
            base=link,
        )


def _meta(item: etree._Element) -> dict[str, str]:
    """Return the custom fields of a post that say anything to us."""
    wanted = {"_thumbnail_id", *_CANONICAL}
    pairs = (
        (_text(one, "meta_key"), _text(one, "meta_value")) for one in item.iterfind("{*}postmeta")
    )
    return {key: value for key, value in pairs if key in wanted}


def _authors(item: etree._Element, names: Mapping[str, str]) -> str:
    """Return who wrote a post: all of its authors, else the one whose account it is."""
    several = [
        names.get((one.get("nicename") or "").removeprefix("cap-")) or one_line(one.text or "")
        for one in item.iterfind("category")
        if one.get("domain") == "author"
    ]
    creator = _text(item, "creator")
    return people(several or [names.get(creator) or (creator if " " in creator else "")])


def _reason(item: etree._Element, kind: str, taking: Taking) -> str:
    """Return why an item is left out; empty if it is not."""
    if kind != "post" and not (kind == "page" and taking.pages):
        return _KINDS.get(kind, f"a {kind}, not a post")
    status = _text(item, "status") or "publish"
    if status != "publish":
        return _STATUS.get(status, f"not published ({status})")
    return "protected by a password" if _text(item, "post_password") else ""


def with_paragraphs(body: str) -> str:
    """Return *body* with paragraphs where the classic editor has blank lines.

    WordPress makes them when it shows a post: a blank line ends a paragraph, a line end is a
    break. Posts of the block editor have their own. ``[caption]`` becomes a figure.
    """
    body = _MORE.sub("", body.replace("\r\n", "\n"))
    body = _CAPTION.sub(_figure, body)
    if "<!-- wp:" in body:
        return _COMMENT.sub("", body)
    parts = _KEPT.split(body)
    written = []
    for index in range(0, len(parts), 3):
        written += [_paragraph(part) for part in re.split(r"\n[ \t]*\n", parts[index])]
        written += parts[index + 1 : index + 2]
    return "\n".join(part for part in written if part)


def _paragraph(part: str) -> str:
    part = part.strip()
    if not part or (_STARTS_BLOCK.match(part) and not part.startswith("[")):
        return part
    return f"<p>{_breaks(part)}</p>"


def _breaks(part: str) -> str:
    return re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n(?!\s*</?(?:p|div|li|ul|ol)\b)", "<br>\n", part)


def _figure(found: re.Match[str]) -> str:
    words = found["words"].strip()
    if not words and (old := _OLD_CAPTION.match(found[0])):
        words = old["words"]
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{found['picture'].strip()}{caption}</figure>\n\n"


def _date(item: etree._Element) -> dt.date | dt.datetime | None:
    """Return when the post was published: the moment in UTC, else the site's own time."""
    for name in ("post_date_gmt", "pubDate", "post_date"):
        value = _text(item, name)
        if value and not _NO_DATE.search(value):
            found = parsed_date(value)
            if isinstance(found, dt.datetime) and name == "post_date_gmt":
                return found.replace(tzinfo=dt.UTC)
            if found is not None and found.year > 1:
                return found
    return None


def _text(element: etree._Element, name: str) -> str:
    """Return the text of the child *name*, of whatever namespace, as one line."""
    found = element.find(f"{{*}}{name}")
    return "" if found is None else one_line("".join(str(text) for text in found.itertext()))


def _raw(element: etree._Element, path: str, within: str = "") -> str:
    """Return the text of the child at *path*, whose namespace ends in *within*, as it is."""
    for found in element.iterfind(path):
        if within in str(found.tag):
            return found.text or ""
    return ""
