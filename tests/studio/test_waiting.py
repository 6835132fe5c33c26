"""What the night makes waits for approval where the show says so."""

from __future__ import annotations

import re
import urllib.request

import pytest

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
    assert (change.is_pause_only, change.pause_before_ms, change.pause_ms) == (True, 550, 1500)
    assert (one.n_to_speak, one.n_gone) == (0, 0)
    page = urllib.request.urlopen(f"{studio.address}/catalogue").read().decode()
    lengths = [
        len(urllib.request.urlopen(studio.address + src).read())
        for src in re.findall(r'data-src="([^"]*/paused/[^"]*)"', page)
    ]
    assert lengths[1] - lengths[0] == pytest.approx(2 * 22_050 * 0.95, abs=4)
    directions.unlink()
