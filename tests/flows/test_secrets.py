"""Secrets besides the environment's: from a block of the show's Prefect, or from the keyring."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from flows.going_online import password_for
from pipeline.errors import PublicationError
from pipeline.settings.hosting_settings import Hosting

URL = "sftp://me@host/www"


@pytest.mark.slow
@pytest.mark.prefect
@pytest.mark.usefixtures("served")
def test_a_block_holds_the_password_and_one_that_is_not_there_is_named(show):
    from prefect.blocks.system import Secret

    Secret(value="hunter2").save("host-password")
    with_block = show.model_copy(update={"publish": Hosting(url=URL, secret="host-password")})
    assert password_for(with_block, URL) == "hunter2"
    without = show.model_copy(update={"publish": Hosting(url=URL, secret="nowhere")})
    with pytest.raises(PublicationError, match="secret/nowhere cannot be had"):
        password_for(without, URL)


def test_the_keyring_is_asked_by_service_and_address(show, monkeypatch):
    kept = {("essaycast", URL): "hunter2"}
    ring = SimpleNamespace(get_password=lambda service, user: kept.get((service, user)))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert password_for(show, URL) == "hunter2"
    assert password_for(show, "sftp://you@host/www") == ""
