import threading
import time

import pytest

from pipeline.settings.show import Show
from pipeline.tools.cores import each, found_or_made


@pytest.mark.parametrize("workers", [1, 2, 5, 40])
def test_results_come_in_the_order_of_the_things_whoever_is_done_first(workers):
    def work(n: int) -> int:
        time.sleep((n % 3) / 1000)
        return n * n

    show = Show(run={"workers": workers})
    assert each(work, range(20), show.machine) == [n * n for n in range(20)]
    assert each(work, [], show.machine) == []


def test_no_more_go_on_at_a_time_than_the_show_allows():
    going, most = 0, 0
    guard = threading.Lock()

    def work(_: int) -> None:
        nonlocal going, most
        with guard:
            going += 1
            most = max(most, going)
        with guard:
            going -= 1

    each(work, range(50), Show(run={"workers": 2}).machine)
    assert most <= 2


def test_after_a_failure_nothing_more_is_begun():
    begun = []

    def work(n: int) -> None:
        begun.append(n)
        raise ValueError(n)

    for workers in (1, 3):
        begun.clear()
        with pytest.raises(ValueError, match=r"[0-2]"):
            each(work, range(100), Show(run={"workers": workers}).machine)
        assert len(begun) <= workers


def test_what_work_raises_is_not_taken_for_our_own():
    def work(n: int) -> int:
        return [0][n]

    with pytest.raises(IndexError, match="list index"):
        each(work, range(3), Show(run={"workers": 2}).machine)


def test_only_what_is_not_found_is_made_and_all_keep_their_order():
    made = []

    def make(n: int) -> str:
        made.append(n)
        return f"made {n}"

    show = Show(run={"workers": 2})
    got = found_or_made(lambda n: f"found {n}" if n % 3 else None, make, range(8), show.machine)
    assert got == [f"found {n}" if n % 3 else f"made {n}" for n in range(8)]
    assert sorted(made) == [0, 3, 6]
