"""What holds of every store, wherever it keeps its files."""

import hashlib
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.settings.show import Show, Storage
from pipeline.tools.store import open_store
from pipeline.tools.store.frames import framed, unframed


def key(n, kind="clips"):
    return f"{kind}/{hashlib.sha256(str(n).encode()).hexdigest()}"


@given(st.binary(max_size=500))
def test_a_frame_gives_back_its_content(content):
    assert unframed(b"".join(framed(content))) == content


@given(st.binary(max_size=100), st.data())
def test_a_frame_with_any_bit_flipped_gives_back_nothing(content, data):
    frame = bytearray(b"".join(framed(content)))
    bit = data.draw(st.integers(0, 8 * len(frame) - 1))
    frame[bit // 8] ^= 1 << bit % 8
    assert unframed(bytes(frame)) is None


@given(st.binary(max_size=100), st.data())
def test_a_frame_cut_short_gives_back_nothing(content, data):
    frame = b"".join(framed(content))
    assert unframed(frame[: data.draw(st.integers(0, len(frame) - 1))]) is None


@settings(max_examples=20, deadline=None)
@given(contents=st.dictionaries(st.integers(0, 50), st.binary(max_size=100), max_size=10))
def test_what_is_put_is_got_and_nothing_else(contents):
    store = open_store(Show(storage=Storage(url="memory://laws")).store)
    store.prune(0)
    for n, content in contents.items():
        store.put(key(n), content)
    for n in range(51):
        assert store.get(key(n)) == contents.get(n)
        assert store.has(key(n)) == (n in contents)


def test_a_value_is_there_until_it_is_removed(any_store):
    assert any_store.get(key(1)) is None
    any_store.put(key(1), b"one")
    any_store.put(key(1), b"one")
    assert any_store.get(key(1)) == b"one"
    any_store.remove(key(1))
    any_store.remove(key(1))
    assert not any_store.has(key(1))


def test_the_report_counts_by_kind(any_store):
    for n in range(3):
        any_store.put(key(n), bytes(1_000))
    any_store.put(key(3, "parts"), bytes(5_000))
    report = any_store.report()
    assert (report.n_values, report.n_bytes) == (4, 8_000 + 4 * 36)
    assert report.kinds == (("parts", 1, 5_036), ("clips", 3, 3_108))


def test_a_damaged_value_is_absent_said_so_and_gone(any_store, caplog):
    any_store.put(key(1), b"fine")
    any_store.put(key(2), b"fine too")
    (name,) = [file.name for file in any_store.place.files() if key(1)[6:] in file.name]
    frame = any_store.place.read(name)
    any_store.place.write(name, [frame[:-1] + b"x"])
    with caplog.at_level(logging.WARNING):
        assert any_store.get(key(1)) is None
    assert f"{key(1)}: damaged" in caplog.text
    assert not any_store.has(key(1))
    any_store.place.write(name, [frame[:-1]])
    report = any_store.verify()
    assert report.removed == (key(1),)
    assert report.n_values == 1
    assert any_store.get(key(2)) == b"fine too"


def test_pruning_takes_what_was_used_longest_ago(store, show):
    for n in range(10):
        store.put(key(n), bytes(964))
    old = time.time() - 100_000
    for n, path in enumerate(sorted((show.state / "store").rglob("*"))):
        if path.is_file():
            os.utime(path, (old + n, old + n))
    assert store.get(key(4)) is not None
    report = store.prune(2_000)
    assert report.n_bytes == report.n_values * 1_000
    assert report.n_bytes + report.freed_bytes == 10_000
    assert report.n_bytes <= 2_000
    assert store.has(key(4))
    assert all(not store.has(gone) for gone in report.removed)


def test_a_store_stays_near_its_limit_by_itself(show):
    limit = 10_000_000
    bounded = show.model_copy(update={"storage": Storage(limit_bytes=limit)})
    store = open_store(bounded)
    for n in range(60):
        store.put(key(n), bytes(500_000))
    assert store.report().n_bytes < 1.2 * limit
    assert store.has(key(59))


def test_pruning_to_nothing_empties_it(any_store):
    any_store.put(key(1), b"one")
    assert any_store.prune(0).removed == (key(1),)
    assert any_store.report().n_values == 0


def test_many_threads_may_put_the_same_key(any_store):
    content = bytes(range(256)) * 100
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: any_store.put(key(1), content), range(20)))
        got = list(threads.map(lambda _: any_store.get(key(1)), range(20)))
    assert set(got) == {content}
    assert any_store.report().n_values == 1


@pytest.mark.parametrize(
    "wrong", ["clips", "clips/", "../x/0123456789", "clips/..", "CLIPS/0123456789"]
)
def test_what_is_no_key_is_refused(store, wrong):
    with pytest.raises(ValueError, match="no key"):
        store.put(wrong, b"")
