"""A folder of essays: which of its files are sources."""

from __future__ import annotations

import re
from pathlib import Path

ESSAY_SUFFIXES = frozenset(
    {
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".mdx",
        ".qmd",
        ".rmd",
        ".dj",
        ".txt",
        ".text",
        ".html",
        ".htm",
        ".xhtml",
    }
    | {".epub", ".xml", ".rss", ".atom"}
    | {".docx", ".odt", ".ipynb", ".eml", ".mbox", ".zip"}
)
_DRAFT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?:(?!\1).*\n)*?draft[ \t]*[:=][ \t]*true\b"
)
_HEAD_BYTES = 8_192
DRAFT_PREFIXES = (".", "_", "~")
RECORD_FILE = "episode.json"
"""What marks the folder of a published episode."""


def sources_in(folder: Path) -> tuple[Path, ...]:
    """Return the essay files directly in *folder* and in its subfolders, sorted by path.

    Hidden files, those beginning with ``_`` or ``~``, what lies in folders of such names or in
    ``drafts``, files whose front matter says ``draft: true``, and what was published there are left
    out.
    """
    paths = sorted(folder.rglob("*"))
    episodes = {path.parent for path in paths if path.name == RECORD_FILE}
    published = episodes | {episode.parent for episode in episodes} - {folder}
    return tuple(
        path
        for path in paths
        if path.parent not in published
        and path.suffix.lower() in ESSAY_SUFFIXES
        and path.is_file()
        and not any(is_left_out(part) for part in path.relative_to(folder).parts)
        and not _is_draft(path)
    )


def is_left_out(part: str) -> bool:
    """Return whether a file or folder of the name *part* is kept out of a show."""
    return part.startswith(DRAFT_PREFIXES) or part.lower() == "drafts"


def _is_draft(path: Path) -> bool:
    """Return whether front matter calls *path* a draft; what cannot be read is told later."""
    try:
        with path.open("rb") as file:
            return bool(_DRAFT.match(file.read(_HEAD_BYTES)))
    except OSError:
        return False


def folder_stamp(folder: Path) -> tuple[int, int]:
    """Return what changes when a file in *folder* does: the latest time, and a sum of sizes."""
    latest = total = 0
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            status = path.stat()
            latest = max(latest, status.st_mtime_ns)
            total += status.st_size + 1
    return latest, total
