"""A browser, a host with ranges on loopback, and pages to visit on it."""

from __future__ import annotations

import io
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pipeline.publication.page import IndexEntry, episode_page, index_page, page_content
from pipeline.values.essay import MarkKind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
TYPES = {
    ".html": "text/html",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
)
TIME = "document.getElementById('audio').currentTime"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest.fixture(scope="module")  # its event loop must not outlive these tests
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Site:
    """What a host would hold, by path."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"{self.address}/{path}"


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site()

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            content = site.files.get(self.path.lstrip("/").partition("?")[0])
            if content is None:
                self.send_error(404)
                return
            asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            part = content
            if asked:
                first, last = int(asked[1]), int(asked[2] or len(content) - 1)
                part = content[first : last + 1]
            self.send_response(206 if asked else 200)
            if asked:
                self.send_header(
                    "Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(content)}"
                )
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Type", TYPES[Path(self.path.partition("?")[0]).suffix])
            self.send_header("Content-Length", str(len(part)))
            self.end_headers()
            try:
                self.wfile.write(part)
            except OSError:
                self.close_connection = True  # a browser takes of a file what it needs

        def log_message(self, *_):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_):
            """Say nothing of connections that a browser drops once it has what it needs."""

    server = Server(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def clocks(make):
    """An episode of three chapters, 26 seconds long."""
    text = "A clock is a promise. It says that tomorrow’s noon 🕰 will come. Read more of it."
    essay = make.essay(
        make.paragraph(text, make.mark(MarkKind.LINK, text, "Read more", "https://example.org/more")),
        make.heading("Sand"),
        make.paragraph("Sand falls for the first time. Nobody turns it."),
        make.paragraph("Sand falls for the second time. Nobody turns it."),
        make.heading("Water"),
        make.paragraph("Water drips, and drips. The bowl is full."),
        *(make.paragraph("Then it was quiet for a while. " * 3) for _ in range(2)),
        summary="What a clock promises.",
    )  # fmt: skip
    return make.episode(essay, opening="Of Clocks, by A. Writer.", closing="That was all.")


@pytest.fixture(scope="session", autouse=True)
def _published(site, clocks, show, tone) -> None:
    n_s = clocks.timeline.n_samples / clocks.timeline.rate_hz
    site.files["clocks/clocks.mp3"] = tone(n_s)
    for name, form in (
        ("clocks/artwork.jpg", "JPEG"),
        ("clocks/artwork-small.jpg", "JPEG"),
        ("artwork.png", "PNG"),
        ("artwork-small.jpg", "JPEG"),
    ):
        picture = io.BytesIO()
        Image.new("RGB", (64, 64), "teal").save(picture, form)
        site.files[name] = picture.getvalue()
    page = episode_page(
        page_content(clocks, audio_name="clocks.mp3", artwork="artwork.jpg"), show.channel
    )
    site.files["clocks/index.html"] = page.encode()
    entries = [
        IndexEntry("clocks", f"Of Clocks, part {n}", clocks.essay.date, 60.0 * n, "Sand, water.")
        for n in range(1, 501)
    ]
    site.files["index.html"] = index_page(entries, show.channel).encode()
    site.files["few.html"] = index_page(entries[:6], show.channel).encode()
    site.files["empty.html"] = index_page([], show.channel).encode()


@pytest.fixture(scope="session")
def until() -> Callable[[Page, str], None]:
    """Wait until an expression holds, which the page's own policy may not let it look at."""

    def wait(page: Page, expression: str) -> None:
        for _ in range(250):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(20)
        pytest.fail(f"never came true: {expression}; time is {page.evaluate(TIME)}")

    return wait


@pytest.fixture
def visit(browser, site, until) -> Iterator[Callable[..., Page]]:
    """Open a page; afterwards nothing may have gone wrong, nor left the host."""
    wrong: list[str] = []
    contexts = []

    def hear(said):
        if said.type in {"error", "warning"}:
            wrong.append(said.text)

    def watch(asked):
        if not asked.url.startswith((site.address, "data:")):
            wrong.append(f"asked {asked.url}")

    def open_page(path: str = "clocks/index.html", **settings) -> Page:
        usual = {"viewport": DESKTOP, "reduced_motion": "reduce"}
        context = browser.new_context(**usual | settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", watch)
        page.goto(site.url(path))
        if path.startswith("clocks/index") and settings.get("java_script_enabled", True):
            until(page, "document.getElementById('audio').readyState > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
