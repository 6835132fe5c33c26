import uuid

import pytest

from pipeline.settings.show import Show, Storage
from pipeline.tools.store import open_store


@pytest.fixture
def show(tmp_path):
    return Show(root=tmp_path)


@pytest.fixture
def store(show):
    return open_store(show.store)


@pytest.fixture(params=["folder", "memory", "file"])
def any_store(request, tmp_path):
    """A store in each kind of place that needs no server."""
    urls = {
        "folder": "",
        "memory": f"memory://{uuid.uuid4().hex}/store",
        "file": f"file://{tmp_path}/shared",
    }
    return open_store(Show(root=tmp_path, storage=Storage(url=urls[request.param])).store)
