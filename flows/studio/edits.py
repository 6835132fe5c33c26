"""Edits of an author's files: made only on what was read, kept so that they can be undone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import StorageError
from pipeline.publication.disk import replace_through, writing

LARGEST_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One file and what becomes of it."""

    path: Path
    before: str
    """What stands in it; empty where there is none."""
    after: str
    """What is to; empty takes the file away."""
    what: str
    """A phrase for people: ``“read” like “red” in this essay``."""


class ChangedMeanwhileError(StorageError):
    """A file is not what an edit was made of any more."""


def text_of(path: Path) -> str:
    """Return what stands in *path*; empty where there is no file.

    Raises:
        StorageError: It cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"cannot be read: {error}", where=str(path)) from error


def make(edit: Edit) -> None:
    """Write what *edit* says, in one step that is done or not done.

    Raises:
        ChangedMeanwhileError: The file is not as it was when the edit was made up.
        StorageError: It cannot be written; it is as it was.
    """
    if text_of(edit.path) != edit.before:
        raise ChangedMeanwhileError(
            "this file has been changed meanwhile, and is left as it is now",
            where=str(edit.path),
            mend="Look at it, then do it again",
        )
    with writing(edit.path.parent):
        if edit.after:
            edit.path.parent.mkdir(parents=True, exist_ok=True)
            replace_through(edit.path, edit.after.encode())
        else:
            edit.path.unlink(missing_ok=True)


@dataclass(slots=True)
class History:
    """What was edited in a sitting, to be undone from the last on."""

    done: list[Edit] = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def last(self) -> str:
        """What would be undone, a phrase for people; empty for nothing."""
        return self.done[-1].what if self.done else ""

    def make(self, edit: Edit) -> None:
        """Make *edit* and remember it.

        Raises:
            StorageError: See :func:`make`.
        """
        with self._guard:
            if edit.before != edit.after:
                make(edit)
                self.done.append(edit)

    def undo(self) -> Edit | None:
        """Undo the last edit and return it; None where there is none.

        Raises:
            StorageError: See :func:`make`; the edit stays the last one.
        """
        with self._guard:
            if not self.done:
                return None
            last = self.done[-1]
            make(Edit(last.path, last.after, last.before, last.what))
            return self.done.pop()
