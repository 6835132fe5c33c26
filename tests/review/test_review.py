"""The review page: all of a script beside its essay, in one file that loads nothing."""

import re
import shutil
from dataclasses import replace

import pytest
from lxml import html

from pipeline.languages.lexicon import Lexicon
from pipeline.script import write_script
from pipeline.script.review import review_page
from pipeline.script.review.unknown_words import unknown_words
from pipeline.settings.show import Show
from pipeline.values.essay import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Essay,
    Mark,
    MarkKind,
)

HOSTILE = "<script>alert(1)</script> & \u202eevil\x00 \ud800 </style> {{ 7*7 }}"


def _essay(*texts, title="On Time"):
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in texts]
    return Essay(title, (*blocks, Block(BlockKind.CODE, "x = 1")), "t", "t")


def _page(*essays):
    show = Show()
    return review_page(
        [(essay, write_script(essay, show.for_script)) for essay in essays], show.for_script
    )


def _rows(page):
    return html.fromstring(page).xpath("//div[contains(@class, 'row')]")


def test_names_worth_hearing_are_told_from_the_same_words_that_are_no_names():
    essay = _essay(
        "“Nobody asked,” she said. “Zorblax did.” I met Mark at the market; mark my words.",
        "(Perhaps he did.) Rose rose, and a rose is a rose. We saw Rose. It rained in October.",
    )
    words = unknown_words(write_script(essay, Show().for_script), Lexicon())
    assert {one.word for one in words} == {"Zorblax", "Mark", "Rose"}


def test_the_parts_that_are_said_otherwise_are_marked_on_both_sides():
    row = _rows(_page(_essay("It costs $5 now.")))[1]
    assert row.xpath(".//p[contains(@class, 'written')]//mark/text()") == ["$5"]
    assert row.xpath(".//p[contains(@class, 'spoken')]//mark/text()") == ["five dollars"]


def test_a_sentence_said_as_written_is_not_marked():
    row = _rows(_page(_essay("It is late, isn’t it?")))[1]
    assert not row.xpath(".//mark | .//ins | .//del")
    assert "changed" not in row.get("class").split()


def test_what_is_left_out_stands_in_its_place_with_the_reason():
    rows = _rows(_page(_essay("It is late.")))
    (omitted,) = [row for row in rows if "omitted" in row.get("class").split()]
    assert omitted.xpath(".//del/text()") == ["x = 1"]
    assert "announced, not read" in omitted.text_content()


def test_a_mark_within_a_sentence_is_struck_there():
    text = "It works1 well."
    block = Block(BlockKind.PARAGRAPH, text, (Mark(MarkKind.FOOTNOTE, 8, 9, "a"),))
    essay = Essay("T", (block,), "t", "t")
    assert _rows(_page(essay))[1].xpath(".//del/text()") == ["1"]


def test_a_marker_in_front_and_a_mark_behind_are_struck_beside_their_sentence():
    text = "* It works.1 Well."
    marks = (Mark(MarkKind.BULLET, 0, 1), Mark(MarkKind.FOOTNOTE, 11, 12, "a"))
    essay = Essay("T", (Block(BlockKind.PARAGRAPH, text, marks),), "t", "t")
    row = _rows(_page(essay))[1]
    assert row.text_content().count("It works.") == 2
    assert [mark.strip() for mark in row.xpath(".//del/text()")] == ["*", "1"]


def test_every_utterance_has_a_row_and_every_chapter_a_time():
    essay = _essay(*["A sentence of some length stands here."] * 3)
    page = html.fromstring(_page(essay))
    assert len(page.xpath("//p[contains(@class, 'spoken')]")) == 5 + 1
    assert page.xpath("//ol[@class='contents']//span[@class='time']/text()") == ["0:00"]


def test_hostile_text_stays_text():
    page = _page(_essay(f"{HOSTILE} again", title=HOSTILE))
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//style")) == 1
    assert "alert(1)" in tree.xpath("//h1")[0].text_content()
    assert "{{ 7*7 }}" in tree.text_content()
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f]", page)


def test_the_page_loads_nothing_and_runs_only_its_own_script():
    page = _page(_essay("See https://example.org/a now."))
    tree = html.fromstring(page)
    assert not tree.xpath("//*[@src] | //link | //img | //iframe | //*[@style] | //*[@onclick]")
    assert not [a for a in tree.xpath("//a/@href") if not a.startswith("#")]
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_words_an_engine_may_not_know_are_listed_but_not_common_ones():
    essay = _essay("We met Zorblax at the market. It ran on qWorzel and on time.")
    words = html.fromstring(_page(essay)).xpath("//ul[@class='words']/li/bdi/text()")
    assert sorted(words) == ["Zorblax", "qWorzel"]


def test_a_name_that_only_begins_sentences_is_listed_but_no_other_word_there_and_no_month():
    text = "Mireille wrote it down. Nobody read it. Three came. Scaling is hard in June."
    essay = Essay("T", (Block(BlockKind.PARAGRAPH, text),), "t", "t")
    words = html.fromstring(_page(essay)).xpath("//ul[@class='words']/li/bdi/text()")
    assert words == ["Mireille"]


def test_names_that_stand_in_the_title_or_are_the_author_s_are_listed_and_no_other_word_there():
    block = Block(BlockKind.PARAGRAPH, "It was the longest road there was, and the tide was out.")
    title = "October: Why Semmelweis Was Right"
    essay = Essay(title, (block,), "t", "t", author="Ada Quillfeather")
    words = html.fromstring(_page(essay)).xpath("//ul[@class='words']/li/bdi/text()")
    assert sorted(words) == ["Ada", "Quillfeather", "Semmelweis"]


def test_words_are_listed_under_why_and_no_word_of_another_alphabet_for_its_letters():
    tree = html.fromstring(_page(_essay("We met Zorblax there. It ran on qWorzel.")))
    assert tree.xpath("//p[@class='why']/text()") == ["a name", "capitals or digits inside"]
    block = Block(BlockKind.PARAGRAPH, "Der Kahn gehört dem Fährmann von Köln.")
    german = Essay("Der Kahn", (block,), "t", "t", language="de")
    assert not html.fromstring(_page(german)).xpath("//ul[@class='words']")


def test_the_voice_is_named_where_it_changes():
    within = (Container(ContainerKind.QUOTE, 1),)
    blocks = [Block(BlockKind.PARAGRAPH, f"It is {n}.") for n in ("late", "early", "so")]
    blocks[1] = replace(blocks[1], within=within)
    page = html.fromstring(_page(Essay("T", tuple(blocks), "t", "t")))
    voices = page.xpath("//span[@class='role']")
    assert [(v.text or "").strip() for v in voices] == ["narrator", "", "quote", "narrator"]


def test_several_scripts_share_a_page_with_contents():
    tree = html.fromstring(_page(_essay("One."), _essay("Two.", title="On Space")))
    assert tree.xpath("//nav[@class='scripts']//a/bdi/text()") == ["On Time", "On Space"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(browser, tmp_path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    code = Block(BlockKind.CODE, "\n".join(["line = 1"] * 40))
    long = Essay("Long", (*_essay("It costs $5 [1].", HOSTILE).blocks, code), "t", "t")
    target = tmp_path / "review.html"
    target.write_text(_page(long, _essay("We met Zorblax there.")), encoding="utf-8")
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(target.as_uri())
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []


@pytest.mark.browser
def test_the_page_works_from_the_keyboard(browser, tmp_path):
    from playwright.sync_api import expect

    target = tmp_path / "review.html"
    target.write_text(_page(_essay("It costs $5.", "It is late.", HOSTILE)), encoding="utf-8")
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(target.as_uri())
    page.keyboard.press("c")
    shown = page.locator(".row:visible")
    assert "It costs $5." in shown.first.inner_text()
    assert all("changed" in row.get_attribute("class").split() for row in shown.all())
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "It costs" in page.locator(":focus").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("late")
    expect(shown).to_have_count(1)
    assert problems == []


def test_a_chosen_sound_stands_over_its_word():
    row = _rows(_page(_essay("Yesterday I read it.")))[1]
    (ruby,) = row.xpath(".//p[contains(@class, 'spoken')]//ruby")
    assert ruby.text == "read"
    assert ruby.get("title") == "past tense"
    assert ruby.xpath("rt/text()") == ["ˈɹɛd"]
