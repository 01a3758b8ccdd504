"""Rows drawn at random."""

import pandas as pd
import pytest

from explorer.frames import sample
from explorer.frames.sample import DataSet, draw, room


def test_all_rows_are_kept_when_they_fit() -> None:
    assert draw(iter(range(250)), 1_000) == (list(range(250)), 250)


def test_more_rows_are_drawn_from_the_whole_in_their_order_and_the_same_each_time() -> None:
    rows, n_rows = draw(range(10_000), 500)

    assert (len(rows), n_rows) == (500, 10_000)
    assert rows == sorted(set(rows))
    assert 4_500 < sum(rows) / 500 < 5_500
    assert rows == draw(range(10_000), 500)[0]


def test_wide_rows_are_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "CELLS", 100)

    assert room(50, 10) == 10


def test_a_sample_says_that_it_is_one() -> None:
    assert DataSet(pd.DataFrame({"x": [1]}), 2, 1).is_sample
    assert not DataSet(pd.DataFrame({"x": [1]}), 1, 1).is_sample


def test_of_no_rows_none_is_drawn() -> None:
    assert draw([], 10) == ([], 0)
