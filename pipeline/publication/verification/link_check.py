"""Links between the pages of ``output/``: none leads nowhere, and none is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from pipeline.errors import PublicationError
from pipeline.publication.catalogue import Record
from pipeline.publication.inspection import PRODUCE, REBUILD, Finding
from pipeline.publication.ownership import OLDER_PAGES, is_marked
from pipeline.publication.page import INDEX_FILE, index_entry, index_pages
from pipeline.publication.relinking import rendered
from pipeline.publication.sidecars import chapters_of
from pipeline.settings.publication_settings import Channel


def link_findings(output: Path, channel: Channel) -> Iterator[Finding]:
    """Yield every link, picture, sound and track of a page that leads nowhere within *output*."""
    yield from _unnamed_findings(output, channel)
    for page in sorted([*_index(output), *output.glob("[!.]*/index.html")]):
        place = page.relative_to(output).as_posix()
        for link in sorted(_links(page)):
            target = _local(link, page, output, channel)
            if target is not None and not target.is_file():
                mend = PRODUCE if page.parent != output else REBUILD
                yield Finding(place, f"its link {link} leads nowhere", mend)


def surroundings_findings(
    output: Path, records: Sequence[Record], channel: Channel
) -> Iterator[Finding]:
    """Yield every page in *output* that does not say where it stands and what stands beside it.

    Args:
        output: The folder of what is published.
        records: All that is published, each with its surroundings.
        channel: The show.
    """
    for record in records:
        page = output / record.slug / record.page.name
        if not page.is_file():
            continue
        try:
            meant = rendered(record, page.parent, channel)
        except PublicationError as error:
            yield Finding(error.where, error.what, PRODUCE)
            continue
        if page.read_bytes() != meant.encode():
            before, after = (
                repr(other.title) if other else "none"
                for other in (record.previous, record.following)
            )
            what = (
                f"it is not as it would be rendered ({record.base_url or 'at no known address'}; "
                f"before it {before}, after it {after})"
            )
            yield Finding(f"{record.slug}/{page.name}", what, REBUILD)
        yield from _chapter_findings(output, record, channel)


def _chapter_findings(output: Path, record: Record, channel: Channel) -> Iterator[Finding]:
    """Yield the chapters of *record* if any leads elsewhere than it should."""
    meant = _addresses(chapters_of(record, channel))
    for file in record.files_of("chapters"):
        try:
            found = _addresses((output / record.slug / file.name).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # told by inspection
            continue
        for number, (one, other) in enumerate(zip(found, meant, strict=False), start=1):
            if one != other:
                what = f"its chapter {number} leads to {one}, where {other} was meant"
                yield Finding(f"{record.slug}/{file.name}", what, REBUILD)
                break


def _addresses(chapters: str) -> list[tuple[str | None, str | None]]:
    """Return link and picture of each of the JSON *chapters*."""
    return [(one.get("url"), one.get("img")) for one in json.loads(chapters)["chapters"]]


def index_findings(output: Path, records: Sequence[Record], channel: Channel) -> Iterator[Finding]:
    """Yield the index of *output* if it says anything else than *records*, newest first, do."""
    if not (output / INDEX_FILE).is_file():  # told with the links
        return
    pages = index_pages([index_entry(record) for record in records], channel)
    for name, meant in pages.items():
        path = output / name
        if not path.is_file():
            yield Finding(name, "it is missing", REBUILD)
        elif path.read_bytes() != meant.encode():
            yield Finding(name, "it is not what the episodes' records give", REBUILD)
    for path in _index(output):
        if path.name not in pages:
            yield Finding(path.name, "this page of the index is no longer one", REBUILD)


def _unnamed_findings(output: Path, channel: Channel) -> Iterator[Finding]:
    index = output / INDEX_FILE
    pages = sorted(output.glob("[!.]*/index.html"))
    if pages and not index.is_file():
        yield Finding(index.name, "it is missing", REBUILD)
        return
    named = (
        {
            _local(link, listing, output, channel)
            for listing in _index(output)
            for link in _links(listing)
        }
        if pages
        else set()
    )
    for page in pages:
        if page.resolve() not in named:
            what = f"it does not name the episode '{page.parent.name}'"
            yield Finding(index.name, what, REBUILD)


def _index(output: Path) -> list[Path]:
    """Return the pages of the index that are there and ours, the first one first."""
    older = (path for path in sorted(output.glob(OLDER_PAGES)) if is_marked(path.read_bytes()))
    return [*output.glob(INDEX_FILE), *older]


def _links(page: Path) -> set[str]:
    tree = html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return {str(link) for _, _, link, _ in tree.iterlinks()}


def _local(link: str, page: Path, output: Path, channel: Channel) -> Path | None:
    """Return the file *link* means within *output*; None for what lies elsewhere."""
    base = channel.base_url.rstrip("/")
    if base and link.startswith(f"{base}/"):
        page, link = output / "index.html", link.removeprefix(f"{base}/")
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    target = (page.parent / unquote(parts.path)).resolve()
    if not target.is_relative_to(output.resolve()):
        return None
    return target / "index.html" if target.is_dir() else target
