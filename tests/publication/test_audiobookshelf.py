"""The show on Audiobookshelf: in its library's folder, or sent to a stand-in for its server."""

from __future__ import annotations

import json
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from made_by_hand import episode_in, essay_of, show_in

from flows.going_online import BOOKSHELF_KEY, put_on_bookshelf, put_online
from pipeline.errors import PublicationError, UsageError
from pipeline.publication import publish, withdraw
from pipeline.settings.hosting_settings import Audiobookshelf

SLUG = "how-long-is-a-day"
KEY = "only-in-the-header"


@pytest.fixture
def show(tmp_path):
    show = show_in(tmp_path, base_url="https://hours.example", language="en-GB")
    publish(episode_in(tmp_path, show, essay_of(tags=("time",))), show.for_publication)
    return show


@pytest.fixture
def server(tmp_path):
    """Yield the address of a stand-in: the calls we make, answered as the real one answers."""
    root = tmp_path / "server"
    asked = []
    libraries = [
        {"id": "b", "name": "Books", "mediaType": "book", "folders": [{"id": "fb"}]},
        {"id": "p", "name": "Podcasts", "mediaType": "podcast", "folders": [{"id": "fp"}]},
    ]

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.told(200, json.dumps({"libraries": libraries}).encode())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if self.path == "/api/upload":
                self.upload(body)
            self.told(200)

        def upload(self, body):
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            parts = list(BytesParser(policy=HTTP).parsebytes(head + body).iter_parts())
            names = [part.get_param("name", header="content-disposition") for part in parts]
            fields = dict(zip(names, parts, strict=True))
            told = {name: fields[name].get_content().strip() for name in fields if name != "0"}
            assert told == {"title": "Hours", "library": "p", "folder": "fp"}
            folder = root / told["title"]
            folder.mkdir(parents=True, exist_ok=True)
            sent = fields["0"]
            (folder / sent.get_filename()).write_bytes(sent.get_payload(decode=True))

        def told(self, status, body=b"OK"):
            right = self.headers["Authorization"] == f"Bearer {KEY}"
            asked.append(self.path)
            self.send_response(status if right else 401)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", root, asked
        listening.shutdown()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_librarys_folder_holds_cover_metadata_and_tagged_sound(show, tmp_path):
    place = str(tmp_path / "library")
    done, problem = put_on_bookshelf(show, place)
    folder = tmp_path / "library" / "Hours"
    assert names(folder) == [".essaycast.json", "cover.png", f"{SLUG}.mp3", "metadata.json"]
    assert (len(done.copied), problem) == (3, "")
    assert json.loads((folder / "metadata.json").read_bytes()) == {
        "title": "Hours",
        "author": "The Hours",
        "description": "Essays, read aloud.",
        "releaseDate": "2026-10-05",
        "genres": ["Technology"],
        "tags": ["time"],
        "feedURL": "https://hours.example/feed.xml",
        "language": "en-GB",
        "explicit": False,
        "podcastType": "episodic",
    }
    published = show.output_folder / SLUG / f"{SLUG}.mp3"
    assert (folder / f"{SLUG}.mp3").read_bytes() == published.read_bytes()
    assert put_on_bookshelf(show, place)[0].copied == ()


def test_the_folder_loses_what_was_withdrawn_and_nothing_else(show, tmp_path):
    place = str(tmp_path / "library")
    put_on_bookshelf(show, place)
    (tmp_path / "library" / "Hours" / "mine.mp3").write_bytes(b"mine")
    withdraw(SLUG, show.for_publication)
    assert put_on_bookshelf(show, place)[0].dropped == (f"{SLUG}.mp3",)
    assert "mine.mp3" in names(tmp_path / "library" / "Hours")


def test_somebody_elses_podcast_of_that_name_stays_as_it_is(show, tmp_path):
    theirs = tmp_path / "library" / "Hours" / "metadata.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{}")
    with pytest.raises(UsageError, match="would be overwritten"):
        put_on_bookshelf(show, str(tmp_path / "library"))
    assert names(theirs.parent) == ["metadata.json"]


def test_a_server_is_sent_what_it_has_not_and_looks(show, server, monkeypatch):
    url, root, asked = server
    monkeypatch.setenv(BOOKSHELF_KEY, KEY)
    assert len(put_on_bookshelf(show, url)[0].copied) == 3
    assert names(root / "Hours") == ["cover.png", f"{SLUG}.mp3", "metadata.json"]
    published = show.output_folder / SLUG / f"{SLUG}.mp3"
    assert (root / "Hours" / f"{SLUG}.mp3").read_bytes() == published.read_bytes()
    assert asked[-1] == "/api/libraries/p/scan"
    assert put_on_bookshelf(show, url)[0].copied == ()
    assert asked[-1] == "/api/libraries"
    withdraw(SLUG, show.for_publication)
    assert "take it away in the server's own pages" in put_on_bookshelf(show, url)[1]


def test_a_server_that_refuses_is_told_of_without_the_key(show, server, monkeypatch):
    url, _, _ = server
    with pytest.raises(UsageError, match="no API key"):
        put_on_bookshelf(show, url)
    monkeypatch.setenv(BOOKSHELF_KEY, f"{KEY}x")
    with pytest.raises(PublicationError, match="answered 401") as refusal:
        put_on_bookshelf(show, url)
    assert KEY not in str(refusal.value)
    monkeypatch.setenv(BOOKSHELF_KEY, KEY)
    other = show.model_copy(update={"audiobookshelf": show.audiobookshelf.model_copy(
        update={"library": "Radio"})})  # fmt: skip
    with pytest.raises(UsageError, match="There are: Podcasts"):
        put_on_bookshelf(other, url)


def test_what_goes_online_goes_to_audiobookshelf_too(show, tmp_path):
    placed = show.model_copy(update={"audiobookshelf": Audiobookshelf(place="library")})
    assert placed.goes_online
    done = put_online(placed)
    assert (done.bookshelf, done.error) == (str(tmp_path / "library"), "")
    assert f"{SLUG}.mp3" in names(tmp_path / "library" / "Hours")


def test_a_server_that_is_away_undoes_nothing_and_is_named(show, monkeypatch):
    monkeypatch.setenv(BOOKSHELF_KEY, KEY)
    away = Audiobookshelf(place="http://127.0.0.1:9")
    done = put_online(show.model_copy(update={"audiobookshelf": away}))
    assert not done.bookshelf
    assert done.error.startswith("Audiobookshelf: http://127.0.0.1:9: the server cannot be reached")
