from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ledger import Entry, Verdict, failed, open_ledger, verdict

entries = st.builds(
    Entry,
    key=st.text(min_size=1, max_size=8),
    digest=st.text(max_size=8),
    failures=st.integers(0, 9),
    error=st.text(max_size=20),
    slug=st.text(max_size=8),
    title=st.text(max_size=8),
    source=st.text(max_size=8),
    essays=st.lists(st.text(max_size=4), max_size=3).map(tuple),
)


@given(st.lists(entries, max_size=8))
@settings(max_examples=15, deadline=None)
def test_a_ledger_read_again_says_the_last_that_was_noted_of_each_key(
    tmp_path_factory, noted
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    ledger = open_ledger(path)
    for entry in noted:
        ledger.note(entry)
    assert open_ledger(path).entries == {entry.key: entry for entry in noted}


def test_a_line_that_a_power_cut_left_half_written_costs_only_itself(tmp_path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = open_ledger(path)
    ledger.note(Entry("a", "1"))
    ledger.note(Entry("b", "1"))
    path.write_bytes(path.read_bytes()[:-9])
    again = open_ledger(path)
    assert set(again.entries) == {"a"}
    again.note(Entry("c", "1"))
    assert set(open_ledger(path).entries) == {"a", "c"}


def test_a_ledger_that_has_grown_is_written_anew_with_the_same_content(tmp_path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = open_ledger(path)
    for failures in range(150):
        ledger.note(Entry("a", "1", failures=failures))
    before = open_ledger(path).entries
    assert len(path.read_text().splitlines()) == 1
    assert open_ledger(path).entries == before == {"a": Entry("a", "1", failures=149)}


@pytest.mark.parametrize(
    ("known", "published", "said"),
    [
        (None, True, Verdict.NEW),
        (Entry("k", "old"), True, Verdict.CHANGED),
        (Entry("k", "old", failures=9), True, Verdict.CHANGED),
        (Entry("k", "now"), True, Verdict.UNCHANGED),
        (Entry("k", "now"), False, Verdict.AGAIN),
        (Entry("k", "now", failures=1), True, Verdict.AGAIN),
        (Entry("k", "now", failures=2), False, Verdict.AGAIN),
        (Entry("k", "now", failures=3), True, Verdict.SET_ASIDE),
    ],
)
def test_what_is_known_of_an_essay_decides_what_tonight_does(known, published, said) -> None:
    assert verdict(known, "now", set_aside_after=3, published=published) is said


@given(st.integers(1, 6))
def test_an_essay_is_tried_for_as_many_nights_as_the_show_says_and_then_set_aside(nights) -> None:
    known, tried = None, 0
    for _ in range(10):
        if verdict(known, "d", set_aside_after=nights).due:
            tried += 1
            known = failed(known, Entry("k", "d"), "no")
    assert tried == nights
    assert verdict(known, "d", set_aside_after=nights) is Verdict.SET_ASIDE
    assert verdict(known, "changed", set_aside_after=nights) is Verdict.CHANGED


def test_a_failure_that_may_pass_never_sets_an_essay_aside() -> None:
    known = None
    for _ in range(20):
        known = failed(known, Entry("k", "d"), "timed out", counts=False)
    assert verdict(known, "d", set_aside_after=2) is Verdict.AGAIN


def test_a_change_forgives_earlier_failures() -> None:
    known = replace(Entry("k", "old"), failures=2)
    assert failed(known, Entry("k", "new"), "no").failures == 1
