"""Importing: exports of platforms, sources of sites, mailboxes, archives and folders.

A kind is one module and one row of :mod:`~pipeline.reading.importing.kinds`, recognised by what
it holds. Each yields posts with the facts its platform keeps, and what is left out and why; the
readers of HTML and Markdown make essays of them as of any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline.errors import SourceError
from pipeline.reading.documents import Document
from pipeline.reading.folder import ESSAY_SUFFIXES, is_left_out
from pipeline.reading.importing.essay_list import (
    MARKDOWN,
    Catalogue,
    Entry,
    LeftOut,
    Post,
    catalogue_of,
    document_in,
    reason_of,
)
from pipeline.reading.importing.front import front_of, reason_of_front
from pipeline.reading.importing.trees import Branch, FolderTree, Tree, ZipTree
from pipeline.settings.reading_settings import EssayDefaults, ReadingSettings

__all__ = ["Catalogue", "Entry", "LeftOut", "catalogue_in", "is_known", "known_folders"]

_COMMON = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".epub", *MARKDOWN})
"""Suffixes of single texts, which no reader of exports need look at."""
_ONLY_KINDS = frozenset({".json", ".mbox", ".eml", ".ipynb", ".docx", ".odt"})
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


def catalogue_in(document: Document, settings: ReadingSettings) -> Catalogue | None:
    """Return the catalogue that *document* is; None where it is one text of a common form.

    Raises:
        SourceError: It is damaged, would unpack to too much, or nothing that is known.
    """
    defaults = settings.defaults
    if document.suffix in _COMMON:
        return None
    if document.content.lstrip()[:1] == b"<":
        from pipeline.reading.importing import sitemap  # noqa: PLC0415 - httpx

        if sitemap.is_sitemap(document) or sitemap.is_archive(document):
            return sitemap.site_catalogue(document, defaults, settings.access)
    from pipeline.reading.importing.kinds import kind_of_file  # noqa: PLC0415 - a dozen readers

    taking = defaults.taking
    if not document.is_folder:
        kind = kind_of_file(document)
        if kind is not None:
            posts = kind.posts(document, taking)
            return catalogue_of(kind.name, posts, document, defaults, _pictures_in(document))
    tree = _tree(document)
    return None if tree is None else _catalogue_of_tree(tree, document, defaults)


def is_known(folder: Path) -> bool:
    """Return whether *folder* is an export or a site's source, which is one source as a whole."""
    from pipeline.reading.importing.kinds import kind_of_tree  # noqa: PLC0415 - see above

    try:
        return kind_of_tree(FolderTree(folder, str(folder))) is not None
    except (SourceError, OSError):
        return False


def known_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in *folder* that are exports or sites' sources: one source each."""
    from pipeline.reading.importing.kinds import branches_of  # noqa: PLC0415 - see above

    try:
        return tuple(folder / top for top in branches_of(FolderTree(folder, str(folder))))
    except (SourceError, OSError):
        return ()


def _pictures_in(document: Document) -> Tree | None:
    """Return the archive that *document* is, which holds its pictures; None where it is none."""
    is_office = document.content.startswith(_ZIP)
    return ZipTree(document.content, document.source) if is_office else None


def _tree(document: Document) -> Tree | None:
    if document.folder is not None:
        return FolderTree(document.folder, document.source)
    if other := _other_office(document):
        raise SourceError(
            f"this is {other}, not an essay", where=document.source, mend="Save its text as .docx"
        )
    zipped = document.content.startswith((_ZIP, _EMPTY_ZIP)) and document.suffix != ".epub"
    if not zipped or b"application/epub+zip" in document.content[:200]:
        return None
    return ZipTree(document.content, document.source)


def _other_office(document: Document) -> str:
    """Return which office document *document* is that holds no text; empty if it is none."""
    if not document.content.startswith(_ZIP):
        return ""
    head, tail = document.content[:200], document.content[-20_000:]
    signs = {"a spreadsheet": (b"xl/workbook.xml", b"opendocument.spreadsheet"),
             "a presentation": (b"ppt/presentation.xml", b"opendocument.presentation")}  # fmt: skip
    return next((name for name, (path, kind) in signs.items() if path in tail or kind in head), "")


def _catalogue_of_tree(tree: Tree, document: Document, defaults: EssayDefaults) -> Catalogue:
    from pipeline.reading.importing.kinds import kind_of_tree  # noqa: PLC0415 - see above

    kind = kind_of_tree(tree)
    if kind is not None:
        found = kind.posts(tree, defaults.taking)
        return catalogue_of(kind.name, found, document, defaults, tree)
    name = "folder" if document.is_folder else "ZIP archive"
    catalogue = catalogue_of(name, _files(tree, document, defaults), document, defaults, tree)
    if not catalogue.entries and not catalogue.left_out:
        raise SourceError(
            f"this {name} holds no essays in a form that is known",
            where=document.source,
            mend="Known are Markdown, HTML, text, EPUB, feeds, .docx, .odt, notebooks and e-mail; "
            "the exports of Substack, Ghost, WordPress, Medium, Notion and Obsidian; the sources "
            "of Jekyll, Hugo, Zola, Eleventy, Astro and Quarto sites",
        )
    return catalogue


def _files(tree: Tree, document: Document, defaults: EssayDefaults) -> Iterator[Post | LeftOut]:
    """Yield the essay files of a tree of no kind of its own, each read by what it is."""
    from pipeline.reading.importing.kinds import branches_of  # noqa: PLC0415 - see above

    branches = branches_of(tree)
    for top, kind in branches.items():
        found = kind.posts(Branch(tree, top), defaults.taking)
        yield from _all_within(found, top.rstrip("/"))
    for name in tree.names:
        path = PurePosixPath(name)
        suffix = path.suffix.lower()
        if suffix not in ESSAY_SUFFIXES | _ONLY_KINDS or any(
            is_left_out(part) for part in path.parts
        ):
            continue
        if any(name.startswith(top) for top in branches):
            continue
        content = tree.read(name)
        if not content.strip():
            continue
        inside = _inside(document_in(document, name, content), defaults)
        if inside is not None:
            yield from _all_within(inside, name)
            continue
        if suffix in _ONLY_KINDS:
            continue
        head = content[:65_536].decode("utf-8", "replace").replace("\r\n", "\n")
        reason = reason_of_front(front_of(head, name))
        yield LeftOut(path.name, reason) if reason == "a draft" else Post(name, content)


def _inside(inner: Document, defaults: EssayDefaults) -> Iterator[Post | LeftOut] | None:
    """Return what a file of a tree holds if it is an export or an archive; else None."""
    from pipeline.reading.importing.kinds import kind_of_file, kind_of_tree  # noqa: PLC0415 - as above

    kind = kind_of_file(inner)
    if kind is not None:
        return kind.posts(inner, defaults.taking)
    if inner.suffix != ".zip":
        return None
    tree = ZipTree(inner.content, inner.source)
    whole = kind_of_tree(tree)
    return whole.posts(tree, defaults.taking) if whole else _files(tree, inner, defaults)


def _all_within(found: Iterator[Post | LeftOut], name: str) -> Iterator[Post | LeftOut]:
    """Yield what was *found* in *name*; what is wrong with it takes nothing else with it."""
    try:
        for piece in found:
            yield _within(piece, name) if isinstance(piece, Post) else piece
    except SourceError as error:
        yield LeftOut(PurePosixPath(name).name, reason_of(error))


def _within(post: Post, name: str) -> Post:
    """Return *post* of the file *name* as one of the tree that holds the file."""
    return replace(post, name=f"{name}/{post.name}" if post.name else name)
