"""Several sources of one command: each is answered for, whatever the others do."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from flows.command.produce_command import produce


@pytest.mark.parametrize("kind", [MemoryError, RecursionError, AssertionError])
def test_a_source_that_nobody_foresaw_is_told_and_the_next_is_read(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read = []

    def essays_of(source, show):
        del show
        read.append(source)
        raise kind("of all things")

    monkeypatch.setattr("flows.sources.essays_of", essays_of)
    run = CliRunner().invoke(produce, ["a.md", "b.md"], standalone_mode=False)
    assert read == ["a.md", "b.md"]
    assert run.return_value == 1
    assert run.stderr.count(f"({kind.__name__}: of all things)") == 2
    assert run.stderr.startswith("essaycast: a.md: ")
