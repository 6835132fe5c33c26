"""What the night makes waits for approval where the show says so."""

from __future__ import annotations

import re
import sys
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from machines import until

from flows.night.due import is_published
from flows.shelf import shelf
from flows.studio.waiting_room import clear_away, waiting_episodes, waiting_records


@pytest.fixture
def show(studio):
    """The studio's show, which asks for approval."""
    show = studio.place.rooms.show
    return show.model_copy(update={"review": show.review.model_copy(update={"required": True})})


def test_an_episode_waits_until_it_is_approved_and_not_longer(studio, show):
    from studio_episodes import published

    slug = published(show.waiting, "essays/two.md")
    assert (show.root / "waiting" / slug / "episode.json").is_file()
    assert not (show.output_folder / slug).exists()
    assert is_published(slug, show)
    (one,) = waiting_episodes(show, shelf(show))
    assert (one.shelved.essay.title, one.is_stale) == ("Another", False)
    essay = studio.root / "essays" / "two.md"
    text = essay.read_text()
    essay.write_text(text.replace("rained", "poured"))
    (one,) = waiting_episodes(show, shelf(show))
    assert one.is_stale
    essay.write_text(text)
    published(show, "essays/two.md")
    assert not waiting_records(show)
    clear_away(show, slug)
    assert not (show.root / "waiting" / slug).exists()


@pytest.mark.slow
def test_what_has_changed_since_it_was_made_says_so_and_is_made_again_to_wait(
    visit, studio, show, tmp_path, monkeypatch
):
    from studio_episodes import published

    published(show.waiting, "essays/two.md")
    essay = studio.root / "essays" / "two.md"
    text = essay.read_text()
    essay.write_text(text.replace("rained", "poured"))
    told = tmp_path / "told"
    command = f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(' '.join(sys.argv[1:]))"
    monkeypatch.setattr(studio.place.jobs, "argv", (sys.executable, "-c", command))
    page = visit("/waiting")
    waits = page.locator(".affected")
    assert "has changed since" in waits.inner_text()
    assert waits.get_by_role("button", name="Approve").count() == 0
    assert Axe().run(page).violations_count == 0
    waits.get_by_role("button", name="Make it again: Another").press("Enter")
    page.wait_for_selector("#notice:has-text('to wait for approval again')")
    page.wait_for_load_state()
    assert until(told.exists, 20)
    assert told.read_text().startswith("make --aside --show")
    essay.write_text(text)


def test_a_pause_alone_is_found_in_what_is_published_and_both_are_heard(studio):
    from studio_episodes import published

    from flows.affected import affected
    from flows.shelf import Unreadable

    show = studio.place.rooms.show
    slug = published(show, "essays/two.md")
    assert not list(affected(show, [slug]))
    directions = studio.root / "essays" / "two.essaycast.toml"
    directions.write_text('[[sentence]]\ntext = "Zorblax came back."\npause_ms = 1500\n')
    (one,) = affected(show, [slug])
    assert not isinstance(one, Unreadable)
    (change,) = one.changes
    assert (change.is_pause_only, change.pause_before_ms, change.pause_ms) == (True, 460, 1500)
    assert (one.n_to_speak, one.n_gone) == (0, 0)
    page = urllib.request.urlopen(f"{studio.address}/catalogue").read().decode()
    lengths = [
        len(urllib.request.urlopen(studio.address + src).read())
        for src in re.findall(r'data-src="([^"]*/paused/[^"]*)"', page)
    ]
    longer_s = (change.pause_ms - change.pause_before_ms) / 1_000
    assert lengths[1] - lengths[0] == pytest.approx(2 * 22_050 * longer_s, abs=4)
    directions.unlink()
