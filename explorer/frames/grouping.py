"""Rows counted, or numbers aggregated, by the values of one column and of a second one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.frames.kinds import ColumnKind, kind_of, numbers

ADDING = ("count", "sum")
"""The aggregations of which "nothing" is 0; a mean of nothing is unknown."""


@dataclass(frozen=True, slots=True)
class Names:
    """What values, and the lack of them, are called on a figure.

    :param value: names a value of a column of the given kind.
    :param others: names so many values taken together.
    """

    value: Callable[[Any, ColumnKind], str]
    others: Callable[[int], str]
    missing: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each row belongs to, and the names of the groups.

    :param codes: the place of each row's group in `names`; the index is the frame's.
    :param n_others: values that are taken together in one group, 0 when there is no such group.
    :param n_rest: how many of the last groups are "others" or "missing".
    """

    codes: pd.Series
    names: list[str]
    n_others: int
    n_rest: int


@dataclass(frozen=True, slots=True)
class GroupedNumbers:
    """Numbers by group: of all rows, or of some."""

    rows: Grouping
    series: Grouping | None
    measured: pd.Series
    aggregation: str

    def table(self, index: pd.Index | None = None) -> pd.DataFrame:
        """Return a row a group and a column a series (one, when there is no second column), all of them.

        :param index: of the frame's rows that count; None is all.
        """
        measured = self.measured if index is None else self.measured.loc[index]
        keys = [self.rows.codes.loc[measured.index].to_numpy()]
        names = [""]
        if self.series is not None:
            keys.append(self.series.codes.loc[measured.index].to_numpy())
            names = self.series.names
        rows = measured.groupby(keys).agg(self.aggregation)
        table = rows.unstack() if self.series is not None else rows.to_frame(0)
        table = table.reindex(index=range(len(self.rows.names)), columns=range(len(names)))
        table = table.fillna(0) if self.aggregation in ADDING else table
        return table.set_axis(self.rows.names, axis="index").set_axis(names, axis="columns")

    def totals(self) -> pd.Series:
        """Return one number a group, the series taken together."""
        rows = self.measured.groupby(self.rows.codes.to_numpy()).agg(self.aggregation)
        return rows.reindex(range(len(self.rows.names))).set_axis(self.rows.names)


def tally(
    frame: pd.DataFrame,
    by: str,
    second: str | None,
    value: str | None,
    aggregation: str,
    names: Names,
    *,
    n_top: int,
    n_series: int = 9,
    order: str = "largest",
) -> GroupedNumbers:
    """Return rows counted, or a column of numbers aggregated, by the values of one or two columns.

    The `n_top` categories kept are the largest in what is summed, else those of the most rows; what is left is taken
    together before it is aggregated, so that a mean of "others" is theirs.

    :param value: the column of numbers; None counts rows.
    :param order: `largest`, `smallest`, `name` or `source`, of the categories; "others" and "missing" stay last.
    """
    measured = numbers(frame[value]) if value is not None else pd.Series(1.0, index=frame.index)
    aggregation = "count" if value is None else aggregation
    weights = measured if aggregation == "sum" else measured.notna().astype(float)
    rows = group_rows(frame[by], weights, n_top, names, order)
    series = None if second is None else group_rows(frame[second], weights, n_series, names)
    values = GroupedNumbers(rows, series, measured, aggregation)
    if order not in ("largest", "smallest"):
        return values
    own = values.totals().iloc[: len(rows.names) - rows.n_rest].reset_index(drop=True)
    places = list(own.sort_values(ascending=order == "smallest", kind="stable").index)
    places += range(len(own), len(rows.names))
    moved = rows.codes.map({old: new for new, old in enumerate(places)})
    sorted_rows = Grouping(moved, [rows.names[place] for place in places], rows.n_others, rows.n_rest)
    return GroupedNumbers(sorted_rows, series, measured, aggregation)


def group_rows(column: pd.Series, weights: pd.Series, n: int, names: Names, order: str = "name") -> Grouping:
    """Return the groups of a column: `n` values of the greatest weight, the others together, the missing together.

    :param order: `source` leaves the values as they come; any other puts them in their natural order.
    """
    kind = kind_of(column)
    weight = weights.groupby(column).sum().sort_values(ascending=False, kind="stable")
    rest = set(weight.index if len(weight) <= n + 1 else weight.index[:n])  # No one likes to be the only other.
    values = column.dropna().unique() if order == "source" else sorted(weight.index, key=_natural(kind))
    own = [value for value in values if value in rest]
    places = {value: place for place, value in enumerate(own)}
    labels = [names.value(value, kind) for value in own]
    codes = column.map(places, na_action="ignore").astype("Float64")
    n_others = len(weight) - len(own)
    if n_others:
        codes = codes.mask(codes.isna() & column.notna(), len(labels))
        labels.append(names.others(n_others))
    if column.isna().any():
        codes = codes.fillna(len(labels))
        labels.append(names.missing)
    return Grouping(codes.astype(int), labels, n_others, len(labels) - len(own))


def parts(frame: pd.DataFrame, by: str, n: int, names: Names) -> tuple[list[tuple[str, pd.DataFrame]], int]:
    """Return the rows of each of the `n` most frequent values of a column, by name, and how many values are left out.

    Rows without the value are a part of their own, when there is room.
    """
    grouping = group_rows(frame[by], pd.Series(1.0, index=frame.index), n, names)
    view = list(range(len(grouping.names)))
    if grouping.n_others:
        view.remove(len(grouping.names) - grouping.n_rest)
    left_out = grouping.n_others + max(0, len(view) - n)
    return [(grouping.names[code], frame[grouping.codes == code]) for code in view[:n]], left_out


def _natural(kind: ColumnKind) -> Callable[[Any], Any]:
    """Return the key by which values follow each other as a reader expects: tome 2 before tome 10."""
    return in_order if kind is ColumnKind.TEXT else (lambda value: value)


def in_order(text: str) -> tuple[list[str | int], str]:
    """Return what puts texts into the order of their words and numbers.

    >>> sorted(["tome 10", "Tome 2", "tome 1"], key=in_order)
    ['tome 1', 'Tome 2', 'tome 10']
    """
    parts = re.split(r"([0-9]{1,15})", text.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], text
