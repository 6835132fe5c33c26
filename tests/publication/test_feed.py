"""The feed: byte for byte, by its laws, and as two independent readers understand it."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from pathlib import Path

import feedparser
import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.publication.catalogue import newest_first, read_catalogue, read_record, record_json
from pipeline.publication.feed import feed_gaps, feed_pages
from pipeline.publication.feed.pages import podcast_guid
from pipeline.publication.feed.xml_elements import NAMESPACES, unmistakable
from pipeline.settings.show import Feed, Show
from pipeline.settings.show_file import load_show
from pipeline.tools.characters import folded, legible

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/show.toml"))
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"

KNOWN_TO_PODCASTPARSER = (
    b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
)
"""The namespace's first name, the only one podcastparser 0.6.11 knows."""


def pages_of(case):
    records = read_catalogue(case / "published")
    return feed_pages(records, load_show(case / "show.toml").channel)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_feed_of_these_records_is_as_it_stands(case):
    expected = {path.name: path.read_bytes() for path in case.glob("*.xml")}
    assert {page.name: page.content for page in pages_of(case)} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_record_read_and_written_again_is_the_same_text(case):
    for path in case.glob("published/*/episode.json"):
        assert record_json(read_record(path.parent)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_feedparser_understands_every_item(case):
    records = {record.guid: record for record in read_catalogue(case / "published")}
    for page in pages_of(case):
        feed = feedparser.parse(page.content)
        assert not feed.bozo
        for entry in feed.entries:
            record = records[entry.id]
            assert entry.enclosures[0].length == str(record.audio.n_bytes)
            assert entry.enclosures[0].href.isascii()
            assert entry.published_parsed[:3] == record.moment.timetuple()[:3]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_podcastparser_understands_every_item(case):
    records = {record.guid: record for record in read_catalogue(case / "published")}
    for page in pages_of(case):
        content = page.content.replace(NAMESPACES["podcast"].encode(), KNOWN_TO_PODCASTPARSER)
        feed = podcastparser.parse("https://example.org/hours/feed.xml", io.BytesIO(content))
        assert feed["title"] == folded(load_show(case / "show.toml").title)
        for episode in feed["episodes"]:
            record = records[episode["guid"]]
            assert episode["title"] == folded(record.title)
            assert episode["enclosures"][0]["file_size"] == record.audio.n_bytes
            assert episode["total_time"] == round(record.duration_s)
            assert episode["transcript_url"]
            assert episode["chapters_json_url"]
            assert len(episode["persons"]) == len(record.people)


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_shows_guid_is_that_of_the_specification_s_examples(address, guid):
    assert podcast_guid(address) == guid


@pytest.mark.parametrize(
    ("samples", "told"), [(44_100 * 59 + 30_000, "60"), (44_100 * 60 + 10_000, "60"), (30_000, "1")]
)
def test_a_length_is_the_nearest_second(samples, told):
    [record] = read_catalogue(GOLDEN / "one-episode" / "published")
    measured = replace(record.measured, n_samples=samples, rate_hz=44_100)
    show = load_show(GOLDEN / "one-episode" / "show.toml").channel
    [page] = feed_pages([replace(record, measured=measured)], show)
    root = etree.fromstring(page.content)
    assert root.findtext("channel/item/itunes:duration", namespaces=root.nsmap) == told


REQUIRED = [
    "atom:link[@rel='self']", "title", "description", "link", "language", "itunes:category",
    "itunes:explicit", "itunes:image", "podcast:guid", "podcast:locked", "podcast:txt",
    "lastBuildDate", "item/title", "item/enclosure", "item/guid", "item/pubDate",
    "item/itunes:duration", "item/podcast:transcript", "item/podcast:chapters",
    "item/podcast:person", "item/content:encoded", "item/itunes:image",
]  # fmt: skip


@pytest.mark.parametrize("path", REQUIRED)
def test_what_the_directories_ask_for_is_there(path):
    [page] = pages_of(GOLDEN / "one-episode")
    root = etree.fromstring(page.content)
    assert root.find(f"channel/{path}", root.nsmap) is not None


def test_pages_hold_every_episode_once_and_lead_to_one_another():
    pages = {page.name: etree.fromstring(page.content) for page in pages_of(GOLDEN / "paged")}
    assert list(pages) == ["feed.xml", "feed-2.xml", "feed-3.xml"]
    titles = [title.text for root in pages.values() for title in root.iterfind(".//item/title")]
    assert titles == [f"Day {n}" for n in range(6, 0, -1)]
    name, seen = "feed.xml", []
    while name:
        seen.append(name)
        following = pages[name].find(f"channel/{ATOM}link[@rel='next']")
        name = "" if following is None else following.get("href").rpartition("/")[2]
    assert seen == list(pages)


def test_a_capped_feed_leaves_older_ones_out():
    [page] = pages_of(GOLDEN / "capped")
    assert page.content.count(b"<item>") == 2


def test_the_guid_of_a_feed_is_by_the_namespaces_rule():
    """The example of the namespace's own documentation."""
    assert podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == str(
        uuid.UUID("917393e3-1b1e-5cef-ace4-edaa54e1f810")
    )
    assert podcast_guid("http://mp3s.nashownotes.com/pc20rss.xml/") == podcast_guid(
        "https://mp3s.nashownotes.com/pc20rss.xml"
    )


def test_a_guid_the_show_has_is_kept():
    show = Show(base_url="https://example.net/new")
    kept = feed_pages([], show.channel, "kept-guid")[0].content
    chosen = feed_pages(
        [], show.model_copy(update={"feed": Feed(guid="mine")}).channel, "kept-guid"
    )
    assert b"<podcast:guid>kept-guid<" in kept
    assert b"<podcast:guid>mine<" in chosen[0].content


@settings(max_examples=80, deadline=None)
@given(title=st.text(max_size=80), notes=st.text(max_size=200), author=st.text(max_size=40))
def test_every_text_comes_back_from_the_feed_as_it_was(title, notes, author):
    record = read_record(next((GOLDEN / "one-episode").glob("published/*")))
    record = replace(record, title=title, notes_plain=notes, author=author)
    show = Show(author="x").model_copy(update={"title": title})
    [page] = feed_pages([record], show.channel)
    item = etree.fromstring(page.content).find("channel/item")
    assert (item.findtext("title") or "") == folded(title)
    assert (item.findtext(f"{ITUNES}author") or "") == (folded(author) or "x")
    assert (item.findtext("description") or "") == unmistakable(legible(notes))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>&;/!?abltgmp#0x3Cscript \n"))
def test_a_description_read_as_html_shows_the_plain_text(text):
    tree = html.fromstring(f"<div>{unmistakable(text)}</div>")
    assert [element.tag for element in tree.iter()] == ["div"]
    assert (tree.text or "") == text


def test_feeds_are_ordered_by_date_whatever_the_order_of_making():
    records = read_catalogue(GOLDEN / "paged" / "published")
    assert newest_first(reversed(records)) == records


def test_what_the_directories_will_miss_is_said():
    gaps = feed_gaps(
        Show(description="ä" * 2_001)
        .model_copy(
            update={
                "base_url": "file:///x", "category": "Nonsense", "feed": Feed(subcategory="Books")
            }
        ).channel
    )  # fmt: skip
    assert [gap.partition(" ")[0] for gap in gaps] == [
        "base_url", "author", "feed.owner_email", "category", "feed.subcategory", "description",
    ]  # fmt: skip
    assert feed_gaps(load_show(GOLDEN / "one-episode" / "show.toml").channel) == ()
