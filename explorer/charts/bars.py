"""Bars: rows counted, or numbers aggregated, by the values of a column, and of a second one."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from catalogue.common.palette import Palette
from explorer.charts.canvas import Canvas, canvas, name_axes, table_of
from explorer.charts.drawing import Drawing
from explorer.charts.labels import labels, legend, number_ticks
from explorer.charts.palette import N_OWN, colours
from explorer.charts.plot import Piling, Plot
from explorer.charts.sentences import named_value, names_of, of_values, title_of
from explorer.frames.grouping import GroupedNumbers, tally
from explorer.messages.language import Messages

N_LABELLED = 45
"""As many bars have their number at their end; more of them would stand too close."""


def bars(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw lying bars, because names are read from left to right; one for each category, or a group, or a pile.

    With a facet every panel has the categories of the whole, so that they stand on the same lines.
    """
    counts = _tally(frame, plot, words)
    whole = counts.table()
    many = len(whole.columns) if plot.piling is Piling.GROUPED else 1
    height = 1.1 + len(whole) * max(0.27, 0.15 * many)
    drawn = canvas(frame, plot, names_of(words), title_of(plot, words), paper, height=height)
    is_rest = counts.series is not None and counts.series.n_rest > 0
    series = colours(len(whole.columns), paper, last_is_rest=is_rest)
    for panel in drawn.panels:
        _draw(panel.axes, counts.table(panel.rows.index), plot, series, words, paper)
        if counts.series is None:
            for bar in panel.axes.patches[len(whole) - counts.rows.n_rest :]:
                bar.set_facecolor(paper.muted)
    is_share = plot.piling is Piling.SHARES and counts.series is not None
    name_axes(drawn, words.part if is_share else of_values(plot, words), plot.x or "")
    if counts.series is not None:
        legend(drawn.figure, counts.series.names, series, plot.colour or "", paper)
    numbers = table_of(drawn, plot.facet, lambda panel: _as_shown(counts.table(panel.rows.index), plot, words, counts))
    return Drawing(drawn.figure, numbers, _summary(counts, plot, words, drawn))


def _tally(frame: pd.DataFrame, plot: Plot, words: Messages) -> GroupedNumbers:
    assert plot.x is not None
    value = None if plot.counts_rows else plot.y
    second = plot.colour if plot.colour != plot.x else None
    n_series = N_OWN
    return tally(
        frame,
        plot.x,
        second,
        value,
        plot.aggregation,
        names_of(words),
        n_top=plot.n_top,
        n_series=n_series,
        order=plot.order,
    )


def _draw(axes: Axes, table: pd.DataFrame, plot: Plot, series: list[str], words: Messages, paper: Palette) -> None:
    drawn = table
    if plot.piling is Piling.SHARES and len(table.columns) > 1:
        totals = table.sum(axis="columns")
        drawn = table.div(totals.where(totals != 0), axis="index").fillna(0)
    places = np.arange(len(drawn))
    is_piled = plot.piling is not Piling.GROUPED and len(drawn.columns) > 1
    thick = 0.75 if is_piled else 0.8 / max(len(drawn.columns), 1)
    left = np.zeros(len(drawn))
    view = None
    for n, colour in enumerate(series):
        lengths = drawn.iloc[:, n].to_numpy(dtype=float)
        at = places if is_piled else places + (n - (len(drawn.columns) - 1) / 2) * thick
        view = axes.barh(at, np.nan_to_num(lengths), thick, left=left, color=colour, edgecolor=paper.paper, lw=0.5)
        if is_piled:
            left = left + np.nan_to_num(lengths)
        elif drawn.size <= N_LABELLED:
            # A series that a category does not have is seen by the gap.
            is_told = ~np.isnan(lengths) & ((lengths != 0) | (len(series) == 1))
            texts = [words.measure(length) if label else "" for length, label in zip(lengths, is_told, strict=True)]
            axes.bar_label(view, texts, padding=3, color=paper.ink, fontsize=8)
    if view is not None and is_piled and plot.piling is Piling.STACKED and len(drawn) <= N_LABELLED:
        axes.bar_label(view, [words.measure(n) for n in left], padding=3, color=paper.ink, fontsize=8)
    axes.set_yticks(places, labels(drawn.index), fontsize=9)
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.12)
    if plot.is_log:
        axes.set_xscale("log")
    number_ticks(axes.xaxis, words, whole=plot.counts_rows, is_log=plot.is_log)
    if plot.piling is Piling.SHARES and is_piled:
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda part, _: words.share(part)))


def _as_shown(table: pd.DataFrame, plot: Plot, words: Messages, counted: GroupedNumbers) -> pd.DataFrame:
    """Return the table with its categories in front, and a heading for its numbers when there is but one series."""
    view = table.astype("Int64") if plot.counts_rows else table
    if counted.series is None:
        view = view.set_axis([of_values(plot, words)], axis="columns")
    view.insert(0, plot.x, table.index, allow_duplicates=True)
    return view.reset_index(drop=True)


def _summary(counted: GroupedNumbers, plot: Plot, words: Messages, drawn: Canvas) -> str:
    """Return what the bars say: how many categories, the longest and the shortest, and what stands together."""
    totals = counted.totals()
    own = totals.iloc[: len(totals) - counted.rows.n_rest].dropna()
    sentences = [title_of(plot, words) + "."]
    if len(own) and own.min() == own.max():
        sentences.append(words.all_alike.format(n=words.number(len(own)), value=words.measure(own.max())))
    elif len(own):
        greatest, least = int(own.argmax()), int(own.argmin())
        sentences.append(
            words.greatest_and_least.format(
                n=words.number(len(own)),
                greatest=named_value(own.index[greatest], own.iloc[greatest], words),
                least=named_value(own.index[least], own.iloc[least], words),
            )
        )
    if counted.rows.n_others:
        sentences.append(words.others_together.format(n=words.number(counted.rows.n_others)))
    if drawn.n_facets_left_out:
        sentences.append(words.facets_left_out.format(n=words.number(drawn.n_facets_left_out)))
    return " ".join(sentences)
