"""Ghost's export: one JSON document of its tables; ``db[0].data`` or ``data`` holds them.

Tables read: posts (title, slug, html, mobiledoc, lexical, plaintext, feature_image, status, type
or page, visibility, published_at, custom_excerpt, canonical_url), posts_authors and users,
posts_tags and tags, posts_meta (email_only, meta_description), settings (title, url). Addresses on
the site itself begin with ``__GHOST_URL__``; exports of today do not say where that is.

Source: Ghost's schema.js and exporter.js, which writes the tables as they are.
"""

from __future__ import annotations

import datetime as dt
import html
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.reading.documents import Document
from pipeline.reading.facts import Facts, people, plain_of
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date
from pipeline.settings.reading_settings import Taking

_HERE = "__GHOST_URL__"
_PUBLISHED = frozenset({"published", "sent"})
_NOT_YET = {"draft": "a draft", "scheduled": "scheduled, not published"}


def is_ghost(document: Document) -> bool:
    """Return whether *document* is an export of Ghost."""
    head = document.content.lstrip()[:1]
    if head != b"{" or b'"posts"' not in document.content or b'"data"' not in document.content:
        return False
    return bool(_tables(document))


def posts(document: Document, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the published posts of the export *document*, and what is left out."""
    tables = _tables(document)
    users = {row.get("id"): one_line(str(row.get("name") or "")) for row in _rows(tables, "users")}
    tags = {row.get("id"): one_line(str(row.get("name") or "")) for row in _rows(tables, "tags")}
    authors = _joined(tables, "posts_authors", "author_id", users)
    tagged = _joined(tables, "posts_tags", "tag_id", tags)
    meta = {row.get("post_id"): row for row in _rows(tables, "posts_meta")}
    site = _setting(tables, "url").rstrip("/")
    show = _setting(tables, "title")
    for row in _rows(tables, "posts"):
        title = one_line(str(row.get("title") or ""))
        date = _date(row.get("published_at"))
        reason = _reason(row, taking)
        body = _body(row)
        if not reason and not body:
            reason = "there is no text in it"
        if reason:
            yield LeftOut(title, reason, date)
            continue
        identity = row.get("id")
        slug = str(row.get("slug") or "")
        names = authors.get(identity) or [users.get(row.get("author_id"), "")]
        canonical = str(row.get("canonical_url") or "")
        about = meta.get(identity, {})
        mailed = row.get("status") == "sent" or bool(about.get("email_only"))
        own = f"{site}/{slug}/" if site and slug and not mailed else ""
        yield Post(
            slug or str(identity),
            body.replace(_HERE, site),
            Facts(
                title=title,
                author=people(names),
                date=date,
                url=canonical if canonical.startswith("http") else own,
                entry_id=f"ghost:{row.get('uuid') or identity}",
                language=str(row.get("locale") or ""),
                summary=plain_of(
                    str(row.get("custom_excerpt") or about.get("meta_description") or "")
                ),
                image=str(row.get("feature_image") or row.get("image") or "").replace(_HERE, site),
                tags=tuple(name for name in tagged.get(identity, []) if not name.startswith("#")),
                slug=slug,
                show_title=show,
            ),
            form="html",
            base=site,
        )


def _reason(row: Mapping[str, Any], taking: Taking) -> str:
    """Return why a post is left out; empty if it is not."""
    status = str(row.get("status") or "")
    if status not in _PUBLISHED:
        return _NOT_YET.get(status, f"not published ({status or 'no status'})")
    page = row.get("type") == "page" or bool(row.get("page"))
    if page and not taking.pages:
        return "a page, not a post"
    audience = str(row.get("visibility") or "public")
    if audience != "public" and not taking.paid:
        return f"not for everyone ({audience})"
    return ""


def _body(row: Mapping[str, Any]) -> str:
    """Return the post's HTML; made from its plain text where the export has no other."""
    body = str(row.get("html") or "")
    if body:
        return body
    for name in ("lexical", "mobiledoc"):
        inner = _html_within(row.get(name))
        if inner:
            return inner
    plain = str(row.get("plaintext") or row.get("markdown") or "")
    parts = (part.strip() for part in plain.split("\n\n"))
    return "\n".join(f"<p>{html.escape(part)}</p>" for part in parts if part)


def _html_within(state: object) -> str:
    """Return the HTML of an editor's state that is one Markdown or HTML card, or paragraphs."""
    if not isinstance(state, str) or not state.strip():
        return ""
    try:
        data = json.loads(state)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(data, dict):
        return ""
    if isinstance(data.get("root"), dict):
        from pipeline.reading.importing.lexical import html_of_lexical  # noqa: PLC0415 - rare

        return html_of_lexical(data)
    from pipeline.reading.importing.mobiledoc import html_of_mobiledoc  # noqa: PLC0415 - old ones

    return html_of_mobiledoc(data)


def _tables(document: Document) -> Mapping[str, Any]:
    """Return the export's tables; empty if it is none."""
    try:
        data = json.loads(document.text)
    except (ValueError, RecursionError):
        return {}
    outer = data.get("db") if isinstance(data, dict) else None
    if isinstance(outer, list) and outer:
        data = outer[0]
    tables = data.get("data") if isinstance(data, dict) else None
    known = isinstance(tables, dict) and isinstance(tables.get("posts"), list)
    return tables if known and isinstance(tables, dict) else {}


def _rows(tables: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _joined(
    tables: Mapping[str, Any], name: str, other: str, names: Mapping[Any, str]
) -> dict[Any, list[str]]:
    found: dict[Any, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(tables, name):
        order = row.get("sort_order")
        place = order if isinstance(order, int) else 0
        found[row.get("post_id")].append((place, names.get(row.get(other), "")))
    return {key: [name for _, name in sorted(rows) if name] for key, rows in found.items()}


def _setting(tables: Mapping[str, Any], key: str) -> str:
    rows = (row for row in _rows(tables, "settings") if row.get("key") == key)
    return one_line(str(next(rows, {}).get("value") or ""))


def _date(value: object) -> dt.date | dt.datetime | None:
    """Return a moment, which old exports give in milliseconds since 1970."""
    if isinstance(value, int) and abs(value) < 10**14:
        return dt.datetime.fromtimestamp(value / 1000, dt.UTC)
    return parsed_date(str(value or ""))
