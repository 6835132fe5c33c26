"""A published episode in the studio: what the ears found of it, and the code of its player."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.slow  # an episode is made


@pytest.fixture(scope="module")
def published(studio):
    """The essay *Another*, published, with a second sentence that the ears doubt."""
    from flows.episode_clips import read_episode_clips
    from pipeline.speech.listening.heard import Judged, Verdict
    from pipeline.speech.listening.kept_verdicts import identity, keep_verdict
    from pipeline.speech.listening.verdicts import Judgement

    show = studio.place.rooms.show
    slug = studio.publish("essays/two.md")
    (clip,) = (it for it in read_episode_clips(show.state, slug) if it.text == "Then it rained.")
    doubted = Judgement(Verdict.DOUBTFUL, (("length", Judged(3.0, "0.2 s where 1.1 s are usual")),))
    named = identity(clip.key, clip.spoken, clip.rate_wpm)
    keep_verdict(studio.place.rooms.store, named, doubted)
    (show.state / "episode-heard" / f"{slug}.json").unlink(missing_ok=True)
    return studio.essay("Another")


def test_a_doubtful_sentence_is_said_again_by_key_and_by_mouse_and_found_right(
    visit, studio, published
):
    page = visit(f"{published}/ears")
    finding = page.locator(".finding")
    assert finding.count() == 1
    assert Axe().run(page).violations_count == 0
    directions = studio.root / "essays" / "two.essaycast.toml"
    page.keyboard.press("j")
    with page.expect_response("**/clip/*.wav") as sound:
        page.keyboard.press("s")
    assert sound.value.ok
    assert finding.locator(".told").inner_text().startswith("Take 2: ")
    assert "take = 1" in directions.read_text()
    with page.expect_response("**/again"):
        finding.get_by_role("button", name="Say it again").click()
    page.wait_for_selector(".told:has-text('Take 3')")
    assert "take = 2" in directions.read_text()
    for left in ("take = 1", ""):
        with page.expect_navigation():
            page.keyboard.press("Control+z")
        page.wait_for_selector(".finding")
        assert left in (directions.read_text() if directions.exists() else "")
    assert not directions.exists()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#inspector .quoted:has-text('Then it rained.')")
    page.go_back()
    page.wait_for_selector(".finding")
    page.keyboard.press("j")
    page.keyboard.press("y")
    page.wait_for_selector("#notice:has-text('Remembered')")
    page.reload()
    assert "Nothing is doubtful." in page.locator("#main").inner_text()


def test_a_refused_episode_is_heard_and_found_right_before_there_is_another(
    visit, studio, published
):
    from flows.episode_clips import (
        heard_now,
        keep_refused_clips,
        read_episode_clips,
        read_refused_clips,
    )
    from pipeline.errors import NotAsWrittenError
    from pipeline.speech.listening.heard import Judged, Verdict
    from pipeline.speech.listening.kept_verdicts import identity, keep_verdict
    from pipeline.speech.listening.refusing import refuse_wrong
    from pipeline.speech.listening.verdicts import Judgement

    rooms = studio.place.rooms
    show, store = rooms.show, rooms.store
    id_ = published.removeprefix("/essay/")
    key = rooms.view(id_).essay.key
    (slug,) = (path.stem for path in (show.state / "episode-clips").glob("another*.json"))
    clips = read_episode_clips(show.state, slug)
    clip = next(it for it in clips if it.text == "Zorblax came back.")
    wrong = Judgement(Verdict.NOT_AS_WRITTEN, (("gaps", Judged(1.0, "it is silent for 4.00 s")),))
    keep_verdict(store, identity(clip.key, clip.spoken, clip.rate_wpm), wrong)
    keep_refused_clips(show.state, key, clips)
    with pytest.raises(NotAsWrittenError):
        refuse_wrong(heard_now(show.state, clips, store, again=False), "Another", "set aside")
    page = visit(published)
    page.get_by_role("link", name="What the ears found").click()
    page.wait_for_selector(".problem:has-text('was not published')")
    assert Axe().run(page).violations_count == 0
    assert page.locator(".finding", has_text="silent for 4.00 s").count() == 1
    for one in page.locator(".finding").element_handles():
        one.query_selector("[data-right]").click()
        one.wait_for_element_state("hidden")
    refuse_wrong(heard_now(show.state, clips, store, again=False), "Another", "set aside")
    keep_refused_clips(show.state, key, ())
    assert read_refused_clips(show.state, key) == ()


def test_a_sentence_is_said_again_in_its_panel_and_its_first_take_is_had_back(
    visit, studio, published
):
    page = visit(published)
    page.wait_for_selector(".row.current")
    page.locator(".row", has_text="Then it rained").click()
    page.keyboard.press("Enter")
    page.locator("#inspector").get_by_role("button", name="Say it again").click()
    page.wait_for_selector(".row .notes:has-text('take 2')")
    page.locator("#inspector").get_by_role("button", name="First take").click()
    page.wait_for_selector(".row:has-text('Then it rained'):not(:has(.notes))")
    assert not (studio.root / "essays" / "two.essaycast.toml").exists()
    while studio.place.rooms.history.undo():
        pass


def test_the_code_of_its_player_is_copied_and_shown_where_a_browser_forbids_copying(
    visit, studio, published
):
    settings = studio.root / "show.toml"
    before = settings.read_text()
    settings.write_text(f'base_url = "https://letters.example/"\n{before}')
    try:
        page = visit(published)
        clipboard = ["clipboard-read", "clipboard-write"]
        page.context.grant_permissions(clipboard, origin=studio.address)
        page.get_by_role("button", name="Copy embed code").press("Enter")
        page.wait_for_selector("#notice:has-text('Copied')")
        code = page.evaluate("() => navigator.clipboard.readText()")
        assert '<essay-cast src="https://letters.example/another/"' in code
        assert "Another</a></essay-cast>" in code
        page.add_init_script("delete Navigator.prototype.clipboard")
        page.reload()
        page.get_by_role("button", name="Copy embed code").click()
        page.wait_for_selector("#notice.wrong:has-text('<essay-cast')")
    finally:
        settings.write_text(before)
