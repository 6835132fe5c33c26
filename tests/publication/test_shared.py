"""Machines that share a storage have one publication, whichever of them publishes."""

from __future__ import annotations

import hashlib
import multiprocessing
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from made_by_hand import episode_in, essay_of, show_in

from pipeline.errors import PublicationError, StorageError
from pipeline.publication import publish, rebuild, withdraw
from pipeline.publication.identity import identify
from pipeline.publication.published_key import published_key
from pipeline.publication.verification import verify
from pipeline.settings.show import Storage

NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)


@pytest.fixture(params=["folder", "memory"])
def machines(request, tmp_path):
    """Two machines, each with a folder of its own."""
    places = {"folder": str(tmp_path / "shared"), "memory": f"memory://{uuid.uuid4().hex}"}
    return tuple(machine(tmp_path / name, places[request.param]) for name in ("one", "two"))


def machine(root, url):
    root.mkdir()
    return show_in(root, base_url="https://example.org/hours", storage=Storage(url=url))


def publish_at(show, title, summary="", **said):
    essay = essay_of(title, f"essays/{title}.md", summary=summary)
    (show.root / "work").mkdir(exist_ok=True)
    episode = episode_in(show.root / "work", show, essay)
    return publish(
        replace(episode, identity=identify(essay, show.for_publication)),
        show.for_publication,
        **said,
    )


def everything(show):
    folder = show.output_folder
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_one_machine_publishes_the_other_lists_byte_for_byte(machines):
    one, two = machines
    publish_at(one, "Tides")
    publish_at(two, "Hills")
    assert [record.slug for record in rebuild(one.for_publication)] == [
        record.slug for record in rebuild(two.for_publication)
    ]
    assert {"tides/tides.mp3", "hills/hills.mp3"} <= set(everything(one))
    assert everything(one) == everything(two)
    assert verify(one.for_publication) == verify(two.for_publication) == ()


def test_what_is_known_of_an_essay_is_known_to_all(machines):
    one, two = machines
    same = essay_of("Tides", "essays/tides.md")
    other = essay_of("Tides", "letters/tides.md")
    assert identify(same, one) == identify(same, two)
    assert identify(other, two).slug != identify(same, one).slug
    assert identify(other, two).number != identify(same, one).number


def test_an_edit_of_one_machine_reaches_the_other_even_when_its_clock_is_behind(machines):
    one, two = machines
    publish_at(one, "Tides", now=NOON)
    rebuild(two.for_publication)
    audio = two.output_folder / "tides" / "tides.mp3"
    publish_at(two, "Tides", "As it is now.", now=NOON - timedelta(hours=2))
    rebuild(one.for_publication)
    assert (one.output_folder / "tides" / "tides.mp3").read_bytes() == audio.read_bytes()
    assert "As it is now." in (one.output_folder / "tides" / "episode.json").read_text()


def test_what_is_withdrawn_is_gone_everywhere_and_may_come_back(machines):
    one, two = machines
    publish_at(one, "Tides")
    rebuild(two.for_publication)
    withdraw("tides", two)
    assert rebuild(one.for_publication) == ()
    assert not (one.output_folder / "tides").exists()
    publish_at(one, "Tides")
    assert [record.slug for record in rebuild(two.for_publication)] == ["tides"]


def test_what_was_published_before_anything_was_shared_is_shared_from_then_on(machines, tmp_path):
    alone = machine(tmp_path / "three", "")
    publish_at(alone, "Tides")
    joined = alone.model_copy(update={"storage": machines[0].storage})
    rebuild(joined.for_publication)
    assert [record.slug for record in rebuild(machines[1])] == ["tides"]


def test_two_histories_that_gave_one_slug_to_two_essays_are_told_apart_by_a_person(
    machines, tmp_path
):
    alone = machine(tmp_path / "three", "")
    publish(episode_in(alone.root, alone), alone.for_publication)
    one = machines[0]
    other = essay_of(key="letters/day.md")
    (one.root / "work").mkdir()
    publish(replace(episode_in(one.root / "work", one, other), essay=other), one.for_publication)
    joined = alone.model_copy(update={"storage": one.storage})
    with pytest.raises(PublicationError, match="another essay's"):
        rebuild(joined.model_copy(update={"output": "output"}))


def test_a_file_that_is_damaged_on_its_way_is_named_and_nothing_of_it_appears(tmp_path):
    one, two = (machine(tmp_path / name, str(tmp_path / "shared")) for name in ("one", "two"))
    publish_at(one, "Tides")
    for path in (tmp_path / "shared").rglob("files/tides/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(StorageError, match=r"of the episode 'tides' is damaged"):
        rebuild(two.for_publication)
    assert not (two.output_folder / "tides").exists()


def _publish_several(root, url, titles):
    show = show_in(root, base_url="https://example.org/hours", storage=Storage(url=url))
    for title in titles:
        publish_at(show, title)


def test_machines_that_publish_at_the_same_moment_lose_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    url = str(tmp_path / "shared")
    titles = {name: [f"{name} {n}" for n in range(2)] + ["Same"] for name in ("one", "two")}
    shows = [machine(tmp_path / name, url) for name in titles]
    both = [
        context.Process(target=_publish_several, args=(tmp_path / name, url, titles[name]))
        for name in titles
    ]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
    assert [process.exitcode for process in both] == [0, 0]
    slugs = [sorted(record.slug for record in rebuild(show.for_publication)) for show in shows]
    assert slugs[0] == slugs[1] == ["one-0", "one-1", "same", "two-0", "two-1"]
    assert everything(shows[0]) == everything(shows[1])
    numbers = [record.number for record in rebuild(shows[0])]
    assert len(set(numbers)) == len(numbers)


def test_an_essay_whose_file_was_renamed_is_the_same_episode_on_every_machine(machines):
    one, two = machines
    before = publish_at(one, "Tides").record
    moved = essay_of("Tides", "essays/sea.md", summary="")
    (one.root / "essays").mkdir()
    (one.root / "essays" / "sea.md").touch()
    episode = episode_in(one.root / "work", one, moved)
    publish(replace(episode, identity=identify(moved, one)), one.for_publication)
    (record,) = rebuild(two.for_publication)
    assert (record.slug, record.guid) == (before.slug, before.guid)
    assert record.key == published_key("essays/sea.md")
    assert identify(moved, two).guid == before.guid
