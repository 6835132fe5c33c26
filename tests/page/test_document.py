"""Laws of the whole page: its policy, its size, its times, its colours."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from lxml import html

from pipeline.languages.language_table import language_row
from pipeline.publication.artwork.palette import COMPANIONS, Tint
from pipeline.publication.catalogue import Neighbour
from pipeline.publication.page import (
    IndexEntry,
    content_json,
    episode_page,
    index_pages,
    page_content,
    read_content,
)
from pipeline.publication.page.theme import theme


@pytest.fixture(scope="module")
def page(make, show):
    text = "The clock 🕰 struck   twelve.\nNobody heard it, “really”."
    episode = make.episode(
        make.essay(make.paragraph(text), make.heading("On"), make.paragraph("End."))
    )
    return episode, episode_page(
        contents(episode), show.channel, previous=Neighbour("before", "Before")
    )


def contents(episode):
    return page_content(episode, audio_name="clocks.mp3", files={"WebVTT": "clocks.vtt"})


def test_the_policy_names_the_very_script_and_style_of_the_page(page):
    _, text = page
    policy = html.fromstring(text).xpath("//meta[@http-equiv]/@content")[0]
    for tag in ("script", "style"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_needs_no_other_file_but_sound_and_pictures(page):
    tree = html.fromstring(page[1])
    assert tree.xpath("//script/@src | //link[@rel='stylesheet'] | //iframe | //@style") == []
    assert set(tree.xpath("//audio/@src | //img/@src")) == {"clocks.mp3", "../artwork.png"}


def test_ids_are_unique(page):
    ids = html.fromstring(page[1]).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_times_give_back_each_word_and_when_it_is_heard(page):
    episode, text = page
    said = json.loads(html.fromstring(text).get_element_by_id("times").text)
    block = episode.essay.blocks[0].text.encode("utf-16-le")
    heard, reached = [], 0
    for i, figures in enumerate(said["w"][:2]):
        reached += said["s"][2 * i]
        cue = episode.timeline.cues[i]
        origin = 2 * len(episode.essay.blocks[0].text[: episode.script.utterances[i].span.start])
        origin += 2 * (i > 0)  # the clock is two units
        at, written = reached, 0
        for step, skip, length in zip(figures[::3], figures[1::3], figures[2::3], strict=True):
            at, start = at + step, written + skip
            written = start + length
            word = block[origin + 2 * start : origin + 2 * written].decode("utf-16-le")
            heard.append((word, at))
        reached += said["s"][2 * i + 1]
        assert reached == round(cue.end / 441)
    wanted = [
        (cue.text[word.text_start : word.text_end], round(word.start / 441))
        for cue in episode.timeline.cues[:2]
        for word in cue.words
    ]
    assert heard == wanted


def test_an_episode_of_18_minutes_takes_less_than_300_kb(make, show):
    sentence = "It was, as everybody knew, a matter of time and of little else, or so it seemed. "
    blocks = [make.paragraph(sentence * 5) for _ in range(40)]
    episode = make.episode(make.essay(*blocks))
    assert episode.timeline.n_samples / 44_100 > 18 * 60
    assert (
        len(episode_page(page_content(episode, audio_name="a.mp3"), show.channel).encode())
        < 300_000
    )


def test_a_page_is_the_same_rendered_again_from_what_was_kept(page, show):
    episode, text = page
    kept = read_content(content_json(contents(episode)).encode(), "page.json")
    again = episode_page(kept, show.channel, previous=Neighbour("before", "Before"))
    assert again == text


def test_other_surroundings_change_what_is_said_of_them_and_nothing_else(page, show):
    episode, text = page
    content = contents(episode)
    moved = show.model_copy(update={"base_url": "https://example.net/hours"}).channel
    other = episode_page(content, moved, following=Neighbour("after", "</nav> & After"))
    tree = html.fromstring(other)
    links = [(a.get("rel"), a.get("href")) for a in tree.iterfind(".//nav[@class='neighbours']/a")]
    assert links == [("next", "../after/index.html"), (None, "../index.html")]
    assert tree.xpath("//a[@rel='next']/span[@class='name']/text()") == ["</nav> & After"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        f"https://example.net/hours/{content.slug}/"
    ]
    assert tree.get_element_by_id("feed-address").value == "https://example.net/hours/feed.xml"
    changed = [
        (one, two)
        for one, two in zip(_bare(text).splitlines(), _bare(other).splitlines(), strict=True)
        if one != two
    ]
    assert changed == []


def _bare(page: str) -> str:
    """Return *page* without what it says of its surroundings."""
    page = re.sub(
        r'<link rel="canonical".*?(?=<link rel="alternate" type="application/rss)',
        "",
        page,
        flags=re.DOTALL,
    )
    page = re.sub(r'<section [^>]*"embed-title">.*?</section>\n', "", page, flags=re.DOTALL)
    page = re.sub(r'<nav class="neighbours".*?</nav>', "", page, flags=re.DOTALL)
    page = re.sub(r'<ul class="apps".*?</ul>\n', "", page, flags=re.DOTALL)
    return re.sub(r'(id="feed-address"[^>]*value=)"[^"]*"', r"\1", page)


def test_an_episode_of_nothing_but_silence_still_has_a_page(make, show):
    episode = make.episode(make.essay())
    assert "<h1" in episode_page(page_content(episode, audio_name="a.mp3"), show.channel)


def entries_of(n_episodes):
    numbers = range(n_episodes, 0, -1)
    return [IndexEntry(f"e{n}", f"Essay {n}", None, 60.0, "A summary. " * 20) for n in numbers]


def listed(page):
    return [int(number) for number in re.findall(r'href="e(\d+)/index.html"', page)]


@pytest.mark.parametrize("n_episodes", [0, 1, 99, 100, 199, 200, 201, 450, 2000])
def test_the_pages_of_the_index_hold_every_episode_once_and_are_light(show, n_episodes):
    pages = index_pages(entries_of(n_episodes), show.channel)
    assert next(iter(pages)) == "index.html"
    assert [n for page in pages.values() for n in listed(page)] == list(range(n_episodes, 0, -1))
    assert all(len(page.encode()) < 200_000 for page in pages.values())
    for name, page in pages.items():
        linked = set(re.findall(r'href="(index[-\d]*\.html)"', page))
        assert linked <= pages.keys() - {name}
        assert linked or len(pages) == 1


@pytest.mark.parametrize("n_episodes", [199, 350, 500])
def test_one_more_episode_changes_the_first_page_of_the_index_and_at_most_one_more(
    show, n_episodes
):
    before = index_pages(entries_of(n_episodes), show.channel)
    after = index_pages(entries_of(n_episodes + 1), show.channel)
    changed = [name for name, page in after.items() if before.get(name) != page]
    assert changed[0] == "index.html"
    assert len(changed) <= 3  # where a page is full: it, and the one that leads to it


@pytest.mark.parametrize("tint", [*map(Tint, COMPANIONS), Tint(5), Tint(112), Tint(200, 0)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_in_every_show_s_colours(tint, mode):
    colours = theme(tint)[mode]
    pairs = [(ink, paper) for ink in ("ink", "soft", "accent") for paper in ("paper", "card")]
    pairs += [("ink", "said"), ("ink", "word"), ("soft", "said"), ("accent", "said")]
    pairs += [("on-accent", "accent")]
    poor = {pair for pair in pairs if _contrast(*(colours[name] for name in pair)) < 4.5}
    assert poor == set()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 min"), (89, "1 min"), (1_080, "18 min"), (3_600, "1 h"), (18_000 + 300, "5 h 5 min")],
)
def test_lengths_are_said_roughly(seconds, said):
    assert language_row("en").page.rough_length(seconds) == said


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("language", "listen", "day"),
    [
        ("de", "Anhören", "5. Oktober 2026"),
        ("fr", "Écouter", "5 octobre 2026"),
        ("es", "Escuchar", "5 de octubre de 2026"),
        ("pl", "Listen", "5 października 2026"),
    ],
)
def test_a_page_speaks_its_essays_language(make, show, language, listen, day):
    episode = make.episode(make.essay(make.paragraph("Text."), language=language))
    page = html.fromstring(episode_page(contents(episode), show.channel))
    assert page.get("lang") == language_row(language).page.tag
    assert page.get_element_by_id("listen-label").text == listen
    assert page.find(".//time").text == day


def test_a_title_that_the_essay_begins_with_stands_once(make, show):
    essay = make.essay(make.heading("Of  clocks.", 1), make.paragraph("They tick."))
    tree = html.fromstring(episode_page(contents(make.episode(essay)), show.channel))
    assert not tree.xpath("//article//h2")
    assert tree.xpath("//article//p//text()")[0] == "They tick."


def test_addresses_in_the_text_are_links_up_to_the_sentence_s_own_signs(make, show):
    text = "See https://example.org/a_(b). Or (https://example.org/c?d=1), or ftp://e.org."
    tree = html.fromstring(
        episode_page(contents(make.episode(make.essay(make.paragraph(text)))), show.channel)
    )
    links = tree.xpath("//article//a[@class='bare']")
    assert [a.get("href") for a in links] == [
        "https://example.org/a_(b)",
        "https://example.org/c?d=1",
    ]
    assert tree.get_element_by_id("essay").text_content().strip() == text


def test_one_chapter_is_no_list_and_a_short_essay_lists_its_headings(make, show):
    alone = make.episode(make.essay(make.paragraph("They tick. They do.")))
    tree = html.fromstring(episode_page(contents(alone), show.channel))
    assert not tree.find_class("contents")
    short = make.episode(
        make.essay(
            make.paragraph("They tick."),
            *(b for n in "ABC" for b in (make.heading(n), make.paragraph("And so on."))),
        )
    )
    (first, *_) = short.timeline.chapters
    whole = replace(first, end=short.timeline.n_samples)
    merged = replace(short, timeline=replace(short.timeline, chapters=(whole,)))
    titles = [line.title for line in contents(merged).chapters]
    assert titles == [first.title, "A", "B", "C"]
    assert len(contents(merged).times["c"]) == 4


def test_a_page_describes_itself_by_its_first_words_where_it_has_no_summary(make):
    essay = make.essay(make.paragraph("They tick & tock. " * 40))
    description = contents(make.episode(essay)).description
    assert description.startswith("They tick & tock. They")
    assert description.endswith("tock.")
    assert len(description) <= 240


def test_apps_are_offered_where_the_feed_s_address_is_known(page, show):
    episode, text = page
    assert "antennapod" not in text
    online = show.model_copy(update={"base_url": "https://example.net/hours/"}).channel
    tree = html.fromstring(episode_page(contents(episode), online))
    assert tree.xpath("//ul[@class='apps']//a/@href") == [
        "podcast://example.net/hours/feed.xml",
        "overcast://x-callback-url/add?url=https%3A%2F%2Fexample.net%2Fhours%2Ffeed.xml",
        "pktc://subscribe/example.net/hours/feed.xml",
        "antennapod-subscribe://example.net/hours/feed.xml",
    ]
