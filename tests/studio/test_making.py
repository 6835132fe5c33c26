"""Essays on their way: how far each is, what its host says, and what is no essay at all."""

from __future__ import annotations

import sys
import time

from flows.studio.jobs import ONLINE, Job, Jobs

MAKES = """
import sys
for line in LINES:
    print(line, file=sys.stderr, flush=True)
    if line.endswith("publish 1/1") and GATE:
        import pathlib, time
        while not pathlib.Path(GATE).exists():
            time.sleep(0.01)
sys.exit(STATUS)
"""


def ran(tmp_path, lines, *, status=0, titles=("One",), goes_online=False, gate=""):
    code = f"LINES = {lines!r}; GATE = {gate!r}; STATUS = {status}\n{MAKES}"
    jobs = Jobs(argv=(sys.executable, "-c", code))
    made = []
    started = [Job(title, title, title, goes_online) for title in titles]
    jobs.start(started, [], tmp_path, lambda job: made.append(job.id))
    return jobs, made


def wait_until(true):
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_is_published_is_on_its_way_until_its_host_has_it(tmp_path):
    gate = tmp_path / "gate"
    jobs, made = ran(tmp_path, ["One: publish 1/1"], goes_online=True, gate=str(gate))
    wait_until(lambda: jobs.jobs["One"].stage == ONLINE)
    assert not jobs.jobs["One"].over
    gate.touch()
    wait_until(lambda: made == ["One"])
    assert (jobs.jobs["One"].over, jobs.jobs["One"].note) == (True, "")


def test_a_host_that_refuses_is_told_and_the_episode_counts_as_made(tmp_path):
    lines = ["One: publish 1/1", "essaycast: made, and not put online: host.example: no route"]
    jobs, made = ran(tmp_path, lines, status=1, goes_online=True)
    wait_until(lambda: made == ["One"])
    assert jobs.jobs["One"].error == ""
    assert jobs.jobs["One"].note == "made, and not put online: host.example: no route"


def test_one_that_fails_does_not_take_the_other_with_it(tmp_path):
    lines = ["One: publish 1/1", "Two: script 0/2", "essaycast: Two: nothing can be said."]
    jobs, made = ran(tmp_path, lines, status=1, titles=("One", "Two"))
    wait_until(lambda: jobs.jobs["Two"].over)
    wait_until(lambda: made == ["One"])
    assert jobs.jobs["One"].error == ""
    assert "nothing can be said" in jobs.jobs["Two"].error


def test_a_teaser_among_whole_essays_is_known_too(tmp_path):
    from flows.shelf import Shelved, Teaser, whole_shelf
    from pipeline.settings.show import Show

    entries = "".join(
        f"<item><title>{title}</title><link>https://e.example/{title}</link>"
        f"<description>{text}</description></item>"
        for title, text in (
            ("Whole", "All of it, from the beginning to the end of the matter."),
            ("Paid", "&lt;p&gt;It began.&lt;/p&gt;&lt;p&gt;This post is for paid subscribers"),
        )
    )
    feed = f'<rss version="2.0"><channel><title>F</title>{entries}</channel></rss>'
    (tmp_path / "feed.xml").write_text(feed)
    whole, paid = sorted(
        whole_shelf(Show(root=tmp_path, sources=("feed.xml",))),
        key=lambda one: isinstance(one, Teaser),
    )
    assert isinstance(whole, Shelved)
    assert (whole.essay.title, paid.title) == ("Whole", "Paid")


def test_the_desk_of_the_last_sitting_is_shown_while_the_sources_are_read(studio):
    from flows.studio import studio_views as views
    from flows.studio.workplace import workplace

    shown = studio.place.rows()
    place = workplace(studio.root / "show.toml", warm=False)
    place._awake = True  # else the sources are read in a thread meanwhile
    try:
        page = views.desk(None, place).body.decode()
        assert "data-begun" in page
        assert all(f'data-id="{row.id}"' in page for row in shown)
        one = next(row for row in shown if row.title == "Another")
        assert place.rooms.shelved(one.id).essay.title == "Another"
        assert not place.rooms.is_read
        assert place.rows() == shown
        assert "data-begun" not in views.desk(None, place).body.decode()
    finally:
        place.close()
