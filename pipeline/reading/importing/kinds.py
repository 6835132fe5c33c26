"""The kinds of export, archive and folder: two tables, each looked through from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.reading.documents import Document
from pipeline.reading.importing import (
    ghost,
    hugo,
    jekyll,
    medium,
    newsletters,
    notebook,
    notion,
    obsidian,
    office,
    sites,
    substack,
    wordpress,
)
from pipeline.reading.importing.essay_list import LeftOut, Post
from pipeline.reading.importing.trees import Branch, Tree
from pipeline.settings.reading_settings import Taking

_DEEPEST_BRANCH = 4
_MOST_BRANCHES = 2_000
"""Folders within folders, and folders, that are looked at as exports."""
Found = Iterator[Post | LeftOut]


@dataclass(frozen=True, slots=True)
class TreeKind:
    """One kind of folder or archive, told from all its names."""

    name: str
    matches: Callable[[Tree], bool]
    posts: Callable[[Tree, Taking], Found]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that holds essays in a form of its own."""

    name: str
    matches: Callable[[Document], bool]
    posts: Callable[[Document, Taking], Found]


TREES = (
    TreeKind("Substack export", substack.is_substack, substack.posts),
    TreeKind("Medium export", medium.is_medium, medium.posts),
    TreeKind("Obsidian vault", obsidian.is_vault, obsidian.posts),
    TreeKind("Quarto site", sites.is_quarto, sites.quarto_posts),
    TreeKind("Astro site", sites.is_astro, sites.astro_posts),
    TreeKind("Eleventy site", sites.is_eleventy, sites.eleventy_posts),
    TreeKind("Jekyll site", jekyll.is_jekyll, jekyll.posts),
    TreeKind("Zola site", hugo.is_zola, hugo.zola_posts),
    TreeKind("Hugo site", hugo.is_hugo, hugo.hugo_posts),
    TreeKind("Notion export", notion.is_notion, notion.posts),
)
"""From the surest sign on."""

FILES = (
    FileKind("WordPress export", wordpress.is_wordpress, wordpress.posts),
    FileKind("Ghost export", ghost.is_ghost, ghost.posts),
    FileKind("mailbox", newsletters.is_mailbox, newsletters.letters),
    FileKind("letter", newsletters.is_letter, newsletters.letter),
    FileKind("Jupyter notebook", notebook.is_notebook, notebook.notebook),
    FileKind("Word document", office.is_docx, office.docx),
    FileKind("OpenDocument text", office.is_odt, office.odt),
)


def kind_of_tree(tree: Tree) -> TreeKind | None:
    """Return what *tree* is; None where it is but files."""
    return next((kind for kind in TREES if kind.matches(tree)), None)


def branches_of(tree: Tree) -> dict[str, TreeKind]:
    """Return the folders in *tree* that are exports or sites, with what they are; none in another.

    A folder that holds several exports is none itself, and what is private in them stays so.
    """
    found: dict[str, TreeKind] = {}
    for top in _folders(tree):
        if not any(top.startswith(other) for other in found):
            kind = kind_of_tree(Branch(tree, top))
            if kind is not None:
                found[top] = kind
    return found


def _folders(tree: Tree) -> list[str]:
    """Return the paths of the outer folders of *tree*, with their slash, from the outermost on."""
    parts = {
        tuple(folders[:depth])
        for name in tree.names
        if (folders := name.split("/")[:-1])
        for depth in range(1, min(len(folders), _DEEPEST_BRANCH) + 1)
    }
    shown = sorted((len(part), "/".join(part)) for part in parts)
    return [f"{path}/" for _, path in shown[:_MOST_BRANCHES]]


def kind_of_file(document: Document) -> FileKind | None:
    """Return what *document* is; None where it is of no form of its own."""
    return next((kind for kind in FILES if kind.matches(document)), None)
