"""Empty figures to draw on: one panel, or one for each value of a column, all on the same axes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from catalogue.common.palette import Palette
from explorer.charts.labels import PER_INCH, label, labels, write_title
from explorer.charts.palette import N_OWN
from explorer.charts.paper import quieten
from explorer.charts.plot import Plot
from explorer.charts.sentences import names_of
from explorer.frames.grouping import Grouping, Names, group_rows, parts
from explorer.messages.language import Messages

N_PANELS = 9
TALLEST = 40.0
"""Inches, that no picture grows beyond."""


@dataclass(frozen=True, slots=True)
class AxesPanel:
    """One set of axes, the rows that belong on it, and its place."""

    axes: Axes
    rows: pd.DataFrame
    name: str | None
    is_left: bool
    is_bottom: bool


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure with its panels."""

    figure: Figure
    panels: list[AxesPanel]
    n_facets_left_out: int


def canvas(
    frame: pd.DataFrame,
    plot: Plot,
    names: Names,
    title: str,
    paper: Palette,
    *,
    height: float,
    share_x: bool = True,
    share_y: bool = True,
) -> Canvas:
    """Return a figure with a panel for each of the nine most frequent values of the facet, or with one for all rows.

    :param height: of one panel, in inches.
    """
    view, n_left_out = _parts(frame, plot, names)
    n_columns = 1 if len(view) == 1 else 2 if len(view) in (2, 4) else 3
    n_lines = -(-len(view) // n_columns)
    tall = min(height * n_lines * (1.0 if n_columns == 1 else 0.85) + 0.6, TALLEST)
    figure = Figure(figsize=(plot.width, tall), layout="constrained", facecolor=paper.paper)
    grid = figure.subplots(n_lines, n_columns, sharex=share_x, sharey=share_y, squeeze=False)
    titles = labels((name or "" for name, _ in view), int(0.8 * PER_INCH * plot.width / n_columns))
    panels = []
    for place, axes in enumerate(grid.flat):
        if place >= len(view):
            axes.set_visible(False)
            continue
        name, rows = view[place]
        is_bottom = place + n_columns >= len(view)
        panels.append(AxesPanel(axes, rows, name, place % n_columns == 0, is_bottom))
        quieten(axes, paper)
        axes.tick_params(labelbottom=is_bottom or not share_x)
        if name is not None:
            axes.set_title(titles[place], loc="left", fontsize=10, color=paper.ink)
    write_title(figure, title, paper)
    return Canvas(figure, panels, n_left_out)


def _parts(frame: pd.DataFrame, plot: Plot, names: Names) -> tuple[list[tuple[str | None, pd.DataFrame]], int]:
    if plot.facet is None:
        return [(None, frame)], 0
    rows, n_left_out = parts(frame, plot.facet, N_PANELS, names)
    return [*rows], n_left_out


def series_of(frame: pd.DataFrame, plot: Plot, words: Messages) -> Grouping | None:
    """Return the groups of the column that tells series apart, unless it is that of the rows."""
    if plot.colour is None or plot.colour == plot.x:
        return None
    return group_rows(frame[plot.colour], pd.Series(1.0, index=frame.index), N_OWN, names_of(words))


def name_axes(drawn: Canvas, x: str, y: str) -> None:
    """Write what the axes measure, once along each edge of the figure."""
    for panel in drawn.panels:
        panel.axes.set_xlabel(label(x, 60) if panel.is_bottom else "")
        panel.axes.set_ylabel(label(y, 40) if panel.is_left else "")


def table_of(drawn: Canvas, facet: str | None, of_panel: Callable[[AxesPanel], pd.DataFrame]) -> pd.DataFrame:
    """Return the tables of all panels as one, with the facet in front when there is one."""

    def tables() -> Iterator[pd.DataFrame]:
        for panel in drawn.panels:
            table = of_panel(panel)
            if facet is not None:
                table.insert(0, facet, panel.name, allow_duplicates=True)
            yield table

    return pd.concat(tables(), ignore_index=True)
