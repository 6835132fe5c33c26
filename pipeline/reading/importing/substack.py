"""Substack's export: ``posts.csv`` names the posts, ``posts/ID.SLUG.html`` hold them.

Columns, as exports of 2020 to 2026 have them: post_id, post_date, is_published, email_sent_at,
inbox_sent_at, type (newsletter, podcast, thread, video, page, restack), audience (everyone,
only_free, only_paid, founding), title, subtitle, podcast_url. Not every export has all of them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.reading.facts import Facts, title_of
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.trees import Tree, text_of
from pipeline.reading.invisible import one_line
from pipeline.reading.written_dates import parsed_date
from pipeline.settings.reading_settings import Taking

_TABLE = "posts.csv"
_FILE = re.compile(r"(?:.*/)?(?P<id>\d{4,}(?:\.(?P<slug>[^/]+?))?)\.html?")
"""A post's file: its number, and its slug where it has one."""
_TAKEN_KINDS = frozenset({"", "newsletter", "podcast", "video"})
_FREE = frozenset({"", "everyone"})
_WIDEST = 1_000_000


def is_substack(tree: Tree) -> bool:
    """Return whether *tree* is an export of Substack."""
    if _TABLE not in tree.names:
        return False
    head = text_of(tree, _TABLE)[:2_000].partition("\n")[0]
    return {"post_id", "is_published"} <= {name.strip(' "') for name in head.split(",")}


def posts(tree: Tree, taking: Taking) -> Iterator[Post | LeftOut]:
    """Yield the published posts of the export *tree*, and what is left out."""
    files = _files(tree)
    csv.field_size_limit(_WIDEST)
    for row in csv.DictReader(io.StringIO(text_of(tree, _TABLE))):
        fields = {str(key).strip(): one_line(str(value or "")) for key, value in row.items() if key}
        identity = fields.get("post_id", "")
        title = title_of(fields.get("title", "")) or identity
        date = parsed_date(fields.get("post_date", ""))
        reason = _reason(fields, taking)
        name = files.get(identity) or files.get(identity.partition(".")[0], "")
        if not reason and not name:
            reason = "the export does not hold its text"
        if reason:
            yield LeftOut(title, reason, date)
            continue
        yield Post(
            name,
            tree.read(name),
            Facts(
                title=title_of(fields.get("title", "")),
                date=date,
                summary=title_of(fields.get("subtitle", "")),
                slug=slug_in(name),
                entry_id=f"substack:{identity.partition('.')[0]}",
                extra=(("kind", fields.get("type", "")), ("audience", fields.get("audience", ""))),
            ),
            form="html",
        )


def _files(tree: Tree) -> dict[str, str]:
    """Return the posts' files by what the table calls them, and by their numbers alone."""
    found = {PurePosixPath(name).name: name for name in tree.names if _FILE.fullmatch(name)}
    whole = {file.rpartition(".")[0]: name for file, name in found.items()}
    return {file.partition(".")[0]: name for file, name in found.items()} | whole


def slug_in(name: str) -> str:
    """Return the slug in the name of a post's file; empty where it is none of Substack's."""
    found = _FILE.fullmatch(PurePosixPath(name).name)
    return (found["slug"] or "") if found else ""


def _reason(fields: dict[str, str], taking: Taking) -> str:
    """Return why a post is left out; empty if it is not."""
    if fields.get("is_published", "").lower() not in {"true", "1", "t", "yes"}:
        return "a draft"
    kind, audience = fields.get("type", "").lower(), fields.get("audience", "").lower()
    if kind == "page":
        return "" if taking.pages else "a page, not a post"
    if kind not in _TAKEN_KINDS:
        return f"a {kind}, not an essay"
    if audience not in _FREE and not taking.paid:
        return f"not for everyone ({audience.replace('_', ' ')})"
    return ""
