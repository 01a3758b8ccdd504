"""Conditions on the rows of a frame, and how they are written into an address."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.frames.kinds import ColumnKind, instants, kind_of


@dataclass(frozen=True, slots=True)
class Between:
    """The rows whose number or date lies between two others, both included; None is no bound.

    Dates are written as ISO 8601 has them; a day at the upper end is meant whole.
    """

    column: str
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The rows whose value, as text, is one of these."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """The rows whose text has this text in it, in capitals or not."""

    column: str
    text: str


Condition = Between | OneOf | Contains


def matching(frame: pd.DataFrame, conditions: Iterable[Condition]) -> pd.DataFrame:
    """Return the rows that fulfil every condition; a row without the value fulfils none on that column.

    A condition on a column that is not there, or is of another kind, is passed over.
    """
    for condition in conditions:
        if condition.column in frame.columns:
            frame = frame[_mask(frame[condition.column], condition)]
    return frame


def _mask(column: pd.Series, condition: Condition) -> pd.Series:
    match condition:
        case OneOf(_, values):
            return column.astype("str").isin(values) & column.notna()
        case Contains(_, text):
            return column.astype("str").str.contains(text, case=False, regex=False) & column.notna()
        case Between(_, low, high):
            return _between(column, low, high)


def _between(column: pd.Series, low: float | str | None, high: float | str | None) -> pd.Series:
    mask = column.notna()
    kind = kind_of(column)
    if kind is ColumnKind.DATE:
        column = instants(column)
        first = None if low is None else pd.Timestamp(str(low))
        end = None if high is None else pd.Timestamp(str(high)) + pd.Timedelta(days=1)
        mask = mask & (column >= first) if first is not None else mask
        return mask & (column < end) if end is not None else mask
    if kind is ColumnKind.NUMBER:
        mask = mask & (column >= low).fillna(False).astype(bool) if low is not None else mask
        return mask & (column <= high).fillna(False).astype(bool) if high is not None else mask
    return mask


def write(condition: Condition) -> str:
    """Return a condition as it stands in an address.

    >>> write(Between("year", 1990, None))
    '["year","between",1990,null]'
    """
    match condition:
        case Between(column, low, high):
            parts: list[Any] = [column, "between", low, high]
        case OneOf(column, values):
            parts = [column, "is", *values]
        case Contains(column, text):
            parts = [column, "has", text]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read(texts: Iterable[str]) -> list[Condition]:
    """Return the conditions written in an address; what is none is passed over.

    >>> read(['["year","between",1990,null]', "nonsense", '["branch","is","Centre"]'])
    [Between(column='year', low=1990, high=None), OneOf(column='branch', values=('Centre',))]
    """
    return [condition for text in texts if (condition := _condition(text)) is not None]


def _condition(text: str) -> Condition | None:
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match parts:
        case [str(column), "between", low, high] if _is_bound(low) and _is_bound(high):
            return Between(column, low, high)
        case [str(column), "is", *values] if all(isinstance(value, str) for value in values):
            return OneOf(column, tuple(values))
        case [str(column), "has", str(text)]:
            return Contains(column, text)
    return None


def _is_bound(value: Any) -> bool:
    """Tell whether a value can bound a range: a number, a date, or nothing."""
    if isinstance(value, str):
        return pd.notna(pd.to_datetime(value, format="ISO8601", errors="coerce"))
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
