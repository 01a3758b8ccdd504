"""Text becomes numbers, dates and truth values where all of a column is that, and nowhere else."""

from typing import Any

import pandas as pd
import pytest

from explorer.frames.infer_types import infer_column


def column(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    ("values", "decimal", "numbers"),
    [
        (("1", "-2", "+3"), ".", [1, -2, 3]),
        (("1.5", "1e3", ".5"), ".", [1.5, 1000, 0.5]),
        (("1,234", "5,678,901.5"), ".", [1234, 5678901.5]),
        (("1 234,5", "12\u202f345", "7"), ",", [1234.5, 12345, 7]),
        (("1.234,5", "2,25"), ",", [1234.5, 2.25]),
        (("3.5", "4.25"), ",", [3.5, 4.25]),
        (("−5", "inf", "-inf"), ".", [-5, float("inf"), float("-inf")]),
    ],
)
def test_numbers_are_read_as_they_are_written(values: Any, decimal: Any, numbers: Any) -> None:
    assert infer_column(column(*values), decimal).tolist() == numbers


@pytest.mark.parametrize(
    "values", [("01000", "75011"), ("1234567890123456789012",), ("1", "two"), ("1,5", "2,5"), ("",)]
)
def test_codes_and_mixtures_stay_text(values: Any) -> None:
    assert infer_column(column(*values)).tolist() == list(values)


def test_what_stands_for_unknown_is_missing_among_numbers_and_text_among_text() -> None:
    assert infer_column(column("1", "NA", None, "-")).isna().tolist() == [False, True, True, True]
    assert infer_column(column("FR", "NA", "DE")).tolist() == ["FR", "NA", "DE"]


@pytest.mark.parametrize(
    ("values", "days"),
    [
        (("2025-12-31", "2024-02-29"), ["2025-12-31", "2024-02-29"]),
        (("2025-12", "2024-02"), ["2025-12-01", "2024-02-01"]),
        (("31/12/2025", "01/02/2025"), ["2025-12-31", "2025-02-01"]),
        (("12/31/2025", "01/02/2025"), ["2025-12-31", "2025-01-02"]),
        (("1.2.2025",), ["2025-02-01"]),
        (("1432-05-01", "9999-12-31"), ["1432-05-01", "9999-12-31"]),
    ],
)
def test_dates_are_read_as_they_are_written(values: Any, days: Any) -> None:
    assert infer_column(column(*values)).dt.strftime("%Y-%m-%d").tolist() == days


@pytest.mark.parametrize("values", [("2025-02-30",), ("31/31/2025",), ("2025-01-01", "soon")])
def test_days_that_never_were_stay_text(values: Any) -> None:
    assert infer_column(column(*values)).tolist() == list(values)


def test_times_with_zones_are_told_in_utc() -> None:
    instants = infer_column(column("2025-07-01T12:00:00+02:00", "2025-12-01 12:00Z"))

    assert [instant.hour for instant in instants] == [10, 12]


@pytest.mark.parametrize("pair", [("true", "False"), ("oui", "non"), ("Yes", "no"), ("VRAI", "faux")])
def test_yes_and_no_are_truth_values(pair: Any) -> None:
    assert infer_column(column(*pair, None)).tolist() == [True, False, pd.NA]
