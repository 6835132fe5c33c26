"""The project's own server, as processes see it."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import os
import re
import socket
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.loopback import open_port
from flows.server.asking import ask
from flows.server.database import DATABASE, place_database, prefect_version, template
from flows.server.listening import LISTENING, TAKEN, a_socket
from flows.server.own import ensure_server, server_home, server_status, stop_server
from pipeline.errors import OrchestrationError

pytestmark = pytest.mark.prefect


def _said(url: str, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_the_template_is_of_the_installed_version_and_holds_no_secret(tmp_path) -> None:
    packed = template(prefect_version())
    (tmp_path / "t.db").write_bytes(gzip.decompress(packed.read_bytes()))
    connection = sqlite3.connect(tmp_path / "t.db")
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    full = {name for (name,) in tables if connection.execute(f'select 1 from "{name}"').fetchone()}
    connection.close()
    assert full == {"alembic_version", "block_type", "block_schema", "block_schema_reference"}


def test_the_template_needs_no_migration() -> None:
    folder = Path(find_spec("prefect").origin).parent / "server/database/_migrations/versions"
    said = "\n".join(path.read_text() for path in (folder / "sqlite").glob("*.py"))
    heads = set(re.findall(r'^revision = "(\w+)"', said, re.MULTILINE))
    heads -= set(re.findall(r'^down_revision = "(\w+)"', said, re.MULTILINE))
    content = gzip.decompress(template(prefect_version()).read_bytes())
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    (version,) = connection.execute("select version_num from alembic_version").fetchone()
    connection.close()
    assert {version} == heads


def test_a_database_that_is_there_is_never_replaced(tmp_path) -> None:
    (tmp_path / DATABASE).write_bytes(b"mine")
    assert not place_database(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == b"mine"


def test_a_database_that_another_version_has_migrated_is_not_ready_any_more(tmp_path) -> None:
    assert place_database(tmp_path)
    assert place_database(tmp_path)
    (tmp_path / "database-version").write_text("0.0.1")
    assert not place_database(tmp_path)
    assert not place_database(tmp_path)


def test_asking_for_a_server_does_not_import_prefect() -> None:
    script = "import sys, flows.server.own; print('prefect' in sys.modules, 'httpx' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == "False False\n"


def test_a_server_that_is_up_is_found_again(served, monkeypatch) -> None:
    show = _show_of(served)
    monkeypatch.setenv("PREFECT_HOME", str(server_home(show)))
    again = ensure_server(show)
    assert again.process == served.process
    assert not again.started_now
    assert server_status(show).healthy


def _show_of(served):
    from pipeline.settings.show import Show

    return Show(root=served.home.parent.parent)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4200", ""])
def test_a_request_by_another_name_is_refused(served, host) -> None:
    assert _said(served.api_url, "GET", "/api/health", Host=host).status == 400


def test_a_change_without_the_token_is_refused(served) -> None:
    assert _said(served.api_url, "POST", "/api/flow_runs/filter").status == 403


def test_a_page_of_another_origin_may_not_read(served) -> None:
    response = _said(served.api_url, "GET", "/api/health", Origin="http://evil.example")
    assert response.getheader("access-control-allow-origin") is None


def test_a_server_of_the_users_that_does_not_answer_is_named(show, monkeypatch) -> None:
    url = f"http://127.0.0.1:{open_port(4900)}/api"
    monkeypatch.setenv("PREFECT_API_URL", url)
    monkeypatch.setenv("PREFECT_HOME", str(show.root / "elsewhere"))
    with pytest.raises(OrchestrationError, match="does not answer") as told:
        ensure_server(show)
    assert told.value.where == url


def test_stopping_what_does_not_run_says_so_and_harms_nobody(show) -> None:
    home = server_home(show)
    home.mkdir(parents=True)
    (home / "server.json").write_text('{"pid": 1, "start": "1", "port": 4200}')
    assert stop_server(show) is False


def test_who_comes_second_to_a_port_leaves_it_and_says_so(tmp_path) -> None:
    with socket.socket() as first:
        first.bind(("127.0.0.1", 0))
        first.listen()
        argv = [sys.executable, "-m", "flows.server.listening", str(first.getsockname()[1])]
        second = subprocess.run(argv, cwd=tmp_path, check=False, timeout=60)
    assert second.returncode == TAKEN
    assert not (tmp_path / LISTENING).exists()


def test_no_answer_waits_until_its_head_is_acknowledged() -> None:
    async def sends_at_once() -> int:
        told = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            here = writer.get_extra_info("socket")
            told.set_result(here.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        taken = a_socket()
        taken.bind(("127.0.0.1", 0))
        async with await asyncio.start_server(answer, sock=taken):
            with socket.create_connection(taken.getsockname()):
                return await told

    assert asyncio.run(sends_at_once())


@pytest.mark.slow
def test_two_shows_that_start_at_the_same_moment_have_a_server_each(tmp_path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.settings.show import Show;"
        "from flows.server.own import ensure_server, server_status, stop_server;"
        "show = Show(root=Path(sys.argv[1])); info = ensure_server(show);"
        "print(info.api_url, server_status(show).healthy, flush=True); stop_server(show)"
    )
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PREFECT_")}
    environment["PREFECT_PROFILES_PATH"] = str(tmp_path / "none.toml")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / name)],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    said = [process.communicate(timeout=280)[0].split() for process in both]
    assert [answer[1] for answer in said] == ["True", "True"]
    assert said[0][0] != said[1][0]


def test_one_generation_of_the_ui_is_served_and_addresses_of_the_other_lead_to_it(served) -> None:
    assert ask(served.ui_url, "ui-settings")["available_uis"] == ["v1"]
    led = _said(served.api_url, "GET", "/v2/artifacts", Accept="text/html")
    assert (led.status, led.getheader("location")) == (307, "/artifacts")
