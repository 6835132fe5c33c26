"""Pages lead to the episodes before and after them, whatever becomes of those."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from datetime import date

import pytest
from made_by_hand import episode_in, essay_of, show_in

from pipeline.publication import publish, rebuild, withdraw
from pipeline.publication.catalogue import read_record
from pipeline.publication.page import template
from pipeline.publication.verification import verify

DAYS = ("Dawn", "Noon", "Dusk")


@pytest.fixture
def show(tmp_path):
    return show_in(tmp_path, base_url="https://example.org/hours")


def put(show, title, key="", day=0):
    """Publish the essay of one of :data:`DAYS`, perhaps with another title or day."""
    key = key or title
    said = essay_of(title, key=f"{key}.md", date=date(2026, 3, day or DAYS.index(key) + 1))
    return publish(episode_in(show.root, show, said), show.for_publication)


def led_to(show, slug):
    """Return what the page of *slug* calls earlier and later, as slug and title."""
    page = (show.output_folder / slug / "index.html").read_text(encoding="utf-8")
    links = {
        rel: (to, title)
        for to, rel, title in re.findall(
            r'<a href="\.\./([^"]*)/index\.html" rel="(prev|next)">.*?"auto">([^<]*)<', page
        )
    }
    assert '<a class="all" href="../index.html">' in page
    return links.get("prev"), links.get("next")


def test_each_page_leads_to_the_episodes_before_and_after_it_by_date(show):
    for title in ("Dawn", "Dusk", "Noon"):
        put(show, title)
    assert led_to(show, "dawn") == (None, ("noon", "Noon"))
    assert led_to(show, "noon") == (("dawn", "Dawn"), ("dusk", "Dusk"))
    assert led_to(show, "dusk") == (("noon", "Noon"), None)
    assert verify(show.for_publication) == ()


def test_a_neighbour_renamed_moved_or_withdrawn_is_so_on_the_pages_beside_it(show):
    for title in DAYS:
        put(show, title)
    put(show, "High Noon", key="Noon")
    assert led_to(show, "dawn") == (None, ("noon", "High Noon"))
    put(show, "High Noon", key="Noon", day=9)
    assert led_to(show, "dawn") == (None, ("dusk", "Dusk"))
    assert led_to(show, "dusk") == (("dawn", "Dawn"), ("noon", "High Noon"))
    withdraw("dusk", show.for_publication)
    assert led_to(show, "noon") == (("dawn", "Dawn"), None)
    assert verify(show.for_publication) == ()


def test_a_page_made_anew_keeps_all_else_of_its_folder_and_the_feed_s_word_on_it(show):
    first = put(show, "Dawn")
    before = {path.name: path.stat().st_ino for path in first.folder.iterdir()}
    put(show, "Noon")
    after = {path.name: path.stat().st_ino for path in first.folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {
        "index.html", "episode.json",
    }  # fmt: skip
    assert read_record(first.folder).modified == first.record.modified


def test_where_the_disk_knows_no_second_names_the_files_are_copied(show, monkeypatch):
    def refusing(*_arguments, **_options):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refusing)
    put(show, "Dawn")
    put(show, "Noon")
    assert led_to(show, "dawn") == (None, ("noon", "Noon"))
    assert verify(show.for_publication) == ()


def test_a_damaged_page_is_not_made_whole_by_a_neighbour(show):
    page = put(show, "Dawn").folder / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Clocks", b"Blocks"))
    put(show, "Noon")
    assert b"Blocks" in page.read_bytes()
    told = [str(finding) for finding in verify(show.for_publication)]
    assert any("SHA-256" in one and one.endswith("; produce the essay again") for one in told)
    assert any("is not as it would be rendered" in one for one in told)
    put(show, "Dawn")
    assert verify(show.for_publication) == ()


def test_what_was_published_before_pages_had_neighbours_gets_them_at_the_next_rebuild(show):
    folders = [put(show, title).folder for title in DAYS]
    whole = [(folder / "index.html").read_bytes() for folder in folders]
    for folder in folders:
        forget_neighbours(folder)
    assert len(verify(show.for_publication)) == 3
    rebuild(show.for_publication)
    assert [(folder / "index.html").read_bytes() for folder in folders] == whole
    assert verify(show.for_publication) == ()


def test_a_new_address_is_on_every_page_and_an_old_one_on_none(show):
    put(show, "Dawn")
    put(show, "Noon")
    for base_url in ("", "https://example.net/a&b"):
        moved = show.model_copy(update={"base_url": base_url})
        rebuild(moved.for_publication)
        assert verify(moved.for_publication) == ()
        for name in ("dawn/index.html", "index.html"):
            page = (show.output_folder / name).read_text(encoding="utf-8")
            assert "example.org/hours" not in page
            assert ('rel="canonical"' in page) == bool(base_url)
            field = page.partition('id="feed-address"')[2].partition(">")[0]
            assert f'value="{base_url.replace("&", "&amp;")}/feed.xml"' in field or not base_url
    rebuild(show.for_publication)
    assert verify(show.for_publication) == ()


def test_what_other_code_rendered_is_rendered_anew(show, monkeypatch):
    """Templates, styles and scripts alone do not say how a page comes to look as it does."""
    with monkeypatch.context() as older:
        policy = template._policy
        older.setattr(template, "_policy", lambda *said: f"{policy(*said)}; frame-src 'none'")
        older.setattr(template, "_package_digest", lambda: "of another version")
        put(show, "Dawn")
        assert verify(show.for_publication) == ()
    assert "it is not as it would be rendered" in str(verify(show.for_publication))
    rebuild(show.for_publication)
    assert verify(show.for_publication) == ()


def forget_neighbours(folder):
    """Make page and record what they were before either named other episodes."""
    page, record = folder / "index.html", folder / "episode.json"
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    bare = re.sub(rb'<nav class="neighbours".*?</nav>\n', b"", page.read_bytes(), flags=re.DOTALL)
    said = record.read_text(encoding="utf-8")
    said = said.replace(digest, hashlib.sha256(bare).hexdigest())
    said = said.replace(f'"n_bytes": {page.stat().st_size}', f'"n_bytes": {len(bare)}')
    said = re.sub(r',\n "base_url".*(?=\n\})', "", said, flags=re.DOTALL)
    page.write_bytes(bare)
    record.write_text(said, encoding="utf-8")
