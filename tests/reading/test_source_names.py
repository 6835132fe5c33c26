"""Sources are called by names without secrets, and found again by them."""

from __future__ import annotations

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.errors import FetchError
from pipeline.reading import read_essays, source_name
from pipeline.reading.source_names import source_address
from pipeline.settings.show import Running, Show

FEED = """<rss version="2.0"><channel><title>Tides</title><item><title>Ebb</title>
<link>http://tides.example/ebb?token={token}</link><guid>http://tides.example/?token={token}</guid>
<description>&lt;p&gt;The water goes out.&lt;/p&gt;</description></item></channel></rss>"""


@pytest.fixture
def guarded():
    """A feed given out to whoever brings a token, which it repeats in all that it says."""

    class Guarded(BaseHTTPRequestHandler):
        def do_GET(self):
            token = self.path.partition("token=")[2]
            body = FEED.format(token=token).encode()
            self.send_response(200 if token.startswith("s3cret") else 401)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Guarded) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()


def test_a_source_is_read_by_its_name_and_nothing_of_its_secrets_is_in_the_essay(guarded, tmp_path):
    settings = Show(root=tmp_path, run=Running(private_addresses=True)).for_reading
    name = source_name(f"{guarded}?token=s3cret-1", settings.access)
    assert name == f"{guarded}?token=***"
    (first,) = read_essays(name, settings)
    assert "s3cret" not in repr(first)
    (second,) = read_essays(f"{guarded}?token=s3cret-2", settings)
    assert second.key == first.key  # the token was renewed, the essay is the same
    assert source_address(name, settings.access).endswith("s3cret-2")
    with pytest.raises(FetchError, match="401") as caught:
        read_essays(f"{guarded}?token=wr0ng", settings)
    assert "wr0ng" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_what_is_secret_is_kept_where_nobody_else_may_look(guarded, tmp_path):
    show = Show(root=tmp_path, run=Running(private_addresses=True))
    read_essays(f"{guarded}?token=s3cret", show.for_reading)
    assert show.state.stat().st_mode & 0o777 == 0o700
    files = [path for path in show.state.rglob("*") if path.is_file()]
    held = [path for path in files if b"s3cret" in path.read_bytes()]
    assert [path.name for path in held if path.name == "addresses.json"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in held)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
@pytest.mark.parametrize("raw", [b"caf\xe9.md", b"a\x1bc.md", b"a\nb.md", "\u202egnol.md".encode()])
def test_a_file_is_found_by_what_is_shown_of_its_name(raw, tmp_path):
    (tmp_path / os.fsdecode(raw)).write_text("The tide goes out.")
    settings = Show(root=tmp_path).for_reading
    name = source_name(os.fsdecode(raw), settings.access)
    name.encode()
    (essay,) = read_essays(name, settings)
    assert essay.title.isprintable()
    assert "\\" not in essay.title
    (essay.key + essay.source + essay.title).encode()
    assert read_essays(os.fsdecode(raw), settings)[0].key == essay.key
