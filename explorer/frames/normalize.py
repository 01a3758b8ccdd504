"""Any frame as one that figures can trust: names that are text and differ, five kinds of columns and no others."""

import json
from collections.abc import Hashable, Iterable
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with unique names and columns of numbers, dates, truth values or text.

    Lists and objects become their JSON, decimals numbers, spans of time seconds, mixed values text; dates of several
    zones are told in UTC. An index that was named becomes columns; another is numbered anew.
    """
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    columns = [_tidy_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    names = unique_names(frame.columns)
    tidied = {name: column.reset_index(drop=True) for name, column in zip(names, columns, strict=True)}
    return pd.DataFrame(tidied, index=pd.RangeIndex(len(frame)))


def unique_names(names: Iterable[Hashable]) -> list[str]:
    r"""Return each name as one line of text that no other has.

    >>> unique_names(["a", "a", "", 3, None, "b\nc"])
    ['a', 'a (2)', '3', '3 (2)', '5', 'b c']
    """
    counts: dict[str, int] = {}
    for place, name in enumerate(names, start=1):
        text = " ".join(_name(name).split()) or str(place)
        unique, n = text, counts.get(text, 0)
        while unique in counts:
            n += 1
            unique = f"{text} ({n})"
        counts[text] = max(n, 1)
        counts.setdefault(unique, 1)
    return list(counts)


def _name(name: Hashable) -> str:
    if isinstance(name, tuple):  # pandas names columns under two heads so
        return " ".join(_name(part) for part in name)
    return "" if name is None or name != name else str(name)


def _tidy_column(column: pd.Series) -> pd.Series:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _tidy_column(column.astype(dtype.categories.dtype))
    if isinstance(dtype, pd.PeriodDtype):
        return pd.Series(column.dt.to_timestamp())
    if types.is_timedelta64_dtype(dtype):
        return pd.Series(column.dt.total_seconds())
    if types.is_bool_dtype(dtype):
        return column.astype("boolean")
    if types.is_object_dtype(dtype):
        return _of_objects(column)
    if types.is_datetime64_any_dtype(dtype) or (types.is_numeric_dtype(dtype) and dtype.kind != "c"):
        return column
    return _text(column)


def _of_objects(column: pd.Series) -> pd.Series:
    """Return a column of Python objects as what all of them are."""
    values = [value for value in column if not _is_missing(value)]
    if not values:
        return pd.Series([None] * len(column), dtype="str")
    if all(isinstance(value, bool | np.bool_) for value in values):
        return column.astype("boolean")
    if all(isinstance(value, Real | Decimal) and not isinstance(value, bool) for value in values):
        return _of_numbers(column)
    if all(isinstance(value, date) for value in values):
        return _of_dates(column, values)
    return _text(column)


def _of_numbers(column: pd.Series) -> pd.Series:
    values = [None if _is_missing(value) else value for value in column]
    if all(value is None or (isinstance(value, int) and abs(value) < 2**63) for value in values):
        return pd.Series(values, dtype="Int64")
    return pd.Series([np.nan if value is None else float(value) for value in values], dtype="float64")


def _of_dates(column: pd.Series, values: list[Any]) -> pd.Series:
    has_zone = any(isinstance(value, datetime) and value.tzinfo for value in values)
    try:
        return pd.Series(pd.to_datetime(column, utc=has_zone, errors="raise"))
    except (ValueError, OverflowError, TypeError):
        return _text(column)


def _text(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        return column.astype("str")
    return pd.Series([None if _is_missing(value) else _as_text(value) for value in column], dtype="str")


def _as_text(value: Any) -> str:
    match value:
        case str():
            # A lone surrogate, which JSON can bring, has no place in UTF-8.
            return value.encode("utf-8", "replace").decode("utf-8")
        case bytes():
            return value.decode("utf-8", "replace")
        case np.ndarray():
            return json.dumps(value.tolist(), ensure_ascii=False, default=str)
        case dict() | list() | tuple():
            return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or (types.is_scalar(value) and bool(pd.isna(value)))
