"""Copying to a real S3 server on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time

import pytest
from made_by_hand import episode_in, show_in

from pipeline.errors import PublicationError
from pipeline.publication import publish, upload
from pipeline.settings.hosting_settings import Hosting

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (tmp_path / "moto.log").open("wb") as log:
        process = subprocess.Popen(argv, stdout=log, stderr=log)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    for _ in range(300):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield
    process.terminate()
    process.wait(20)


@pytest.mark.usefixtures("server")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of botocore, not of ours
def test_a_bucket_gets_the_publication_with_its_types(tmp_path):
    import s3fs

    show = show_in(tmp_path, base_url="https://hours.example")
    publish(episode_in(tmp_path, show), show.for_publication)
    with pytest.raises(PublicationError, match="the host refused"):
        upload(show.for_publication, "s3://nosuch/hours")
    store = s3fs.S3FileSystem(skip_instance_cache=True)
    store.mkdir("bucket")
    assert upload(show.for_publication, "s3://bucket/hours").copied[-1] == "feed.xml"
    assert upload(show.for_publication, "s3://bucket/hours").copied == ()
    slug = "how-long-is-a-day"
    assert (
        store.cat_file(f"bucket/hours/{slug}/{slug}.mp3")
        == (show.output_folder / slug / f"{slug}.mp3").read_bytes()
    )
    types = {name: store.info(f"bucket/hours/{name}")["ContentType"] for name in (
        f"{slug}/{slug}.mp3", f"{slug}/{slug}.vtt", "feed.xml", "index.html"
    )}  # fmt: skip
    assert list(types.values()) == ["audio/mpeg", "text/vtt", "application/rss+xml", "text/html"]
    names = tmp_path / "listeners.txt"
    names.write_text("Ada\nBabbage\n")
    private = show.model_copy(update={"publish": Hosting(private=True)})
    assert upload(private.for_publication, "s3://bucket/hours").listeners == 2
    names.write_text("Ada\n")
    assert upload(private.for_publication, "s3://bucket/hours").withdrawn == 1
    there = store.ls("bucket/hours", detail=False, refresh=True)
    assert len(there) == 2  # one edition, and a page that says nothing
    assert store.info("bucket/hours/index.html")["ContentType"] == "text/html"
