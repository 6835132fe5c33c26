"""Show notes: clean in both forms, within what apps keep, and never script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from made_by_hand import RATE_HZ, essay_of, script_of, show_in, timeline_of

from pipeline.publication.notes import HTML_LIMIT_BYTES, PLAIN_LIMIT_BYTES, is_link, show_notes
from pipeline.tools.characters import folded
from pipeline.values.episode import Episode, Identity, Media
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind
from pipeline.values.script import NoteLink
from pipeline.values.sound import Chapter, Measured


def episode_of(essay=None, links=(), chapters=(), path=None):
    essay = essay or essay_of()
    timeline = timeline_of()
    measured = Measured(timeline.n_samples, RATE_HZ, -16, -2)
    return Episode(
        Identity("day", "guid"),
        essay,
        replace(script_of(essay), links=tuple(links)),
        replace(timeline, chapters=tuple(chapters) or timeline.chapters),
        (Media("mp3", path, "audio/mpeg", 1, "", measured),),
    )


def footnote(label, text, number):
    return Block(
        BlockKind.PARAGRAPH, text, within=(Container(ContainerKind.FOOTNOTE, number, label),)
    )


@pytest.fixture
def show(tmp_path):
    return show_in(tmp_path)


def test_the_notes_tell_what_an_app_should_show(show):
    essay = essay_of(url="https://example.org/day")
    essay = replace(essay, blocks=(*essay.blocks, footnote("1", "Give or take.", 1)))
    links = [
        NoteLink("Sundials", "https://example.org/sundials", "link"),
        NoteLink("Sundials again", "https://example.org/sundials", "link"),
        NoteLink("A gnomon", "https://example.org/gnomon.png", "figure"),
    ]
    notes = show_notes(episode_of(essay, links), show.channel.imprint)
    assert notes.plain == (
        "On days.\n\nRead the essay by Ben Noon: https://example.org/day\n\n"
        "Read aloud by a synthetic voice.\n\n"
        "Chapters\n0:00 Dawn\n0:02 Dusk & <after>\n\n"
        "Links\nSundials: https://example.org/sundials\n\n"
        "Figures\nA gnomon: https://example.org/gnomon.png\n\n"
        "Footnotes\n[1] Give or take."
    )
    assert '<a href="https://example.org/day">Read the essay by Ben Noon</a>' in notes.html
    assert "<li>0:02 Dusk &amp; &lt;after&gt;</li>" in notes.html


@settings(max_examples=60, deadline=None)
@given(summary=st.text(max_size=200), title=st.text(max_size=60), label=st.text(max_size=40))
def test_every_text_stays_text(tmp_path_factory, summary, title, label):
    show = show_in(tmp_path_factory.getbasetemp())
    links = [NoteLink(label, "https://example.org/?a=1&b=<c>", "link")]
    chapters = [Chapter(0, 100, title)]
    notes = show_notes(episode_of(essay_of(summary=summary), links, chapters), show.channel.imprint)
    tree = html.fromstring(f"<div>{notes.html}</div>")
    assert {element.tag for element in tree.iter()} <= {"div", "p", "ul", "li", "a", "strong"}
    told = tree.text_content()
    assert folded(summary) in told
    assert f"0:00 {folded(title)}".rstrip() in told


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "/relative", "x.png", "http://[", "", "https:"],
)
def test_what_is_no_link_of_the_web_is_left_out(show, url):
    assert not is_link(url)
    notes = show_notes(episode_of(links=[NoteLink("x", url, "link")]), show.channel.imprint)
    assert "Links" not in notes.plain
    assert "<a" not in notes.html


def test_notes_too_long_lose_whole_items_from_the_end(show):
    links = [NoteLink(f"Link {n}", f"https://example.org/{n}", "link") for n in range(2_000)]
    notes = show_notes(episode_of(links=links), show.channel.imprint)
    assert len(notes.html.encode()) <= HTML_LIMIT_BYTES
    assert len(notes.plain.encode()) <= PLAIN_LIMIT_BYTES
    assert notes.plain.endswith(f"https://example.org/{notes.plain.rpartition('/')[2]}")
    assert notes.html.endswith("</li></ul>")


def test_a_summary_without_end_is_cut(show):
    notes = show_notes(episode_of(essay_of(summary="ä" * 9_000)), show.channel.imprint)
    assert len(notes.plain.encode()) <= PLAIN_LIMIT_BYTES
    assert notes.plain.endswith("…")


def test_a_show_spoken_by_a_person_does_not_say_otherwise(tmp_path):
    show = show_in(tmp_path, feed={"ai_content": False})
    assert "synthetic" not in show_notes(episode_of(), show.channel.imprint).plain
