"""Imported essays: Markdown of one's own that reads as its source did, written when it changed."""

from __future__ import annotations

import json
from pathlib import Path

import exports
import pytest

from flows.command import essaycast
from pipeline.reading import read_catalogue, read_essays
from pipeline.reading.importing.as_markdown import markdown_of
from pipeline.reading.importing.copying import copied
from pipeline.settings.show import Show
from pipeline.values.essay import Block, BlockKind, ContainerKind, Essay

UNSAID = {BlockKind.CHROME, BlockKind.MARKUP, BlockKind.DIVIDER}


def said(essay: Essay) -> list[tuple[str, str]]:
    """What is told of an essay: its blocks' kinds and text, notes and the title's heading aside."""

    def is_told(block: Block) -> bool:
        note = any(one.kind is ContainerKind.FOOTNOTE for one in block.within)
        return block.kind not in UNSAID and not note

    blocks = [(b.kind.value, " ".join(b.text.split())) for b in essay.blocks if is_told(b)]
    return blocks[1:] if blocks[:1] == [("heading", essay.title)] else blocks


@pytest.fixture
def again(tmp_path):
    def read_again(essay: Essay) -> Essay:
        path = tmp_path / "again.md"
        front = f"---\ntitle: {json.dumps(essay.title)}\n---\n\n"
        path.write_text(front + markdown_of(essay, {}), encoding="utf-8")
        return read_essays("again.md", Show(root=tmp_path).for_reading)[0]

    return read_again


HOSTILE = (
    "<p>Stars * and ** and _lines_ and `ticks` and [brackets] and [a](b), &lt;i&gt;tags&lt;/i&gt;"
    " &amp;amp; $5 and $6 ~ ^ {{x}} | a|b ![no](x)</p><p># no heading</p><p>- no item</p>"
    "<p>1. no item</p><p>+ no</p><p>&gt; no quote</p><p>=====</p><p>a:b:c @handle x</p>"
    "<p>==no== %%no%% [[no]] [^no] [ ] no</p><p>wo<em>r</em>d <strong>b</strong>old "
    "<em> spaced </em><code>a`b</code> <a href='https://x.example/a b(c)'>link *s*</a></p>"
    "<ul><li><p>One</p><p>More</p><ol><li>Deep</li></ol></li><li>Two</li></ul><ol><li>x</li></ol>"
    "<blockquote><p>Quoted</p><ul><li>in it</li></ul></blockquote><pre>```\ncode\n  x</pre>"
    "<table><tr><th>A|B</th><th>C</th></tr><tr><td>1</td><td>2</td></tr></table>"
    "<figure><img src='a.png' alt='A [boat]'><figcaption>A <em>boat</em>.</figcaption></figure>"
    "<dl><dt>Word</dt><dd>Its sense.</dd></dl><p>line<br>break</p><h3>Head # ing</h3><p>End.</p>"
)


def test_what_is_copied_reads_as_it_was_however_odd(again, tmp_path):
    (tmp_path / "odd.html").write_text(f"<article><h1>Odd</h1>{HOSTILE}</article>", "utf-8")
    essay = read_essays("odd.html", Show(root=tmp_path).for_reading)[0]
    assert said(again(essay)) == said(essay)


@pytest.mark.parametrize("kind", exports.EXPORTS)
def test_an_export_is_copied_and_read_again_as_it_was(kind, tmp_path):
    name, made = exports.EXPORTS[kind]
    (tmp_path / name).write_bytes(made(4))
    show = Show(root=tmp_path, author="Rosa Engel")
    access = show.for_reading.access
    catalogue = read_catalogue(name, show.for_reading)
    done = copied(catalogue, catalogue.entries, tmp_path / "essays", access)
    assert {one.outcome for one in done} == {"new"}
    for entry, one in zip(catalogue.entries, done, strict=True):
        essay = read_essays(f"essays/{one.path}", show.for_reading)[0]
        assert said(essay) == said(entry.essay)
        assert (essay.title, essay.author, essay.url) == (
            entry.essay.title,
            entry.essay.author,
            entry.essay.url,
        )
        assert str(essay.date) == str(entry.essay.date)
        assert essay.number == entry.essay.place
        for block in essay.blocks:
            if block.kind is BlockKind.FIGURE:
                assert (tmp_path / "essays" / block.url).read_bytes() == exports.PNG


def test_importing_again_changes_only_what_changed_and_keeps_what_was_edited(tmp_path):
    show = Show(root=tmp_path)
    access, folder = show.for_reading.access, tmp_path / "essays"

    def outcomes(content: bytes, **options) -> list[str]:
        (tmp_path / "g.json").write_bytes(content)
        catalogue = read_catalogue("g.json", show.for_reading)
        done = copied(catalogue, catalogue.entries, folder, access, **options)
        return [one.outcome for one in done]

    first = exports.ghost(3)
    assert outcomes(first) == ["new", "new", "new"]
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.md")}
    assert outcomes(first) == ["unchanged"] * 3
    assert before == {path.name: path.stat().st_mtime_ns for path in folder.glob("*.md")}
    mended = first.replace(b"well in lane 1", b"cistern in lane 1")
    assert outcomes(mended) == ["unchanged", "changed", "unchanged"]
    mine = sorted(folder.glob("*.md"))[2]
    mine.write_text(mine.read_text() + "\nMine.\n")
    again = mended.replace(b"well in lane 2", b"cistern in lane 2")
    assert outcomes(again) == ["unchanged", "unchanged", "kept"]
    assert "Mine." in mine.read_text()
    assert outcomes(again, replace_edited=True) == ["unchanged", "unchanged", "changed"]


def test_files_of_others_are_never_replaced_and_their_numbers_not_taken(tmp_path):
    folder = tmp_path / "essays"
    folder.mkdir()
    (folder / "2020-01-01-well-0.md").write_text("---\nnumber: 7\n---\n\nMine.\n")
    (tmp_path / "g.json").write_bytes(exports.ghost(2))
    show = Show(root=tmp_path)
    catalogue = read_catalogue("g.json", show.for_reading)
    for _ in range(2):
        done = copied(catalogue, catalogue.entries, folder, show.for_reading.access)
    assert [one.outcome for one in done] == ["unchanged", "unchanged"]
    assert (folder / "2020-01-01-well-0.md").read_text().endswith("Mine.\n")
    numbers = [read_essays(f"essays/{one.path}", show.for_reading)[0].number for one in done]
    assert numbers == [8, 9]


def run(capsys, *arguments: str) -> tuple[int, str]:
    status = essaycast.main(["import", *arguments], standalone_mode=False)
    return status, capsys.readouterr().out


def test_the_command_lists_and_copies_what_is_chosen(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("s.zip").write_bytes(exports.substack(4))
    status, listed = run(capsys, "s.zip")
    assert status == 0
    assert "Substack export with 4 essays" in listed
    assert "Gold: not for everyone (only paid)" in listed
    assert not Path("essays").exists()
    status, told = run(capsys, "s.zip", "--only", "1,3-4", "--json")
    document = json.loads(told)
    assert [one["title"] for one in document["copied"]] == ["Well 0", "Well 2", "Well 3"]
    assert len(document["essays"]) == 4
    assert {one["reason"] for one in document["left_out"]} >= {"a draft"}
    status, told = run(capsys, "s.zip", "--all")
    assert "1 new, 3 unchanged" in told
