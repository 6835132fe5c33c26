"""Nothing changed: known by digests of all that was read and all that was made, before any import.

A note beside the clip store says of each source that was produced what it was made from (the essay,
its directions and pictures, ``show.toml``, voices, lexicons, this program) and what was made of it
(every file of its episodes and of the feed). Where all of it still has the same bytes, making it
again would end in those bytes. Nothing here imports Prefect, the stages or the settings' models.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.warm.agreement import own_agreement
from pipeline.settings.state_folder import STATE_FOLDER, found_upwards, users_voices

FOLDER = "unchanged"
ESSAY_SUFFIXES = frozenset((
    ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".dj", ".txt", ".text",
    ".epub", ".docx", ".odt",
))  # fmt: skip
"""Files that hold all there is to read but for pictures and directions."""
LARGE_BYTES = 50 << 20
"""Of a larger file time and size count, not the content."""
_LISTINGS = ("feed*.xml", "index*.html", "artwork*", "*.js")
_DIRECTIONS = (".essaycast.toml", "directions")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks for, of one source."""

    source: Path
    """The file, absolute."""
    show_file: Path
    """Where ``show.toml`` lies, or would."""
    output: str
    """Folder to publish to; empty for what the show says."""
    kept_here: bool = False
    """Whether it is not to be put online."""

    @property
    def root(self) -> Path:
        """The show's folder."""
        return self.show_file.parent

    @property
    def state(self) -> Path:
        """The show's working state."""
        return self.root / STATE_FOLDER

    @property
    def note(self) -> Path:
        """File of what is known of it."""
        asked = (self.source, self.show_file, self.output, self.kept_here)
        name = hashlib.sha256("\n".join(map(str, asked)).encode("utf-8", "surrogateescape"))
        return self.state / FOLDER / f"{name.hexdigest()[:32]}.json"


@dataclass(frozen=True, slots=True)
class MadeEpisode:
    """A published episode as a command tells it."""

    moment: str
    """When its essay was written, ISO 8601, for their order."""
    length: str
    """For people."""
    item: Mapping[str, Any]
    """Of ``episodes`` in what ``produce --json`` prints."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source whose episodes stand as they would be made."""

    source: str
    """As its runs call it."""
    show: str
    """The show's title."""
    inputs: tuple[str, list[str]]
    """Digest of all that it is made from, and the further files among that."""
    episodes: tuple[MadeEpisode, ...]


def asked_for(
    source: str, show_file: Path | None, output: Path | None, *, kept_here: bool = False
) -> Asked | None:
    """Return what is asked of *source*; None where it is no local file of an essay."""
    try:
        path = Path(source)
        if "://" in source or path.suffix.lower() not in ESSAY_SUFFIXES or not path.is_file():
            return None
        show = (show_file or found_upwards(Path.cwd())).resolve()
        return Asked(path.resolve(), show, str(output.resolve()) if output else "", kept_here)
    except (OSError, ValueError):
        return None


def find_unchanged(asked: Asked) -> Unchanged | None:
    """Return what stands of what is *asked*; None where anything is otherwise, or not known."""
    began = time.perf_counter()
    try:
        note = json.loads(asked.note.read_bytes())
        if note["inputs"] != inputs_digest(asked, note["others"]):
            return None
        if any(digest_of(Path(path)) != digest for path, digest in note["made"].items()):
            return None
        if {str(path) for path in listings(Path(note["output"]))} - set(note["made"]):
            return None
        took = round(time.perf_counter() - began, 3)
        return Unchanged(
            note["source"],
            note["show"],
            (note["inputs"], note["others"]),
            tuple(_told(one, took / max(len(note["episodes"]), 1)) for one in note["episodes"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _told(noted: Mapping[str, Any], took_s: float) -> MadeEpisode:
    item = dict(noted["item"])
    total = item["chunks"]["total"]
    took = round(took_s, 3)
    item |= {
        "chunks": {"total": total, "cached": total},
        "elapsed_s": took,
        "timings_s": {"compare": took},
    }
    return MadeEpisode(noted["moment"], noted["length"], item)


def inputs_digest(asked: Asked, others: list[str]) -> str:
    """Return the digest of all that the episodes of what is *asked* are made from.

    Args:
        asked: The source and its show.
        others: Paths of the further files that essays and show name.
    """
    digest = hashlib.sha256(own_agreement().encode())
    for path in _read(asked, others):
        digest.update(f"{path}\n{digest_of(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _read(asked: Asked, others: list[str]) -> Iterator[Path]:
    """Yield every file that counts, whether it is there or not."""
    suffix, folder = _DIRECTIONS
    yield asked.show_file
    yield asked.source
    yield asked.source.with_name(asked.source.stem + suffix)
    yield from map(Path, others)
    for place in (asked.root / folder, asked.root / "voices", users_voices()):
        yield from _files(place)


def _files(folder: Path) -> list[Path]:
    return sorted(
        Path(place, name) for place, _, names in os.walk(folder, followlinks=True) for name in names
    )


def listings(output: Path) -> list[Path]:
    """Return the files of *output* that list its episodes."""
    return sorted(path for pattern in _LISTINGS for path in output.glob(pattern))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's content; of a large one time and size, of none nothing."""
    with suppress(OSError):
        status = path.stat()
        if status.st_size > LARGE_BYTES:
            return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return ""
