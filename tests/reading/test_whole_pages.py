"""What a page's prose is, is not told by the names of its elements alone."""

from pipeline.reading.article import article_blocks
from pipeline.reading.html_tree import parsed
from pipeline.values.essay import BlockKind

LINE = (
    "The lid of the well weighs more than the three of us do, and nobody has ever lifted it alone."
)
LEAD = "A short one that says what the long ones below it are about, as leads are wont to do today."


def lines(n_lines):
    """Return paragraphs that are not the same."""
    return [f"<p>In the year {1900 + n}, {LINE}</p>" for n in range(n_lines)]


def said(markup):
    blocks = article_blocks(parsed(f"<html><body>{markup}</body></html>"))
    return " ".join(b.text for b in blocks if b.kind is BlockKind.PARAGRAPH)


def test_a_page_that_lies_in_a_noscript_is_read():
    assert said(f"<noscript><h1>On Lids</h1>{''.join(lines(3))}").count(LINE) == 3


def test_a_page_builder_s_widgets_hold_the_article():
    widgets = (f"<div class='elementor-widget-container'>{line}</div>" for line in lines(5))
    assert (
        said(f"<nav>Home</nav><main>{''.join(widgets)}</main><footer>End</footer>").count(LINE) == 5
    )


def test_a_lead_in_the_header_of_the_title_is_the_article_s():
    head = f"<header><h1>On Lids</h1><p>{LEAD}</p><p>By Ann Lee</p></header>"
    whole = said(f"<nav>Home</nav><article>{head}<div>{''.join(lines(6))}</div></article>")
    assert LEAD in whole
    assert "Ann Lee" not in whole


def test_prose_goes_before_a_guess_that_holds_less_of_it():
    comments = "".join(f"<div class='c'><p>Nice, {n}, thanks, really.</p></div>" for n in range(4))
    prose = f"<div><section>{''.join(lines(6))}</section></div>"
    assert said(f"<nav>Home</nav>{prose}{comments}").count(LINE) == 6


def test_a_shelf_of_links_that_is_named_as_one_is_no_part_of_the_article():
    shelf = "<div class='related'><h3>Related</h3><p><a href='/x'>Pepper</a></p></div>"
    whole = said(f"<article><h1>On Lids</h1>{''.join(lines(3))}{shelf}</article>")
    assert "Pepper" not in whole


def test_lines_of_furniture_are_known_in_other_languages_and_prose_is_left():
    furniture = (
        "Erstellt am Dienstag, 6. Mai 2014",
        "Keine Kommentare",
        "By @doe99",
        "Bildquelle: Ann Lee",
        "Lesezeit: 4 Minuten",
        "AFP / ANN LEE",
        "Der Beitrag wurde am 3. Mai 2017 veröffentlicht",
    )
    prose = ("Dieser Artikel ist in drei Teile geteilt.", "Mehr wusste an diesem Tag niemand.")
    whole = said("".join(f"<p>{line}</p>" for line in (*lines(3), *furniture, *prose)))
    assert all(line in whole for line in prose)
    assert not any(line in whole for line in furniture)


def test_a_footnote_in_a_page_s_foot_is_said():
    call = "<sup><a href='#f1' id='r1'>1</a></sup>"
    foot = (
        "<footer><p>Share this</p><ol><li id='f1'>It was oak.<a href='#r1'>↩</a></li></ol></footer>"
    )
    head = f"<article><h1>On Lids</h1>{''.join(lines(3))}<p>So it went.{call}</p></article>"
    assert "It was oak." in said(f"<nav>Home</nav>{head}{foot}")


def test_a_page_whose_guess_is_a_line_is_read_whole():
    steps = "".join(f"<div><b>{n}</b><br>Stir it well.</div>" for n in range(40))
    box = "<div class='box'><p>Do you want to tell us, dear reader, how it was, or not?</p></div>"
    assert said(f"<nav>Home</nav><main><h1>A Cake</h1>{steps}{box}</main>").count("Stir it") == 40
