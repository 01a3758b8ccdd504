"""Histograms: how many values lie where."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from catalogue.common.palette import Palette
from explorer.charts.canvas import canvas, name_axes, series_of, table_of
from explorer.charts.drawing import Drawing
from explorer.charts.labels import date_ticks, legend, number_ticks
from explorer.charts.palette import colours
from explorer.charts.plot import Plot, Scale
from explorer.charts.sentences import instant, names_of, spread_of, title_of
from explorer.frames.grouping import Grouping
from explorer.frames.kinds import ColumnKind, instants, is_year, kind_of, numbers
from explorer.messages.language import Messages

N_BINS = 50


def histogram(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw how many values lie in each of up to fifty intervals; several series stand one on the other."""
    assert plot.x is not None
    is_dated = kind_of(frame[plot.x]) is ColumnKind.DATE
    values = _positions(frame[plot.x]).dropna()
    edges = edges_of(values, is_log=plot.scale is Scale.LOG_LOG)
    series = series_of(frame.loc[values.index], plot, words)
    drawn = canvas(frame.loc[values.index], plot, names_of(words), title_of(plot, words), paper, height=4.2)
    names = series.names if series else [""]
    shades = colours(len(names), paper, last_is_rest=series is not None and series.n_rest > 0)
    counts = {
        panel.name: _counts(values.loc[panel.rows.index.intersection(values.index)], edges, series)
        for panel in drawn.panels
    }
    for panel in drawn.panels:
        bottom = np.zeros(len(edges) - 1)
        for heights, shade in zip(counts[panel.name], shades, strict=True):
            panel.axes.bar(
                edges[:-1], heights, np.diff(edges), bottom, align="edge", color=shade, edgecolor=paper.paper, lw=0.5
            )
            bottom = bottom + heights
        _scale(panel.axes, plot, words, is_dated=is_dated)
    name_axes(drawn, plot.x, words.rows)
    if series is not None:
        legend(drawn.figure, names, shades, plot.colour or "", paper)
    bounds = [_bound(edge, words, is_dated=is_dated) for edge in edges]
    table = table_of(drawn, plot.facet, lambda panel: _bins(bounds, counts[panel.name], names, words))
    return Drawing(drawn.figure, table, _summary(frame, values, plot, words, is_dated=is_dated))


def edges_of(values: pd.Series, *, is_log: bool = False) -> np.ndarray:
    """Return the edges of the intervals: whole numbers of a short range have one each.

    >>> edges_of(pd.Series([1.0, 2.0, 4.0])).tolist()
    [0.5, 1.5, 2.5, 3.5, 4.5]
    """
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.array([low - 0.5, low + 0.5])
    if is_log:
        return np.geomspace(low, high, 31)
    if (values % 1 == 0).all() and high - low < N_BINS:
        return np.arange(low - 0.5, high + 1)
    has_middle = bool(np.ptp(values.quantile([0.25, 0.75])))
    n_bins = len(np.histogram_bin_edges(values, "auto")) - 1 if has_middle else N_BINS
    step = _round_step((high - low) / min(max(n_bins, 8), N_BINS))
    first = np.floor(low / step)
    return np.arange(first, np.floor(high / step) + 2) * step


def _round_step(step: float) -> float:
    """Return the next step that readers count in: 1, 2, 2.5 or 5, times a power of ten.

    >>> _round_step(11.8), _round_step(0.3)
    (20.0, 0.5)
    """
    power = 10.0 ** np.floor(np.log10(step))
    return float(next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= step * 0.999))


def _counts(values: pd.Series, edges: np.ndarray, series: Grouping | None) -> list[np.ndarray]:
    """Return how many values lie between the edges, for each series."""
    if series is None:
        return [np.histogram(values, edges)[0]]
    codes = series.codes.loc[values.index]
    return [np.histogram(values[codes == code], edges)[0] for code in range(len(series.names))]


def _bins(bounds: list[str], counts: list[np.ndarray], names: list[str], words: Messages) -> pd.DataFrame:
    table = pd.DataFrame({words.interval_from: bounds[:-1], words.interval_to: bounds[1:]})
    for name, heights in zip(names, counts, strict=True):
        table.insert(table.shape[1], name or words.rows, heights, allow_duplicates=True)
    return table


def _scale(axes: Axes, plot: Plot, words: Messages, *, is_dated: bool) -> None:
    if plot.scale is Scale.LOG_LOG:
        axes.set_xscale("log")
    if plot.is_log:
        axes.set_yscale("log")
    axes.grid(visible=False, axis="x")
    number_ticks(axes.yaxis, words, whole=True, is_log=plot.is_log)
    if is_dated:
        axes.xaxis_date()
        date_ticks(axes.xaxis, words)
    else:
        number_ticks(axes.xaxis, words, is_log=plot.scale is Scale.LOG_LOG)


def _positions(column: pd.Series) -> pd.Series:
    """Return where values lie on an axis: numbers as they are, dates in days as matplotlib counts them."""
    if kind_of(column) is not ColumnKind.DATE:
        return numbers(column)
    dates = instants(column).dropna()
    return pd.Series(date2num(dates.to_numpy()), index=dates.index)  # type: ignore[no-untyped-call]


def _bound(edge: float, words: Messages, *, is_dated: bool) -> str:
    if not is_dated:
        return words.measure(edge)
    return instant(pd.Timestamp("1970-01-01") + pd.Timedelta(days=round(edge)), words)


def _summary(frame: pd.DataFrame, values: pd.Series, plot: Plot, words: Messages, *, is_dated: bool) -> str:
    whole = int if is_year(frame[plot.x]) else float
    spread = spread_of(values, lambda value: _bound(whole(value), words, is_dated=is_dated), words)
    sentences = [title_of(plot, words) + ".", spread]
    if n_missing := len(frame) - len(values):
        sentences.append(words.rows_without.format(n=words.number(n_missing), column=plot.x))
    return " ".join(sentences)
