"""Essays by hand and the scripts they become, found by glob.

A golden script holds ``## title`` for each chapter, ``role pause: text`` for each utterance, and
``- reason: text`` for what is left out.
"""

from pathlib import Path

import pytest

from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.show import Show

GOLDEN = sorted(
    path for path in (Path(__file__).parent / "golden").iterdir() if path.suffix != ".script"
)

SOURCES = sorted(
    path
    for path in (Path(__file__).parents[1] / "reading" / "golden").iterdir()
    if path.is_file() and path.suffix != ".json"
)


def _written(script):
    for chapter in script.chapters:
        yield f"## {chapter.title}"
        for utterance in chapter.utterances:
            speaker = f" ({utterance.speaker})" if utterance.speaker else ""
            yield f"{utterance.role}{speaker} {utterance.pause}: {' '.join(utterance.text.split())}"
    yield from (f"- {o.reason}: {' '.join(o.text.split())}" for o in script.omitted)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_an_essay_becomes_the_script_beside_it(path):
    (essay,) = read_essays(str(path), Show())
    wanted = path.with_suffix(".script").read_text(encoding="utf-8").splitlines()
    assert list(_written(write_script(essay, Show()))) == wanted


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_of_what_is_read_is_lost(path):
    for essay in read_essays(str(path), Show()):
        script = write_script(essay, Show())
        lost = [[not character.isspace() for character in block.text] for block in essay.blocks]
        for span in (one.span for one in (*script.utterances, *script.omitted)):
            if span.block is not None:
                lost[span.block][span.start : span.end] = [False] * (span.end - span.start)
        assert not any(map(any, lost))
