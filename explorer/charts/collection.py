"""Figures of the collection: bars that count books, and lead to them.

Each takes *marks*: one row a bar, with the columns `label` (what it is called), `value` (how long it is), `written`
(what stands at its end), `address` (where it leads, <NA> for nowhere) and `told` (the same as a sentence). A title is
for figures that are taken away; on a page the heading above says it.
"""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from catalogue.common.palette import Palette
from explorer.charts import link_areas
from explorer.charts.fitting import PAD, Fitted
from explorer.charts.palette import make_readable
from explorer.charts.paper import quieten
from explorer.messages.language import Messages

WIDTH = 4.6
"""Inches; a figure fills half of a wide page, and all of a narrow one."""
LONGEST_LABEL = 28
TEXT_SIZE = 10.5
NAME_GAP = 3.5
"""Points between a row's name and the row."""
TITLE_HEIGHT = 0.4
"""Inches."""
N_TICKS = 7


def bars(marks: pd.DataFrame, paper: Palette, title: str = "") -> Figure:
    """Draw bars that lie, one under the other, what they count written at their ends."""
    figure, axes = _empty(0.5 + 0.31 * len(marks), paper, title)
    places = range(len(marks))
    axes.barh(places, marks["value"].astype(float), height=0.72, color=paper.accent)
    _name_rows(axes, marks, paper)
    _write(axes, marks, paper, aside=5, va="center_baseline", fontsize=TEXT_SIZE)
    axes.set_xlim(0, 1.02 * (marks["value"].astype(float).max() or 1))
    axes.set_axis_off()
    return figure


def columns(marks: pd.DataFrame, words: Messages, paper: Palette, xlabel: str, ylabel: str, title: str = "") -> Figure:
    """Draw bars that stand, side by side in the order of time."""
    figure, axes = _empty(3.2, paper, title)
    places = list(range(len(marks)))
    axes.bar(places, marks["value"].astype(float), width=0.86, color=paper.accent)
    quieten(axes, paper)
    step = -(-len(places) // N_TICKS) if places else 1
    axes.set_xticks(places[::step], marks["label"].tolist()[::step], fontsize=TEXT_SIZE)
    axes.grid(visible=False, axis="x")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(round(value))))
    axes.set(xlabel=xlabel, ylabel=ylabel, xlim=(-0.6, len(places) - 0.4))
    link_areas.columns(axes, _leading(marks))
    return figure


def ages(marks: pd.DataFrame, paper: Palette, title: str = "") -> Figure:
    """Draw a dot at the median year of each row, on a line from the first quarter to the third.

    :param marks: with the columns `first` and `third` as well, years like `value`.
    """
    figure, axes = _empty(0.9 + 0.34 * len(marks), paper, title)
    places = range(len(marks))
    axes.hlines(places, marks["first"].astype(float), marks["third"].astype(float), color=paper.muted, linewidth=1.5)
    axes.scatter(marks["value"].astype(float), places, s=56, color=paper.accent, zorder=3)
    _name_rows(axes, marks, paper)
    _write(axes, marks, paper, above=6, ha="center", fontsize=TEXT_SIZE - 1.5)
    axes.yaxis.set_visible(False)
    axes.grid(axis="x", color=paper.hairline, linewidth=0.8)
    axes.tick_params(axis="x", colors=paper.muted, length=0)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.locator_params(axis="x", integer=True, nbins=7)
    first, last = marks["first"].astype(float).min(), marks["third"].astype(float).max()
    room = max(4, (last - first) * 0.08)
    axes.set_xlim(first - room, last + room)
    return figure


def squares(
    cells: pd.DataFrame, links: pd.DataFrame, told: pd.DataFrame, words: Messages, paper: Palette, title: str = ""
) -> Figure:
    """Draw a square for each number of `cells`, darker for more, with the number in it.

    :param cells: numbers, whole or <NA>; its index and its columns are written along the edges.
    :param links: where each square leads, of the same shape.
    :param told: the sentence of each square, of the same shape.
    """
    n_rows, n_columns = cells.shape
    figure, axes = _empty(0.9 + 0.36 * n_rows, paper, title, width=max(WIDTH, 2.6 + 0.5 * n_columns))
    numbers = np.ma.masked_invalid(cells.astype(float).to_numpy())
    colours = LinearSegmentedColormap.from_list("paper to bar", [paper.paper, paper.accent])
    # Not seaborn's heatmap: it draws the whole figure to see whether labels overlap, and here they do not.
    mesh = axes.pcolormesh(numbers, cmap=colours, vmin=0, linewidth=1, edgecolor=paper.paper)
    axes.set_ylim(n_rows, 0)
    for row, column in np.argwhere(~np.ma.getmaskarray(numbers)):
        number = words.short(int(numbers[row, column]))
        axes.text(
            column + 0.5, row + 0.5, number, ha="center", va="center", fontsize=TEXT_SIZE - 2, in_layout=False
        )  # fmt: skip
    mesh.update_scalarmappable()
    make_readable(axes, cells.shape)
    axes.set_axis_off()
    _name(axes, [str(name) for name in cells.index], paper, TEXT_SIZE - 1, first=0.5)
    below = axes.get_xaxis_transform() + ScaledTranslation(0, -NAME_GAP / 72, figure.dpi_scale_trans)
    for column, name in enumerate(cells.columns):
        axes.text(
            column + 0.5, 0, str(name), transform=below, ha="center", va="top", color=paper.ink, fontsize=TEXT_SIZE - 1
        )
    addresses, sentences = (np.ndenumerate(frame.to_numpy(object)) for frame in (links, told))
    leading = [
        (column, row, address, sentence)
        for ((row, column), address), (_, sentence) in zip(addresses, sentences, strict=True)
        if isinstance(address, str)
    ]
    link_areas.cells(axes, leading)
    return figure


def note(text: str, paper: Palette, title: str = "") -> Figure:
    """Draw a sentence where there is nothing to draw."""
    figure, axes = _empty(1.2, paper, title)
    axes.set_axis_off()
    axes.text(0, 0.5, text, color=paper.muted, fontsize=TEXT_SIZE, va="center")
    return figure


def _name_rows(axes: Axes, marks: pd.DataFrame, paper: Palette) -> None:
    """Write the rows' names, first row on top, and let each row lead where it should."""
    axes.set_ylim(len(marks) - 0.5, -0.5)
    _name(axes, [str(label) for label in marks["label"]], paper, TEXT_SIZE)
    link_areas.rows(axes, _leading(marks))


def _leading(marks: pd.DataFrame) -> list[tuple[int, str, str]]:
    """Return the place, the address and the sentence of each mark that leads somewhere."""
    rows = enumerate(zip(marks["address"].tolist(), marks["told"].tolist(), strict=True))
    return [(place, address, str(label)) for place, (address, label) in rows if isinstance(address, str)]


def _name(axes: Axes, names: list[str], paper: Palette, size: float, first: float = 0) -> None:
    """Write names beside the axes, a row each.

    They are no ticks, because ticks bring five lines and texts each, which are measured and moved with every drawing.
    """
    beside = axes.get_yaxis_transform() + ScaledTranslation(-NAME_GAP / 72, 0, axes.figure.dpi_scale_trans)
    look: dict[str, Any] = {
        "transform": beside,
        "ha": "right",
        "va": "center_baseline",
        "color": paper.ink,
        "fontsize": size,
    }
    for row, name in enumerate(names):
        axes.text(0, first + row, _short(name), parse_math=False, **look)


def _write(axes: Axes, marks: pd.DataFrame, paper: Palette, *, aside: float = 0, above: float = 0, **look: Any) -> None:
    """Write what stands at the ends of the rows' marks, so many points aside and above."""
    figure = axes.figure
    by = axes.transData + ScaledTranslation(aside / 72, above / 72, figure.dpi_scale_trans)
    for place, (value, written) in enumerate(zip(marks["value"].astype(float), marks["written"], strict=True)):
        axes.text(value, place, str(written), transform=by, color=paper.ink, **look)


def _empty(height: float, paper: Palette, title: str, width: float = WIDTH) -> tuple[Figure, Axes]:
    above = TITLE_HEIGHT if title else 0
    figure = Figure(figsize=(width, height + above), layout=Fitted(above), facecolor=paper.paper)
    axes = figure.subplots()
    axes.set_facecolor(paper.paper)
    axes.spines[:].set_visible(False)
    if title:
        top = 1 - PAD / 72 / (height + above)
        figure.suptitle(title, x=0.01, y=top, ha="left", color=paper.ink, family="serif", fontsize=TEXT_SIZE + 3)
    return figure, axes


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
