"""Laws of the essay on the page: nothing of its text is lost, nothing becomes markup."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from pipeline.publication.page.essay_html import direction, essay_html
from pipeline.publication.page.inline_html import inline, safe_url
from pipeline.publication.page.nesting import DEEPEST
from pipeline.publication.page.spoken_places import PageVoice, Spot, voice
from pipeline.values.essay import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Essay,
    Mark,
    MarkKind,
)

SILENT = PageVoice((), {}, {}, -1, ())
TEXTS = st.text(st.sampled_from("ab c<>&\"'\n🕰é"), max_size=30)


@st.composite
def marked_blocks(draw):
    """A block with marks anywhere, crossing one another, and spots that do not overlap."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    ranges = st.tuples(places, places).map(sorted)
    mark = st.builds(lambda r, k: Mark(k, *r, "https://a.b/<"), ranges, st.sampled_from(MarkKind))
    marks = draw(st.lists(mark, max_size=5))
    cuts = sorted(draw(st.sets(places, max_size=6)))
    spots = [Spot(n, a, b) for n, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))]
    return Block(BlockKind.PARAGRAPH, text, marks=tuple(marks)), spots


@settings(max_examples=150, deadline=None)
@given(marked_blocks())
def test_text_nodes_joined_are_the_text(made):
    block, spots = made
    shown = html.fromstring(f"<div>{inline(block, spots)}</div>")
    assert shown.text_content() == block.text


@settings(max_examples=150, deadline=None)
@given(marked_blocks())
def test_each_spot_holds_its_own_characters_and_says_how_many_came_before(made):
    block, spots = made
    shown = html.fromstring(f"<div>{inline(block, spots)}</div>")
    for spot in spots:
        parts = shown.xpath(f".//span[@data-s='{spot.place}']")
        assert "".join(p.text_content() for p in parts) == block.text[spot.start : spot.end]
        reached = 0
        for part in parts:
            assert int(part.get("data-o", 0)) == reached
            reached += len(part.text_content().encode("utf-16-le")) // 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Block, st.sampled_from(BlockKind), TEXTS, level=st.integers(0, 6)), max_size=6
    )
)
def test_every_block_is_shown_in_order_and_never_as_markup(blocks):
    hidden = {BlockKind.CHROME, BlockKind.MARKUP, BlockKind.CALL}
    shown = essay_html(Essay("T", tuple(blocks), "s", "k"), SILENT)
    for block in blocks:
        if block.kind not in hidden | {BlockKind.TABLE, BlockKind.DIVIDER}:
            assert escape(block.text) in shown
    assert "<b>" not in shown


def test_lists_stay_whole_and_keep_their_numbers():
    def item(n, *more):
        within = (Container(ContainerKind.LIST_ITEM, n, number=n, group=9), *more)
        return Block(BlockKind.PARAGRAPH, f"item {n}", within=within)

    quote = Container(ContainerKind.QUOTE, 40)
    shown = essay_html(Essay("T", (item(3), item(4, quote), item(4), item(5)), "s", "k"), SILENT)
    assert shown.count("<ol>") == 1
    assert [li.get("value") for li in html.fromstring(shown).iter("li")] == ["3", "4", "5"]
    assert '<blockquote><p dir="auto">item 4</p></blockquote>' in shown


def test_footnotes_stand_last_and_lead_back():
    text = "A claim.1 And more."
    call = Block(BlockKind.PARAGRAPH, text, (Mark(MarkKind.FOOTNOTE, 8, 9, "rate"),))
    note = Block(
        BlockKind.PARAGRAPH, "The proof.", within=(Container(ContainerKind.FOOTNOTE, 1, "rate"),)
    )
    shown = html.fromstring(essay_html(Essay("T", (note, call), "s", "k"), SILENT))
    assert shown.xpath("string(//a[@role='doc-noteref']/@href)") == "#note-1"
    back = shown.xpath("string(//li[@id='note-1']//a[@role='doc-backlink']/@href)")
    assert shown.xpath(f"count(//*[@id='{back[1:]}'])") == 1


def test_headings_skip_no_level():
    blocks = tuple(Block(BlockKind.HEADING, f"h{n}", level=n) for n in (3, 6, 3, 4, 6))
    shown = html.fromstring(essay_html(Essay("T", blocks, "s", "k"), SILENT))
    assert [e.tag for e in shown.iter("h2", "h3", "h4", "h5", "h6")] == [
        "h2",
        "h3",
        "h2",
        "h3",
        "h4",
    ]


def test_tables_have_their_cells_and_header():
    block = Block(BlockKind.TABLE, "a\tb\n1\t<2>", level=1)
    shown = html.fromstring(essay_html(Essay("T", (block,), "s", "k"), SILENT))
    assert [c.text_content() for c in shown.iter("th")] == ["a", "b"]
    assert [c.text_content() for c in shown.iter("td")] == ["1", "<2>"]


def test_pictures_of_other_hosts_are_linked_and_those_beside_the_page_are_shown():
    here, there = (
        Block(BlockKind.FIGURE, "A clock", url=u) for u in ("c.png", "https://a.b/c.png")
    )
    shown = essay_html(
        Essay("T", (here, there), "s", "k"), SILENT, pictures={"c.png": "figure.png"}
    )
    assert [i.get("src") for i in html.fromstring(shown).iter("img")] == ["figure.png"]
    assert 'href="https://a.b/c.png"' in shown


def test_what_is_foreign_is_called_what_people_call_it():
    named = {"poll-embed": "Poll", "tweet": "Post", "youtube-wrap": "Video", "iframe": "Page"}
    blocks = tuple(Block(BlockKind.EMBED, "x", info=info) for info in named)
    shown = html.fromstring(essay_html(Essay("T", blocks, "s", "k"), SILENT))
    assert shown.xpath("//span[@class='kind']/text()") == list(named.values())


def test_what_is_nested_beyond_reason_is_still_shown():
    deep = tuple(Container(ContainerKind.QUOTE, n) for n in range(2_000))
    shown = essay_html(
        Essay("T", (Block(BlockKind.PARAGRAPH, "deep", within=deep),), "s", "k"), SILENT
    )
    assert "deep" in shown
    assert shown.count("<blockquote>") < DEEPEST


def test_only_addresses_of_the_web_and_of_mail_are_linked():
    bad = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd",
           "//[bad", "\x01javascript:alert(1)", "vbscript:x", "", "relative")  # fmt: skip
    assert [safe_url(address) for address in bad] == [""] * len(bad)
    assert safe_url("../b?x=1", "https://a.b/c/d") == "https://a.b/b?x=1"
    assert safe_url("mailto:a@b.c") == "mailto:a@b.c"


def test_the_direction_is_that_of_most_letters():
    def essay(text):
        return Essay("T", (Block(BlockKind.PARAGRAPH, text),), "s", "k")

    assert direction(essay("مرحبا GPT بكم جميعا")) == "rtl"
    assert direction(essay("The word سلام means peace")) == "ltr"
    assert direction(essay("123")) == "ltr"


def test_the_show_s_own_words_are_heard_where_they_belong(make):
    figure = Block(BlockKind.FIGURE, "A clock", url="https://a.b/c.png")
    essay = make.essay(make.paragraph("First. Second."), figure, make.paragraph("Third."))
    heard = voice(make.episode(essay, opening="Welcome.", closing="Goodbye."))
    places = [passage.place for passage in heard.passages]
    assert heard.opening == places[0]
    assert heard.announced == {1: places[3]}
    assert heard.closing == ((places[-1], "Goodbye."),)
    assert len(set(places)) == len(places) == 6


def test_clauses_of_one_sentence_are_marked_as_one(make):
    essay = make.essay(make.paragraph("One. Two. Three."))
    episode = make.episode(essay)
    chapter = episode.script.chapters[0]
    first, *rest = chapter.utterances
    joined = (replace(first, pause=type(first.pause).CLAUSE), *rest)
    script = replace(episode.script, chapters=(replace(chapter, utterances=joined),))
    heard = voice(replace(episode, script=script))
    assert heard.spots[0] == (Spot(0, 0, 9), Spot(1, 10, 16))
    assert [(start, end) for _, start, end in heard.passages[0].words] == [(0, 4), (5, 9)]
