"""What the tests of reading share: goldens in a compact form, and a server that misbehaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import zipped

from pipeline.reading import read_essays
from pipeline.settings.show import Show
from pipeline.values.essay import Block, Essay

GOLDEN = Path(__file__).parent / "golden"


def compact_block(block: Block) -> dict[str, object]:
    said: dict[str, object] = {"kind": block.kind.value, "text": block.text}
    if block.level:
        said["level"] = block.level
    if block.url or block.info:
        said["of"] = f"{block.url} {block.info}".strip()
    if block.marks:
        said["marks"] = [
            f"{m.kind.value} {m.start}-{m.end} {m.target}".strip() for m in block.marks
        ]
    if block.within:
        said["within"] = [
            f"{c.kind.value} #{c.id}"
            + (f" of #{c.group}" if c.group else "")
            + (f" no. {c.number}" if c.number is not None else "")
            + (f" {c.label}" if c.label else "")
            for c in block.within
        ]
    return said


def compact(essay: Essay) -> dict[str, object]:
    fields = (
        "title source key author date url language summary image tags slug show_title number "
        "season speakers extra"
    )
    said = {name: getattr(essay, name) for name in fields.split() if getattr(essay, name)}
    shown = {name: str(value) if name == "date" else value for name, value in said.items()}
    return {**shown, "blocks": [compact_block(block) for block in essay.blocks]}


def essays_of_golden(path: Path, room: Path) -> tuple[Essay, ...]:
    copy = room / path.name
    copy.write_bytes(zipped(path) if path.is_dir() else path.read_bytes())
    return read_essays(path.name, Show(root=room).for_reading)


@pytest.fixture
def read_compact(tmp_path: Path):
    return lambda path: [compact(essay) for essay in essays_of_golden(path, tmp_path)]


@pytest.fixture
def read(tmp_path: Path):
    """Read bytes or text as a file of that name, alone in a show's folder."""

    def read_as(name: str, content: str | bytes) -> tuple[Essay, ...]:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_essays(name, Show(root=tmp_path).for_reading)

    return read_as


@pytest.fixture
def show(tmp_path: Path) -> Show:
    return Show(root=tmp_path)
