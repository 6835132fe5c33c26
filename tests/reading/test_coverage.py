"""The law of reading: all that is visible is in some block, in its order, and marks lie in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.reading.article import article_blocks
from pipeline.reading.flattened import blocks_of_flattened
from pipeline.reading.html import blocks_of_html
from pipeline.reading.html_tree import parsed
from pipeline.reading.interview import with_turns
from pipeline.reading.invisible import cleaned
from pipeline.reading.markdown import blocks_of_markdown, html_of
from pipeline.reading.plain_text import blocks_of_plain
from pipeline.reading.structure import refined
from pipeline.reading.word_sets import words
from pipeline.values.essay import Block, BlockKind, MarkKind

GOLDEN = Path(__file__).parent / "golden"
ADDED = "☐☑“”"
"""Boxes and quotation marks a browser draws, which no text content holds."""


def visible(text: str) -> str:
    return "".join(char for char in cleaned(text) if not char.isspace() and char not in ADDED)


def visible_of(blocks: tuple[Block, ...], *, pictures: bool = False) -> str:
    """Return what is visible of *blocks*; what stands for pictures only where asked for."""
    kept = []
    for index, block in enumerate(blocks):
        if not pictures and block.kind is BlockKind.FIGURE:
            continue
        if not pictures and _is_title_caption(blocks, index):
            continue
        text = block.text
        for mark in reversed(block.marks):
            if mark.kind is MarkKind.IMAGE and not pictures:
                text = text[: mark.start] + text[mark.end :]
        kept.append(text)
    return visible("".join(kept))


def _is_title_caption(blocks: tuple[Block, ...], index: int) -> bool:
    """A caption made of a picture's title has no marks and follows its figure."""
    before = blocks[index - 1] if index else None
    return (
        blocks[index].kind is BlockKind.CAPTION
        and before is not None
        and before.kind is BlockKind.FIGURE
        and not blocks[index].marks
    )


def rendered(markup: str) -> str:
    """Return the text content of *markup* as another reader of HTML sees it."""
    if not markup.strip():
        return ""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for element in root.xpath("//script|//style|//template|//noscript|//comment()"):
        element.drop_tree()
    return visible(root.text_content())


def assert_lawful(blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        assert block.text == block.text.strip("\n")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", block.text)
        starts = [(mark.start, -mark.end) for mark in block.marks]
        assert starts == sorted(starts)
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
    ids: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        for container in block.within:
            ids.setdefault(container.id, []).append(index)
    for places in ids.values():
        assert places == list(range(places[0], places[-1] + 1)), "a container is one stretch"


WORDS = st.sampled_from(
    [
        "word",
        "Name",
        "42",
        "$5",
        "and",
        "a_b",
        "é",
        "🙂",
        "AT&T",
        "<",
        ">",
        "&amp;",
        "x*y",
        "{{ v }}",
    ]
)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        inner.map(lambda s: f"*{s}*"),
        inner.map(lambda s: f"**{s}**"),
        inner.map(lambda s: f"~~{s}~~"),
        inner.map(lambda s: f"[{s}](https://example.org/a)"),
        inner.map(lambda s: f"`{s}`"),
        inner.map(lambda s: f"{s}[^1]"),
        inner.map(lambda s: f"<b>{s}</b>"),
        inner.map(lambda s: f"{s}  \nnext"),
    ),
    max_leaves=6,
)


def indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


BLOCK = st.recursive(
    st.one_of(
        INLINE,
        INLINE.map(lambda s: "# " + s.replace("\n", " ")),
        INLINE.map(lambda s: f"```\n{s}\n```"),
        INLINE.map(lambda s: f"<div>\n\n{s}\n\n</div>"),
        INLINE.map(lambda s: "| a | b |\n|---|---|\n| " + s.replace("\n", " ") + " | c |"),
        st.just("---"),
        st.just("Term\n: Definition"),
        st.just("- [x] done\n- [ ] open"),
        st.just("$$\nx^2\n$$"),
        st.just("[^1]: A note."),
    ),
    lambda inner: st.one_of(
        inner.map(lambda s: indented(s, "> ")),
        inner.map(lambda s: "- " + indented(s, "  ").lstrip()),
        inner.map(lambda s: "3. " + indented(s, "   ").lstrip()),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCK, max_size=5).map("\n\n".join))
def test_all_a_markdown_rendering_shows_is_in_the_blocks_in_order(text: str):
    blocks = blocks_of_markdown(text)
    assert_lawful(blocks)
    assert_same_words(visible_of(blocks), rendered(html_of(text)))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab *_`[]()!#>-+1.\n\\<&;|~$^:{}%=\"'", max_size=60))
def test_any_markdown_at_all_keeps_what_it_shows(text: str):
    blocks = blocks_of_markdown(text)
    assert_lawful(blocks)
    shown = re.sub(r"<!--.*?-->|<\?.*?\?>|<![A-Za-z].*?>", "", html_of(text), flags=re.DOTALL)
    assert_same_words(visible_of(blocks), visible_of(blocks_of_html(shown)))


def assert_same_words(read: str, shown: str) -> None:
    """Signs that the parser left may be read as the markup they are, as may a link's address."""
    letters, bare = (
        [c for c in text if c.isalnum()] for text in (read, re.sub(r"\]\([^()]*\)", "", shown))
    )
    assert letters in (bare, [c for c in shown if c.isalnum()])


ELEMENTS = sorted(
    words(
        "p div b i em ul ol li blockquote h2 table tr td th caption figure figcaption pre code a "
        "sup section aside dl dt dd span br hr article details summary button form nav label small"
    )
)


@st.composite
def trees(draw: st.DrawFn) -> str:
    pieces = draw(
        st.lists(
            st.one_of(
                st.sampled_from([f"<{name}>" for name in ELEMENTS]),
                st.sampled_from([f"</{name}>" for name in ELEMENTS]),
                st.sampled_from(["one", " two ", "3 &amp; 4", "\n", "ü", "x&lt;y"]),
            ),
            max_size=25,
        )
    )
    return "".join(pieces)


@settings(max_examples=250, deadline=None)
@given(trees())
def test_all_text_of_any_html_is_in_the_blocks_in_order(markup: str):
    blocks = blocks_of_html(f"<div>{markup}</div>")
    assert_lawful(blocks)
    assert visible_of(blocks) == rendered(f"<div>{markup}</div>")


NAMES = ["", "nav", "comments", "entry-content", "related", "subtitle", "post", "sidebar", "meta"]
PROSE = "A page says this in a sentence of more than a dozen words, so that it counts. "


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of nested elements with the names that furniture and articles have."""
    opened: list[str] = []
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        name = draw(st.sampled_from(["div", "section", "p", "ul", "li", "article", "header", "a"]))
        named = draw(st.sampled_from(NAMES))
        match draw(st.integers(0, 3)):
            case 0:
                pieces.append(f'<{name} class="{named}">')
                opened.append(name)
            case 1 if opened:
                pieces.append(f"</{opened.pop()}>")
            case _:
                words = ["By Ann Lee", "12 comments", "Related", "x", PROSE, "The Kettle"]
                pieces.append(draw(st.sampled_from(words)))
    return f"<html><head><title>The Kettle</title></head><body>{''.join(pieces)}</body></html>"


@settings(max_examples=100, deadline=None)
@given(pages())
def test_all_of_any_page_is_in_the_article_or_in_its_furniture(markup: str):
    root = parsed(markup)
    assert root is not None
    blocks = article_blocks(root)
    assert_lawful(blocks)
    assert visible_of(blocks) == visible(lxml_html.fromstring(markup).body.text_content())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("abC .\n\t->*•1)([]:=_#'\"—"), max_size=120))
def test_all_of_a_plain_text_is_in_the_blocks_in_order(text: str):
    blocks = blocks_of_plain(text)
    assert_lawful(blocks)
    quotes = re.compile(r"^\s{0,3}>", re.MULTILINE)
    assert visible_of(blocks).replace(">", "") == visible(quotes.sub("", text)).replace(">", "")


FLAT = st.lists(
    st.sampled_from(
        [
            "A sentence stands here.",
            "Keeping the Ledger My first try was poor.",
            "* item one",
            "* item two.",
            "Will Anna do it? There is a chance.",
            "words [https://example.org/a]",
            "1. First Things The start is hard.",
            "It is a reader-supported publication. Consider becoming a subscriber.",
            "Dr. Who said 3.5 [x] and left",
            "¿Por qué?",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(FLAT)
def test_all_of_a_flattened_essay_is_in_the_blocks_in_order(text: str):
    blocks = blocks_of_flattened(text)
    assert_lawful(blocks)
    assert visible_of(blocks) == visible(text)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.name)
def test_refining_and_turns_change_no_text(path: Path):
    blocks = blocks_of_markdown(path.read_text(encoding="utf-8"))
    turned, _ = with_turns(refined(blocks))
    assert [block.text for block in turned] == [block.text for block in blocks]
    assert_lawful(turned)
