"""Figures of the collection: bars that count books, and lead to them.

Each takes *marks*: one row a bar, with the columns `label` (what it is called), `value` (how long it is), `written`
(what stands at its end), `address` (where it leads, <NA> for nowhere) and `told` (the same as a sentence). A title is
for figures that are taken away; on a page the heading above says it.
"""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from explorer.charts import hot
from explorer.charts.palette import make_readable
from explorer.charts.paper import Paper, quieten
from explorer.words.language import Words

WIDTH = 4.6
"""Inches; a figure fills half of a wide page, and all of a narrow one."""
LONGEST_LABEL = 28
TEXT_SIZE = 10.5
N_TICKS = 7


def bars(marks: pd.DataFrame, paper: Paper, title: str = "") -> Figure:
    """Draw bars that lie, one under the other, what they count written at their ends."""
    figure, axes = _empty(0.5 + 0.31 * len(marks), paper, title)
    places = range(len(marks))
    axes.barh(places, marks["value"].astype(float), height=0.72, color=paper.bar)
    _name_rows(axes, marks, paper)
    for place, mark in enumerate(marks.to_dict("records")):
        axes.annotate(
            str(mark["written"]),
            (float(mark["value"]), place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=paper.ink,
            fontsize=TEXT_SIZE,
        )
    axes.set_xlim(0, 1.02 * (marks["value"].astype(float).max() or 1))
    axes.xaxis.set_visible(False)
    return figure


def columns(marks: pd.DataFrame, words: Words, paper: Paper, xlabel: str, ylabel: str, title: str = "") -> Figure:
    """Draw bars that stand, side by side in the order of time."""
    figure, axes = _empty(3.2, paper, title)
    places = list(range(len(marks)))
    sns.barplot(
        x=places, y=marks["value"].astype(float).to_numpy(), native_scale=True, width=0.86, color=paper.bar,
        saturation=1, errorbar=None, ax=axes,
    )  # fmt: skip
    quieten(axes, paper)
    step = -(-len(places) // N_TICKS) if places else 1
    axes.set_xticks(places[::step], marks["label"].tolist()[::step], fontsize=TEXT_SIZE)
    axes.grid(visible=False, axis="x")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(round(value))))
    axes.set(xlabel=xlabel, ylabel=ylabel, xlim=(-0.6, len(places) - 0.4))
    for place, mark in enumerate(marks.to_dict("records")):
        if not pd.isna(mark["address"]):
            hot.column(axes, place - 0.5, 1, str(mark["address"]), str(mark["told"]))
    return figure


def ages(marks: pd.DataFrame, paper: Paper, title: str = "") -> Figure:
    """Draw a dot at the median year of each row, on a line from the first quarter to the third.

    :param marks: with the columns `first` and `third` as well, years like `value`.
    """
    figure, axes = _empty(0.9 + 0.34 * len(marks), paper, title)
    places = range(len(marks))
    axes.hlines(places, marks["first"].astype(float), marks["third"].astype(float), color=paper.muted, linewidth=1.5)
    axes.scatter(marks["value"].astype(float), places, s=56, color=paper.bar, zorder=3)
    _name_rows(axes, marks, paper)
    for place, mark in enumerate(marks.to_dict("records")):
        axes.annotate(
            str(mark["written"]),
            (float(mark["value"]), place),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            color=paper.ink,
            fontsize=TEXT_SIZE - 1.5,
        )
    axes.grid(axis="x", color=paper.hairline, linewidth=0.8)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.locator_params(axis="x", integer=True, nbins=7)
    first, last = marks["first"].astype(float).min(), marks["third"].astype(float).max()
    room = max(4, (last - first) * 0.08)
    axes.set_xlim(first - room, last + room)
    return figure


def squares(
    cells: pd.DataFrame, links: pd.DataFrame, told: pd.DataFrame, words: Words, paper: Paper, title: str = ""
) -> Figure:
    """Draw a square for each number of `cells`, darker for more, with the number in it.

    :param cells: numbers, whole or <NA>; its index and its columns are written along the edges.
    :param links: where each square leads, of the same shape.
    :param told: the sentence of each square, of the same shape.
    """
    n_rows, n_columns = cells.shape
    figure, axes = _empty(0.9 + 0.36 * n_rows, paper, title, width=max(WIDTH, 2.6 + 0.5 * n_columns))
    numbers = cells.astype(float)
    texts = cells.map(lambda n: "" if pd.isna(n) else words.short(int(n)))
    colours = LinearSegmentedColormap.from_list("paper to bar", [paper.paper, paper.bar])
    sns.heatmap(
        numbers, annot=texts, fmt="", mask=numbers.isna(), cmap=colours, vmin=0, cbar=False, ax=axes,
        linewidths=1, linecolor=paper.paper, annot_kws={"fontsize": TEXT_SIZE - 2},
    )  # fmt: skip
    make_readable(axes, cells.shape)
    axes.set_facecolor(paper.paper)
    axes.set(xlabel="", ylabel="")
    axes.tick_params(colors=paper.ink, length=0, labelsize=TEXT_SIZE - 1)
    axes.set_yticks([row + 0.5 for row in range(n_rows)], [_short(str(name)) for name in cells.index], rotation=0)
    axes.set_xticks([column + 0.5 for column in range(n_columns)], [str(name) for name in cells.columns], rotation=0)
    for (row, column), address in np.ndenumerate(links.to_numpy(object)):
        if isinstance(address, str):
            hot.cell(axes, column, row, address, str(told.iat[row, column]))
    return figure


def note(text: str, paper: Paper, title: str = "") -> Figure:
    """Draw a sentence where there is nothing to draw."""
    figure, axes = _empty(1.2, paper, title)
    axes.set_axis_off()
    axes.text(0, 0.5, text, color=paper.muted, fontsize=TEXT_SIZE, va="center")
    return figure


def _empty(height: float, paper: Paper, title: str, width: float = WIDTH) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height + (0.4 if title else 0)), layout="constrained", facecolor=paper.paper)
    axes = figure.subplots()
    axes.set_facecolor(paper.paper)
    axes.spines[:].set_visible(False)
    if title:
        figure.suptitle(title, x=0.01, ha="left", color=paper.ink, family="serif", fontsize=TEXT_SIZE + 3)
    return figure, axes


def _name_rows(axes: Axes, marks: pd.DataFrame, paper: Paper) -> None:
    """Write the rows' names, first row on top, and let each row lead where it should."""
    axes.set_yticks(range(len(marks)), [_short(str(label)) for label in marks["label"]], fontsize=TEXT_SIZE)
    axes.set_ylim(len(marks) - 0.5, -0.5)
    axes.tick_params(colors=paper.ink, length=0)
    axes.tick_params(axis="x", colors=paper.muted)
    leading = marks[["address", "told"]].astype(object).itertuples(name=None)
    hot.rows(axes, (each for each in leading if isinstance(each[1], str)))


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
