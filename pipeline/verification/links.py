"""Links between the pages of ``output/``: none leads nowhere, and none is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from pipeline.catalogue import Record
from pipeline.inspection import PRODUCE, REBUILD, Finding
from pipeline.page import index_entry, index_page, renewed
from pipeline.show import Show


def link_findings(output: Path, show: Show) -> Iterator[Finding]:
    """Yield every link, picture, sound and track of a page that leads nowhere within *output*."""
    yield from _unnamed_findings(output, show)
    for page in sorted([*output.glob("index.html"), *output.glob("[!.]*/index.html")]):
        place = page.relative_to(output).as_posix()
        for link in sorted(_links(page)):
            target = _local(link, page, output, show)
            if target is not None and not target.is_file():
                mend = PRODUCE if page.parent != output else REBUILD
                yield Finding(place, f"its link {link} leads nowhere", mend)


def surroundings_findings(output: Path, records: Sequence[Record], show: Show) -> Iterator[Finding]:
    """Yield every page in *output* that does not say where it stands and what stands beside it.

    Args:
        output: The folder of what is published.
        records: All that is published, each with its surroundings.
        show: The show.
    """
    for record in records:
        page = output / record.slug / record.page.name
        if not page.is_file():
            continue
        text = page.read_bytes().decode(errors="replace")
        if text != renewed(text, record, show):
            before, after = (
                repr(other.title) if other else "none"
                for other in (record.previous, record.following)
            )
            what = f"it does not say where it stands ({record.base_url or 'at no known address'}; "
            what += f"before it {before}, after it {after})"
            yield Finding(f"{record.slug}/{page.name}", what, REBUILD)


def index_findings(output: Path, records: Sequence[Record], show: Show) -> Iterator[Finding]:
    """Yield the index of *output* if it says anything else than *records*, newest first, do."""
    index = output / "index.html"
    if not index.is_file():  # told with the links
        return
    meant = index_page([index_entry(record) for record in records], show)
    if index.read_bytes() != meant.encode():
        yield Finding(index.name, "it is not what the episodes' records give", REBUILD)


def _unnamed_findings(output: Path, show: Show) -> Iterator[Finding]:
    index = output / "index.html"
    pages = sorted(output.glob("[!.]*/index.html"))
    if pages and not index.is_file():
        yield Finding(index.name, "it is missing", REBUILD)
        return
    named = {_local(link, index, output, show) for link in _links(index)} if pages else set()
    for page in pages:
        if page.resolve() not in named:
            what = f"it does not name the episode '{page.parent.name}'"
            yield Finding(index.name, what, REBUILD)


def _links(page: Path) -> set[str]:
    tree = html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return {str(link) for _, _, link, _ in tree.iterlinks()}


def _local(link: str, page: Path, output: Path, show: Show) -> Path | None:
    """Return the file *link* means within *output*; None for what lies elsewhere."""
    base = show.base_url.rstrip("/")
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
