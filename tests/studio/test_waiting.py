"""What the night makes waits for approval where the show says so."""

from __future__ import annotations

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
