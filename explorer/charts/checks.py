"""What is wrong with a plot before it is drawn, said so that the reader knows what to choose instead."""

from collections.abc import Iterator

import pandas as pd

from explorer.charts.plot import WITH_COLUMNS, WITH_FACETS, Aggregation, NoPlot, Piling, Plot, PlotKind, Scale
from explorer.frames.kinds import ColumnKind, columns_of, kind_of, numbers
from explorer.messages.language import Messages

ORDERED = (ColumnKind.NUMBER, ColumnKind.DATE)
NEEDS_X = {
    PlotKind.BAR,
    PlotKind.COUNT,
    PlotKind.LINE,
    PlotKind.AREA,
    PlotKind.SCATTER,
    PlotKind.HISTOGRAM,
    PlotKind.HEATMAP,
    PlotKind.PIE,
}
NEEDS_Y = {PlotKind.SCATTER, PlotKind.BOX, PlotKind.VIOLIN, PlotKind.HEATMAP}
AGGREGATES = {PlotKind.BAR, PlotKind.LINE, PlotKind.AREA, PlotKind.PIE, PlotKind.HEATMAP}


def check(frame: pd.DataFrame, plot: Plot, words: Messages) -> None:
    """Look for what makes no sense.

    :raises NoPlot: with the first thing found, and what to choose instead.
    """
    for problem in _problems(frame, plot, words):
        raise NoPlot(problem)


def _problems(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    if frame.empty:
        yield words.nothing_left
    yield from _of_columns(frame, plot, words)
    yield from _of_kinds(frame, plot, words)
    yield from _of_several(frame, plot, words)
    yield from _of_rows(frame, plot, words)
    yield from _of_scale(frame, plot, words)


def _of_columns(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    """Yield what is missing, or is there and holds nothing."""
    if plot.kind in NEEDS_X and plot.x is None:
        yield words.need_x.format(kind=words.kinds[plot.kind])
    if plot.kind in NEEDS_Y and plot.y is None:
        yield words.need_y.format(kind=words.kinds[plot.kind])
    for name in (plot.x, plot.y, plot.colour, plot.facet, *plot.columns):
        if name is not None and name not in frame.columns:
            yield words.no_such_column.format(column=name)
        if name is not None and kind_of(frame[name]) is ColumnKind.NOTHING:
            yield words.nothing_in_column.format(column=name)
    if plot.facet is not None and plot.kind not in WITH_FACETS:
        yield words.no_facets.format(kind=words.kinds[plot.kind])
    if plot.kind in (PlotKind.SCATTER, PlotKind.HEATMAP) and plot.x == plot.y:
        yield words.same_column.format(column=plot.x)


def _of_kinds(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    """Yield a column that holds what this kind of plot cannot show."""
    kinds = {name: kind_of(frame[name]) for name in (plot.x, plot.y, plot.colour) if name is not None}
    x, y = kinds.get(plot.x or ""), kinds.get(plot.y or "")
    example = next(iter(columns_of(frame, ColumnKind.NUMBER)), words.none)
    along = next((name for name in columns_of(frame, *ORDERED) if name != plot.y), words.none)
    if plot.kind in (PlotKind.LINE, PlotKind.AREA) and x not in ORDERED:
        yield words.need_order.format(column=plot.x, kind=words.kinds[plot.kind], example=along)
    if plot.kind is PlotKind.HISTOGRAM and x not in ORDERED:
        yield words.no_histogram.format(column=plot.x, example=along)
    if plot.kind is PlotKind.SCATTER and (x not in ORDERED or y not in ORDERED):
        column = plot.x if x not in ORDERED else plot.y
        yield words.no_scatter.format(column=column, example=example)
    if plot.kind in (PlotKind.BOX, PlotKind.VIOLIN) and y is not ColumnKind.NUMBER:
        yield words.no_boxes.format(column=plot.y, kind=words.kinds[plot.kind], example=example)
    if plot.kind in AGGREGATES and plot.aggregation is not Aggregation.COUNT:
        yield from _of_aggregation(frame, plot, words, example)


def _of_aggregation(frame: pd.DataFrame, plot: Plot, words: Messages, example: str) -> Iterator[str]:
    name = _find_measure(plot)
    aggregation = words.aggregations[plot.aggregation]
    if name is None:
        yield words.need_numbers.format(aggregation=aggregation, example=example)
        return
    kind = kind_of(frame[name])
    if kind is not ColumnKind.NUMBER:
        yield words.no_aggregation.format(
            column=name, holds=words.holds[kind], aggregation=aggregation, example=example
        )
    if plot.kind is PlotKind.PIE and plot.aggregation is not Aggregation.SUM:
        yield words.no_pie_of.format(aggregation=aggregation)
    if kind is ColumnKind.NUMBER and plot.kind is PlotKind.AREA and (numbers(frame[name]) < 0).any():
        yield words.no_negative_area.format(column=name)
    if kind is ColumnKind.NUMBER and plot.piling is not Piling.GROUPED and plot.kind is PlotKind.BAR and plot.colour:
        if plot.aggregation is not Aggregation.SUM:
            yield words.no_pile_of.format(aggregation=aggregation)
        if (numbers(frame[name]) < 0).any():
            yield words.no_negative_pile.format(column=name)


def _of_rows(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    """Yield that no row has all that a point, a place or a number of the plot is made of."""
    measured = [_find_measure(plot)]
    if plot.kind in (PlotKind.LINE, PlotKind.AREA, PlotKind.SCATTER, PlotKind.HISTOGRAM):
        measured.append(plot.x)
    if plot.kind in (PlotKind.SCATTER, PlotKind.BOX, PlotKind.VIOLIN):
        measured.append(plot.y)
    needed = [name for name in dict.fromkeys(measured) if name is not None]
    has_all = pd.Series(True, index=frame.index)
    for name in needed:
        column = frame[name]
        has_all &= (numbers(column) if kind_of(column) is ColumnKind.NUMBER else column).notna()
    if not has_all.any():
        yield words.no_row.format(columns=", ".join(f"“{name}”" for name in needed))


def _find_measure(plot: Plot) -> str | None:
    """Return the column of numbers that is aggregated."""
    if plot.kind not in AGGREGATES or plot.counts_rows:
        return None
    return plot.colour if plot.kind is PlotKind.HEATMAP else plot.y


def _of_several(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    """Yield what is wrong with the columns of a plot that takes several."""
    if plot.kind not in WITH_COLUMNS:
        return
    texts = [name for name in plot.columns if kind_of(frame[name]) is not ColumnKind.NUMBER]
    example = next((name for name in columns_of(frame, ColumnKind.NUMBER) if name not in plot.columns), words.none)
    if texts:
        yield words.no_numbers_in.format(column=texts[0], example=example)
    for name in plot.columns:
        if not numbers(frame[name]).notna().any():
            yield words.no_row.format(columns=f"“{name}”")
    if len(plot.columns) < 2:
        kind = words.kinds[plot.kind]
        yield words.need_two.format(kind=kind, example=example)


def _of_scale(frame: pd.DataFrame, plot: Plot, words: Messages) -> Iterator[str]:
    """Yield what cannot stand on a logarithmic axis."""
    if plot.scale is Scale.LINEAR:
        return
    if plot.kind in (PlotKind.PIE, PlotKind.HEATMAP, *WITH_COLUMNS):
        yield words.no_scale.format(kind=words.kinds[plot.kind])
    is_piled = plot.kind in (PlotKind.BAR, PlotKind.COUNT) and plot.piling is not Piling.GROUPED and plot.colour
    if is_piled or plot.kind is PlotKind.AREA:
        yield words.no_log_pile
    if plot.scale is Scale.LOG_LOG:
        if plot.kind in (PlotKind.BAR, PlotKind.COUNT, PlotKind.BOX, PlotKind.VIOLIN):
            yield words.no_log_names
        if plot.x is not None and kind_of(frame[plot.x]) is ColumnKind.DATE:
            yield words.no_log_dates.format(column=plot.x)
    measured = [
        plot.y if plot.kind in NEEDS_Y else _find_measure(plot),
        plot.x if plot.scale is Scale.LOG_LOG else None,
    ]
    for name in (name for name in measured if name is not None):
        if kind_of(frame[name]) is ColumnKind.DATE:
            yield words.no_log_dates.format(column=name)
        elif n := int((numbers(frame[name]) <= 0).sum()):
            yield words.no_log.format(column=name, n=words.number(n))
