"""What a power cut must not lose is on the disk before anything is renamed to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_by_hand import episode_in, essay_of, show_in

from flows.ledger import Entry, open_ledger
from pipeline.publication import publish, rebuild, withdraw
from pipeline.publication.identity import identify

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inodes of renamed files")


class Disk:
    """What was forced to the disk: each file with the content it had then, each folder."""

    def __init__(self) -> None:
        self.contents: dict[int, bytes] = {}
        self.folders: set[int] = set()

    def sync(self, descriptor: int) -> None:
        path, inode = Path(f"/proc/self/fd/{descriptor}").resolve(), os.fstat(descriptor).st_ino
        if path.is_dir():
            self.folders.add(inode)
        else:
            self.contents[inode] = path.read_bytes()

    def lacks(self, *places: Path) -> list[str]:
        """Return the files within *places* that a power cut now could leave empty or old."""
        files = [it for place in places for it in (place.rglob("*") if place.is_dir() else [place])]
        return [
            it.name
            for it in files
            if it.is_file() and self.contents.get(it.stat().st_ino) != it.read_bytes()
        ]


@pytest.fixture
def on_disk(monkeypatch) -> Iterator[Disk]:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.sync)
    return disk


def test_all_that_is_published_is_forced_to_the_disk_with_its_folders(tmp_path, on_disk):
    show = show_in(tmp_path)
    for title in ("Dawn", "Noon", "Dusk"):  # each lets its neighbours' pages be written anew
        publish(
            episode_in(tmp_path, show, essay_of(title, key=f"{title}.md")), show.for_publication
        )
        assert on_disk.lacks(show.output_folder) == []
        for folder in (show.output_folder, *show.output_folder.glob("*/")):
            assert folder.stat().st_ino in on_disk.folders
    withdraw("noon", show)
    rebuild(show.model_copy(update={"title": "Minutes"}))
    assert on_disk.lacks(show.output_folder) == []


def test_a_name_that_is_promised_is_promised_for_good(tmp_path, on_disk):
    show = show_in(tmp_path)
    for key in ("a.md", "b.md"):
        identify(essay_of(key=key), show)
        promises = list((show.state / "identities").glob("*.json"))
        assert promises
        assert on_disk.lacks(*promises) == []


def test_what_the_nights_know_is_on_the_disk_even_when_it_is_written_anew(tmp_path, on_disk):
    path = tmp_path / "ledger.jsonl"
    ledger = open_ledger(path)
    for n in range(250):
        ledger.note(Entry("one.md", str(n)))
    assert on_disk.lacks(path) == []
    before = path.stat().st_size
    assert open_ledger(path).entries == {"one.md": Entry("one.md", "249")}
    assert path.stat().st_size < before
    assert on_disk.lacks(path) == []
