import threading

import pytest

from pipeline.cores import each
from pipeline.show import Show


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_things_whoever_is_begun_first(workers):
    show = Show(run={"workers": workers})
    assert each(lambda n: n * n, range(20), show, size=lambda n: n % 7) == [
        n * n for n in range(20)
    ]


def test_the_longest_are_begun_first():
    begun = []
    each(begun.append, [3, 9, 1, 5], Show(run={"workers": 1}), size=float)
    assert begun == [9, 5, 3, 1]


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

    each(work, range(50), Show(run={"workers": 2}))
    assert most <= 2


def test_after_a_failure_nothing_more_is_begun():
    begun = []

    def work(n: int) -> None:
        begun.append(n)
        raise ValueError(n)

    with pytest.raises(ValueError, match="0"):
        each(work, range(100), Show(run={"workers": 1}))
    assert len(begun) < 100
