"""A folder of essays: which of its files are sources."""

from __future__ import annotations

from pathlib import Path

ESSAY_SUFFIXES = frozenset(
    {".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", ".html", ".htm", ".xhtml"}
    | {".epub", ".xml", ".rss", ".atom"}
)
DRAFT_PREFIXES = (".", "_", "~")


def sources_in(folder: Path) -> tuple[Path, ...]:
    """Return the essay files directly in *folder* and in its subfolders, sorted by path.

    Hidden files, those beginning with ``_`` or ``~``, and what lies in folders of such names or
    in ``drafts`` are left out.
    """
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in ESSAY_SUFFIXES
        and path.is_file()
        and not any(_left_out(part) for part in path.relative_to(folder).parts)
    )


def _left_out(part: str) -> bool:
    return part.startswith(DRAFT_PREFIXES) or part.lower() == "drafts"
