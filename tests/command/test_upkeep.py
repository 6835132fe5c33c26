"""What leaves the working state by rule, and what never does."""

from __future__ import annotations

import os

import pytest

from flows.upkeep import DAY_S, LOG_LIMIT_BYTES, RULES, StatePart, parts_of_state, prune_state
from pipeline.settings.show import Show

NOW_S = 2_000_000_000


@pytest.fixture
def show(tmp_path):
    return Show(root=tmp_path)


def kept(show, name, *, days, content=b"x"):
    path = show.state / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (NOW_S - days * DAY_S,) * 2)
    return path


@pytest.mark.parametrize(("folder", "days"), RULES.items())
def test_a_file_leaves_when_its_days_are_over_and_not_before(show, folder, days):
    old = kept(show, f"{folder}/deep/old.json", days=days + 1, content=b"12345")
    young = kept(show, f"{folder}/young.json", days=days - 1)
    assert prune_state(show, NOW_S) == StatePart("pruned", 1, 5)
    assert (old.exists(), young.exists()) == (False, True)


def test_what_no_rule_names_stays(show):
    names = ("ledger.jsonl", "store/clips/aa/clip", "prefect/prefect.db", "identities/output.json")
    files = [kept(show, name, days=4_000) for name in (*names, "withdrawn/x", "warm/log")]
    assert prune_state(show, NOW_S).n_files == 0
    assert all(file.exists() for file in files)


def test_what_belongs_to_a_published_episode_stays(show):
    (show.output_folder / "night").mkdir(parents=True)
    there = kept(show, "episode-clips/night.json", days=4_000)
    gone = kept(show, "episode-clips/withdrawn.json", days=4_000)
    prune_state(show, NOW_S)
    assert (there.exists(), gone.exists()) == (True, False)


def test_a_long_log_is_put_aside_once(show):
    kept(show, "serve/worker.log.1", days=1, content=b"the one before")
    log = kept(show, "serve/worker.log", days=1, content=b"x" * (LOG_LIMIT_BYTES + 1))
    prune_state(show, NOW_S)
    assert not log.exists()
    assert log.with_name("worker.log.1").stat().st_size == LOG_LIMIT_BYTES + 1


def test_every_byte_of_the_working_state_is_reported_once(show):
    kept(show, "ledger.jsonl", days=0, content=b"123")
    kept(show, "store/clips/aa/clip", days=0, content=b"x" * 500)
    kept(show, "store/parts/aa/part", days=0, content=b"x" * 500)
    assert parts_of_state(show.state) == (StatePart("store", 2, 1_000), StatePart(".", 1, 3))
