"""What each kind of thing becomes, by default and as the show wishes."""

from datetime import date

import pytest

from pipeline.errors import ScriptError
from pipeline.script import script_json, write_script
from pipeline.script.stage_directions import stage_directions
from pipeline.settings.show import ScriptPolicies, Show
from pipeline.values.essay import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Essay,
    Mark,
    MarkKind,
)
from pipeline.values.script import Pause, Role

TEXT = Block(BlockKind.PARAGRAPH, "It stands here.")


def _script(*blocks, language="en", **policies):
    policies.setdefault("opening", "")
    essay = Essay("Title", (TEXT, *blocks), "test.md", "test", language=language)
    return write_script(essay, Show(script=ScriptPolicies(**policies)).for_script)


@pytest.mark.parametrize(
    "block",
    [
        Block(BlockKind.HEADING, "Long Walls {#sec-w}", (Mark(MarkKind.MARKUP, 10, 19),), level=1),
        Block(BlockKind.PARAGRAPH, "Long walls"),
    ],
)
def test_a_title_is_said_once_whatever_its_anchor_or_its_element(block):
    essay = Essay("Long Walls", (block, TEXT), "test.md", "test", language="en")
    said = write_script(essay, Show().for_script).utterances
    assert [u.text for u in said if u.span.block is not None] == [TEXT.text]


def test_headings_that_together_are_the_title_are_said_once():
    heads = tuple(Block(BlockKind.HEADING, words, level=2) for words in ("II", "The Locked Room"))
    essay = Essay("Two: The Locked Room", (*heads, TEXT), "test.md", "test", language="en")
    said = write_script(essay, Show().for_script).utterances
    assert [u.text for u in said if u.span.block is not None] == [TEXT.text]


def _after_text(*blocks, **policies):
    return _script(*blocks, **policies).utterances[1:]


def _said(*blocks, **policies):
    return [u.spoken for u in _after_text(*blocks, **policies)]


def _omitted(*blocks, **policies):
    return [(o.text, o.reason) for o in _script(*blocks, **policies).omitted]


def _marked(text, under, kind, target="", block=BlockKind.PARAGRAPH, **more):
    start = text.index(under)
    mark = Mark(kind, start, start + len(under), target)
    return Block(block, text, (mark,), **more)


def _inside(kind, *texts, id_=1, **container):
    within = (Container(kind, id_, **container),)
    return [Block(BlockKind.PARAGRAPH, text, within=within) for text in texts]


# Code


def test_a_code_block_is_announced_by_its_length_and_language():
    code = Block(BlockKind.CODE, "a = 1\n\nb = 2\n", info="py")
    assert _said(code) == ["A code block of two lines in Python, not read."]
    assert _omitted(code) == [("a = 1\n\nb = 2", "code block: announced, not read")]


def test_one_line_of_code_in_no_known_language_is_called_a_line():
    assert _said(Block(BlockKind.CODE, "x", info="zzz")) == ["A line of code, not read."]


def test_code_is_left_out_or_read_line_by_line_if_asked():
    code = Block(BlockKind.CODE, "first line\nsecond line")
    assert _said(code, code="omit") == []
    assert [u.text for u in _after_text(code, code="read")] == ["first line", "second line"]


def test_inline_code_stays_one_sentence_and_may_be_left_out():
    block = _marked("Call os.path.join() now.", "os.path.join()", MarkKind.CODE)
    assert len(_said(block)) == 1
    assert _said(block, inline_code="omit") == ["Call now."]


# Tables

TABLE = Block(BlockKind.TABLE, "Clock\tPrice\tError\nQuartz\tfive\tlarge", level=1)


def test_a_small_table_is_read_row_by_row_under_its_header():
    assert _said(TABLE) == ["Columns: Clock, Price, Error", "Quartz: Price five; Error large"]


def test_rows_of_a_table_rest_like_items():
    assert _after_text(TABLE)[0].pause is Pause.ITEM


def test_a_table_of_pairs_is_read_as_pairs():
    assert _said(Block(BlockKind.TABLE, "one\ttwo\nthree\tfour")) == ["one: two", "three: four"]


def test_a_header_without_its_corner_names_the_other_columns():
    table = Block(BlockKind.TABLE, "Price\tError\nQuartz\tfive\tlarge", level=1)
    assert _said(table) == ["Columns: Price, Error", "Quartz: Price five; Error large"]


def test_a_large_table_is_announced_by_its_size():
    assert _said(TABLE, table_cells=4) == ["A table of three columns and one row, not read."]
    assert _said(TABLE, tables="announce") == _said(TABLE, table_cells=4)
    assert _said(TABLE, tables="omit") == []


def test_a_tables_caption_is_said_with_it_and_left_out_with_it():
    within = (Container(ContainerKind.TABLE, 5),)
    caption = Block(BlockKind.CAPTION, "Prices of clocks.", within=within)
    assert _said(caption) == ["Table: Prices of clocks."]
    assert _said(caption, tables="omit") == []


# Figures

FIGURE = (Container(ContainerKind.FIGURE, 3),)


def test_a_figure_is_announced_with_its_alternative_text():
    figure = Block(BlockKind.FIGURE, "A sundial", url="sun.png")
    assert _said(figure) == ["Figure: A sundial"]
    assert _said(figure, figures="omit") == []
    assert [(k.url, k.kind) for k in _script(figure).links] == [("sun.png", "figure")]


def test_the_caption_goes_before_the_alternative_text():
    figure = Block(BlockKind.FIGURE, "A sundial", url="sun.png", within=FIGURE)
    caption = Block(BlockKind.CAPTION, "Noon in the garden.", within=FIGURE)
    assert _said(figure, caption) == ["Figure: Noon in the garden."]
    assert ("A sundial", "alternative text: the caption is said instead") in _omitted(
        figure, caption
    )


def test_a_caption_that_names_itself_is_not_named_again():
    assert _said(Block(BlockKind.CAPTION, "Photo by Ann.", within=FIGURE)) == ["Photo by Ann."]


def test_a_picture_within_a_sentence_is_passed_over_and_one_alone_is_a_figure():
    within = _marked("Look ☀ there.", "☀", MarkKind.IMAGE, "sun.png")
    assert _said(within) == ["Look there."]
    alone = _marked("A sundial", "A sundial", MarkKind.IMAGE, "sun.png")
    assert _said(alone) == ["Figure: A sundial"]


# Footnotes


def _with_notes(**policies):
    called = [
        _marked("It works1 well.", "1", MarkKind.FOOTNOTE, "a"),
        Block(BlockKind.PARAGRAPH, "Then more."),
        Block(BlockKind.HEADING, "Next", level=2),
        Block(BlockKind.PARAGRAPH, "The end."),
    ]
    return called, _inside(ContainerKind.FOOTNOTE, "So they say.", "Often.", label="a")


def test_a_footnote_is_said_after_the_paragraph_that_calls_it():
    body, notes = _with_notes()
    said = _after_text(*body, *notes)
    assert [u.spoken for u in said[:3]] == ["It works well.", "Footnote: So they say.", "Often."]
    assert {u.role for u in said[1:3]} == {Role.ASIDE}


def test_a_footnote_of_the_line_before_a_list_is_said_after_the_list():
    intro = _marked("Three rules1:", "1", MarkKind.FOOTNOTE, "a")
    notes = _inside(ContainerKind.FOOTNOTE, "A note.", id_=7, label="a")
    said = _said(intro, _item("Wind.", 1, 1), _item("Set.", 2, 2), TEXT, *notes)
    assert said == [
        "Three rules:",
        "one: Wind.",
        "two: Set.",
        "Footnote: A note.",
        "It stands here.",
    ]


def test_footnotes_may_wait_for_the_end_of_their_chapter():
    body, notes = _with_notes()
    essay = Essay("T", (*body, *notes), "t", "t")
    show = Show(
        script={"footnotes": "chapter", "opening": ""}, chapters={"level": 2, "shortest_s": 0}
    )
    first, second = write_script(essay, show.for_script).chapters
    assert [u.spoken for u in first.utterances][-2:] == ["Footnote: So they say.", "Often."]
    assert [u.spoken for u in second.utterances] == ["Next", "The end."]


def test_footnotes_may_be_left_out():
    body, notes = _with_notes()
    assert "Often." not in _said(*body, *notes, footnotes="omit")
    assert ("Often.", "footnote: left out") in _omitted(*body, *notes, footnotes="omit")


def test_a_footnote_that_nothing_calls_is_said_at_the_end():
    notes = _inside(ContainerKind.FOOTNOTE, "Lonely.", label="z")
    assert _said(*notes, Block(BlockKind.PARAGRAPH, "End.")) == ["End.", "Footnote: Lonely."]


def test_a_footnote_called_only_by_what_is_not_read_is_left_out():
    call = _marked("Subscribe1", "1", MarkKind.FOOTNOTE, "a", BlockKind.CALL)
    notes = _inside(ContainerKind.FOOTNOTE, "A note.", label="a")
    assert ("A note.", "footnote: what calls it is not read") in _omitted(call, *notes)


def test_footnotes_that_call_one_another_in_a_ring_are_each_said_once():
    rings = [
        _marked(f"Note {own}{other}.", other, MarkKind.FOOTNOTE, other, within=(
            Container(ContainerKind.FOOTNOTE, at, own),))
        for at, own, other in ((1, "A", "B"), (2, "B", "A"))
    ]  # fmt: skip
    call = _marked("Here1.", "1", MarkKind.FOOTNOTE, "A")
    assert len(_said(call, *rings)) == 3


def test_a_footnote_that_is_only_an_address_is_kept_for_the_notes():
    notes = _inside(ContainerKind.FOOTNOTE, "https://example.org/a", label="a")
    call = _marked("Here1.", "1", MarkKind.FOOTNOTE, "a")
    script = _script(call, *notes)
    assert [u.spoken for u in script.utterances[1:]] == ["Here."]
    assert [link.url for link in script.links] == ["https://example.org/a"]


# Maths


def test_a_simple_formula_is_read_and_another_is_announced():
    assert _said(_marked("So x^2 grows.", "x^2", MarkKind.MATH))[0].lower() == "so x squared grows."
    hard = r"\int_0^1 \frac{\sum_{i=0}^n a_i}{\prod_j b_j}\,d\mu"
    assert _said(_marked(f"So {hard} grows.", hard, MarkKind.MATH)) == ["So a formula grows."]
    assert _said(Block(BlockKind.MATH, hard)) == ["A formula, not read."]


def test_formulas_may_be_announced_or_left_out():
    block = _marked("So x^2 grows.", "x^2", MarkKind.MATH)
    assert _said(block, maths="announce") == ["So a formula grows."]
    assert _said(block, maths="omit") == ["So grows."]
    assert _said(Block(BlockKind.MATH, "x"), maths="omit") == []


# Quotes and asides


def test_a_quote_has_a_role_of_its_own_and_a_pause_after_it():
    said = _after_text(*_inside(ContainerKind.QUOTE, "Time flies.", "It does."), TEXT)
    assert [u.role for u in said] == [Role.QUOTE, Role.QUOTE, Role.NARRATOR]
    assert [u.pause for u in said] == [Pause.PARAGRAPH, Pause.QUOTE, Pause.END]


def test_quotes_may_be_marked_for_voices_that_do_not_change():
    quote = _inside(ContainerKind.QUOTE, "Time flies.", "It does.")
    marked = _after_text(*quote, TEXT, quotes="mark")
    assert [u.spoken for u in marked][:4] == ["Quote.", "Time flies.", "It does.", "End quote."]
    assert {u.role for u in marked} == {Role.NARRATOR}


def test_quotes_may_be_plain():
    (said,) = _after_text(*_inside(ContainerKind.QUOTE, "Time flies."), quotes="plain")
    assert said.role is Role.NARRATOR


def test_a_pull_quote_is_not_said_twice_unless_asked():
    pull = _inside(ContainerKind.PULL_QUOTE, "It stands.")
    assert _said(*pull) == []
    assert _said(*pull, pull_quotes="read") == ["It stands."]


def test_parentheses_may_be_an_aside_or_left_out():
    block = Block(BlockKind.PARAGRAPH, "It was late (very late). We left.")
    aside = _after_text(block, parentheses="aside")
    assert [(u.role, u.text) for u in aside] == [
        (Role.NARRATOR, "It was late"),
        (Role.ASIDE, "(very late)."),
        (Role.NARRATOR, "We left."),
    ]
    assert _said(block, parentheses="omit") == ["It was late.", "We left."]


@pytest.mark.parametrize(
    "written",
    ["[laughs]", "[both laugh quietly]", "(applause)", "[inaudible 00:12:31]", "[Pause.]"],
)
def test_a_stage_direction_is_left_out_with_its_reason_unless_asked(written):
    block = Block(BlockKind.PARAGRAPH, f"It was late {written} and we left.")
    assert _said(block) == ["It was late and we left."]
    assert written.strip("[]()").split()[0].strip(".") in _said(block, stage_directions="read")[0]


@pytest.mark.parametrize(
    "written", ["[sic]", "(and music)", "[the pause between two acts of it]", "(a)", "[1]"]
)
def test_what_only_holds_such_a_word_is_no_stage_direction(written):
    text = f"It was late {written} and we left."
    assert stage_directions(Block(BlockKind.PARAGRAPH, text), {"music", "pause"}) == []


# Lists


def _item(text, number=None, id_=1):
    return Block(
        BlockKind.PARAGRAPH,
        text,
        within=(Container(ContainerKind.LIST_ITEM, id_, number=number, group=9),),
    )


def test_numbered_items_say_their_numbers_and_rest_like_items():
    said = _after_text(_item("Wind it.", 1, 1), _item("Set it.", 2, 2), TEXT)
    assert [u.spoken for u in said[:2]] == ["one: Wind it.", "two: Set it."]
    assert [u.text for u in said[:2]] == ["Wind it.", "Set it."]
    assert [u.pause for u in said[:2]] == [Pause.ITEM, Pause.PARAGRAPH]


def test_a_second_paragraph_of_an_item_has_no_number():
    assert _said(_item("Wind it.", 1), _item("Slowly.", 1)) == ["one: Wind it.", "Slowly."]


def test_task_boxes_are_said_in_words():
    assert _said(_marked("[x] sweep", "[x]", MarkKind.TASK, "done")) == ["Done: sweep"]
    assert _said(_marked("[ ] sweep", "[ ]", MarkKind.TASK, "open")) == ["To do: sweep"]


def test_list_markers_in_the_text_are_silent_but_for_numbers():
    assert _said(_marked("* sweep", "*", MarkKind.BULLET)) == ["sweep"]
    assert _said(_marked("2. sweep", "2.", MarkKind.BULLET)) == ["two: sweep"]


# Links, struck text, marks


def test_a_links_text_is_said_and_its_address_kept():
    block = _marked("See the site.", "the site", MarkKind.LINK, "https://example.org")
    assert _said(block) == ["See the site."]
    assert "link" in _said(block, links="announce")[0]
    assert [(k.text, k.url) for k in _script(block).links] == [("the site", "https://example.org")]


def test_a_bracketed_address_is_silent_and_kept():
    block = _marked("See it [https://e.org] now.", "[https://e.org]", MarkKind.URL, "https://e.org")
    assert _said(block) == ["See it now."]
    assert [link.url for link in _script(block).links] == ["https://e.org"]


def test_a_bare_address_is_a_link_to_its_site_or_left_out():
    block = Block(BlockKind.PARAGRAPH, "See https://www.example.org/a/b now.")
    assert _said(block) == ["See link to example dot org now."]
    assert "example" not in _said(block, bare_urls="omit")[0]


def test_struck_text_is_silent_unless_asked():
    block = _marked("It is good bad.", "good", MarkKind.STRIKE)
    assert _said(block) == ["It is bad."]
    assert _said(block, struck="read") == ["It is good bad."]


def test_a_raised_number_is_a_footnote_mark_after_a_word_and_a_power_after_a_number():
    assert _said(_marked("It works3 well.", "3", MarkKind.SUPERSCRIPT)) == ["It works well."]
    assert "six" in _said(_marked("It is 106 or so.", "6", MarkKind.SUPERSCRIPT))[0]


def test_a_hard_break_ends_an_utterance_without_a_sentences_pause():
    block = _marked("Roses are red\nviolets blue", "\n", MarkKind.BREAK)
    said = _after_text(block)
    assert [u.spoken for u in said] == ["Roses are red", "violets blue"]
    assert said[0].pause is Pause.CLAUSE


def test_emoji_are_silent_or_named():
    block = Block(BlockKind.PARAGRAPH, "Good 😀 morning.")
    assert _said(block) == ["Good morning."]
    assert "face" in _said(block, emoji="name")[0]


# Interviews


def _turn(name, text, id_):
    within = (Container(ContainerKind.TURN, id_, label=name),)
    return _marked(f"{name}: {text}", f"{name}:", MarkKind.SPEAKER, name, within=within)


def test_a_speakers_turn_is_said_by_the_speaker_without_the_name():
    said = _after_text(_turn("Ann", "Hello.", 1), _turn("Bo", "Hi.", 2))
    assert [(u.role, u.speaker, u.spoken, u.pause) for u in said] == [
        (Role.SPEAKER, "Ann", "Hello.", Pause.TURN),
        (Role.SPEAKER, "Bo", "Hi.", Pause.END),
    ]


def test_speakers_names_may_be_said():
    said = _after_text(_turn("Ann", "Hello.", 1), speakers="name")
    assert [(u.role, u.spoken) for u in said] == [
        (Role.NARRATOR, "Ann"),
        (Role.SPEAKER, "Hello."),
    ]


# Embeds, calls, the page's furniture, dividers


def test_an_embed_is_announced_by_its_kind():
    seen = Block(BlockKind.EMBED, "Clocks explained", info="video", url="https://e.org/v")
    assert _said(seen) == ["An embedded video: Clocks explained"]
    assert _said(Block(BlockKind.EMBED, "", info="video")) == [
        "An embedded video, in the show notes."
    ]
    assert _said(seen, embeds="omit") == []
    assert [link.url for link in _script(seen).links] == ["https://e.org/v"]


@pytest.mark.parametrize(
    ("info", "url", "kind"),
    [
        ("iframe", "https://www.youtube.com/embed/x", "video"),
        ("iframe", "https://example.org/map", "page"),
        ("tweet", "", "post"),
        ("poll-embed", "", "poll"),
        ("audio", "talk.mp3", "recording"),
    ],
)
def test_embeds_are_called_what_people_call_them(info, url, kind):
    block = Block(BlockKind.EMBED, "", info=info, url=url)
    assert _said(block) == [f"An embedded {kind}, in the show notes."]


def test_calls_to_subscribe_are_left_out_unless_asked():
    call = Block(BlockKind.CALL, "Subscribe now!")
    assert _said(call) == []
    assert _said(call, calls="read") == ["Subscribe now!"]


@pytest.mark.parametrize("kind", [BlockKind.CHROME, BlockKind.MARKUP])
def test_what_is_not_the_essay_is_never_said(kind):
    assert _said(Block(kind, "Menu")) == []
    assert _omitted(Block(kind, "Menu"))[0][0] == "Menu"


def test_a_divider_is_a_pause():
    assert _script(Block(BlockKind.DIVIDER, ""), TEXT).utterances[0].pause is Pause.DIVIDER
    plain = _script(Block(BlockKind.DIVIDER, "* * *"), TEXT, dividers="omit")
    assert plain.utterances[0].pause is Pause.PARAGRAPH
    assert plain.omitted[0].text == "* * *"


# The show's own lines


def _framed(**essay):
    whole = Essay("On Time", (TEXT,), "t", "t", **essay)
    return write_script(whole, Show().for_script).utterances[0].text


def test_the_opening_line_drops_what_it_does_not_know():
    day = date(2025, 5, 22)
    assert _framed(author="Ann", date=day) == "On Time, by Ann, published May 22, 2025."
    assert _framed(author="Ann") == "On Time, by Ann."
    assert _framed(date=day) == "On Time, published May 22, 2025."
    assert _framed() == "On Time."


def test_a_title_with_punctuation_of_its_own_opens_without_doubling_it():
    essay = Essay("Who Am I? A Question", (TEXT,), "t", "t", author="Ann")
    said = write_script(essay, Show().for_script).utterances[:-1]
    assert [u.text for u in said] == ["Who Am I?", "A Question, by Ann."]
    asks = Essay("Who Am I?", (TEXT,), "t", "t")
    assert write_script(asks, Show().for_script).utterances[0].text == "Who Am I?"


def test_the_closing_line_is_said_last():
    script = _script(TEXT, closing="That was {title}.")
    assert script.utterances[-1].spoken == "That was Title."
    assert script.utterances[-1].pause is Pause.END


def test_a_heading_that_repeats_the_title_and_a_byline_are_said_by_the_opening():
    blocks = (
        Block(BlockKind.HEADING, "On Time", level=1),
        Block(BlockKind.PARAGRAPH, "By Ann Example · May 22, 2025"),
        TEXT,
    )
    essay = Essay("On Time", blocks, "t", "t", author="Ann Example", date=date(2025, 5, 22))
    script = write_script(essay, Show().for_script)
    assert [u.text for u in script.utterances[1:]] == ["It stands here."]
    silent = write_script(essay, Show(script={"opening": ""}).for_script)
    assert next(u.text for u in silent.utterances) == "On Time"


# Nothing to say


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block(BlockKind.CODE, "x = 1"),),
        (Block(BlockKind.HEADING, "Title", level=1), Block(BlockKind.CODE, "x = 1")),
        (Block(BlockKind.CHROME, "Menu"),),
        (Block(BlockKind.PARAGRAPH, "***"),),
        (Block(BlockKind.DIVIDER, ""),),
        (Block(BlockKind.TABLE, "\t\n\t"),),
    ],
    ids=["empty", "code", "title and code", "chrome", "signs", "divider", "empty table"],
)
def test_an_essay_with_nothing_to_say_is_refused_with_what_was_left_out(blocks):
    with pytest.raises(ScriptError, match="nothing in this essay can be said") as refusal:
        write_script(Essay("Title", blocks, "empty.md", "t"), Show().for_script)
    assert refusal.value.where == "empty.md"
    assert refusal.value.mend


def test_a_language_without_phrases_says_no_announcement():
    code = Block(BlockKind.CODE, "x = 1")
    assert len(_script(code, language="fi").utterances) == 1


def test_announcements_are_made_in_the_essays_language():
    code = Block(BlockKind.CODE, "x = 1\ny = 2", info="python")
    (announced,) = _script(code, language="de-AT").utterances[1:]
    assert announced.text == "Ein Codeblock von 2 Zeilen in Python, nicht vorgelesen."


# Long words, the document


def test_a_word_of_a_hundred_thousand_characters_survives():
    block = Block(BlockKind.PARAGRAPH, "So: " + "aé" * 50_000 + " ends.")
    said = _after_text(block)
    assert "".join(u.text for u in said).replace(" ", "") == block.text.replace(" ", "")
    assert max(len(u.spoken) for u in said) <= 1_000


def test_a_long_sentence_is_cut_at_its_clauses():
    block = Block(BlockKind.PARAGRAPH, ", ".join(["and so it went on for a while"] * 40) + ".")
    said = _after_text(block)
    assert len(said) > 2
    assert all(u.text.endswith((",", ".")) for u in said)
    assert {u.pause for u in said[:-1]} == {Pause.CLAUSE}


def test_the_document_names_pauses_in_seconds_and_sources_by_place():
    document = script_json(_script(opening="Hello."), Show().pauses)
    (chapter,) = document["chapters"]
    opening, text = chapter["utterances"]
    assert opening["source"] == {"block": None, "start": 0, "end": 0}
    assert text == {
        "role": "narrator",
        "text": "It stands here.",
        "spoken": "It stands here.",
        "pause_after_s": 1.0,
        "source": {"block": 0, "start": 0, "end": 15},
    }
