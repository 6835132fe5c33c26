"""Where chapters begin, and what they are called."""

from itertools import pairwise

import pytest

from pipeline.script import write_script
from pipeline.settings.show import ChapterRules, Show
from pipeline.values.essay import Block, BlockKind, Essay

GARDEN = (
    "The soil in the garden was heavy with clay.",
    "Roots need air, and clay soil gives them none.",
    "We dug compost into the soil before the first frost.",
    "Worms love compost, and the roots love the worms.",
    "By spring the soil crumbled and the seedlings stood.",
    "A gardener who feeds the soil need not feed the seedlings.",
)
HARBOUR = (
    "The harbour froze in the winter of the long war.",
    "Ships waited at the harbour mouth for the ice to break.",
    "A pilot boat led each of the ships through the ice.",
    "Sailors burned old ropes to warm the pilot boat.",
    "When the ice went, the harbour filled with ships again.",
    "No pilot has seen such ice in the harbour since.",
)
MUSIC = (
    "The orchestra tuned to an oboe that was a little flat.",
    "A flat oboe makes the whole orchestra flat, violins first.",
    "The conductor tapped the score and the violins stopped.",
    "No conductor trusts an oboe in a cold concert hall.",
    "They played the symphony from the score, flat and happy.",
    "The symphony ended, and the violins wept.",
)


def _essay(*blocks, title="Three Things"):
    return Essay(title, blocks, "t", "t")


def _heading(text, level=2):
    return Block(BlockKind.HEADING, text, level=level)


def _text(seconds):
    """About so many seconds of speech."""
    sentence = "Nothing much happened there that day. "
    return Block(BlockKind.PARAGRAPH, sentence * max(1, round(seconds * 17 / len(sentence))))


def _chapters(*blocks, **rules):
    show = Show(chapters=ChapterRules(**rules), script={"opening": ""})
    return write_script(_essay(*blocks), show.for_script).chapters


def _titles(*blocks, **rules):
    return [chapter.title for chapter in _chapters(*blocks, **rules)]


def test_headings_open_chapters_and_what_comes_before_has_the_essays_title():
    blocks = (_text(60), _heading("Soil"), _text(200), _heading("Ice"), _text(200))
    assert _titles(*blocks) == ["Three Things", "Soil", "Ice"]


def test_a_short_beginning_goes_with_the_first_heading():
    blocks = (_text(5), _heading("Soil"), _text(200), _heading("Ice"), _text(200))
    assert _titles(*blocks) == ["Soil", "Ice"]


def test_a_short_section_goes_with_the_one_before():
    blocks = (_heading("Soil"), _text(200), _heading("Ice"), _text(5), _heading("Air"), _text(200))
    assert _titles(*blocks) == ["Soil", "Air"]


def test_a_heading_with_nothing_under_it_goes_with_the_next_under_both_titles():
    blocks = (
        _heading("Part One", 1),
        _heading("Soil"),
        _text(200),
        _heading("Ice"),
        _text(200),
    )
    assert _titles(*blocks, level=2) == ["Part One: Soil", "Ice"]


def test_the_level_is_the_one_that_gives_sensible_lengths():
    long_parts = [
        block
        for part in range(3)
        for block in (
            _heading(f"Part {part}", 1),
            *(b for n in range(4) for b in (_heading(f"Section {part}.{n}"), _text(240))),
        )
    ]
    assert len(_titles(*long_parts)) == 12
    short_parts = [
        block
        for part in range(3)
        for block in (
            _heading(f"Part {part}", 1),
            *(b for n in range(4) for b in (_heading(f"Section {part}.{n}"), _text(50))),
        )
    ]
    assert _titles(*short_parts) == ["Part 0", "Part 1", "Part 2"]


def test_a_level_asked_for_is_taken():
    blocks = (_heading("A", 1), _text(100), _heading("B", 3), _text(100))
    assert _titles(*blocks, level=1) == ["A"]
    assert _titles(*blocks, level=3) == ["A", "B"]


@pytest.mark.parametrize("shortest_s", [0, 45])
def test_no_essay_has_more_chapters_than_a_player_can_list(shortest_s):
    blocks = [b for n in range(600) for b in (_heading(f"Heading {n}"), _text(3))]
    chapters = _chapters(*blocks, shortest_s=shortest_s)
    assert 1 < len(chapters) <= 250
    assert all(chapter.utterances for chapter in chapters)


def _paragraphs(sentences, times):
    return [Block(BlockKind.PARAGRAPH, " ".join(sentences)) for _ in range(times)]


def test_a_long_essay_without_headings_is_cut_where_its_subject_turns():
    parts = [_paragraphs(GARDEN, 14), _paragraphs(HARBOUR, 14), _paragraphs(MUSIC, 14)]
    blocks = [block for part in parts for block in part]
    chapters = _chapters(*blocks, shortest_s=60, longest_s=600)
    starts = [chapter.utterances[0].span.block for chapter in chapters]
    assert {14, 28} <= set(starts)


def test_turns_are_titled_in_the_parts_own_words_without_doubles():
    blocks = [*_paragraphs(GARDEN, 14), *_paragraphs(HARBOUR, 14), *_paragraphs(MUSIC, 14)]
    chapters = _chapters(*blocks, shortest_s=60, longest_s=600)
    titles = [chapter.title for chapter in chapters]
    assert titles[0] == "Three Things"
    assert len(set(titles)) == len(titles)
    for chapter in chapters[1:]:
        said = " ".join(u.text for u in chapter.utterances).lower()
        assert chapter.title.lower() in said


def test_one_endless_paragraph_is_cut_within_it_and_nothing_is_lost():
    text = " ".join([*GARDEN * 14, *HARBOUR * 14, *MUSIC * 14])
    chapters = _chapters(Block(BlockKind.PARAGRAPH, text), shortest_s=60, longest_s=600)
    assert len(chapters) > 2
    said = [utterance for chapter in chapters for utterance in chapter.utterances]
    assert " ".join(utterance.text for utterance in said) == text
    assert all(one.span.end < other.span.start for one, other in pairwise(said))


def test_what_a_heading_leaves_far_too_long_is_cut_where_its_subject_turns():
    parts = [_paragraphs(GARDEN, 14), _paragraphs(HARBOUR, 14), _paragraphs(MUSIC, 14)]
    blocks = [_heading("All of It"), *(block for part in parts for block in part)]
    rules = {"shortest_s": 60, "longest_s": 300}
    assert len(_titles(*blocks, **rules)) > 2
    assert _titles(*blocks, **rules)[0] == "All of It"
    assert _titles(*blocks, level=2, **rules) == ["All of It"]


def test_a_short_essay_without_headings_is_one_chapter():
    assert _titles(*_paragraphs(GARDEN, 3)) == ["Three Things"]


def test_a_heading_too_long_for_a_list_is_cut_at_a_word():
    blocks = (_heading("word " * 60), _text(60), _heading("Other"), _text(60))
    title = _titles(*blocks)[0]
    assert len(title) <= 120
    assert title.endswith("word…")
