"""What is saved in a watched folder is told once, when it has been written."""

from __future__ import annotations

import threading
import time

import pytest

from flows import watching


@pytest.fixture
def told(tmp_path):
    """Watch a folder; return what it told of, as it comes."""
    (tmp_path / "old.md").write_text("# Old\n\nOf long ago.\n")
    stop, told = threading.Event(), []
    thread = threading.Thread(target=watching.watch, args=(tmp_path, told.extend, stop))
    thread.start()
    time.sleep(3 * watching.LOOK_S)
    yield told
    stop.set()
    thread.join(10)


def told_of(told, *paths):
    until = time.monotonic() + 10
    while len(told) < len(paths) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(3 * watching.LOOK_S)  # and nothing else comes
    assert sorted(told) == sorted(paths)


def test_an_essay_that_is_new_or_edited_is_told_and_no_other(tmp_path, told):
    (tmp_path / "new.md").write_text("# New\n\nOf today.\n")
    (tmp_path / "old.md").write_text("# Old\n\nOf long ago, edited.\n")
    (tmp_path / ".old.md.swp").write_text("an editor's own")
    (tmp_path / "draft.md").write_text("---\ndraft: true\n---\nNot yet.\n")
    (tmp_path / "picture.png").write_bytes(b"x")
    told_of(told, tmp_path / "new.md", tmp_path / "old.md")


def test_directions_are_told_as_the_essay_they_are_for(tmp_path, told):
    (tmp_path / "old.essaycast.toml").write_text('[words]\n"ago" = "agow"\n')
    told_of(told, tmp_path / "old.md")
