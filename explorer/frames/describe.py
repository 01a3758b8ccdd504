"""What can be said of a tidy frame: its columns, its numbers, its texts and its dates, each as a small frame."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from explorer.frames.kinds import ColumnKind, columns_of, instants, is_year, kind_of, measures_of, n_infinite, numbers

LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is: rows, columns, values that are missing, rows that are there twice, bytes in memory."""

    n_rows: int
    n_columns: int
    n_missing: int
    n_duplicates: int
    n_bytes: int


def extent(frame: pd.DataFrame) -> Extent:
    """Return how much there is; a row counts as duplicate when an earlier one has all its values."""
    return Extent(
        n_rows=len(frame),
        n_columns=frame.shape[1],
        n_missing=int(frame.isna().sum().sum()),
        n_duplicates=int(frame.duplicated().sum()) if frame.shape[1] else 0,
        n_bytes=int(frame.memory_usage(deep=True).sum()),
    )


def columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a column.

    Columns: `column`, `kind` (a `ColumnKind`), `n_values`, `n_missing`, `n_distinct` (int), `missing`
    (float, a part of 1), `n_duplicates` (int, values that an earlier row has), `n_bytes` (int), `example` (str).
    """
    names = ["column", "kind", "n_values", "n_missing", "missing", "n_distinct", "n_duplicates", "n_bytes"]
    return pd.DataFrame([_column(frame[name]) for name in frame.columns], columns=[*names, "example"])


def _column(column: pd.Series) -> dict[str, Any]:
    known = column.dropna()
    n_distinct = int(known.nunique())
    return {
        "column": column.name,
        "kind": kind_of(column),
        "n_values": len(known),
        "n_missing": len(column) - len(known),
        "missing": (len(column) - len(known)) / len(column) if len(column) else 0.0,
        "n_distinct": n_distinct,
        "n_duplicates": len(known) - n_distinct,
        "n_bytes": int(column.memory_usage(index=False, deep=True)),
        "example": str(known.iloc[0])[:LONGEST_EXAMPLE] if len(known) else None,
    }


def of_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a column of measures; infinite values are counted, and left out of all else; years are whole.

    Columns: `column`, `n_values`, `mean`, `std`, `min`, `q25`, `median`, `q75`, `max` (float), `n_infinite` (int).
    """
    rows = []
    for name in measures_of(frame):
        finite = numbers(frame[name]).dropna()
        low, middle, high = finite.quantile([0.25, 0.5, 0.75])
        middles = [finite.mean(), finite.std(), finite.min(), low, middle, high, finite.max()]
        if is_year(frame[name]):
            middles = [middles[0].round(), middles[1], *(float(np.floor(year)) for year in middles[2:])]
        rows.append([name, len(finite), *middles, n_infinite(frame[name])])
    names = ["column", "n_values", "mean", "std", "min", "q25", "median", "q75", "max", "n_infinite"]
    return pd.DataFrame(rows, columns=names)


def of_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a column of text or truth values.

    Columns: `column`, `n_values`, `n_distinct`, `most_frequent` (str), `n_most_frequent`, `shortest`, `longest` (int,
    characters).
    """
    rows = []
    for name in columns_of(frame, ColumnKind.TEXT, ColumnKind.TRUTH):
        texts = frame[name].dropna().astype("str")
        counts = texts.value_counts()
        lengths = texts.str.len()
        rows.append([name, len(texts), len(counts), counts.index[0], counts.iloc[0], lengths.min(), lengths.max()])
    names = ["column", "n_values", "n_distinct", "most_frequent", "n_most_frequent", "shortest", "longest"]
    return pd.DataFrame(rows, columns=names)


def of_dates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a column of dates.

    Columns: `column`, `n_values`, `n_distinct` (int), `first`, `median`, `last` (datetime64, as the clock of their
    zone showed them), `zone` (str, None where dates have none).
    """
    rows = []
    for name in columns_of(frame, ColumnKind.DATE):
        dates = instants(frame[name]).dropna()
        zone = getattr(frame[name].dtype, "tz", None)
        rows.append([name, len(dates), dates.nunique(), dates.min(), dates.median(), dates.max(), zone and str(zone)])
    return pd.DataFrame(rows, columns=["column", "n_values", "n_distinct", "first", "median", "last", "zone"])
