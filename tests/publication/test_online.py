"""Where a publication goes: with an address or not at all, told to its hub, its sound counted."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from lxml import etree
from made_by_hand import episode_in, show_in

from flows.going_online import PASSWORD, password_for, publish_to, put_online
from pipeline.errors import ShowError, UsageError
from pipeline.publication import publish, upload
from pipeline.settings.hosting_settings import Hosting
from pipeline.settings.show_file import load_show

HOME = "https://hours.example/cast"


@pytest.fixture
def hub():
    """Return a hub's address and what it was told."""
    told = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", told
        server.shutdown()


@pytest.fixture
def show(tmp_path, hub):
    given = Hosting(url="host", hub=hub[0], prefix="https://op3.example/e/")
    show = show_in(tmp_path, base_url=HOME, publish=given)
    publish(episode_in(tmp_path, show), show.for_publication)
    return show


def test_a_feed_that_nobody_can_use_is_not_published(tmp_path):
    show = show_in(tmp_path)
    publish(episode_in(tmp_path, show), show.for_publication)
    with pytest.raises(UsageError, match="base_url is not set"):
        upload(show.for_publication, str(tmp_path / "host"))
    assert not (tmp_path / "host").exists()


def test_the_hub_is_named_and_told_once_for_each_change(show, hub, tmp_path):
    address, told = hub
    assert put_online(show).address == HOME
    assert put_online(show).error == ""
    assert told == [
        {
            "hub.mode": ["publish"],
            "hub.url": [f"{HOME}/feed.xml"],
            "hub.topic": [f"{HOME}/feed.xml"],
        }
    ]
    feed = etree.fromstring((tmp_path / "host" / "feed.xml").read_bytes())
    links = feed.findall("channel/{http://www.w3.org/2005/Atom}link")
    assert [link.get("href") for link in links if link.get("rel") == "hub"] == [address]


def test_a_hub_that_is_away_harms_nothing(show):
    away = show.model_copy(update={"publish": Hosting(url="host", hub="http://127.0.0.1:9/")})
    done, problem = publish_to(away, str(away.root / "host"))
    assert done.copied[-1] == "feed.xml"
    assert "could not be told" in problem
    assert "[Errno" not in problem


def test_a_prefix_stands_before_sound_and_nothing_else(show):
    feed = (show.output_folder / "feed.xml").read_text(encoding="utf-8")
    slug = "how-long-is-a-day"
    counted = f"https://op3.example/e/hours.example/cast/{slug}/{slug}.mp3"
    assert etree.fromstring(feed.encode()).find("channel/item/enclosure").get("url") == counted
    assert feed.count("op3.example") == 1


def test_an_address_that_is_not_of_the_web_is_not_counted():
    counting = Hosting(prefix="https://op3.example/e")
    assert counting.counted("day/day.mp3") == "day/day.mp3"
    assert (
        counting.counted("http://a.example/b.mp3") == "https://op3.example/e/http://a.example/b.mp3"
    )


def test_a_host_that_refuses_leaves_the_episode_made_and_says_why(show):
    there = show.root / "host"
    there.mkdir()
    (there / "feed.xml").write_text("<rss/>", encoding="utf-8")
    done = put_online(show)
    assert done.address == ""
    assert "is not essaycast's" in done.error


def test_a_password_in_the_show_file_is_refused_without_being_repeated(tmp_path):
    file = tmp_path / "show.toml"
    file.write_text('[publish]\nurl = "sftp://me:hunter2@host/www"\n', encoding="utf-8")
    with pytest.raises(ShowError, match="no place in this file") as refusal:
        load_show(file)
    assert "hunter2" not in str(refusal.value)


def test_a_password_comes_from_the_environment(show, monkeypatch):
    monkeypatch.setenv(PASSWORD, "hunter2")
    assert password_for(show, "sftp://me@host/www") == "hunter2"
