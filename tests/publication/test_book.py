"""A book is one file that any reader opens, and marks what is heard when it is heard."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree
from made_by_hand import RATE_HZ, episode_in, essay_of, show_in

from flows.bookmaking import make_epub
from pipeline.errors import PublicationError
from pipeline.publication import publish
from pipeline.publication.book.marked_text import marked_text
from pipeline.publication.book.sentence_times import TimedSentence
from pipeline.publication.page import read_content

XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
TOLERANCE_S = 0.1


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A show of two essays, and one episode of it."""
    root = tmp_path_factory.mktemp("book")
    show = show_in(root, base_url="https://example.org/hours")
    episode = episode_in(root, show)
    publish(episode, show.for_publication)
    other = essay_of("Night & <Day>", key="essays/night.md")
    publish(episode_in(root, show, other), show.for_publication)
    return show, episode


@pytest.fixture(scope="module", params=["sentence", "word"])
def book(published, request):
    show, _ = published
    path, essays = make_epub(show, (), request.param, "mp3")
    with zipfile.ZipFile(path) as packed:
        return request.param, essays, {name: packed.read(name) for name in packed.namelist()}


def marks_of(files, number=1):
    """Return the ids of an essay's marks with their times in seconds."""
    overlay = etree.fromstring(files[f"EPUB/text/essay-{number:03}.smil"])
    found = []
    for par in overlay.iter(f"{SMIL}par"):
        text, audio = par
        times = [audio.get(name) for name in ("clipBegin", "clipEnd")]
        found.append((text.get("src").partition("#")[2], *map(seconds_of, times)))
    return found


def seconds_of(clock):
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_every_file_of_the_package_is_there_and_nothing_else(book):
    _, essays, files = book
    assert next(iter(files)) == "mimetype"
    assert files["mimetype"] == b"application/epub+zip"
    package = etree.fromstring(files["EPUB/package.opf"])
    listed = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed | {"EPUB/package.opf", "mimetype", "META-INF/container.xml"} == set(files)
    assert len(essays) == 2


def test_a_mark_names_what_is_there_and_lasts_until_the_next(book):
    _, essays, files = book
    for number in range(1, len(essays) + 1):
        text = etree.fromstring(files[f"EPUB/text/essay-{number:03}.xhtml"])
        ids = text.xpath("//@id")
        assert len(ids) == len(set(ids))
        marks = marks_of(files, number)
        assert {name for name, _, _ in marks} <= set(ids)
        assert all(before[2] == after[1] for before, after in pairwise(marks))
        assert all(start < end for _, start, end in marks)


def test_what_is_marked_is_what_is_heard(book, published):
    granularity, _, files = book
    _, episode = published
    text = etree.fromstring(files["EPUB/text/essay-001.xhtml"])
    marked = {str(e.get("id")): "".join(e.itertext()) for e in text.iter() if e.get("id")}
    heard = [(marked[name], start) for name, start, _ in marks_of(files)]
    meant = [
        (cue.text[word.text_start : word.text_end], word.start / RATE_HZ)
        for cue in episode.timeline.cues
        for word in cue.words
    ]
    if granularity == "sentence":
        meant = [(cue.text, cue.start / RATE_HZ) for cue in episode.timeline.cues]
    assert [words for words, _ in heard] == [words for words, _ in meant]
    for (_, at), (_, start) in zip(heard, meant, strict=True):
        assert abs(at - start) <= TOLERANCE_S


@pytest.mark.parametrize("by_word", [False, True])
def test_what_is_written_once_stands_there_once_however_many_words_are_said_for_it(
    published, by_word
):
    """ "In 1987, `a b`." is read as "in nineteen eighty-seven, ay bee"."""
    show, episode = published
    page = (show.output_folder / episode.identity.slug / "page.json").read_bytes()
    body = '<p><span data-s="0">In 1987, <code>a b</code>.</span></p>'
    content = replace(read_content(page, "page.json"), body=body, closing=())
    year, code = (3, 7), (9, 12)
    words = ((10, 0, 2), (20, *year), (30, *year), (40, *year), (50, *code), (60, *code))
    text = marked_text(content, (TimedSentence(0, 10, 70, words),), {}, by_word=by_word)
    written = etree.fromstring(f"<x>{text.body}</x>")
    assert "".join(written.itertext()) == "In 1987, a b."
    if by_word:
        starts = [mark.start for mark in text.marks]
        assert starts == [10, 20, 50]
        assert [mark.end for mark in text.marks][:-1] == starts[1:]


def test_the_package_says_how_long_it_is(book):
    _, essays, files = book
    package = files["EPUB/package.opf"].decode()
    whole, *parts = map(
        seconds_of, re.findall(r'property="media:duration"[^>]*>([\d:.]+)<', package)
    )
    assert len(parts) == len(essays)
    assert abs(whole - sum(parts)) < 0.001


def test_words_from_outside_stay_words(book):
    _, _, files = book
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    titles = ["".join(link.itertext()) for link in nav.find(f".//{XHTML}ol").iter(f"{XHTML}a")]
    assert titles == ["How Long Is a Day?", "Night & <Day>"]
    for name, content in files.items():
        if name.endswith((".xhtml", ".smil", ".opf", ".xml")):
            etree.fromstring(content)


def test_the_same_book_is_the_same_bytes(published):
    show, _ = published
    first = make_epub(show, (), "word", "mp3")[0].read_bytes()
    assert make_epub(show, (), "word", "mp3")[0].read_bytes() == first


def test_a_book_of_one_essay_is_called_like_it(published):
    show, episode = published
    path, essays = make_epub(show, [episode.identity.slug], "sentence", "mp3")
    assert path.name == f"{episode.identity.slug}.epub"
    assert essays == [episode.identity.slug]


def test_an_essay_that_is_not_published_is_named(published):
    show, _ = published
    with pytest.raises(PublicationError, match="there is no episode 'tides'"):
        make_epub(show, ["tides"], "sentence", "mp3")


def test_nothing_published_makes_no_book(tmp_path):
    with pytest.raises(PublicationError, match="nothing is published"):
        make_epub(show_in(tmp_path), (), "sentence", "mp3")
