"""Which rows are left, and that an address says it."""

from typing import Any

import pandas as pd
import pytest

from explorer.frames import filters
from explorer.frames.filters import Between, Contains, OneOf
from explorer.frames.normalize import tidy


@pytest.fixture
def frame() -> pd.DataFrame:
    days = pd.to_datetime(["2025-01-01", "2025-01-31 18:00", "2025-02-01", None], format="ISO8601")  # type: ignore[arg-type]
    numbers = pd.Series([1, 2, None, 4], dtype="Int64")
    return tidy(pd.DataFrame({"n": numbers, "mot": ["Été", "hiver", None, "été 2"], "jour": days}))


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Between("n", 2, None), [1, 3]),
        (Between("n", None, 2), [0, 1]),
        (Between("jour", "2025-01-01", "2025-01-31"), [0, 1]),
        (Between("mot", 1, 2), [0, 1, 3]),
        (OneOf("mot", ("Été",)), [0]),
        (OneOf("n", ("4",)), [3]),
        (OneOf("mot", ("nan",)), []),
        (Contains("mot", "ÉTÉ"), [0, 3]),
        (Contains("mot", "("), []),
        (OneOf("elsewhere", ("x",)), [0, 1, 2, 3]),
    ],
)
def test_a_condition_leaves_the_rows_that_fulfil_it(frame: Any, condition: Any, rows: Any) -> None:
    assert filters.matching(frame, [condition]).index.tolist() == rows


def test_all_conditions_hold_at_once(frame: Any) -> None:
    assert filters.matching(frame, [Between("n", 2, None), Contains("mot", "été")]).index.tolist() == [3]


def test_dates_with_a_zone_are_compared_as_their_clock_showed_them() -> None:
    frame = pd.DataFrame({"at": pd.to_datetime(["2025-01-01T23:30:00Z"]).tz_convert("Europe/Paris")})

    assert filters.matching(frame, [Between("at", "2025-01-02", "2025-01-02")]).shape[0] == 1


@pytest.mark.parametrize("condition", [Between("é", 1, 2.5), OneOf("a", ("x", "y")), Contains("a", '"[')])
def test_what_is_written_is_read_again(condition: Any) -> None:
    assert filters.read([filters.write(condition)]) == [condition]


@pytest.mark.parametrize("text", ["", "[", "[" * 10_000, "{}", "[1]", '["a","between","soon",2]', '["a","is",1]'])
def test_what_is_no_condition_is_passed_over(text: Any) -> None:
    assert filters.read([text]) == []
