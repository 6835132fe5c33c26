"""What holds for every essay there can be."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ScriptError
from pipeline.languages.signs import PUNCTUATION
from pipeline.script import script_json, write_script
from pipeline.settings.show import ChapterRules, ScriptPolicies, Show
from pipeline.values.directions import Directions, SentenceDirection, WordSound, folded
from pipeline.values.essay import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Essay,
    Mark,
    MarkKind,
)
from pipeline.values.script import Role

_LISTED = """The model costs $5.2B. Dr. Smith (really, yes) said: “No.” It's 3.5× faster…
works.¹ e.g. 5 € −3 § ♭ Ⅳ <i>
https://example.org/a?b=c [1] x² — and – but; so, because 日本語。 😀 ### <b> &amp;
f(x) ﷽ ( ) )) (( . . . 100000000000000000000 a.a.a.a"""
WORDS = st.sampled_from([*_LISTED.split(), "", "\t", "\n", "\u2028", "\u202e", "\x00", "\ud800"])
PROSE = st.lists(WORDS, max_size=25).map(" ".join)
TEXT = st.one_of(PROSE, PROSE, st.text(max_size=60), st.just("x" * 1_100))
ROWS = st.lists(st.lists(TEXT, max_size=4).map("\t".join), max_size=4).map("\n".join)
LABELS = st.sampled_from(["", "1", "2", "Ann", "Bo"])


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(BlockKind))
    text = draw(ROWS if kind is BlockKind.TABLE else TEXT)
    marks = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        marks.append(Mark(draw(st.sampled_from(MarkKind)), start, end, draw(LABELS)))
    within = []
    for id_ in draw(st.lists(st.integers(1, 6), max_size=3, unique=True)):
        around = list(ContainerKind)[(id_ * 5) % len(ContainerKind)]
        number = draw(st.none() | st.integers(-1, 12))
        within.append(Container(around, id_, draw(LABELS), number, group=id_ % 2))
    return Block(
        kind=kind,
        text=text,
        marks=tuple(sorted(marks, key=lambda m: (m.start, -m.end))),
        within=tuple(within),
        level=draw(st.integers(0, 6)),
        url=draw(st.sampled_from(["", "https://example.org/x"])),
        info=draw(st.sampled_from(["", "py", "video", "a b"])),
    )


ESSAYS = st.builds(
    Essay,
    title=TEXT,
    blocks=st.lists(blocks(), max_size=8).map(tuple),
    source=st.just("test"),
    key=st.just("test"),
    author=st.sampled_from(["", "Ann Example"]),
    date=st.none() | st.dates() | st.just(date(2025, 5, 22)),
    language=st.sampled_from(["en", "en-GB", "de", "da", "ja", "x-none", ""]),
)
SHOWS = st.builds(
    Show,
    script=st.builds(
        ScriptPolicies,
        **{
            name: st.sampled_from(field.annotation.__args__)
            for name, field in ScriptPolicies.model_fields.items()
            if name not in {"opening", "closing", "table_cells"}
        },
    ),
    chapters=st.builds(
        ChapterRules,
        shortest_s=st.sampled_from([0, 5, 45]),
        untitled_after_s=st.just(60),
        level=st.sampled_from(["auto", 1, 3, 6]),
    ),
)


def _script(essay, show):
    try:
        return write_script(essay, show.for_script)
    except ScriptError:
        return None


LAW = settings(max_examples=40, deadline=None)


def _spans(script):
    """Return the spans of what is said of each block, in order."""
    found = {}
    for utterance in script.utterances if script else ():
        if utterance.span.block is not None:
            found.setdefault(utterance.span.block, []).append(utterance.span)
    return {block: sorted(spans, key=lambda s: s.start) for block, spans in found.items()}


@LAW
@given(ESSAYS, SHOWS)
def test_every_visible_character_is_said_or_omitted_with_a_reason(essay, show):
    script = _script(essay, show)
    if script is None:
        return
    covered = [bytearray(len(block.text)) for block in essay.blocks]
    places = [(u.span, "said") for u in script.utterances]
    places += [(o.span, o.reason) for o in script.omitted]
    for span, reason in places:
        assert reason
        if span.block is not None:
            covered[span.block][span.start : span.end] = b"\1" * (span.end - span.start)
    for block, seen in zip(essay.blocks, covered, strict=True):
        missed = [c for c, was in zip(block.text, seen, strict=True) if not was and c.strip()]
        assert not missed


@LAW
@given(ESSAYS, SHOWS, st.data())
def test_whatever_an_author_directs_all_is_said_or_omitted_with_a_reason(essay, show, data):
    script = _script(essay, show)
    texts = [one.text for one in (*script.utterances, *script.omitted)] if script else ["No."]
    sentences = st.builds(
        SentenceDirection,
        text=st.sampled_from(texts).map(folded),
        after=st.sampled_from(["", *texts]).map(folded),
        spoken=st.sampled_from(["", "Other words.", "$5", "…"]),
        words=st.just((WordSound("the", alias="thee"),)),
        say=st.sampled_from([None, True, False]),
    )
    wanted = data.draw(st.lists(sentences, max_size=4).map(tuple))
    directed = replace(essay, directions=Directions(sentences=wanted))
    for law in (
        test_every_visible_character_is_said_or_omitted_with_a_reason,
        test_within_utterances_too_all_that_is_visible_is_in_a_piece_or_omitted,
        test_texts_are_exactly_what_is_written_at_their_spans,
    ):
        law.hypothesis.inner_test(directed, show)


@LAW
@given(ESSAYS, SHOWS)
def test_within_utterances_too_all_that_is_visible_is_in_a_piece_or_omitted(essay, show):
    script = _script(essay, show)
    omitted = [set() for _ in essay.blocks]
    for omission in script.omitted if script else ():
        omitted[omission.span.block].update(range(omission.span.start, omission.span.end))
    for said in script.utterances if script else ():
        if said.span.block is None:
            continue
        heard = {n for piece in said.pieces for n in range(piece.start, piece.end)}
        for n, character in enumerate(said.text):
            silent = n + said.span.start in omitted[said.span.block]
            assert n in heard or silent or character.isspace() or character in PUNCTUATION


@LAW
@given(ESSAYS, SHOWS)
def test_texts_are_exactly_what_is_written_at_their_spans(essay, show):
    script = _script(essay, show)
    for said in (*script.utterances, *script.omitted) if script else ():
        if said.span.block is not None:
            block = essay.blocks[said.span.block]
            assert said.text == block.text[said.span.start : said.span.end]


@LAW
@given(ESSAYS, SHOWS)
def test_what_is_said_of_a_block_joined_with_what_is_not_gives_back_its_text(essay, show):
    """No character is said twice, and between what is said lies only what is left out.

    But for a formula or the like: said in more words than one breath holds, it stands in two.
    """
    script = _script(essay, show)
    silent = [set() for _ in essay.blocks]
    for omission in script.omitted if script else ():
        silent[omission.span.block].update(range(omission.span.start, omission.span.end))
    for index, spans in _spans(script).items():
        block = essay.blocks[index]
        joined, at = "", 0
        for span in spans:
            swapped = any(m.start <= span.start and at <= m.end for m in block.marks)
            assert span.start >= at or swapped
            gap = range(at, span.start)
            assert all(n in silent[index] or block.text[n].isspace() for n in gap)
            joined += block.text[at : max(at, span.end)]
            at = max(at, span.end)
        assert block.text.startswith(joined)
        tail = range(at, len(block.text))
        assert all(n in silent[index] or block.text[n].isspace() for n in tail)


@LAW
@given(ESSAYS, SHOWS)
def test_who_speaks_is_named_exactly_where_a_speaker_does(essay, show):
    script = _script(essay, show)
    labels = {container.label for block in essay.blocks for container in block.within}
    for utterance in script.utterances if script else ():
        assert (utterance.role is Role.SPEAKER) == bool(utterance.speaker)
        assert not utterance.speaker or utterance.speaker in labels


@LAW
@given(ESSAYS, SHOWS, st.integers(0, 8), st.sampled_from(["Time", "It is late.", "Été"]))
def test_one_paragraph_of_words_makes_a_script_of_any_essay(essay, show, at, words):
    paragraph = Block(BlockKind.PARAGRAPH, words)
    blocks = (*essay.blocks[:at], paragraph, *essay.blocks[at:])
    script = write_script(replace(essay, blocks=blocks), show.for_script)
    assert any(utterance.text == words for utterance in script.utterances)


@LAW
@given(ESSAYS, SHOWS)
def test_what_is_spoken_is_never_blank_and_never_too_long(essay, show):
    script = _script(essay, show)
    for utterance in script.utterances if script else ():
        assert any(c.isalnum() for c in utterance.spoken)
        assert len(utterance.spoken) <= 1_000


@LAW
@given(ESSAYS, SHOWS)
def test_pieces_lie_in_their_texts_and_in_order(essay, show):
    script = _script(essay, show)
    for utterance in script.utterances if script else ():
        for piece in utterance.pieces:
            assert 0 <= piece.start < piece.end <= len(utterance.text)
            assert 0 <= piece.spoken_start < piece.spoken_end <= len(utterance.spoken)
        starts = [piece.spoken_start for piece in utterance.pieces]
        assert starts == sorted(starts)


@LAW
@given(ESSAYS, SHOWS)
def test_the_order_of_the_essay_is_kept_but_for_footnotes(essay, show):
    script = _script(essay, show)
    spans = [u.span for u in script.utterances if u.span.block is not None] if script else []
    is_note = [
        any(c.kind is ContainerKind.FOOTNOTE for c in block.within) for block in essay.blocks
    ]
    text = [(span.block, span.start) for span in spans if not is_note[span.block]]
    assert text == sorted(text)


@LAW
@given(ESSAYS, SHOWS)
def test_every_chapter_says_something_and_the_last_pause_is_the_end(essay, show):
    script = _script(essay, show)
    if script is None:
        return
    for chapter in script.chapters:
        assert chapter.utterances
        assert any(character.isalnum() for character in chapter.title)
    assert script.utterances[-1].pause == "end"
    for chapter in script.chapters[:-1]:
        assert chapter.utterances[-1].pause == "chapter"


@LAW
@given(ESSAYS)
def test_a_script_becomes_json_and_says_the_same_twice(essay):
    import json

    show = Show()
    script = _script(essay, show)
    if script is not None:
        assert json.loads(json.dumps(script_json(script, show.pauses)))["title"] == essay.title
        assert write_script(essay, show.for_script) == script
