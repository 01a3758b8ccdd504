"""Rows drawn at random from parts."""

import pandas as pd

from explorer.frames import sample
from explorer.frames.sample import DataSet, draw


def parts(n: int, of: int = 100):
    return (pd.DataFrame({"x": range(start, min(start + of, n))}) for start in range(0, n, of))


def test_all_rows_are_kept_when_they_fit():
    frame, n_rows = draw(parts(250), 1_000)

    assert (frame["x"].tolist(), n_rows) == (list(range(250)), 250)


def test_more_rows_are_drawn_from_the_whole_in_their_order_and_the_same_each_time():
    frame, n_rows = draw(parts(10_000), 500)

    assert (len(frame), n_rows) == (500, 10_000)
    assert frame["x"].is_monotonic_increasing
    assert 4_000 < frame["x"].mean() < 6_000
    assert frame["x"].tolist() == draw(parts(10_000), 500)[0]["x"].tolist()


def test_wide_rows_are_fewer(monkeypatch):
    monkeypatch.setattr(sample, "CELLS", 100)
    wide = pd.DataFrame({f"x{n}": range(50) for n in range(10)})

    assert len(draw([wide], 50)[0]) == 10


def test_a_sample_says_that_it_is_one():
    assert DataSet(pd.DataFrame({"x": [1]}), 2, 1).is_sample
    assert not DataSet(pd.DataFrame({"x": [1]}), 1, 1).is_sample


def test_no_part_is_an_empty_frame():
    frame, n_rows = draw([], 10)

    assert (len(frame), n_rows) == (0, 0)
