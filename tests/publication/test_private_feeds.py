"""Private feeds: each listener has an edition under a key of their own, all others nothing."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree
from made_by_hand import episode_in, show_in

from flows.going_online import put_online
from pipeline.errors import ShowError
from pipeline.publication import publish, upload, withdraw
from pipeline.publication.listener_keys import (
    current_listeners,
    keys_file,
    renew_key,
    withdrawn_keys,
)
from pipeline.publication.verification import verify
from pipeline.settings.hosting_settings import Hosting
from pipeline.settings.show_file import load_show

HOME = "https://hours.example/cast"
SLUG = "how-long-is-a-day"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def show(tmp_path):
    show = show_in(tmp_path, base_url=HOME, publish=Hosting(url="host", private=True))
    publish(episode_in(tmp_path, show), show.for_publication)
    named(show, "Ada Quill", "Babbage")
    return show


def named(show, *names):
    text = "# who pays\n" + "\n".join(names) + "\n"
    (show.root / "listeners.txt").write_text(text, encoding="utf-8")


def keys(show):
    known = current_listeners(show.places, show.private_feeds.names)
    return {listener.name: listener.key for listener in known}


def files_of(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_listener_has_the_whole_show_under_a_key_of_their_own(show, tmp_path):
    done = upload(show.for_publication, str(tmp_path / "host"))
    assert done.listeners == 2
    there = files_of(tmp_path / "host")
    ours = keys(show)
    assert {name.partition("/")[0] for name in there} == {"index.html", *ours.values()}
    for key in ours.values():
        feed = etree.fromstring((tmp_path / "host" / key / "feed.xml").read_bytes())
        assert feed.findtext(f"channel/{ITUNES}block") == "Yes"
        sound = feed.find("channel/item/enclosure").get("url")
        assert sound == f"{HOME}/{key}/{SLUG}/{SLUG}.mp3"
        assert f"{key}/{SLUG}/{SLUG}.mp3" in there
        others = set(ours.values()) - {key}
        for path in (tmp_path / "host" / key).rglob("*.*"):
            content = path.read_bytes()
            assert not any(other.encode() in content for other in others)
            if path.name == "index.html":
                assert b'name="robots" content="noindex' in content
                assert b'name="referrer" content="no-referrer"' in content
                assert b"essay-cast" not in content  # no code that would publish the key
        chapters = json.loads((tmp_path / "host" / key / SLUG / "chapters.json").read_text())
        assert all(key in one["url"] for one in chapters["chapters"] if HOME in one.get("url", ""))
    assert b"Hours" not in (tmp_path / "host" / "index.html").read_bytes()
    again = upload(show.for_publication, str(tmp_path / "host"))
    assert again.copied == ()
    assert verify(show.for_publication) == ()


def test_keys_stand_in_no_file_but_their_own(show, tmp_path):
    upload(show.for_publication, str(tmp_path / "host"))
    file = keys_file(show.places)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o077 == 0
    assert all(re.fullmatch("[0-9a-f]{32}", key) for key in keys(show).values())
    published = b"".join(path.read_bytes() for path in show.output_folder.rglob("*.*"))
    assert not any(key.encode() in published for key in keys(show).values())
    file.chmod(0o644)
    assert "others can read" in str(verify(show.for_publication)[0])


def test_a_withdrawn_key_opens_nothing_after_the_next_publication(show, tmp_path):
    upload(show.for_publication, str(tmp_path / "host"))
    before = keys(show)
    stray = tmp_path / "host" / before["Babbage"] / SLUG / "half-sent.mp3"
    stray.write_bytes(b"not on the host's list")
    named(show, "Ada Quill", "Clara")
    new = renew_key(show.places, show.private_feeds.names, "Ada Quill").key
    done = upload(show.for_publication, str(tmp_path / "host"))
    assert done.withdrawn == 2
    folders = {path.name for path in (tmp_path / "host").iterdir() if path.is_dir()}
    assert folders == set(keys(show).values())
    assert keys(show)["Ada Quill"] == new != before["Ada Quill"]
    named(show, "Ada Quill", "Babbage", "Clara")
    assert keys(show)["Babbage"] != before["Babbage"]  # never given again
    assert set(before.values()) == set(withdrawn_keys(show.places))


def test_a_show_that_becomes_private_leaves_nothing_for_everybody(show, tmp_path):
    public = show.model_copy(update={"publish": Hosting(url="host")})
    upload(public.for_publication, str(tmp_path / "host"))
    assert (tmp_path / "host" / "feed.xml").exists()
    upload(show.for_publication, str(tmp_path / "host"))
    there = {name.partition("/")[0] for name in files_of(tmp_path / "host")}
    assert there == {"index.html", *keys(show).values()}


def test_a_withdrawn_episode_leaves_every_edition(show, tmp_path):
    upload(show.for_publication, str(tmp_path / "host"))
    withdraw(SLUG, show.for_publication)
    assert f"{SLUG}/{SLUG}.mp3" in upload(show.for_publication, str(tmp_path / "host")).dropped
    assert not list((tmp_path / "host").rglob("*.mp3"))


def test_what_goes_wrong_tells_no_key(show, tmp_path):
    key = keys(show)["Ada Quill"]
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / key).write_text("in the way")
    done = put_online(show)
    assert done.error
    assert key not in done.error
    (tmp_path / "host" / key).unlink()
    assert put_online(show).listeners == 2
    (show.state / "listeners" / key / "feed.xml").write_bytes(b"<rss/>")
    found = [str(one) for one in verify(show.for_publication)]
    assert any("private feed of Ada Quill: feed.xml" in one for one in found)
    assert not any(key in one for one in found)
    upload(show.for_publication, str(tmp_path / "host"))
    assert verify(show.for_publication) == ()


def test_nobody_else_is_told_of_private_addresses(tmp_path, show):
    file = tmp_path / "show.toml"
    file.write_text('[publish]\nprivate = true\nprefix = "https://op3.dev/e"\n', encoding="utf-8")
    with pytest.raises(ShowError, match="every listener's address"):
        load_show(file)
    (show.root / "listeners.txt").unlink()
    with pytest.raises(ShowError, match="list of listeners"):
        upload(show.for_publication, str(tmp_path / "host"))
