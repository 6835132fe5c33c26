from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.night.night import EssayOutcome, Night, Outcome, clock, markdown_text, night_markdown

BEGAN = "2026-11-23T02:30:00+01:00"


def test_the_morning_reads_what_was_produced_what_failed_and_where_to_listen() -> None:
    night = Night(
        show="Letters | from *here*",
        began=BEGAN,
        elapsed_s=75,
        rows=(
            EssayOutcome(
                Outcome.PRODUCED,
                "On tides",
                "essays/tides.md",
                slug="on-tides",
                duration_s=600,
                loudness_lufs=-16.02,
                true_peak_dbtp=-1.21,
                chunks=40,
                chunks_cached=38,
                elapsed_s=12.3,
            ),
            EssayOutcome(Outcome.UNCHANGED, "Old", "essays/old.md", slug="old"),
            EssayOutcome(
                Outcome.FAILED, "Bad", "essays/bad.md", error="essays/bad.md: no text", failures=2
            ),
            EssayOutcome(
                Outcome.SET_ASIDE, "Worse", "essays/worse.md", error="no text", failures=3
            ),
        ),
    )
    text = night_markdown(night, "http://127.0.0.1:4280")
    assert "**1 produced, 1 unchanged, 1 failed, 1 set aside**" in text
    assert "10.0 minutes of audio in 1:15, begun 02:30." in text
    assert "| On tides | 10:00 | -16.0 LUFS | -1.2 dBTP | 40 pieces, 38 kept | 12.3 s |" in text
    assert "- **Bad** failed (night 2): essays/bad.md: no text" in text
    assert "- **Worse** is set aside until it changes: no text" in text
    assert "[MP3](http://127.0.0.1:4280/on-tides/on-tides.mp3)" in text
    assert "Letters \\| from \\*here\\*" in text


def test_a_terminal_is_shown_the_words_and_a_program_the_figures() -> None:
    failed = EssayOutcome(Outcome.FAILED, "Bad", "bad.md", error="see the [script] table")
    night = Night("Letters", BEGAN, rows=(failed,))
    assert "see the [script] table" in night_markdown(night, escaped=False)
    assert "see the \\[script\\] table" in night_markdown(night)
    document = night.as_json()
    assert (document["failed"], document["produced"]) == (1, 0)
    assert document["essays"][0]["error"] == "see the [script] table"


def test_where_the_show_is_online_is_told_and_who_was_not_told_of_it() -> None:
    night = Night(
        "S", BEGAN, online="https://s.example", bookshelf="/srv/pod", hub="the hub answered 503"
    )
    text = night_markdown(night)
    assert "Online: https://s.example/feed.xml" in text
    assert "On Audiobookshelf: /srv/pod" in text
    assert "- Online, but the hub answered 503" in text
    assert "Not put online" not in text


def test_a_pass_that_stood_back_says_why_and_nothing_else() -> None:
    night = Night("S", BEGAN, stood_back="another pass over this show is running")
    assert night_markdown(night).splitlines()[2:] == [
        "**Stood back: another pass over this show is running**"
    ]


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_title_never_becomes_markup_when_markdown_is_rendered(title) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parseInline(f"x{markdown_text(title)}x")[0].children
    assert {token.type for token in tokens} <= {"text", "text_special", "entity", "html_entity"}


def test_lengths_are_minutes_and_seconds() -> None:
    assert [clock(s) for s in (0, 59.6, 61, 3_661)] == ["0:00", "1:00", "1:01", "61:01"]
