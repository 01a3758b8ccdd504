"""What a column holds, as a reader would say it."""

import re
from enum import StrEnum

import numpy as np
import pandas as pd
from pandas.api import types


class ColumnKind(StrEnum):
    """The kinds of columns that figures tell apart."""

    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    TEXT = "text"
    NOTHING = "nothing"


def kind_of(column: pd.Series) -> ColumnKind:
    """Return the kind of a column of a tidy frame; one without any value is of no kind.

    >>> kind_of(pd.Series([1.5, None])), kind_of(pd.Series([None, None]))
    (<ColumnKind.NUMBER: 'number'>, <ColumnKind.NOTHING: 'nothing'>)
    """
    if not column.notna().any():
        return ColumnKind.NOTHING
    if types.is_bool_dtype(column.dtype):
        return ColumnKind.TRUTH
    if types.is_numeric_dtype(column.dtype):
        return ColumnKind.NUMBER
    if types.is_datetime64_any_dtype(column.dtype):
        return ColumnKind.DATE
    return ColumnKind.TEXT


def columns_of(frame: pd.DataFrame, *kinds: ColumnKind) -> list[str]:
    """Return the names of the columns of these kinds, in the order of the frame."""
    return [name for name in frame.columns if kind_of(frame[name]) in kinds]


_IDENTIFIER = re.compile(
    r"(^|[\W_])(id|isbn|issn|ean|barcode|code|key|seq|r[eé]vision|position|number|n°)$|^numéro\b", re.IGNORECASE
)
"""Names of columns of identifiers, in files and under the names that the catalogue's columns have on pages."""


def is_year(column: pd.Series) -> bool:
    """Tell whether a column holds years: whole numbers, nearly all of them between 1000 and 2100.

    >>> is_year(pd.Series([1999, 2003])), is_year(pd.Series([12, 2003]))
    (True, False)
    """
    known = column.dropna()
    return types.is_integer_dtype(column.dtype) and len(known) > 0 and bool(known.between(1000, 2100).mean() > 0.95)


def is_identifier(column: pd.Series) -> bool:
    """Tell whether a column of numbers only names its rows: by its own name, or because it counts them through.

    >>> is_identifier(pd.Series([3, 9], name="book_id")), is_identifier(pd.Series(range(50), name="row"))
    (True, True)
    >>> is_identifier(pd.Series([3, 9], name="loans")), is_identifier(pd.Series([1999, 2000], name="year"))
    (False, False)
    """
    if _IDENTIFIER.search(str(column.name)):
        return True
    if not types.is_integer_dtype(column.dtype) or len(column) < LEAST_NUMBERED or column.isna().any():
        return False
    return int(column.iloc[0]) in (0, 1) and bool((column.diff().iloc[1:] == 1).all())


LEAST_NUMBERED = 20
"""Rows; fewer that happen to be numbered through may be measures all the same."""


def measures_of(frame: pd.DataFrame) -> list[str]:
    """Return the columns of numbers that can be summed, averaged and correlated: all but identifiers."""
    return [name for name in columns_of(frame, ColumnKind.NUMBER) if not is_identifier(frame[name])]


LARGEST = 1e150
"""The square of a larger number is no number any more; it counts as infinite."""


def numbers(column: pd.Series) -> pd.Series:
    """Return the column as float64, with infinite values as missing: no axis reaches them.

    >>> numbers(pd.Series([1, None, float("inf")])).tolist()
    [1.0, nan, nan]
    """
    floats = pd.Series(column.to_numpy(dtype="float64", na_value=np.nan), index=column.index, name=column.name)
    return floats.where(floats.abs() <= LARGEST)


def n_infinite(column: pd.Series) -> int:
    """Return how many values of a column are infinite; none of a column that holds no numbers."""
    if kind_of(column) is not ColumnKind.NUMBER:
        return 0
    return int((np.abs(column.to_numpy(dtype="float64", na_value=np.nan)) > LARGEST).sum())


def instants(column: pd.Series) -> pd.Series:
    """Return the dates of a column without their zone, as the clock there showed them."""
    return column.dt.tz_localize(None) if getattr(column.dtype, "tz", None) is not None else column
