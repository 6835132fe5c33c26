from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.server.settings import (
    CLIENT,
    OWN,
    READY,
    SERVER,
    point_at,
    server_environment,
    users_api_url,
)

PROFILES = """
active = "work"
[profiles.work]
PREFECT_API_URL = "http://work.example/api"
[profiles.home]
PREFECT_API_URL = "http://home.example/api"
"""


def test_every_server_setting_is_one_that_prefect_knows() -> None:
    from prefect.settings import get_current_settings
    from prefect.settings.legacy import Setting
    from prefect.settings.legacy import _get_settings_fields as fields_of

    del Setting
    known = set(fields_of(type(get_current_settings())))
    ours = {name for name in {**SERVER, **READY, **CLIENT, **OWN} if name.startswith("PREFECT_")}
    assert ours <= known | {"PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"}, ours - known


def test_what_the_user_has_set_goes_before_ours_but_not_before_what_must_agree(tmp_path) -> None:
    said = {
        "PREFECT_SERVER_LOGGING_LEVEL": "DEBUG",
        "PREFECT_SERVER_API_PORT": "1",
        "PATH": "/bin",
    }
    environment = server_environment(tmp_path, 4321, said)
    assert environment["PREFECT_SERVER_LOGGING_LEVEL"] == "DEBUG"
    assert environment["PREFECT_SERVER_API_PORT"] == "4321"
    assert environment["PREFECT_HOME"] == str(tmp_path)
    assert environment["PATH"] == "/bin"


def test_only_a_database_known_to_be_ready_is_not_migrated(tmp_path) -> None:
    assert server_environment(tmp_path, 4321, {}, ready=True).items() >= READY.items()
    assert not READY.keys() & server_environment(tmp_path, 4321, {}).keys()
    another = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://db/prefect"}
    assert not READY.keys() & server_environment(tmp_path, 4321, another, ready=True).keys()


def test_no_page_of_another_origin_is_allowed(tmp_path) -> None:
    environment = server_environment(tmp_path, 4321, {})
    assert environment["PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS"] == (
        "http://127.0.0.1:4321,http://localhost:4321"
    )


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "http://work.example/api"),
        ({"PREFECT_PROFILE": "home"}, "http://home.example/api"),
        ({"PREFECT_PROFILE": "nowhere"}, ""),
        ({"PREFECT_API_URL": "http://env.example/api"}, "http://env.example/api"),
    ],
)
def test_the_users_own_server_is_found_where_prefect_looks(
    tmp_path, monkeypatch, environment, url
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "profiles.toml").write_text(PROFILES)
    assert users_api_url({"PREFECT_HOME": str(tmp_path), **environment}) == url


def test_a_damaged_profile_is_no_profile(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "profiles.toml").write_text("active = [")
    assert users_api_url({"PREFECT_HOME": str(tmp_path)}) == ""


def test_a_proxy_for_the_world_is_not_asked_for_the_loopback_address(monkeypatch) -> None:
    for name in ("PREFECT_API_URL", "PREFECT_HOME", *CLIENT, *OWN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "example.org")
    point_at("http://127.0.0.1:1/api", Path("/nowhere"))
    assert os.environ["NO_PROXY"] == "example.org,127.0.0.1,localhost"
    for name in ("PREFECT_API_URL", "PREFECT_HOME", *CLIENT, *OWN):
        monkeypatch.setenv(name, "")
