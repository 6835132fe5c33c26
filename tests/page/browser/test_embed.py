"""The player within an author's own page, which is of another origin than the show."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.publication.page import embed_page, embed_script, episode_page, oembed, page_content
from pipeline.publication.sidecars import transcript_json

FOUND = "document.querySelector('essay-cast').dataset.found"
MARKED = "[...(CSS.highlights.get('essay-cast') ?? [])].map(String).join('')"
BUDGET_BYTES = 25_000


@pytest.fixture(scope="module")
def essay_page(site, clocks, show):
    """Return the address of an author's page on another origin, with the essay in it.

    Its selector finds nothing: the essay is looked for where essays are.
    """
    content = page_content(clocks, audio_name="clocks.mp3", artwork="artwork.jpg")
    site.files["clocks/embed.html"] = embed_page(content, show.channel).encode()
    site.files["clocks/transcript.json"] = transcript_json(clocks.timeline).encode()
    site.files["embed.js"] = embed_script().encode()
    said = "".join(f"<p>{block.text}</p>" for block in clocks.essay.blocks)
    script, place = site.url("embed.js"), site.url("clocks/")
    site.files["author.html"] = (
        '<!doctype html><html lang="en"><title>Mine</title>'
        f'<script async src="{script}"></script><h1>Mine</h1><p>Share this! 12 comments.</p>'
        f'<essay-cast src="{place}" mark=".none-here"></essay-cast>'
        f"<article><p>An advertisement.</p>{said}</article></html>"
    ).encode()
    return site.url("author.html").replace("127.0.0.1", "localhost")


@pytest.fixture
def author(browser, essay_page):
    context = browser.new_context(viewport={"width": 700, "height": 900})
    page = context.new_page()
    page.goto(essay_page)
    yield page
    context.close()


def test_the_authors_own_words_are_found_again_and_marked_as_they_are_read(author, clocks, until):
    until(author, f"{FOUND} !== undefined")
    n_words = sum(len(block.text.split()) for block in clocks.essay.blocks)
    assert int(author.evaluate(FOUND)) >= 0.9 * n_words
    author.get_by_text("Nobody turns it").first.click()
    until(author, f"{MARKED} !== ''")
    assert author.evaluate(MARKED) in " ".join(block.text for block in clocks.essay.blocks)


def test_the_frame_is_as_tall_as_what_is_in_it(author, until):
    height = "document.querySelector('essay-cast').shadowRoot.querySelector('iframe').offsetHeight"
    until(author, f"{height} !== 180")
    within = author.frames[1]
    inner = "document.scrollingElement.scrollHeight <= innerHeight + 1"
    until(within, inner)
    before = author.evaluate(height)
    within.click("#chapters summary")
    until(author, f"{height} > {before}")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (800, "dark")])
def test_the_player_fits_and_can_be_used_by_anybody(visit, essay_page, width, scheme, until):
    page = visit("clocks/embed.html", viewport={"width": width, "height": 400}, color_scheme=scheme)
    until(page, "document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page).response["violations"] == []


def test_a_site_that_asks_gets_a_frame_of_the_shows_own_address(clocks, show):
    channel = replace(show.channel, base_url="https://hours.example/cast")
    content = page_content(clocks, audio_name="clocks.mp3", artwork="artwork.jpg")
    answer = json.loads(oembed(content, channel))
    assert answer["type"] == "rich"
    assert 'src="https://hours.example/cast/clocks/embed.html"' in answer["html"]
    page = episode_page(content, channel)
    assert 'type="application/json+oembed"' in page
    data = json.loads(page.partition('application/ld+json">')[2].partition("</script>")[0])
    assert data["associatedMedia"]["contentUrl"] == "https://hours.example/cast/clocks/clocks.mp3"


def test_the_scripts_keep_to_their_budget(clocks, show):
    content = page_content(clocks, audio_name="clocks.mp3", artwork="artwork.jpg")
    inside = embed_page(content, show.channel).rpartition("<script>")[2]
    assert len(embed_script().encode()) + len(inside.encode()) <= BUDGET_BYTES
