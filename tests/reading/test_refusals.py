"""What is no essay is refused in one clear paragraph: what, where, and how to mend it."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.reading import read_essays, sources_in
from pipeline.settings.show import Show

REFUSED = {
    "empty.md": (b"", "empty"),
    "blank.md": (b" \n\n\t\n", "empty"),
    "only-front-matter.md": (b"---\ntitle: Nothing\n---\n", "no text"),
    "only-a-shortcode.md": (b"{% include x %}\n", "no text"),
    "unclosed.md": (b"---\ntitle: x\n\nText.\n", "never closed"),
    "broken-yaml.md": (b"---\n{title\n---\nText.\n", "not valid YAML"),
    "list-yaml.md": (b"---\n- a\n- b\n---\nText.\n", "is a list"),
    "alias-yaml.md": (b"---\na: &x [1]\nb: *x\n---\nText.\n", "aliases"),
    "deep-yaml.md": (b"---\na: " + b"[" * 5_000 + b"\n---\nText.\n", "nests deeper"),
    "broken-toml.md": (b"+++\ntitle = x\n+++\nText.\n", "not valid TOML"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
    "letter.md": (b"%PDF-1.7\n", "a PDF document"),
    "office.docx": (b"PK\x03\x04" + b"\0" * 60, "the archive is damaged"),
    "song.txt": (b"ID3\x03\x00\x00", "an MP3 file"),
    "noise.txt": (bytes(range(256)) * 40, "binary|not valid UTF-8"),
    "broken-utf8.md": ("Ein Weg nach Köln führt über ".encode() + b"\xff\xc3(", "not valid UTF-8"),
    "odd-utf16.md": (b"\xff\xfea\x00b", "UTF-16"),
    "data.xml": (b"<?xml version='1.0'?><data>1</data>", "neither RSS nor Atom"),
    "empty-feed.xml": (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "none of"),
    "data.json": (b'{"title": "No essay"}', "this is data"),
    "data": (b'[{"title": "No essay"}]', "this is data"),
    "table.csv": (b"a,b\n1,2\n", "this is data"),
    "program.py": (b"print('no essay')\n", "a program"),
    "paper.tex": (b"\\documentclass{article}", "a LaTeX document"),
    "drawing.svg": (b"<svg><text>x</text></svg>", "a drawing"),
    "plan.excalidraw.md": (
        b"---\nexcalidraw-plugin: parsed\n---\nText 4\n",
        "a drawing of Excalidraw",
    ),
    "feeds.opml": (b"<opml version='2.0'/>", "a list of feeds"),
    "sitemap": (b"<urlset><url>x</url></urlset>", "neither RSS nor Atom"),
    "no-book.epub": (b"hello", "no EPUB"),
    "page.html": (b"<html><head><title>x</title></head><body></body></html>", "no text"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_essay_is_refused_by_name(name, read):
    content, what = REFUSED[name]
    with pytest.raises(SourceError, match=what) as caught:
        read(name, content)
    assert name in caught.value.where
    assert caught.value.mend
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("source", ["nowhere.md", "a\0b.md", "x" * 5_000, "file:///etc/hostname"])
def test_a_source_that_is_not_there_is_refused(source, show):
    with pytest.raises(SourceError):
        read_essays(source, show.for_reading)


def test_a_folder_without_essays_is_refused_and_told_what_is_known(show):
    (show.root / "inbox").mkdir()
    with pytest.raises(SourceError, match="holds no essays in a form that is known") as caught:
        read_essays("inbox", show.for_reading)
    assert "Substack" in caught.value.mend


def test_a_pipe_is_refused_and_never_waited_for(show):
    os.mkfifo(show.root / "pipe")
    with pytest.raises(SourceError, match="neither a file"):
        read_essays("pipe", show.for_reading)


def epub(entries: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in entries.items():
            file.writestr(name, content)
    return archive.getvalue()


CONTAINER = b"<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>"
OPF = (
    b"<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
    b"</manifest><spine><itemref idref='a'/></spine></package>"
)
BOOKS = {
    "without a container": ({}, "does not hold it"),
    "without its package": ({"META-INF/container.xml": CONTAINER}, "does not hold it"),
    "with entities": (
        {"META-INF/container.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><container/>"},
        "entities",
    ),
    "that unpacks to a bomb": (
        {"META-INF/container.xml": CONTAINER, "b.opf": OPF, "a.xhtml": b"0" * 9_000_000},
        "the limit is",
    ),
    "without text": (
        {"META-INF/container.xml": CONTAINER, "b.opf": OPF, "a.xhtml": b"<p></p>"},
        "no chapter with text",
    ),
}


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_book_is_refused(name, read):
    entries, what = BOOKS[name]
    with pytest.raises(SourceError, match=what):
        read("book.epub", epub(entries))


def test_a_torn_book_is_refused(read):
    whole = epub({"META-INF/container.xml": CONTAINER, "b.opf": OPF, "a.xhtml": b"<p>Text</p>"})
    with pytest.raises(SourceError, match="damaged"):
        read("book.epub", whole[: len(whole) // 2])


def test_an_inbox_gives_its_essays_and_neither_drafts_nor_hidden_files(tmp_path: Path):
    for name in (
        *("b.md", "a.txt", "deep/c.html", ".hidden.md", "_draft.md", "drafts/d.md", "notes.odg"),
        *(".git/e.md", "f.epub", "~g.md"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "h.md").write_text("---\ntitle: x\ndraft: true\n---\nText.")
    (tmp_path / "i.md").write_text("---\ntitle: x\n---\ndraft: true\n")
    names = [path.relative_to(tmp_path).as_posix() for path in sources_in(tmp_path)]
    assert names == ["a.txt", "b.md", "deep/c.html", "f.epub", "i.md"]


def test_an_essay_outside_the_show_is_known_by_its_whole_path(tmp_path: Path):
    (tmp_path / "essay.md").write_text("Some text.")
    (essay,) = read_essays(str(tmp_path / "essay.md"), Show(root=tmp_path / "show").for_reading)
    assert essay.key == (tmp_path / "essay.md").as_posix()


@pytest.mark.parametrize("content", [b"\0\1\xff\xfe<script>]]>\x1b[31m", b"\xd8\0\xff\xfe ab \x80"])
def test_a_handful_of_bytes_is_not_taken_for_a_far_script(content, tmp_path: Path):
    source = tmp_path / "few.md"
    source.write_bytes(content)
    with pytest.raises(SourceError, match="no other encoding fits"):
        read_essays(str(source), Show(root=tmp_path).for_reading)


@pytest.mark.parametrize("kind", [MemoryError, RecursionError, KeyError, AssertionError])
def test_whatever_a_reader_raises_is_a_refusal(kind, read, monkeypatch):
    def stumble(*_):
        raise kind("of all things")

    monkeypatch.setattr("pipeline.reading.source_forms.split_front_matter", stumble)
    with pytest.raises(SourceError, match=f"essay.md: .*{kind.__name__}"):
        read("essay.md", "The tide goes out.")


def test_what_was_published_among_the_essays_is_no_source(tmp_path):
    show = Show(root=tmp_path)
    for name in ("a.md", "output/ebb/index.html", "output/ebb/episode.json", "output/index.html",
                 "output/feed.xml", "b/c.md"):  # fmt: skip
        path = tmp_path / "essays" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The tide goes out.")
    found = sources_in(show.root / "essays")
    assert [path.name for path in found] == ["a.md", "c.md"]


def test_a_link_that_leads_nowhere_is_told_as_one(tmp_path):
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    with pytest.raises(SourceError, match="a link that leads nowhere"):
        read_essays("a.md", Show(root=tmp_path).for_reading)
