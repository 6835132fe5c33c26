"""Killed at any moment, ``output/`` is sound, and the next publication mends what is left."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys

import feedparser
import pytest
from made_by_hand import episode_in, essay_of, show_in

from pipeline.publication import exchange, publish, rebuild
from pipeline.publication.catalogue import RECORD_FILE, episode_folders, read_record
from pipeline.publication.verification import verify

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills its child")

STEPS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "open"}


def publish_until(episode, show, last_step, exchanged, steps):
    """Publish in a child that is killed at its step number *last_step* in ``output/``."""
    if not exchanged:
        exchange._renameat2 = lambda: None
    left = last_step
    where = str(show.output_folder)

    def count(event, arguments):
        nonlocal left
        if event in steps and str(arguments[0]).startswith(where):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(episode, show.for_publication)


def killed_at(step, episode, show, *, exchanged=True, steps=STEPS) -> bool:
    """Tell whether the child was killed at *step*, and not done before."""
    context = multiprocessing.get_context("fork")
    child = context.Process(target=publish_until, args=(episode, show, step, exchanged, steps))
    child.start()
    child.join(60)
    return child.exitcode == -signal.SIGKILL


def assert_sound(show):
    """Whatever a reader finds is whole: each folder, each feed, each episode that is led to."""
    output = show.output_folder
    for folder in episode_folders(output):
        record = read_record(folder)
        for other in filter(None, (record.previous, record.following)):
            assert (output / other.slug / "index.html").is_file()
        for file in record.files:
            found = hashlib.sha256((folder / file.name).read_bytes()).hexdigest()
            assert found == file.sha256
    for folder in output.glob("[!.]*/"):
        assert (folder / RECORD_FILE).is_file()
    if (output / "feed.xml").exists():
        feed = feedparser.parse((output / "feed.xml").read_bytes())
        assert not feed.bozo
        for entry in feed.entries:
            assert (output / entry.enclosures[0].href).is_file()


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_first_publication_killed_anywhere(tmp_path, every):
    show = show_in(tmp_path)
    rebuild(show.for_publication)  # an empty show; and its cover is drawn once for all children
    episode = episode_in(tmp_path, show)
    for step in range(0, 400, every):
        if not killed_at(step, episode, show):
            break
        assert_sound(show)
    assert step > 20
    assert verify(show.for_publication) == ()


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_an_edit_killed_anywhere_never_takes_the_episode_or_its_neighbour_away(tmp_path, every):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show, essay_of("Night", key="night.md")), show.for_publication)
    first = episode_in(tmp_path, show)
    publish(first, show.for_publication)
    (tmp_path / "edited").mkdir()
    edited = episode_in(tmp_path / "edited", show, essay_of("Edited"), n_samples=200_000)
    for step in range(0, 400, every):
        if not killed_at(step, edited, show):
            break
        assert_sound(show)
        assert len(episode_folders(show.output_folder)) == 2
        publish(first, show.for_publication)
        assert verify(show.for_publication) == ()
    assert step > 20
    assert verify(show.for_publication) == ()


def test_where_folders_cannot_be_exchanged_the_next_command_moves_it_in(tmp_path):
    show = show_in(tmp_path)
    first = episode_in(tmp_path, show)
    publish(first, show.for_publication)
    (tmp_path / "edited").mkdir()
    edited = episode_in(tmp_path / "edited", show, essay_of("Edited"))
    missing = 0
    for step in range(400):
        if not killed_at(step, edited, show, exchanged=False, steps={"os.rename"}):
            break
        missing += not episode_folders(show.output_folder)
        rebuild(show.for_publication)
        assert len(episode_folders(show.output_folder)) == 1
        assert verify(show.for_publication) == ()
        publish(first, show.for_publication)
    assert missing == 1
