"""Heatmaps: how columns of numbers go together, and numbers by the values of two columns."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from catalogue.common.palette import Palette
from explorer.charts.drawing import Drawing
from explorer.charts.labels import label, labels, write_title
from explorer.charts.palette import diverging, make_readable, rising
from explorer.charts.paper import quieten
from explorer.charts.plot import NoPlot, Plot
from explorer.charts.points import strongest
from explorer.charts.sentences import names_of, some_of, title_of
from explorer.frames.grouping import tally
from explorer.frames.kinds import numbers
from explorer.messages.language import Messages

N_COLUMNS = 20
"""Columns of a heatmap of correlations; with more of them the values cannot be read."""
LEAST_SIZE = 4.5
"""Points of the smallest writing; where values would have to be smaller, a scale of colours tells them."""
N_SIDE = 25
"""Categories along each side."""


def correlations(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw how columns of numbers go together (Pearson's r), each value written in.

    Columns that never vary have no correlation; they are left out, and the sentence names them.

    :raises NoPlot: when fewer than two columns vary.
    """
    values = pd.DataFrame({name: numbers(frame[name]) for name in plot.columns})
    varying = [name for name in values.columns if values[name].nunique() > 1]
    if len(varying) < 2:
        raise NoPlot(words.need_two_varying)
    view = varying[:N_COLUMNS]
    rows = values[view].corr()
    n = len(view)
    figure = Figure(figsize=(plot.width, max(3.2, plot.width * 0.055 * n + 1.6)), layout="constrained")
    figure.set_facecolor(paper.paper)
    figure.subplots()
    _fill(figure, rows, [words.coefficient(r) for r in rows.to_numpy().flat], diverging(paper), paper, limits=(-1, 1))
    write_title(figure, title_of(plot, words), paper)
    sentences = [title_of(plot, words) + ".", strongest(rows, words)]
    if constant := [name for name in values.columns if name not in varying]:
        sentences.append(words.constant_left_out.format(columns=some_of(constant, words)))
    if len(varying) > n:
        sentences.append(words.columns_left_out.format(n=words.number(n), columns=some_of(varying[n:], words)))
    table = rows.rename_axis(words.column).reset_index()
    return Drawing(figure, table, " ".join(sentence for sentence in sentences if sentence))


def heatmap(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw rows counted, or a column of numbers aggregated, by the values of x (across) and y (down)."""
    assert plot.x is not None
    assert plot.y is not None
    value = None if plot.counts_rows else plot.colour
    n_top = min(plot.n_top, N_SIDE)
    order = "name" if plot.order == "largest" else plot.order.value
    counts = tally(
        frame, plot.y, plot.x, value, plot.aggregation, names_of(words), n_top=n_top, n_series=n_top, order=order
    )
    table = counts.table()
    figure = Figure(figsize=(plot.width, max(3.2, 0.3 * len(table) + 2.4)), layout="constrained")
    figure.set_facecolor(paper.paper)
    axes = figure.subplots()
    texts = ["" if np.isnan(cell) else words.measure(cell) for cell in table.to_numpy(dtype=float).flat]
    _fill(figure, table, texts, rising(paper), paper)
    axes.set(xlabel=label(plot.x, 60), ylabel=label(plot.y, 40))
    write_title(figure, title_of(plot, words), paper)
    cells = table.to_numpy(dtype=float)
    down, across = np.unravel_index(np.nanargmax(cells), cells.shape)
    greatest = words.measure(cells[down, across])
    sentence = words.greatest_cell.format(x=table.columns[int(across)], y=table.index[int(down)], value=greatest)
    view = table.astype("Int64") if plot.counts_rows else table
    view.insert(0, plot.y, table.index, allow_duplicates=True)
    return Drawing(figure, view.reset_index(drop=True), f"{title_of(plot, words)}. {sentence}")


def _fill(
    figure: Figure,
    table: pd.DataFrame,
    texts: list[str],
    shades: object,
    paper: Palette,
    limits: tuple[float | None, float | None] = (None, None),
) -> None:
    """Draw the cells, their values in them, and the names along both sides."""
    axes = figure.axes[0]
    quieten(axes, paper)
    longest_text = max(len(text) for text in texts)
    size = min(9.0, 0.8 * figure.get_figwidth() * 72 / (0.62 * longest_text * len(table.columns)))
    is_written = size >= LEAST_SIZE
    sns.heatmap(
        table.to_numpy(dtype=float),
        ax=axes,
        annot=np.array(texts).reshape(table.shape) if is_written else False,
        fmt="",
        cmap=shades,
        vmin=limits[0],
        vmax=limits[1],
        cbar=not is_written,
        linewidths=0.5,
        linecolor=paper.paper,
        annot_kws={"fontsize": size},
    )
    make_readable(axes, table.shape)
    longest = 14 if len(table.columns) > 8 else 20
    names = labels(table.columns, longest)
    is_tight = sum(len(name) + 2 for name in names) > 80
    turn, side = (45, "right") if is_tight else (0, "center")
    axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=turn, ha=side, rotation_mode="anchor")
    axes.set_yticks(np.arange(len(table)) + 0.5, labels(table.index, 28), rotation=0)
    axes.grid(visible=False)
    axes.tick_params(colors=paper.muted, length=0, labelsize=9)
