"""Points: one column of numbers against another, or several against each other."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from catalogue.common.palette import Palette
from explorer.charts.canvas import Canvas, canvas, name_axes
from explorer.charts.drawing import Drawing
from explorer.charts.histogram import edges_of
from explorer.charts.labels import PER_INCH, date_ticks, label, labels, legend, number_ticks, write_title
from explorer.charts.palette import N_OWN, colours, rising
from explorer.charts.paper import quieten
from explorer.charts.plot import Plot, Scale
from explorer.charts.sentences import names_of, some_of, title_of
from explorer.frames.grouping import Grouping, group_rows
from explorer.frames.kinds import ColumnKind, instants, kind_of, numbers
from explorer.frames.sample import SEED
from explorer.messages.language import Messages

N_POINTS = 10_000
N_PAIRED = 2_000
"""Points that are drawn; of more as many are drawn at random, and the sentence says so."""
N_PAIRS = 6
"""Columns that are drawn against each other; more of them would be too small to see."""
MARKERS = "os^Dv*PXphd"


def scatter(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw a point for each row that has both values; series differ in colour and in shape."""
    assert plot.x is not None
    assert plot.y is not None
    needed = [plot.x, plot.y]
    is_shaded = plot.colour is not None and kind_of(frame[plot.colour]) is ColumnKind.NUMBER
    if is_shaded:
        needed.append(str(plot.colour))
    places = pd.DataFrame({name: _place(frame[name]) for name in dict.fromkeys(needed)}).dropna()
    n_both = len(places)
    places = _drawn(places, N_POINTS)
    series = None
    if plot.colour is not None and not is_shaded:
        ones = pd.Series(1.0, index=places.index)
        series = group_rows(frame[plot.colour].loc[places.index], ones, N_OWN, names_of(words))
    drawn = canvas(frame.loc[places.index], plot, names_of(words), title_of(plot, words), paper, height=4.6)
    _draw_points(drawn, places, plot, series, paper)
    for panel in drawn.panels:
        _scale(panel.axes, frame, plot, words)
    name_axes(drawn, plot.x, plot.y)
    if series is not None:
        shades = colours(len(series.names), paper, last_is_rest=series.n_rest > 0)
        legend(drawn.figure, series.names, shades, str(plot.colour), paper, markers=MARKERS)
    columns = [name for name in dict.fromkeys([plot.facet, plot.x, plot.y, plot.colour]) if name]
    table = frame.loc[places.index, columns].reset_index(drop=True)
    return Drawing(drawn.figure, table, _summary(frame, places, n_both, plot, words))


def _draw_points(drawn: Canvas, places: pd.DataFrame, plot: Plot, series: Grouping | None, paper: Palette) -> None:
    names = series.names if series else [""]
    shades = colours(len(names), paper, last_is_rest=series is not None and series.n_rest > 0)
    size, clear = (22, 0.75) if len(places) < 1_000 else (9, 0.4)
    is_shaded = series is None and plot.colour is not None
    points = None
    limits = (places[plot.colour].min(), places[plot.colour].max()) if is_shaded else (None, None)
    for panel in drawn.panels:
        here = places.loc[panel.rows.index]
        if is_shaded:
            points = panel.axes.scatter(
                here[plot.x],
                here[plot.y],
                s=size,
                c=here[plot.colour],
                cmap=rising(paper),
                vmin=limits[0],
                vmax=limits[1],
            )
            continue
        for code, shade in enumerate(shades):
            own = here if series is None else here[series.codes.loc[here.index] == code]
            marker = MARKERS[code]
            panel.axes.scatter(own[plot.x], own[plot.y], s=size, color=shade, alpha=clear, marker=marker, lw=0)
    if points is not None:
        bar = drawn.figure.colorbar(points, ax=[panel.axes for panel in drawn.panels], shrink=0.8)
        bar.set_label(label(str(plot.colour), 40), color=paper.muted)
        bar.ax.tick_params(colors=paper.muted, length=0)
        bar.outline.set_visible(False)


def _scale(axes: Axes, frame: pd.DataFrame, plot: Plot, words: Messages) -> None:
    if plot.is_log:
        axes.set_yscale("log")
    if plot.scale is Scale.LOG_LOG:
        axes.set_xscale("log")
    for axis, name, is_log in ((axes.xaxis, plot.x, plot.scale is Scale.LOG_LOG), (axes.yaxis, plot.y, plot.is_log)):
        if kind_of(frame[name]) is ColumnKind.DATE:
            axis.axis_date()
            date_ticks(axis, words)
        else:
            number_ticks(axis, words, is_log=is_log)


def _place(column: pd.Series) -> pd.Series:
    """Return what an axis takes: finite numbers, or dates without a zone."""
    return instants(column) if kind_of(column) is ColumnKind.DATE else numbers(column)


def _drawn(places: pd.DataFrame, n: int) -> pd.DataFrame:
    return places.sample(n, random_state=SEED).sort_index() if len(places) > n else places


def _summary(frame: pd.DataFrame, places: pd.DataFrame, n_both: int, plot: Plot, words: Messages) -> str:
    sentences = [title_of(plot, words) + "."]
    if n_both > len(places):
        sentences.append(words.points_drawn.format(n=words.number(len(places)), total=words.number(n_both)))
    else:
        sentences.append(words.points.format(n=words.number(n_both)))
    kinds = {kind_of(frame[name]) for name in (plot.x, plot.y)}
    if (
        kinds == {ColumnKind.NUMBER}
        and plot.x != plot.y
        and all(places[name].nunique() > 1 for name in (plot.x, plot.y))
    ):
        sentences.append(words.correlation.format(r=words.coefficient(places[plot.x].corr(places[plot.y]))))
    if n_missing := len(frame) - n_both:
        sentences.append(words.rows_without_both.format(n=words.number(n_missing)))
    return " ".join(sentences)


def pairs(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw columns of numbers against each other below the diagonal, each by itself on it, how they go together above.

    Not seaborn's pairplot, which draws on pyplot's shared figures.
    """
    names = plot.columns[:N_PAIRS]
    values = pd.DataFrame({name: numbers(frame[name]) for name in names})
    view = _drawn(values.dropna(how="all"), N_PAIRED)
    correlations = values.corr()
    side = plot.width / max(len(names), 3)
    figure = Figure(figsize=(plot.width, side * len(names) + 0.6), layout="constrained", facecolor=paper.paper)
    grid = figure.subplots(len(names), len(names), squeeze=False)
    short = labels(names, max(5, int(side * PER_INCH)))
    for row, y in enumerate(names):
        for column, x in enumerate(names):
            axes = grid[row, column]
            quieten(axes, paper)
            if column > row:
                _write_coefficient(axes, float(correlations.to_numpy()[row, column]), words, paper)
                continue
            if row == column:
                axes.hist(
                    view[x].dropna(),
                    bins=edges_of(values[x].dropna()).tolist(),
                    color=paper.accent,
                    edgecolor=paper.paper,
                    lw=0.3,
                )
            else:
                axes.scatter(view[x], view[y], s=6, color=paper.accent, alpha=0.4, lw=0)
            number_ticks(axes.xaxis, words, most=3)
            number_ticks(axes.yaxis, words, most=3)
            axes.tick_params(labelbottom=row == len(names) - 1, labelleft=column == 0 and row > 0, labelsize=8)
            axes.set_xlabel(short[column] if row == len(names) - 1 else "", fontsize=9)
            axes.set_ylabel(short[row] if column == 0 else "", fontsize=9)
    write_title(figure, title_of(plot, words), paper)
    return Drawing(
        figure, view.reset_index(drop=True), _summary_of_pairs(correlations, len(view), len(frame), plot, words)
    )


def _write_coefficient(axes: Axes, r: float, words: Messages, paper: Palette) -> None:
    axes.set_axis_off()
    text = "–" if np.isnan(r) else words.coefficient(r)
    axes.text(0.5, 0.5, text, ha="center", va="center", color=paper.ink, fontsize=8 + 8 * abs(np.nan_to_num(r)))


def _summary_of_pairs(correlations: pd.DataFrame, n_drawn: int, n_rows: int, plot: Plot, words: Messages) -> str:
    sentences = [title_of(plot, words) + ".", strongest(correlations, words)]
    if n_drawn < n_rows:
        sentences.append(words.points_drawn.format(n=words.number(n_drawn), total=words.number(n_rows)))
    if len(plot.columns) > N_PAIRS:
        left_out = some_of(plot.columns[N_PAIRS:], words)
        sentences.append(words.columns_left_out.format(n=words.number(N_PAIRS), columns=left_out))
    return " ".join(sentence for sentence in sentences if sentence)


def strongest(correlations: pd.DataFrame, words: Messages) -> str:
    """Return a sentence on the two columns that go together most; nothing when none do."""
    values = correlations.to_numpy()
    strength = np.where(np.tril(np.ones(values.shape, dtype=bool), -1), np.abs(values), np.nan)
    if np.isnan(strength).all():
        return ""
    second, first = np.unravel_index(np.nanargmax(strength), strength.shape)
    names = list(correlations.columns)
    r = words.coefficient(float(values[second, first]))
    return str(words.strongest.format(first=names[first], second=names[second], r=r))
