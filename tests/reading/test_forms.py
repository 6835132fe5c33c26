"""How a source is recognised, decoded and described, apart from its blocks."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.reading.calls import is_call
from pipeline.reading.markdown import blocks_of_markdown
from pipeline.reading.tex import is_maths
from pipeline.reading.titles import title_of_slug, title_of_url
from pipeline.reading.written_dates import parsed_date
from pipeline.values.essay import BlockKind, ContainerKind, MarkKind

SENTENCE = (
    "Das Café in der Bäckerstraße schließt früh, und niemand weiß, warum es so früh schließt."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_found_out(encoding, read):
    (essay,) = read("essay.txt", (SENTENCE + "\n").encode(encoding) * 3)
    assert essay.blocks[0].text.startswith(SENTENCE)
    assert essay.language == "de"


RAIN = {
    "shift-jis": "雨が降ると、図書館は少し広くなる。人が静かになるからだ。",
    "euc-kr": "비가 오면 도서관은 조금 넓어진다. 사람들이 조용해지기 때문이다.",
    "gb18030": "下雨的时候，图书馆会变得大一点。因为人们安静下来。",
    "cp1251": "В дождь библиотека становится немного больше. Люди молчат.",
    "cp1250": "V dešti se knihovna trochu zvětší, protože lidé mlčí. Příliš žluťoučký kůň.",
    "cp1252": "“Smart” quotes — and a café’s naïve menu. It was 5 €, not more.",
}


@pytest.mark.parametrize("encoding", sorted(RAIN))
def test_old_encodings_of_other_languages_are_found_out(encoding, read):
    (essay,) = read("essay.txt", f"{RAIN[encoding]} ".encode(encoding) * 6)
    assert essay.blocks[0].text.startswith(RAIN[encoding])


def test_surrogates_written_as_characters_do_not_make_a_text_an_old_one(read):
    (essay,) = read("essay.md", b"Gr\xc3\xbcn \xed\xa0\x80and red.")
    assert essay.blocks[0].text == "Grün and red."


def test_a_declared_encoding_goes_before_a_guess(read):
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Žluťoučký kůň</p></body></html>'
    (essay,) = read("page.html", page.encode("iso-8859-2"))
    assert essay.blocks[0].text == "Žluťoučký kůň"


def test_control_characters_are_taken_out(read):
    (essay,) = read(
        "essay.md", '---\ntitle: "A\\0\\x07B"\n---\nBe\0fore\x1b and\u202e after.\r\nNext.'
    )
    assert essay.title == "AB"
    assert essay.blocks[0].text == "Before and after. Next."


@pytest.mark.parametrize(
    ("name", "content", "first"),
    [
        ("essay", "# Heading\n\nText.", BlockKind.HEADING),
        ("essay.txt", "# no heading\nin plain text, at all", BlockKind.PARAGRAPH),
        ("essay", "<!DOCTYPE html><h2>Heading</h2><p>Text", BlockKind.HEADING),
        ("essay", "Only words and nothing else here.", BlockKind.PARAGRAPH),
        ("essay.md", "<p>HTML in Markdown</p>", BlockKind.PARAGRAPH),
    ],
)
def test_a_form_is_recognised_by_suffix_or_content(name, content, first, read):
    (essay,) = read(name, content)
    assert essay.blocks[0].kind is first


def test_a_title_is_front_matters_else_the_first_headings_else_the_files(read):
    assert read("a-file-name.md", "---\ntitle: T\n---\n# H\n\nx")[0].title == "T"
    assert read("a-file-name.md", "# H *i* {#id}\n\nx")[0].title == "H i"
    assert read("2025-01-02-a-file-name.md", "x")[0].title == "A File Name"


def test_a_path_in_front_matter_is_no_key(read):
    (essay,) = read("a.md", "---\nurl: /posts/a/\n---\nx")
    assert (essay.url, essay.key) == ("", "a.md")


def test_entries_that_share_an_address_are_told_apart(read):
    item = (
        "<item><title>{0}</title><link>https://e.org/</link>"
        "<description>Of {0}, and more.</description></item>"
    )
    feed = "<rss version='2.0'><channel>" + item.format("One") + item.format("Two")
    keys = [essay.key for essay in read("feed.xml", feed + "</channel></rss>")]
    assert keys == ["https://e.org/#One", "https://e.org/#Two"]


def test_tags_of_a_site_generator_may_stand_in_attributes(read):
    image = '<img src="{{ "/a.png" | url }}" alt="A page">'
    (essay,) = read("essay.md", f"Look:\n\n{image}\n\nIt is {image} here, {{{{ x }}}}.")
    _look, figure, text = essay.blocks
    assert (figure.kind, figure.text) == (BlockKind.FIGURE, "A page")
    assert text.text == "It is A page here, {{ x }}."


def test_a_broken_entry_takes_no_other_with_it(read):
    items = (
        "<item><title>One</title><description>First text.</description></item>"
        "<item><title>R&D & tea&nbsp;</title><link>::::</link><pubDate>soonish</pubDate>"
        "<description><![CDATA[<p>Salt & <b>bread]]></description></item><item/>"
        "<item><title>Three</title><description>Third text.</description></item>"
    )
    essays = read("feed.xml", f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert [essay.title for essay in essays] == ["One", "R&D & tea", "Three"]
    assert essays[1].blocks[0].text == "Salt & bread"


def test_a_page_that_marks_no_article_loses_no_table_to_the_finder(read):
    page = "<header><h1>Title</h1></header><nav>menu</nav><p>A short page, and it goes on.</p>"
    table = "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
    (essay,) = read("page.html", f"<html><body>{page}{table}<footer>foot</footer></body></html>")
    kinds = [block.kind for block in essay.blocks]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.CHROME,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.CHROME,
    ]


def test_prose_between_two_dividers_is_no_front_matter(read):
    (essay,) = read("a.md", "---\n\nJust words.\n\n---\n\nMore.")
    assert [b.text for b in essay.blocks if b.kind is BlockKind.PARAGRAPH] == [
        "Just words.",
        "More.",
    ]


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("claude-4-and-anthropics-bet-on-code", "Claude 4 and Anthropic's Bet on Code"),
        ("how-i-write", "How I Write"),
        ("gpt-4o-and-the-api-of-llms", "GPT-4o and the API of LLMs"),
        ("what-o3-cant-do", "What o3 Can't Do"),
        ("2024-05-06-the-7b-model", "The 7B Model"),
        ("on_being_late", "On Being Late"),
        ("A Named File", "A Named File"),
        ("IMG", "IMG"),
        ("notes-3f9a8b7c21", "Notes"),
    ],
)
def test_a_slug_becomes_a_title(slug, title):
    assert title_of_slug(slug) == title


def test_an_address_gives_the_title_of_its_last_words():
    assert title_of_url("https://example.org/p/the-long-way/") == "The Long Way"
    assert title_of_url("https://example.org/2024/05/12345") == "Example.org"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("March 4, 2025", date(2025, 3, 4)),
        ("4th March 2025", date(2025, 3, 4)),
        ("Sept 4, 2025", date(2025, 9, 4)),
        ("2025/03/04", date(2025, 3, 4)),
        ("27-01-2024", date(2024, 1, 27)),
        ("27/01/2024", date(2024, 1, 27)),
        ("01/27/2024", date(2024, 1, 27)),
        ("3/4/2025", None),
        ("3-4-2025", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_unless_it_could_be_another(text, day):
    assert parsed_date(text) == day


@pytest.mark.parametrize("tex", ["x", "x^2", "f(x)", "a, b", "O(n)", r"\alpha", "2 + 2", "n = 3"])
def test_mathematics_is_told_from_money(tex):
    assert is_maths(tex)


@pytest.mark.parametrize("tex", ["5 and ", "5/month (or 5", "sic", "5 million to", "HOME is here"])
def test_money_and_words_are_no_mathematics(tex):
    assert not is_maths(tex)


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe now",
        "Share",
        "Thanks for reading Tides! Subscribe for free to receive new posts and support my work.",
        "Tides is a reader-supported publication. Consider becoming a subscriber.",
        "Leave a comment",
        "If you enjoyed this post, please consider sharing it with a friend.",
    ],
)
def test_a_call_is_known(text):
    assert is_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "I share a flat with two physicists.",
        "Thanks for reading the meter, I said, and he left. The water was cold, the house empty.",
        "Like most people, he was late.",
        "Join the two halves with glue.",
    ],
)
def test_prose_is_no_call(text):
    assert not is_call(text)


def test_a_speaker_met_by_a_first_name_is_the_same_speaker(read):
    names = ["Ann Lee", "Bo Ray", "Ann", "Bo", "Ann Lee", "Bo Ray"]
    text = "\n\n".join(f"{name}: One more word." for name in names)
    (essay,) = read("talk.md", text)
    turns = [b.within[0].label for b in essay.blocks]
    assert essay.speakers == ("Ann Lee", "Bo Ray")
    assert turns == ["Ann Lee", "Bo Ray"] * 3
    assert all(b.within[0].kind is ContainerKind.TURN for b in essay.blocks)
    assert [b.text[m.start : m.end] for b in essay.blocks for m in b.marks][:2] == [
        "Ann Lee:",
        "Bo Ray:",
    ]
    assert {m.kind for b in essay.blocks for m in b.marks} == {MarkKind.SPEAKER}


@pytest.mark.parametrize(
    "number", ["-5", "0", "1000000000000000000000000000000", "1e30", "4.5", ".nan"]
)
def test_a_number_that_is_no_place_in_a_row_is_none(number, read):
    (essay,) = read("a.md", f"---\nnumber: {number}\nseason: {number}\n---\n\nThe tide.\n")
    assert essay.number is None
    assert essay.season is None


@pytest.mark.parametrize(
    "date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0001-01-01", "9999-12-31"]
)
def test_a_date_at_the_edge_of_time_is_a_day_in_any_zone(date, read):
    (essay,) = read("a.md", f"---\ndate: {date}\n---\n\nThe tide goes out.\n")
    assert essay.date.isoformat() == date[:10]


def test_a_tag_that_only_a_whole_page_has_is_text_within_a_sentence():
    (block,) = blocks_of_markdown("The <body> element comes second, and <em>nobody</em> asks.")
    assert block.text == "The <body> element comes second, and nobody asks."
