"""Essays by hand and the scripts they become, found by glob.

Beside ``NAME.md`` (or ``.html``, ``.txt``, ``.xml``, or a folder that is a book) stands
``NAME.script``, and ``NAME.toml`` where the show is not the default one. A script holds ``# title``
for each essay, ``## title`` for each chapter, ``role pause: text`` for each utterance, under it
``= words`` where what is said differs from what is written, and ``- reason: text`` for what is left
out.
"""

from pathlib import Path

import pytest
from books import zipped

from pipeline.reading import read_essays
from pipeline.script import write_script
from pipeline.settings.show import ScriptPolicies, Show
from pipeline.settings.show_file import load_show

FOLDER = Path(__file__).parent / "golden"
GOLDEN = sorted(path for path in FOLDER.iterdir() if path.suffix not in {".script", ".toml"})

SOURCES = sorted(
    path
    for path in (Path(__file__).parents[1] / "reading" / "golden").iterdir()
    if path.is_file() and path.suffix != ".json"
)


def _show(path):
    asked = path.with_suffix(".toml")
    return load_show(asked) if asked.exists() else Show()


def _essays(path, room):
    """Return the essays of *path*; a folder is a book that is still to be made."""
    if path.is_dir():
        book = room / path.name
        book.write_bytes(zipped(path))
        path = book
    return read_essays(str(path), _show(path).for_reading)


def _written(script):
    yield f"# {script.title}"
    for chapter in script.chapters:
        yield f"## {chapter.title}"
        for utterance in chapter.utterances:
            speaker = f" ({utterance.speaker})" if utterance.speaker else ""
            text = " ".join(utterance.text.split())
            yield f"{utterance.role}{speaker} {utterance.pause}: {text}"
            if utterance.spoken != text:
                yield f"  = {utterance.spoken}"
    yield from (f"- {o.reason}: {' '.join(o.text.split())}" for o in script.omitted)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_an_essay_becomes_the_script_beside_it(path, tmp_path):
    scripts = [write_script(essay, _show(path).for_script) for essay in _essays(path, tmp_path)]
    wanted = path.with_suffix(".script").read_text(encoding="utf-8").splitlines()
    assert [line for script in scripts for line in _written(script)] == wanted


def test_every_policy_is_seen_at_work():
    """Each value that a policy may take, the default or another, stands in some golden show."""
    shows = [_show(path).script for path in GOLDEN]
    for name, field in ScriptPolicies.model_fields.items():
        allowed = getattr(field.annotation, "__args__", ())
        values = {getattr(show, name) for show in shows}
        assert values >= set(allowed) or (not allowed and len(values) > 1), name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_of_what_is_read_is_lost(path):
    for essay in read_essays(str(path), Show().for_reading):
        script = write_script(essay, Show().for_script)
        lost = [[not character.isspace() for character in block.text] for block in essay.blocks]
        for span in (one.span for one in (*script.utterances, *script.omitted)):
            if span.block is not None:
                lost[span.block][span.start : span.end] = [False] * (span.end - span.start)
        assert not any(map(any, lost))
