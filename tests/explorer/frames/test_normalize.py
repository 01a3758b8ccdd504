"""Any frame becomes one of five kinds of columns, under names that differ."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from explorer.frames.kinds import ColumnKind, kind_of
from explorer.frames.normalize import tidy, unique_names


def tidy_column(values: Any, **options: Any) -> pd.Series:
    return tidy(pd.DataFrame({"x": pd.Series(values, **options)}))["x"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.5, None], ColumnKind.NUMBER),
        ([Decimal("1.5"), 2], ColumnKind.NUMBER),
        ([10**30, 1], ColumnKind.NUMBER),
        ([True, None], ColumnKind.TRUTH),
        ([date(2020, 1, 1), None], ColumnKind.DATE),
        ([datetime(1, 1, 1), datetime(9999, 12, 31)], ColumnKind.DATE),
        (["a", None], ColumnKind.TEXT),
        ([1, "a", True, None], ColumnKind.TEXT),
        ([[1], {"a": 2}, (3,), np.array([4])], ColumnKind.TEXT),
        ([b"bytes", "text"], ColumnKind.TEXT),
        ([None, None], ColumnKind.NOTHING),
        ([], ColumnKind.NOTHING),
    ],
)
def test_a_column_is_what_all_of_its_values_are(values: Any, kind: Any) -> None:
    assert kind_of(tidy_column(values, dtype="object")) is kind


def test_mixed_values_become_text_and_missing_ones_stay_missing() -> None:
    assert tidy_column([1, "é", None, True]).fillna("–").tolist() == ["1", "é", "–", "True"]


def test_lists_and_objects_become_json() -> None:
    assert tidy_column([["é", 1], {"a": None}], dtype="object").tolist() == ['["é", 1]', '{"a": null}']


def test_dates_of_several_zones_are_told_in_utc() -> None:
    noon_in_paris = datetime(2025, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    column = tidy_column([noon_in_paris, datetime(2025, 7, 1, 12, tzinfo=UTC)], dtype="object")

    assert [instant.hour for instant in column] == [10, 12]
    assert str(column.dtype.tz) == "UTC"


def test_categories_spans_and_periods_become_plain() -> None:
    frame = pd.DataFrame(
        {
            "category": pd.Categorical(["a", "b"]),
            "span": pd.to_timedelta([1, 2], unit="h"),
            "period": pd.period_range("2025-01", periods=2, freq="M"),
            "interval": pd.interval_range(0, 2),
            "complex": [1j, 2],
        }
    )

    assert [kind_of(column) for _, column in tidy(frame).items()] == ["text", "number", "date", "text", "text"]
    assert tidy(frame)["span"].tolist() == [3600, 7200]


def test_a_named_index_becomes_columns_and_a_nameless_one_goes() -> None:
    frame = pd.DataFrame({"x": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)], names=["one", "two"]))

    assert tidy(frame).columns.tolist() == ["one", "two", "x"]
    assert tidy(pd.DataFrame({"x": [1]}, index=[7])).index.tolist() == [0]


def test_names_are_one_line_of_text_and_differ() -> None:
    assert unique_names(["Été", "Été", "a\nb", 2025, ("x", "y"), float("nan")]) == [
        "Été",
        "Été (2)",
        "a b",
        "2025",
        "x y",
        "6",
    ]
