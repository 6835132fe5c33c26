"""Timelines and the sidecars they give, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from pipeline.publication.sidecars import chapters_json, srt, transcript_json, vtt
from pipeline.values.sound import Timeline

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.glob("*.json") if "." not in path.stem)


def chapters(timeline):
    return chapters_json(
        timeline,
        title="Hours & days",
        author="Ada Quill",
        show="Hours",
        address=lambda url: url if url.startswith("https:") else "",
    )


FORMS = {
    ".vtt": vtt,
    ".srt": srt,
    ".transcript.json": transcript_json,
    ".chapters.json": chapters,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_sidecar_of_a_timeline_is_as_it_stands(case, form):
    timeline = TypeAdapter(Timeline).validate_json(case.read_bytes())
    expected = case.with_name(case.stem + form).read_text(encoding="utf-8")
    assert FORMS[form](timeline) == expected
