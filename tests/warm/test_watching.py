"""What is saved in a watched folder is told once, when it has been written."""

from __future__ import annotations

import threading
import time

import pytest

from flows import watching


@pytest.fixture
def known(tmp_path):
    """Return what a folder holds before it is watched."""
    (tmp_path / "old.md").write_text("# Old\n\nOf long ago.\n")
    return watching.state_of(tmp_path)


@pytest.fixture
def told(tmp_path, known):
    """Watch the folder; return what it told of, as it comes."""
    stop, told = threading.Event(), []
    thread = threading.Thread(target=watching.watch, args=(tmp_path, known, told.extend, stop))
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


@pytest.fixture
def late(tmp_path, known):
    """Save an essay after the folder was looked at, and before it is watched."""
    assert known
    (tmp_path / "late.md").write_text("# Late\n\nSaved while all got ready.\n")
    return tmp_path / "late.md"


def test_what_is_saved_while_the_watch_gets_ready_is_told_as_well(late, told):
    told_of(told, late)
