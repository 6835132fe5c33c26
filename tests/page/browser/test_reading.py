"""The page as something to read: it follows, keeps still, and stays itself whatever it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pipeline.publication.catalogue import Neighbour
from pipeline.publication.page import IndexEntry, episode_page, index_page, page_content
from pipeline.settings.show import Show
from pipeline.values.essay import Block, BlockKind, Container, ContainerKind, MarkKind
from pipeline.values.script import NoteLink
from pipeline.values.sound import Chapter

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
AUDIO = "document.getElementById('audio')"
IN_VIEW = """(() => {
    const box = document.querySelector('.saying')?.getBoundingClientRect();
    return Boolean(box) && box.bottom > 0
        && box.top < document.getElementById('player').getBoundingClientRect().top;
})()"""
MARKUP = (
    "<script>document.title='owned'</script> ]]></script><script>alert(1)</script> "
    '"onload=alert(1)" \'><img src=x onerror=alert(1)> '
    "</audio></title></style></textarea><!-- {{ 7*7 }} {% raw %}"
)
BIDI = "\u202eright to left\u2066 and not closed \\u003cb\\u003e &lt;b&gt; javascript:alert(1)"


@pytest.fixture(scope="module")
def long_essay(make):
    blocks = []
    for chapter in range(40):
        blocks.append(make.heading(f"Part {chapter}"))
        blocks += [make.paragraph("So it went on, and on. " * 6) for _ in range(6)]
    return make.episode(make.essay(*blocks, title="Long"), slug="long")


def test_the_sentence_stays_in_view_until_the_reader_scrolls_away(visit, until):
    page = visit("clocks/index.html#t=1", viewport={"width": 390, "height": 500})
    back = page.get_by_role("button", name="Back to the voice")
    page.evaluate(f"{AUDIO}.currentTime = 20")
    until(page, IN_VIEW)
    page.mouse.move(200, 100)
    page.mouse.wheel(0, -5000)
    expect(back).to_be_visible()
    page.evaluate(f"{AUDIO}.currentTime = 22")
    page.wait_for_timeout(150)
    assert page.evaluate("scrollY") == 0
    back.click()
    until(page, IN_VIEW)
    expect(back).to_be_hidden()


def test_a_step_in_a_long_essay_touches_two_sentences_only(visit, site, show, long_essay):
    cues = long_essay.timeline.cues
    far = [cues[n].start / 44_100 + 0.05 for n in (0, len(cues) - 1, len(cues) // 2, 7)]
    site.files["clocks/long.html"] = episode_page(
        page_content(long_essay, audio_name="clocks.mp3"), show.channel
    ).encode()
    page = visit("clocks/long.html")
    touched = page.evaluate(
        f"""async (times) => {{
            let touched = 0;
            const watcher = new MutationObserver((all) => {{
                touched += all.filter((one) => one.target.closest?.('#essay')).length;
            }});
            watcher.observe(document, {{ subtree: true, childList: true, attributes: true }});
            Object.defineProperty({AUDIO}, 'currentTime', {{ get: () => times[0] }});
            for (; times.length; times.shift()) {{
                {AUDIO}.dispatchEvent(new Event('seeking'));
                await new Promise((done) => setTimeout(done, 60));
            }}
            return touched;
        }}""",
        far,
    )
    assert 0 < touched <= 2 * len(far)


@pytest.mark.parametrize("path", ["clocks/index.html", "few.html"])
def test_nothing_is_wider_than_the_screen(visit, path):
    page = visit(path)
    for screen in (PHONE, DESKTOP):
        page.set_viewport_size(screen)
        assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
        for control in ("#play", "#seek", "#next", "#rate", "#copy", "#copy-feed"):
            for box in [one.bounding_box() for one in page.locator(control).all()]:
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= screen["width"]


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop"]
)
@pytest.mark.parametrize("path", ["clocks/index.html#t=10", "few.html"])
def test_axe_finds_no_violation(visit, path, viewport, scheme):
    page = visit(path, viewport=viewport, color_scheme=scheme)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert [(v["id"], v["nodes"][0]["target"]) for v in found.response["violations"]] == []


def test_without_script_there_are_sound_chapters_and_text(visit, clocks):
    page = visit(java_script_enabled=False)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("#deck")).to_be_hidden()
    expect(page.locator("#essay")).to_contain_text("Sand falls for the second time.")
    start_s = clocks.timeline.chapters[2].start / 44_100
    line = page.get_by_role("link", name="Water")
    expect(line).to_have_attribute("href", f"clocks.mp3#t={start_s:.2f}")
    expect(line).to_be_visible()


@pytest.mark.parametrize("text", [MARKUP, BIDI], ids=["markup", "bidi"])
def test_hostile_text_stays_text_everywhere(visit, site, make, text):
    base = make.essay(
        make.paragraph(text + " and more.", *(make.mark(k, text, text, text) for k in MarkKind)),
        make.heading(text),
        *(Block(kind, text, url=text, info=text, level=2) for kind in BlockKind),
        Block(
            BlockKind.PARAGRAPH,
            text,
            within=tuple(Container(k, i, text) for i, k in enumerate(ContainerKind, 1)),
        ),
        title=text,
        author=text,
        summary=text,
        url=text,
        language=text,
    )
    episode = make.episode(base, opening=text, closing=text, slug="hostile")
    links = (NoteLink(text, "https://example.org/?" + text, "link"),)
    chapters = tuple(Chapter(c.start, c.end, text) for c in episode.timeline.chapters)
    episode = replace(
        episode,
        script=replace(episode.script, links=links),
        timeline=replace(episode.timeline, chapters=chapters),
    )
    show = Show(title=text, author=text, description=text)
    channel = replace(show.channel, link=text, base_url="https://x.org/" + text)
    site.files["clocks/hostile.html"] = episode_page(
        page_content(episode, audio_name="clocks.mp3", files={text: "x"}),
        channel,
        previous=Neighbour(text, text),
    ).encode()
    entry = IndexEntry("hostile", text, date(2026, 1, 1), 60.0, text, author=text)
    site.files["hostile.html"] = index_page([entry], channel).encode()
    for path in ("clocks/hostile.html", "hostile.html"):
        page = visit(path)
        assert page.title().startswith(" ".join(text.split()))
        shown = page.locator("h1").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert shown == text
        assert page.locator("[onload], [onerror], [style]:not(#deck [style])").count() == 0
        runs = page.locator("script:not([type='application/ld+json'])")
        assert runs.count() == (3 if path.startswith("clocks") else 2)
        assert page.locator("a[href^='javascript:'], a[href^='data:']").count() == 0


def test_the_index_finds_episodes_by_their_words(visit):
    page = visit("index.html")
    expect(page.locator("#episodes > li:visible")).to_have_count(500)
    page.fill("#query", "PART 499 śand")
    expect(page.locator("#episodes > li:visible")).to_have_count(1)
    page.fill("#query", "nothing of the kind")
    expect(page.locator("#none")).to_be_visible()


def test_the_feed_s_address_is_whole_and_can_be_copied(visit, site):
    for path in ("index.html", "clocks/index.html"):
        page = visit(path, permissions=["clipboard-read", "clipboard-write"])
        expect(page.get_by_label("Address of the feed")).to_have_value(site.url("feed.xml"))
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator("#status")).to_have_text("Address of the feed copied")
        assert page.evaluate("navigator.clipboard.readText()") == site.url("feed.xml")


def test_an_index_of_nothing_says_so(visit):
    expect(visit("empty.html").get_by_text("Nothing is published yet.")).to_be_visible()


def test_text_from_right_to_left_is_set_so(visit, site, show, make):
    essay = make.essay(make.paragraph("السلام عليكم. كيف حالك؟"), language="ar", title="سلام")
    page = episode_page(page_content(make.episode(essay), audio_name="clocks.mp3"), show.channel)
    site.files["clocks/arabic.html"] = page.encode()
    page = visit("clocks/arabic.html")
    direction = "(e) => getComputedStyle(e).direction"
    assert page.locator("#essay p").first.evaluate(direction) == "rtl"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("body").evaluate(direction) == "ltr"


def test_on_a_phone_nothing_is_cut_off_and_all_controls_are_within_a_thumb_s_reach(visit):
    page = visit(viewport=PHONE, is_mobile=True, has_touch=True)
    for width, height in ((390, 844), (844, 390), (320, 568)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [width, width]
        boxes = page.evaluate(
            """[...document.querySelectorAll('#deck button, #deck select')]
                .map((one) => one.getBoundingClientRect()).filter((box) => box.width)
                .map((box) => [box.left, box.right, box.width, box.height])"""
        )
        assert len(boxes) >= 7
        for left, right, wide, high in boxes:
            assert 0 <= left < right <= width
            assert min(wide / 36, high / 44) >= 1
        above = page.evaluate("document.getElementById('player').getBoundingClientRect().top")
        assert above > 0.78 * height


def test_on_paper_there_is_the_essay_and_no_player(visit):
    page = visit()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("#player")).to_be_hidden()
    expect(page.locator("#essay")).to_be_visible()
    assert page.locator("body").evaluate("(e) => getComputedStyle(e).colorScheme") is not None
