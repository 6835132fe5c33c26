"""A studio over a small show spoken by espeak-ng, one server and one browser for a module."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from flows.studio.workplace import Workplace

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--autoplay-policy=no-user-gesture-required", "--mute-audio"),
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ROLES = ("narrator", "heading", "quote", "aside")
ONE = """---
title: The Two &lt;b&gt;Clocks&lt;/b&gt;
date: 2026-10-05
---

Zorblax read the tide table. It cost $5.2M, said Zorblax.

```
<script>alert(1)</script>
```

> Nobody asked. <img src=x onerror=alert(2)>

They went home in October.
"""
TWO = "---\ntitle: Another\ndate: 2026-01-05\n---\n\nZorblax came back. Then it rained.\n"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents and "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@dataclass
class Studio:
    """A studio that runs, and the show it is for."""

    root: Path
    address: str
    place: Workplace
    essays: dict[str, str] = field(default_factory=dict)

    def essay(self, title: str) -> str:
        from flows.studio.rooms import essay_id

        (one,) = (
            it for it in self.place.rooms.shelf(self.place.rooms.show) if it.essay.title == title
        )
        return f"/essay/{essay_id(one.essay.key)}"

    @property
    def directions(self) -> str:
        path = self.root / "essays" / "one.essaycast.toml"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def publish(self, source: str) -> str:
        """Make the essay *source* into an episode, stage by stage, and return its slug."""
        from studio_episodes import published

        return published(self.place.rooms.show, source)


@pytest.fixture(scope="module")
def studio(tmp_path_factory) -> Iterator[Studio]:
    import uvicorn

    from flows.studio.studio_app import studio_app
    from flows.studio.workplace import workplace

    root = tmp_path_factory.mktemp("studio")
    for folder in ("voices", "essays"):
        (root / folder).mkdir()
    (root / "voices" / "quick.toml").write_text('engine = "pyttsx3"\nrate_wpm = 260\n')
    roles = "".join(f'{role} = "quick"\n' for role in ROLES)
    (root / "show.toml").write_text(f'title = "Letters"\n[voices]\n{roles}')
    (root / "essays" / "one.md").write_text(ONE)
    (root / "essays" / "two.md").write_text(TWO)
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(root / "config")
    place = workplace(root / "show.toml")
    server = uvicorn.Server(uvicorn.Config(studio_app(place), port=0, log_level="warning"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Studio(root, f"http://127.0.0.1:{port}", place)
    server.should_exit = True
    thread.join()
    place.close()
    os.environ.pop("XDG_CONFIG_HOME")
    if before is not None:
        os.environ["XDG_CONFIG_HOME"] = before


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, studio) -> Iterator[Callable[..., Page]]:
    """Open a page; afterwards nothing may have gone wrong in it, nor left the studio."""
    wrong: list[str] = []
    contexts = []

    def open_page(path: str = "/", *, refused: bool = False, **settings) -> Page:
        usual = {"viewport": DESKTOP, "reduced_motion": "reduce"}
        context = browser.new_context(**usual | settings)
        context.grant_permissions(["microphone"], origin=studio.address)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        if not refused:  # what is refused is logged by the browser
            page.on("console", lambda it: it.type in {"error", "warning"} and wrong.append(it.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda it: wrong.append(it.message))
        page.on(
            "request",
            lambda it: (
                it.url.startswith((studio.address, "data:", "blob:")) or wrong.append(it.url)
            ),
        )
        page.goto(studio.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
