"""Lines and areas along numbers or dates."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from catalogue.common.palette import Palette
from explorer.charts.canvas import Canvas, canvas, name_axes, table_of
from explorer.charts.drawing import Drawing
from explorer.charts.labels import date_ticks, label, legend, number_ticks
from explorer.charts.palette import N_OWN, colours
from explorer.charts.plot import Plot, PlotKind
from explorer.charts.sentences import instant, names_of, of_values, title_of
from explorer.frames import periods
from explorer.frames.grouping import ADDING, Grouping, group_rows
from explorer.frames.kinds import ColumnKind, instants, kind_of, numbers
from explorer.messages.language import Messages

N_PLACES = 500
"""Places along an axis of numbers; more of them are gathered into intervals."""
N_MARKED = 60
"""Points of a line that are marked, so that a lone one is seen."""
STROKES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (7, 3)), "-", "--", "-.")


@dataclass(frozen=True, slots=True)
class _Course:
    """What runs along the axis: the place of each row, all places, the numbers, and the series they belong to."""

    places: pd.Series
    index: pd.Index
    measured: pd.Series
    series: Grouping | None
    aggregation: str
    is_dated: bool
    step: str | None

    def table(self, rows: pd.Index) -> pd.DataFrame:
        """Return a row a place and a column a series; what nobody counted is 0, what nobody measured is unknown."""
        rows = rows.intersection(self.places.index)
        keys = [self.places.loc[rows].to_numpy()]
        if self.series is not None:
            keys.append(self.series.codes.loc[rows].to_numpy())
        values = self.measured.loc[rows].groupby(keys).agg(self.aggregation)
        table = values.unstack() if self.series is not None else values.to_frame(0)
        names = [""] if self.series is None else self.series.names
        table = table.reindex(index=self.index, columns=range(len(names)))
        return (table.fillna(0) if self.aggregation in ADDING else table).set_axis(names, axis="columns")


def lines(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw a line for each series, or their areas one on the other, along a column of numbers or dates."""
    course = _course(frame, plot, words)
    drawn = canvas(frame.loc[course.places.index], plot, names_of(words), title_of(plot, words), paper, height=4.2)
    names = course.series.names if course.series is not None else [""]
    series = colours(len(names), paper, last_is_rest=course.series is not None and course.series.n_rest > 0)
    for panel in drawn.panels:
        table = course.table(panel.rows.index)
        (_pile if plot.kind is PlotKind.AREA else _run)(panel.axes, table, series)
    for panel in drawn.panels:  # After all are drawn, because they share their axes.
        _finish(panel.axes, course, plot, words)
    along = (plot.x or "") + (f" ({words.steps[course.step]})" if course.step else "")
    name_axes(drawn, along, of_values(plot, words))
    if course.series is not None and not _name_directly(drawn, course, plot, series):
        strokes = STROKES if plot.kind is PlotKind.LINE else ()
        legend(drawn.figure, names, series, plot.colour or "", paper, strokes=strokes)
    table = table_of(drawn, plot.facet, lambda panel: _as_shown(course.table(panel.rows.index), course, plot, words))
    return Drawing(drawn.figure, table, _summary(course, plot, words, len(frame)))


def _course(frame: pd.DataFrame, plot: Plot, words: Messages) -> _Course:
    assert plot.x is not None
    column = frame[plot.x].dropna()
    is_dated = kind_of(column) is ColumnKind.DATE
    step = None
    if is_dated:
        dates = instants(column)
        rows = periods.step_for(dates)
        places, step = periods.starts(dates, rows), rows.name
        index: pd.Index = periods.every(places.min(), places.max(), rows)
    else:
        places = _gather(numbers(column).dropna())
        index = _every_number(places, is_adding=plot.counts_rows or plot.aggregation in ADDING)
    measured = pd.Series(1.0, index=frame.index) if plot.counts_rows or plot.y is None else numbers(frame[plot.y])
    measured = measured.loc[places.index]
    second = None
    if plot.colour is not None:
        second = group_rows(frame[plot.colour].loc[places.index], measured.abs().fillna(0), N_OWN, names_of(words))
    aggregation = "count" if plot.counts_rows or plot.y is None else plot.aggregation.value
    return _Course(places, index, measured, second, aggregation, is_dated, step)


def _gather(values: pd.Series) -> pd.Series:
    """Return the values, or the middles of their intervals when there are too many to tell apart."""
    if values.nunique() <= N_PLACES:
        return values
    edges = np.linspace(values.min(), values.max(), 101)
    places = np.clip(np.digitize(values, edges) - 1, 0, 99)
    return pd.Series((edges[places] + edges[places + 1]) / 2, index=values.index)


def _every_number(places: pd.Series, *, is_adding: bool) -> pd.Index:
    """Return the places of a line; of whole numbers that are counted, the empty ones between them too."""
    rows: list[float] = np.unique(places.to_numpy(dtype=float)).tolist()
    is_whole = bool(rows) and all(place.is_integer() for place in rows)
    if is_adding and is_whole and rows[-1] - rows[0] <= 2 * N_PLACES:
        rows = np.arange(rows[0], rows[-1] + 1).tolist()
    places_of_line: pd.Index = pd.Index(rows, dtype="float64")
    return places_of_line


def _run(axes: Axes, table: pd.DataFrame, series: list[str]) -> None:
    """Draw a line for each column, each with a stroke of its own, so that colour is not the only sign."""
    for n, (colour, stroke) in enumerate(zip(series, STROKES, strict=False)):
        values = table.iloc[:, n].dropna()
        marker = "o" if len(values) <= N_MARKED else None
        axes.plot(values.index.to_numpy(), values.to_numpy(), color=colour, linestyle=stroke, marker=marker, ms=3.5)


def _pile(axes: Axes, table: pd.DataFrame, series: list[str]) -> None:
    """Draw the columns one on the other."""
    filled = table.fillna(0)
    if len(filled) == 1:  # One place has no width to fill.
        axes.bar(filled.index.to_numpy(), filled.iloc[0].sum(), color=series[0])
        return
    axes.stackplot(filled.index.to_numpy(), filled.to_numpy().T, colors=series, edgecolor="none")


def _finish(axes: Axes, course: _Course, plot: Plot, words: Messages) -> None:
    if plot.is_log:
        axes.set_yscale("log")
    elif course.aggregation in ADDING:
        axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    if plot.scale == "log-log":
        axes.set_xscale("log")
    number_ticks(axes.yaxis, words, whole=course.aggregation == "count", is_log=plot.is_log)
    if course.is_dated:
        date_ticks(axes.xaxis, words)
    else:
        is_whole = bool((np.asarray(course.index) % 1 == 0).all())
        number_ticks(axes.xaxis, words, whole=is_whole, is_log=plot.scale == "log-log")


def _name_directly(drawn: Canvas, course: _Course, plot: Plot, series: list[str]) -> bool:
    """Write each line's name at its end and tell so; not where ends are so close that names would overlap."""
    assert course.series is not None
    if plot.kind is PlotKind.AREA or len(drawn.panels) > 1 or len(course.series.names) > 6 or plot.is_log:
        return False
    (panel,) = drawn.panels
    table = course.table(panel.rows.index)
    ends = [column.dropna() for _, column in table.items()]
    if any(end.empty for end in ends):
        return False
    low, high = panel.axes.get_ylim()
    heights = sorted(float(end.iloc[-1]) for end in ends)
    if any(after - before < (high - low) * 0.06 for before, after in pairwise(heights)):
        return False
    for name, end, colour in zip(course.series.names, ends, series, strict=True):
        place = (end.index[-1], end.iloc[-1])
        panel.axes.annotate(
            label(name, 24), place, (6, 0), textcoords="offset points", color=colour, va="center", fontsize=9
        )
    return True


def _as_shown(table: pd.DataFrame, course: _Course, plot: Plot, words: Messages) -> pd.DataFrame:
    view = table.astype("Int64") if course.aggregation == "count" else table
    if course.series is None:
        view = view.set_axis([of_values(plot, words)], axis="columns")
    view.insert(0, plot.x, table.index, allow_duplicates=True)
    return view.reset_index(drop=True)


def _place_names(course: _Course, words: Messages) -> Callable[[Any], str]:
    """Return what names a place along the axis."""
    return (lambda place: instant(place, words)) if course.is_dated else words.measure


def _summary(course: _Course, plot: Plot, words: Messages, n_rows: int) -> str:
    """Return from where to where the line runs, and where it is highest and lowest."""
    totals = course.measured.groupby(course.places.to_numpy()).agg(course.aggregation).reindex(course.index)
    totals = (totals.fillna(0) if course.aggregation in ADDING else totals).dropna()
    sentences = [title_of(plot, words) + "."]
    if len(totals):
        place = _place_names(course, words)
        sentences.append(
            words.course.format(
                first=place(totals.index[0]),
                last=place(totals.index[-1]),
                greatest=words.measure(totals.max()),
                at_greatest=place(totals.idxmax()),
                least=words.measure(totals.min()),
                at_least=place(totals.idxmin()),
            )
        )
    if n_missing := n_rows - len(course.places):
        sentences.append(words.rows_without.format(n=words.number(n_missing), column=plot.x))
    return " ".join(sentences)
