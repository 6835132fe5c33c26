"""Entries of a feed: none is lost to a guid used twice, and a title alone is no essay."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError

FEED = "<rss version='2.0'><channel><title>Mud</title>{}</channel></rss>"
ITEM = "<item><title>{}</title><guid>{}</guid><link>{}</link><description>{}</description></item>"
TEXT = "Mud is free, and it is found in every lane of the village."


def test_entries_with_one_guid_and_one_address_are_told_apart_by_number(read):
    items = ITEM.format("Mud", "g1", "https://example.org/", TEXT) * 3
    essays = read("feed.xml", FEED.format(items))
    assert len({essay.key for essay in essays}) == len(essays) == 3
    assert [essay.key for essay in essays] == [
        essay.key for essay in read("feed.xml", FEED.format(items))
    ]


def test_an_entry_whose_text_is_its_title_is_no_essay(read):
    bare = ITEM.format("How to Boil an Egg", "g1", "https://example.org/a", "How to boil an egg.")
    whole = ITEM.format("Mud", "g2", "https://example.org/b", TEXT)
    (essay,) = read("feed.xml", FEED.format(bare + whole))
    assert essay.title == "Mud"
    with pytest.raises(SourceError, match="beyond its title"):
        read("feed.xml", FEED.format(bare))
