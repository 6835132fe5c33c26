"""Copying a catalogue's essays into a folder of one's own; what has not changed is left alone.

What was written is remembered beside the essays by its digest. An essay whose source is as it was
is not touched, one that the author has edited since is kept, and no other file is ever replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

import yaml
from slugify import slugify

from pipeline.errors import StorageError
from pipeline.reading.importing.as_markdown import markdown_of
from pipeline.reading.importing.essay_list import Catalogue, Entry
from pipeline.reading.importing.fetched_pictures import (
    Picture,
    picture_of_tree,
    pictures_in,
    place_of_pictures,
)
from pipeline.reading.kept_pictures import fetched_picture
from pipeline.settings.reading_settings import Access
from pipeline.values.essay import Essay

REMEMBERED = ".imported.json"
PICTURES = "pictures"
_KEPT_KEYS = frozenset({"kind", "audience"})


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one essay."""

    title: str
    path: str
    """The file, from the folder."""
    outcome: str
    """``new``, ``changed``, ``unchanged``, or ``kept`` where the author has edited it."""
    pictures: int = 0


@dataclass(slots=True)
class _Memory:
    """What was copied before."""

    files: dict[str, tuple[str, str, int | None]] = field(default_factory=dict)
    """Key of an essay → its file, the digest of what was written there, and its number."""

    def number_of(self, essay: Essay, others: int) -> int | None:
        """Return the number of *essay*: what it says or has, else its place after *others*."""
        if essay.number is not None:
            return essay.number
        if essay.key in self.files:
            return self.files[essay.key][2]
        if essay.place is None:
            return None
        taken = {number for _, _, number in self.files.values() if number}
        wanted = others + essay.place
        return wanted if wanted not in taken else max(taken) + 1


def copied(
    catalogue: Catalogue,
    entries: Sequence[Entry],
    folder: Path,
    access: Access,
    *,
    replace_edited: bool = False,
) -> tuple[Copied, ...]:
    """Write *entries* of *catalogue* into *folder* as Markdown with front matter and pictures.

    Args:
        catalogue: Where they come from; numbers are by date over all of it.
        entries: Those to copy.
        folder: Where to; made if it is not there.
        access: How pictures of other hosts are fetched, if they are.
        replace_edited: Also write over what the author has edited since.

    Raises:
        StorageError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        memory = _remembered(folder)
        others = _highest_number(catalogue, folder, memory)
        done = []
        for entry in entries:
            done.append(_copied(catalogue, entry, folder, access, memory, others, replace_edited))
            _remember(folder, memory)
    except OSError as error:
        raise StorageError(
            f"essays cannot be written: {error.strerror}",
            where=str(folder),
            mend="Make room, or name another folder with --into",
        ) from error
    return tuple(done)


def _copied(
    catalogue: Catalogue,
    entry: Entry,
    folder: Path,
    access: Access,
    memory: _Memory,
    others: int,
    replace_edited: bool,
) -> Copied:
    essay = entry.essay
    name, digest, _ = memory.files.get(essay.key, ("", "", None))
    number = memory.number_of(essay, others)
    name = name or _free_name(essay, entry.suffix, folder, memory)
    path = folder / name
    stem = PurePosixPath(name).stem
    pictures = _pictures(catalogue, entry, access, stem)
    addresses = {url: f"{PICTURES}/{picture.name}" for url, picture in pictures.items()}
    body = _with_addresses(entry.markdown, addresses) or markdown_of(essay, addresses)
    text = f"---\n{_front_matter(essay, number)}---\n\n{body.strip()}\n"
    new = hashlib.sha256(text.encode()).hexdigest()
    there = path.read_bytes() if path.is_file() else None
    if there is not None and new == digest:
        return Copied(essay.title, name, "unchanged")
    edited = there is not None and hashlib.sha256(there).hexdigest() != digest
    if edited and not replace_edited:
        return Copied(essay.title, name, "kept")
    for picture in pictures.values():
        _write(folder / PICTURES / picture.name, picture.content)
    _write(path, text.encode())
    memory.files[essay.key] = (name, new, number)
    outcome = "new" if there is None else "changed"
    return Copied(essay.title, name, outcome, len(pictures))


def _highest_number(catalogue: Catalogue, folder: Path, memory: _Memory) -> int:
    """Return the highest number in *folder* that is not of *catalogue*: its own come after."""
    mine = {memory.files[key][0] for key in _keys(catalogue) & memory.files.keys()}
    highest = 0
    for path in folder.glob("*.*"):
        if path.name not in mine and path.suffix in {".md", ".mdx", ".qmd"}:
            head = path.read_bytes()[:4_096].decode("utf-8", "replace")
            found = re.search(r"^(?:number|episode)\s*[:=]\s*(\d{1,6})\s*$", head, re.MULTILINE)
            highest = max(highest, int(found[1]) if found else 0)
    return highest


def _keys(catalogue: Catalogue) -> set[str]:
    return {entry.essay.key for entry in catalogue.entries}


def _front_matter(essay: Essay, number: int | None) -> str:
    data: dict[str, object] = {
        "title": essay.title,
        "author": essay.author,
        "date": essay.date,
        "canonical_url": essay.url,
        "language": essay.language,
        "summary": essay.summary,
        "image": essay.image,
        "tags": list(essay.tags),
        "slug": essay.slug,
        "number": number,
        "season": essay.season,
    }
    data |= {
        key: value for key, value in essay.extra if key not in data | dict.fromkeys(_KEPT_KEYS)
    }
    kept = {key: value for key, value in data.items() if value not in ("", None, [])}
    text: str = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000)
    return text


def _pictures(catalogue: Catalogue, entry: Entry, access: Access, stem: str) -> dict[str, Picture]:
    """Return the essay's pictures that can be had, by their addresses in it."""
    found: dict[str, Picture] = {}
    tree, path = place_of_pictures(catalogue.tree, entry.path)
    for url in pictures_in(entry.essay):
        file = picture_of_tree(tree, path, url) or fetched_picture(url, access)
        if file is not None:
            found[url] = Picture(f"{stem}-{len(found) + 1:02}.{file.ending}", file.content)
    return found


def _with_addresses(markdown: str, addresses: dict[str, str]) -> str:
    """Return the author's Markdown with its pictures where they lie now."""
    for url, address in addresses.items():
        for written in dict.fromkeys((url, unquote(url), quote(url))):
            for before, after in (("](", ")"), ("](", " "), ("](<", ">"), ('src="', '"')):
                markdown = markdown.replace(
                    f"{before}{written}{after}", f"{before}{address}{after}"
                )
            for after in ("]]", "|"):
                markdown = markdown.replace(f"![[{written}{after}", f"![[{address}{after}")
    return markdown


def _free_name(essay: Essay, suffix: str, folder: Path, memory: _Memory) -> str:
    slug = slugify(essay.slug or essay.title, max_length=70, word_boundary=True) or "essay"
    stem = f"{essay.date.isoformat()[:10]}-{slug}" if essay.date else slug
    taken = {name.lower() for name, _, _ in memory.files.values()}
    turn = 1
    while True:
        name = f"{stem}{f'-{turn}' if turn > 1 else ''}{suffix}"
        if name.lower() not in taken and not (folder / name).exists():
            return name
        turn += 1


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    aside.write_bytes(content)
    aside.replace(path)


def _remembered(folder: Path) -> _Memory:
    """Return what was written into *folder* before; nothing where that cannot be read."""
    try:
        data = json.loads((folder / REMEMBERED).read_text(encoding="utf-8"))
        return _Memory(
            {
                str(key): (str(name), str(digest), number)
                for key, (name, digest, number) in data.items()
            }
        )
    except (OSError, ValueError, AttributeError, TypeError, IndexError):
        return _Memory()


def _remember(folder: Path, memory: _Memory) -> None:
    text = json.dumps(memory.files, indent=1, ensure_ascii=False)
    _write(folder / REMEMBERED, text.encode())
