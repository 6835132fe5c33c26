"""An essay of many thousand words: its beginning at once, all of it soon, and nothing mixed up."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow
N = 500
WORDS = "The keeper read the tide table and wrote the figures into a book that nobody had asked for"


@pytest.fixture
def long_essay(studio):
    path = studio.root / "essays" / "long.md"
    paragraphs = (f"{WORDS}, number {n} of them." for n in range(N))
    path.write_text("# Long\n\n" + "\n\n".join(paragraphs) + "\n")
    yield studio.essay("Long")
    path.unlink()


def test_the_beginning_is_worded_as_the_whole_words_it(studio, long_essay):
    rooms, id_ = studio.place.rooms, long_essay.rpartition("/")[2]
    begun = rooms.beginning(id_)
    whole = rooms.view(id_)  # its chapters may begin elsewhere: they go by its length
    own = [it for it in begun.lines if it.utterance.span.block is not None]
    first = begun.lines.index(own[0])
    assert 50 < len(own) < N / 2
    for one, other in zip(begun.lines[: first + len(own)], whole.lines, strict=False):
        assert (one.utterance.text, one.clip) == (other.utterance.text, other.clip)
    assert begun.version == whole.version
    assert rooms.beginning(id_) is None


def test_a_long_page_shows_its_beginning_then_all_of_it_where_one_was(visit, studio, long_essay):
    studio.place.rooms._views.clear()
    page = visit()
    page.evaluate("document.body.style.minHeight = '1px'")
    page.goto(studio.address + long_essay)
    page.wait_for_selector(".row.current")
    for _ in range(3):
        page.keyboard.press("j")
    before = page.locator(".row.current .written").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector("#inspector [data-play]")
    assert page.locator(".row[data-n]").count() > N
    assert page.locator(".row.current .written").inner_text() == before
    assert before in page.locator("#inspector .quoted").inner_text()


def test_a_long_page_lays_out_what_is_seen_and_scrolls_without_wording_again(
    visit, studio, long_essay
):
    """Frames are not timed: what a frame must do is. Only lists near the screen are laid out."""
    page = visit(long_essay)
    page.wait_for_function(f"document.querySelectorAll('.row').length > {N}")
    skipped = page.evaluate(
        "[...document.querySelectorAll('.lines')].filter("
        "list => !list.checkVisibility({contentVisibilityAuto: true}) || "
        "!list.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"
    )
    lists = page.locator(".lines").count()
    assert lists >= N / 40
    assert skipped > lists / 2
