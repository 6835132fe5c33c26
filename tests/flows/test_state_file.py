"""What a start of our server leaves on disk."""

from __future__ import annotations

import pytest

from flows.process_identity import ProcessId
from flows.server.state_file import ServerNote, read_note, write_note


def test_a_note_is_read_as_it_was_written(tmp_path) -> None:
    note = ServerNote(ProcessId(7, "boot 4026531836 918"), 4207)
    write_note(tmp_path, ServerNote(ProcessId(6, "1"), 4200))
    write_note(tmp_path, note)
    assert read_note(tmp_path) == note
    assert [path.name for path in tmp_path.iterdir()] == ["server.json"]


@pytest.mark.parametrize("text", [None, "", "[]", '{"pid": 1}', '{"pid": "x", "port": 1}'])
def test_what_is_no_note_is_taken_for_none(tmp_path, text) -> None:
    if text is not None:
        (tmp_path / "server.json").write_text(text)
    assert read_note(tmp_path) is None
