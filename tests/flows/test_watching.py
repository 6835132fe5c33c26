"""What is written in a watched folder is told, and nothing else."""

from __future__ import annotations

import threading

from flows.watching import state_of, watch


def told(folder, known):
    """Return the names of the files that are told first, within ten seconds."""
    stop, names = threading.Event(), []

    def make(essays):
        names.extend(path.name for path in essays)
        stop.set()

    limit = threading.Timer(10, stop.set)
    limit.start()
    watch(folder, known, make, stop)
    limit.cancel()
    return names


def test_what_is_saved_while_the_watch_gets_ready_is_told_as_well(tmp_path):
    (tmp_path / "clocks.md").write_text("# Clocks\n\nThe keeper wound them.\n")
    (tmp_path / "tides.md").write_text("# Tides\n\nNobody measured them.\n")
    known = state_of(tmp_path)
    (tmp_path / "tides.md").write_text("# Tides\n\nThe town clerk measured them.\n")
    (tmp_path / "notes.json").write_text("{}")
    assert told(tmp_path, known) == ["tides.md"]
