"""Slug, GUID and number: given once, kept for ever, never given twice."""

from __future__ import annotations

import multiprocessing
import re
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_by_hand import episode_in, essay_of, show_in

from pipeline.errors import StorageError
from pipeline.publication import publish, withdraw
from pipeline.publication.identity import SLUG_LENGTH, identify, slug_of
from pipeline.publication.published_key import published_key
from pipeline.settings.show import Show

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_a_slug_is_ascii_short_and_the_same_when_taken_again(text):
    slug = slug_of(text)
    assert slug == "" or (SLUG.fullmatch(slug) and len(slug) <= SLUG_LENGTH)
    assert slug_of(slug) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("How Long Is a Day?", "how-long-is-a-day"),
        ("../../x", "x"),
        ('"Quotes" and/or \\slashes\\', "quotes-and-or-slashes"),
        ("Über Straße № 5", "uber-strasse-no-5"),
        ("CON", "con-essay"),
        ("lpt1", "lpt1-essay"),
        ("🎉🎉", "day"),  # the file's name stands in
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("a\x00b\u202ec", "a-bc"),
        ("word " * 60, "-".join(["word"] * 16)),
        ("w" * 300, "w" * 80),
    ],
)
def test_every_title_gives_a_folder_name_that_is_safe(tmp_path, title, slug):
    assert identify(essay_of(title), show_in(tmp_path).for_publication).slug == slug


def test_an_essay_without_any_letter_is_an_episode_by_number(tmp_path):
    assert (
        identify(essay_of("🎉", key="🎉.md"), show_in(tmp_path).for_publication).slug == "episode-1"
    )


def test_front_matter_chooses_the_slug(tmp_path):
    assert identify(essay_of(slug="My Day"), show_in(tmp_path).for_publication).slug == "my-day"


def test_guids_are_what_they_have_always_been(tmp_path):
    """Of the show's title and the essay's key, in this project's namespace: never of its title."""
    meant = "dde75ef8-9406-5e06-bdeb-da25219c8115"
    assert identify(essay_of(key="essays/day.md"), show_in(tmp_path / "a")).guid == meant
    assert identify(essay_of("Other", key="essays/day.md"), show_in(tmp_path / "b")).guid == meant


def test_another_essay_and_another_show_have_guids_of_their_own(tmp_path):
    show = show_in(tmp_path / "a")
    other = Show(root=tmp_path / "b", title="Minutes")
    essays = [
        (essay_of(key="1.md"), show),
        (essay_of(key="2.md"), show),
        (essay_of(key="1.md"), other),
    ]
    assert len({identify(*essay).guid for essay in essays}) == len(essays)


def test_two_essays_of_one_title_get_two_names_one_can_read(tmp_path):
    show = show_in(tmp_path)
    years = [date(2026, 10, 5), date(2025, 1, 1), date(2025, 2, 2), date(2025, 2, 2), None, None]
    slugs = [
        identify(essay_of("Day", key=f"{n}.md", date=at), show.for_publication).slug
        for n, at in enumerate(years)
    ]
    assert slugs == ["day", "day-2025", "day-2025-02-02", "day-ben-noon", "day-2", "day-3"]


def test_asked_again_it_answers_the_same(tmp_path):
    show = show_in(tmp_path)
    assert identify(essay_of(), show.for_publication) == identify(essay_of(), show.for_publication)


def test_a_renamed_file_keeps_slug_guid_and_number(tmp_path):
    show = show_in(tmp_path)
    (tmp_path / "day.md").touch()
    first = publish(episode_in(tmp_path, show, essay_of(key="day.md")), show.for_publication).record
    renamed = (tmp_path / "day.md").rename(tmp_path / "how-long.md").name
    second = publish(episode_in(tmp_path, show, essay_of(key=renamed)), show.for_publication).record
    assert (second.slug, second.guid, second.number) == (first.slug, first.guid, first.number)
    assert second.key == published_key(renamed)
    (tmp_path / "day.md").touch()  # an old name may be given to something new
    assert identify(essay_of("Night", key="day.md"), show.for_publication).slug == "night"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"title": "How Long Was a Day?"}, "copy.md"),
        ({"date": date(2026, 10, 6)}, "copy.md"),
        ({}, "copy.md#2"),
        ({}, "https://example.org/day"),
    ],
)
def test_what_only_looks_like_a_renamed_file_is_another_essay(tmp_path, more, key):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show, essay_of(key="day.md")), show.for_publication)
    (tmp_path / "copy.md").touch()
    said = {"title": "How Long Is a Day?", "key": key, **more}
    assert identify(essay_of(**said), show.for_publication).slug != "how-long-is-a-day"


def test_a_copy_beside_its_original_is_another_essay(tmp_path):
    show = show_in(tmp_path)
    for name in ("day.md", "copy.md"):
        (tmp_path / name).touch()
    publish(episode_in(tmp_path, show, essay_of(key="day.md")), show.for_publication)
    assert identify(essay_of(key="copy.md"), show.for_publication).slug == "how-long-is-a-day-2026"


def test_a_new_title_and_a_new_address_keep_slug_guid_and_number(tmp_path):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show), show.for_publication)
    kept = identify(essay_of(), show.for_publication)
    moved = show.model_copy(update={"base_url": "https://example.net", "title": "Minutes"})
    assert identify(essay_of("Another title", slug="another"), moved.for_publication) == kept


def test_what_is_published_is_known_by_its_record_alone(tmp_path):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show), show.for_publication)
    kept = identify(essay_of(), show.for_publication)
    for promise in (show.state / "identities").glob("*.json"):
        promise.unlink()
    assert identify(essay_of("Renamed"), show.for_publication) == kept
    assert identify(essay_of(key="other.md"), show.for_publication).slug == "how-long-is-a-day-2026"


def test_a_withdrawn_episode_keeps_its_name_for_itself(tmp_path):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show), show.for_publication)
    kept = identify(essay_of(), show.for_publication)
    withdraw(kept.slug, show.for_publication)
    assert identify(essay_of(key="other.md"), show.for_publication).slug != kept.slug
    assert identify(essay_of(), show.for_publication) == kept


def test_numbers_go_up_and_front_matter_goes_first(tmp_path):
    show = show_in(tmp_path)
    essays = [essay_of(key="1"), essay_of(key="2", number=7, season=2), essay_of(key="3")]
    assert [identify(essay, show.for_publication).number for essay in essays] == [1, 7, 8]
    assert identify(essays[1], show.for_publication).season == 2
    assert identify(replace(essays[0], number=4), show.for_publication).number == 4


def _name(show, key, names):
    names.put(identify(essay_of(key=key), show.for_publication).slug)


@pytest.mark.skipif(sys.platform != "linux", reason="forks, which only Linux does safely here")
def test_processes_that_ask_at_once_never_get_one_name(tmp_path):
    show = show_in(tmp_path)
    context = multiprocessing.get_context("fork")
    names = context.SimpleQueue()
    askers = [context.Process(target=_name, args=(show, f"{n}.md", names)) for n in range(8)]
    for asker in askers:
        asker.start()
    slugs = {names.get() for _ in askers}
    for asker in askers:
        asker.join()
    assert len(slugs) == len(askers)


def test_a_list_of_names_that_is_damaged_is_told_not_guessed(tmp_path):
    show = show_in(tmp_path)
    identify(essay_of(), show.for_publication)
    for promise in (show.state / "identities").glob("*.json"):
        promise.write_text("{", encoding="utf-8")
    with pytest.raises(StorageError, match="promised to essays cannot be read"):
        identify(essay_of(), show.for_publication)
