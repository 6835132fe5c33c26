"""Fetching against a server that misbehaves in every way the night will meet."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.errors import FetchError, SourceError
from pipeline.reading import read_essays
from pipeline.reading.remembered import fetched
from pipeline.reading.word_sets import words
from pipeline.settings.show import Show
from pipeline.showing import redacted
from pipeline.tools.fetching.fetch import fetch
from pipeline.tools.fetching.public_addresses import is_public

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Tides</title>
<item><title>Ebb</title><link>https://tides.example.org/ebb</link>
<description>&lt;p&gt;The water goes out.&lt;/p&gt;</description></item></channel></rss>"""
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">'.encode() for i in range(9)
    )
    + b']><rss version="2.0"><channel><title>&j;</title></channel></rss>'
)


class Weather(BaseHTTPRequestHandler):
    """Answers as its path says."""

    seen: list[tuple[str, str]]

    def do_GET(self):
        self.server.seen.append((self.path, self.headers.get("If-None-Match", "")))
        getattr(self, "answer_" + self.path.strip("/").split("/")[0].replace("-", "_"))()

    def log_message(self, *_):
        pass

    def say(self, status: int, body: bytes = b"", **headers: str):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_feed(self):
        if self.headers.get("If-None-Match") == '"v1"':
            self.say(304)
            return
        self.say(200, FEED, ETag='"v1"', Content_Type="application/rss+xml; charset=utf-8")

    def answer_page(self):
        body = "<html lang='fr'><body><p>Déjà vu.</p></body></html>".encode("latin-1")
        self.say(200, body, Content_Type="text/html; charset=iso-8859-1")

    def answer_moved(self):
        self.say(302, Location="/page")

    def answer_loop(self):
        self.say(301, Location="/loop")

    def answer_to_file(self):
        self.say(302, Location="file:///etc/hostname")

    def answer_broken(self):
        self.say(500)

    def answer_gone(self):
        self.say(404)

    def answer_busy(self):
        self.say(429)

    def answer_large(self):
        self.send_response(200)
        self.end_headers()
        block = b"x" * 1_000_000
        for _ in range(50):
            try:
                self.wfile.write(block)
            except OSError:
                return

    def answer_declared_large(self):
        self.send_response(200)
        self.send_header("Content-Length", "50000000")
        self.end_headers()

    def answer_squeezed(self):
        body = gzip.compress(b"0" * 50_000_000)
        self.say(200, body, Content_Encoding="gzip")

    def answer_slow(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"drip ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def answer_slow_head(self):
        for line in range(100):
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n" if not line else b"X-A: b\r\n")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def answer_silent(self):
        self.server.released.wait(5)

    def answer_malformed(self):
        self.say(200, FEED.replace(b"</item>", b""), Content_Type="application/rss+xml")

    def answer_bomb(self):
        self.say(200, BOMB, Content_Type="application/rss+xml")

    def answer_nothing(self):
        self.say(200)


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    weather = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    weather.daemon_threads = True
    weather.seen = []
    weather.released = threading.Event()
    thread = threading.Thread(target=weather.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield weather
    weather.released.set()
    weather.shutdown()
    thread.join()
    weather.server_close()


@pytest.fixture
def at(server: ThreadingHTTPServer):
    return lambda path: f"http://127.0.0.1:{server.server_address[1]}/{path}"


@pytest.fixture
def near(tmp_path) -> Show:
    return Show(root=tmp_path, run={"private_addresses": True})


def refusal(url: str, **limits) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, private=True, **limits)
    assert caught.value.where
    assert caught.value.mend
    return caught.value


def test_a_feed_is_read_from_its_address(at, near):
    (essay,) = read_essays(at("feed"), near.for_reading)
    assert (essay.title, essay.key) == ("Ebb", "https://tides.example.org/ebb")
    assert essay.source == at("feed") + "#https://tides.example.org/ebb"


def test_an_unchanged_feed_is_remembered_and_not_sent_again(at, near, server):
    first = fetched(at("feed/again"), near.for_reading.access)
    second = fetched(at("feed/again"), near.for_reading.access)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert first.content == second.content == FEED
    assert [tag for path, tag in server.seen if path == "/feed/again"] == ["", '"v1"']
    assert read_essays(at("feed/again"), near.for_reading)


def test_a_damaged_memory_is_fetched_anew(at, near):
    fetched(at("feed/damaged"), near.for_reading.access)
    (file,) = (near.state / "fetched").iterdir()
    file.write_bytes(file.read_bytes()[:-5])
    again = fetched(at("feed/damaged"), near.for_reading.access)
    assert (again.unchanged, again.content) == (False, FEED)


def test_a_redirect_is_followed_and_the_declared_charset_believed(at, near):
    (essay,) = read_essays(at("moved"), near.for_reading)
    assert essay.blocks[0].text == "Déjà vu."
    assert (essay.url, essay.language) == (at("page"), "fr")


def test_a_redirect_loop_ends(at):
    error = refusal(at("loop"))
    assert "redirects more than" in error.what
    assert not error.passing


def test_a_redirect_to_a_file_is_refused(at):
    assert "only http and https" in refusal(at("to-file")).what


@pytest.mark.parametrize(
    ("path", "status", "passing"),
    [("broken", "500", True), ("gone", "404", False), ("busy", "429", True)],
)
def test_a_status_tells_whether_trying_again_may_help(at, path, status, passing):
    error = refusal(at(path))
    assert status in error.what
    assert error.passing is passing


@pytest.mark.parametrize("path", ["large", "declared-large", "squeezed"])
def test_a_body_of_50_mb_is_dropped_at_the_limit(at, path):
    error = refusal(at(path))
    assert "the limit is 20,000,000" in error.what
    assert not error.passing


@pytest.mark.parametrize("path", ["slow", "slow-head"])
def test_what_only_drips_ends_at_the_total_time(at, path):
    error = refusal(at(path), total_s=0.3)
    assert "the whole 0.3 s" in error.what
    assert error.passing


def test_a_server_that_says_nothing_times_out(at):
    error = refusal(at("silent"), total_s=0.3)
    assert "in time" in error.what
    assert error.passing


def test_malformed_xml_is_refused_with_its_line(at, near):
    with pytest.raises(SourceError, match=r"malformed.*line"):
        read_essays(at("malformed"), near.for_reading)


def test_an_xml_bomb_is_refused_before_it_is_parsed(at, near):
    with pytest.raises(SourceError, match="declares entities"):
        read_essays(at("bomb"), near.for_reading)


def test_an_empty_answer_is_refused(at, near):
    with pytest.raises(SourceError, match="nothing"):
        read_essays(at("nothing"), near.for_reading)


def test_private_addresses_are_refused_unless_the_show_allows_them(at, tmp_path):
    with pytest.raises(FetchError, match="not a public address") as caught:
        read_essays(at("feed"), Show(root=tmp_path).for_reading)
    assert not caught.value.passing
    assert "private_addresses" in caught.value.mend


def test_the_address_checked_is_the_one_connected_to(monkeypatch):
    """A name that changes its answer between check and connection gains nothing."""
    asked = []

    def rebinding(host, port, **_):
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "93.184.216.34"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("pipeline.tools.fetching.public_addresses.socket.getaddrinfo", rebinding)
    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://rebind.example.org/")
    assert asked == ["rebind.example.org"]


PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 ::1 fe80::1%eth0 0.0.0.0 fd00::1 nonsense "
    "::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 224.0.0.1"
)


@pytest.mark.parametrize("address", sorted(words(PRIVATE)))
def test_these_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_these_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "https://", "http://[::1", "gopher://example.org"]
)
def test_other_addresses_are_refused(url, near):
    with pytest.raises(SourceError, match="address"):
        read_essays(url, near.for_reading)


def test_a_host_that_is_not_there_may_be_there_later(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("pipeline.tools.fetching.public_addresses.socket.getaddrinfo", unknown)
    error = refusal("https://nowhere.invalid/")
    assert error.passing


def test_a_password_in_an_address_is_never_shown():
    assert redacted("https://me:secret@example.org/feed") == "https://example.org/feed"
