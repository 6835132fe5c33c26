"""Being told of failures, by the very lines of the guide, with a receiver on this machine."""

from __future__ import annotations

import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from machines import COMMAND, PROJECT, Machine, until

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

GUIDE = PROJECT / "docs" / "operating.md"


@pytest.fixture
def bell():
    """A receiver of notifications: its address, and what it has been told."""
    told: list[dict[str, str]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/bell", told
    server.shutdown()
    thread.join()
    server.server_close()


def _lines_of_the_guide(url: str) -> str:
    section = GUIDE.read_text().partition("## Being told")[2]
    (lines,) = re.findall(r"```python\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
    assert "http://127.0.0.1:9099/bell" in lines
    return lines.replace("http://127.0.0.1:9099/bell", url)


def test_a_bad_essay_of_a_night_rings_with_its_name_and_its_reason(served, bell, tmp_path) -> None:
    url, told = bell
    machine = Machine(
        tmp_path / "show",
        'sources = ["essays"]\n',
        {"PREFECT_API_URL": served.api_url, "PREFECT_HOME": str(served.home)},
    )
    machine.write(1, n_parts=1, n_sentences=1)
    (machine.root / "essays" / "empty.md").write_text("# Only a program\n\n```\nprint()\n```\n")
    machine.run(sys.executable, "-c", _lines_of_the_guide(url))
    try:
        with machine.start(*COMMAND, "nightly") as night:
            night.communicate(timeout=200)
        assert night.returncode == 1
        assert until(lambda: told, 60)
    finally:
        ending = "from prefect.automations import Automation; Automation.read(name='{}').delete()"
        machine.run(sys.executable, "-c", ending.format("tell me of failures"))
    assert [one["subject"] for one in told] == ["produce only-a-program: Failed"]
    assert told[0]["text"].startswith("essays/empty.md: nothing in this essay can be said")
