"""What goes wrong beneath the studio: nothing is lost, and each is said plainly."""

from __future__ import annotations

import errno
import json
import os
import signal
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.slow  # a studio of its own, which other tests would find killed and full
TITLE = "The Two <b>Clocks</b>"


def asked(studio, path, given=None, token=""):
    headers = {"X-Studio-Token": token or studio.place.rooms.token} if given is not None else {}
    body = json.dumps(given).encode() if given is not None else None
    try:
        answer = urllib.request.urlopen(
            urllib.request.Request(studio.address + path, body, headers)
        )
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.status, answer.read()


@pytest.fixture
def view(studio):
    return studio.place.rooms.view(studio.essay(TITLE).rpartition("/")[2])


def test_a_full_disk_leaves_every_file_as_it_was_and_says_what_to_do(studio, view, monkeypatch):
    lexicon = studio.root / "voices" / "lexicon" / "en.toml"
    lexicon.parent.mkdir(exist_ok=True)
    mine = 'language = "en"\n[aliases]\ntide = "tyde"  # by hand\n'
    lexicon.write_text(mine)
    version = studio.place.rooms.view(view.id).version
    undo = studio.place.rooms.history.last

    def full(path, content, **_):
        path.write_bytes(content[:3])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("pipeline.publication.disk.write_through", full)
    word = {"n": 1, "version": version, "word": "table", "like": "tay bull"}
    for scope, path in (("show", lexicon), ("essay", view.directions)):
        before = path.read_text() if path.exists() else None
        status, answer = asked(studio, f"/essay/{view.id}/word", {**word, "scope": scope})
        assert status == 422
        assert b"No space left" in answer
        assert b"Make room" in answer
        assert (path.read_text() if path.exists() else None) == before
        assert not list(path.parent.glob("*.new"))
    assert studio.place.rooms.history.last == undo
    monkeypatch.undo()
    status, answer = asked(studio, f"/essay/{view.id}/word", {**word, "scope": "show"})
    assert (status, "# by hand" in lexicon.read_text()) == (200, True)
    asked(studio, "/undo", {"id": view.id})
    assert lexicon.read_text() == mine
    lexicon.unlink()


def test_a_store_that_is_full_is_told_and_played_as_soon_as_there_is_room(
    studio, view, monkeypatch
):
    given = {"n": 1, "wishes": {"spoken": "A sentence for which there is no room."}}

    def full(descriptor, part):
        os.write(descriptor, part[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pipeline.tools.store.storage._write_all", full)
    status, answer = asked(studio, f"/essay/{view.id}/try", given)
    assert (status, b"No space left" in answer, b"cache prune" in answer) == (422, True, True)
    monkeypatch.undo()
    status, sound = asked(studio, f"/essay/{view.id}/try", given)
    assert (status, sound[:4]) == (200, b"RIFF")
    assert studio.place.rooms.store.verify().removed == ()


def test_a_killed_engine_is_started_again_and_the_sentence_is_heard(studio, view):
    given = {"n": 1, "wishes": {"spoken": "Something nobody has heard before."}}
    assert asked(studio, f"/essay/{view.id}/try", given)[0] == 200
    pool = studio.place.rooms.pool._pool
    for worker in list(pool._pool_manager.worker_manager.workers.values()):
        os.kill(worker.pid, signal.SIGKILL)
    given["wishes"] = {"spoken": "And something else again."}
    status, sound = asked(studio, f"/essay/{view.id}/try", given)
    assert (status, sound[:4]) == (200, b"RIFF")
    assert studio.directions == ""


def test_a_page_of_before_a_restart_changes_nothing_and_says_so(studio, view):
    given = {"n": 1, "version": view.version, "wishes": {"pace": 1.2}}
    status, answer = asked(studio, f"/essay/{view.id}/sentence", given, token="of another start")
    assert (status, b"started again" in answer) == (403, True)
    assert studio.directions == ""


def test_an_essay_that_is_gone_meanwhile_is_told(studio):
    path = studio.root / "essays" / "gone.md"
    path.write_text("# Gone\n\nIt was here.\n")
    address = studio.essay("Gone")
    assert asked(studio, address)[0] == 200
    path.unlink()
    status, answer = asked(studio, address)
    assert status == 404
    assert b"no such essay" in answer


def test_a_teaser_stands_on_the_desk_as_what_it_is(studio):
    from flows.studio.desk_rows import desk_rows

    essay = studio.root / "essays" / "paid.md"
    essay.write_text("# For subscribers\n\nIt began.\n\nThis post is for paid subscribers\n")
    try:
        rows = desk_rows(studio.place.rooms, studio.place.jobs, studio.place.rooms.show)
        (row,) = (row for row in rows if row.state == "teaser")
        assert "paywall" in row.detail
        assert row.id == ""
    finally:
        essay.unlink()
