"""Full disks, folders that may not be written, processes killed while writing, and S3."""

import errno
import multiprocessing
import os
import signal
import time
import tracemalloc
import uuid

import pytest

from pipeline.errors import StorageError
from pipeline.settings.show import Show, Storage
from pipeline.tools.store import open_store
from pipeline.tools.store.storage import PIECE_BYTES

KEY = "clips/" + "ab" * 32


def files(root):
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("number", "mend"),
    [(errno.ENOSPC, "Free some disk space"), (errno.EROFS, "can be written to")],
    ids=["disk full", "read-only"],
)
def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(
    store, show, monkeypatch, number, mend
):
    written = os.write

    def refuse(descriptor, content):
        if len(content) > 100:
            written(descriptor, content[:100])
            raise OSError(number, os.strerror(number))
        return written(descriptor, content)

    monkeypatch.setattr("pipeline.tools.store.storage.os.write", refuse)
    with pytest.raises(StorageError, match=f"{os.strerror(number)}.*{mend}"):
        store.put(KEY, bytes(1_000))
    assert files(show.state) == []


def test_a_store_whose_folder_is_a_file_is_said(show):
    show.state.mkdir()
    (show.state / "store").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be written"):
        open_store(show.store).put(KEY, b"one")


def test_an_unknown_scheme_is_said(tmp_path):
    with pytest.raises(StorageError, match=r"nowhere://.*storage\.url"):
        open_store(Show(root=tmp_path, storage=Storage(url="nowhere://at/all")).store)


def test_what_a_killed_process_left_half_written_is_never_read_and_cleared_away(store, show):
    half = show.state / "store" / "clips" / "ab" / f"{KEY[6:]}.0123.half"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"EC")
    assert store.get(KEY) is None
    assert store.report().n_values == 0
    assert half.exists()
    os.utime(half, (0, 0))
    store.report()
    assert not half.exists()


def _put_for_ever(root):
    store = open_store(Show(root=root).store)
    while True:
        store.put(KEY, bytes(3_000_000))


def test_two_processes_and_a_kill_leave_the_value_whole(store, show):
    store.put(KEY, bytes(3_000_000))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_put_for_ever, args=(show.root,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    deadline = time.monotonic() + 1.5
    while time.monotonic() < deadline:
        assert store.get(KEY) == bytes(3_000_000)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
    assert store.get(KEY) == bytes(3_000_000)
    assert store.verify().removed == ()


@pytest.fixture
def s3(monkeypatch):
    """The address of a bucket on a real S3 server of this machine."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    bucket = f"essays-{uuid.uuid4().hex}"  # the server forgets nothing while this process lives
    s3fs.S3FileSystem().mkdir(bucket)
    yield f"s3://{bucket}/store"
    server.stop()
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.mark.slow
def test_machines_share_a_store_on_s3(s3, tmp_path):
    one, two = (
        open_store(Show(root=tmp_path / name, storage=Storage(url=s3)).store)
        for name in ("one", "two")
    )
    one.put(KEY, b"spoken by one")
    assert two.get(KEY) == b"spoken by one"
    assert two.has(KEY)
    assert two.report().n_values == 1
    two.place.write(next(two.place.files()).name, [b"damaged"])
    assert one.verify().removed == (KEY,)
    assert one.get(KEY) is None


SIZES = (0, 1, PIECE_BYTES, 2 * PIECE_BYTES + 1)


@pytest.mark.parametrize("n_bytes", SIZES)
def test_a_file_that_is_copied_in_arrives_byte_for_byte(any_store, tmp_path, n_bytes):
    path = tmp_path / "episode.mp3"
    path.write_bytes(os.urandom(n_bytes))
    any_store.place.copy_in("files/one", path)
    assert any_store.place.read("files/one") == path.read_bytes()
    assert any_store.place.copy_out("files/one", tmp_path / "back.mp3")
    assert (tmp_path / "back.mp3").read_bytes() == path.read_bytes()
    assert not any_store.place.copy_out("files/two", tmp_path / "two.mp3")
    assert [file.name for file in any_store.place.files("files")] == ["files/one"]


@pytest.mark.parametrize("any_store", ["folder", "file"], indirect=True)
def test_a_long_file_is_held_a_piece_at_a_time_on_its_way_in_and_out(any_store, tmp_path):
    path = tmp_path / "long.mp3"
    path.write_bytes(bytes(8 * PIECE_BYTES))
    any_store.place.write("files/one", [b"what is imported at the first is not counted"])
    tracemalloc.start()
    any_store.place.copy_in("files/long", path)
    any_store.place.copy_out("files/long", tmp_path / "back.mp3")
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 3 * PIECE_BYTES


@pytest.mark.slow
def test_a_long_file_reaches_s3_in_parts_or_not_at_all(s3, tmp_path, monkeypatch):
    place = open_store(Show(root=tmp_path, storage=Storage(url=s3)).store).place
    path = tmp_path / "long.mp3"
    path.write_bytes(os.urandom(3 * PIECE_BYTES + 7))
    place.copy_in("files/long", path)
    assert place.copy_out("files/long", tmp_path / "back.mp3")
    assert (tmp_path / "back.mp3").read_bytes() == path.read_bytes()

    def breaking(source):
        yield source.read(PIECE_BYTES)
        yield source.read(PIECE_BYTES)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("pipeline.tools.store.remote_storage.pieces", breaking)
    with pytest.raises(StorageError, match="files/broken"):
        place.copy_in("files/broken", path)
    assert not place.exists("files/broken")
    assert place.filesystem.list_multipart_uploads(s3.split("/")[2]) == []
