from hypothesis import given
from hypothesis import strategies as st

from pipeline.sound.batches import in_batches


@given(st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_batches_hold_everything_in_order_and_no_more_than_asked_for(sizes, at_once):
    batches = list(in_batches(sizes, int, at_once))
    assert [size for batch in batches for size in batch] == sizes
    assert all(batch and (sum(batch) <= at_once or len(batch) == 1) for batch in batches)
