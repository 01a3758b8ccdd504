"""Boxes and violins: how numbers are spread in each of several groups."""

from dataclasses import replace

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from catalogue.common.palette import Palette
from explorer.charts.canvas import canvas, name_axes, series_of, table_of
from explorer.charts.drawing import Drawing
from explorer.charts.labels import labels, legend, number_ticks
from explorer.charts.palette import colours
from explorer.charts.plot import Order, Plot, PlotKind
from explorer.charts.sentences import named_value, names_of, spread_of, title_of
from explorer.frames.grouping import Grouping, group_rows
from explorer.frames.kinds import is_year, numbers
from explorer.messages.language import Messages


def boxes(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw a lying box or violin of a column of numbers for each category, and for each series within it."""
    assert plot.y is not None
    values = numbers(frame[plot.y]).dropna()
    rest = frame.loc[values.index]
    rows = _rows(rest, values, plot, words)
    series = series_of(rest, plot, words)
    names = series.names if series else [""]
    height = 1.2 + len(rows.names) * max(0.36, 0.2 * len(names))
    drawn = canvas(rest, plot, names_of(words), title_of(plot, words), paper, height=height)
    shades = colours(len(names), paper, last_is_rest=series is not None and series.n_rest > 0)
    spread = pd.DataFrame({"value": values, "row": rows.codes, "series": series.codes if series else 0})
    for panel in drawn.panels:
        here = spread.loc[panel.rows.index]
        if plot.kind is PlotKind.VIOLIN:
            _draw_violins(panel.axes, here, len(rows.names), shades, paper, log=plot.is_log)
        else:
            _draw_boxes(panel.axes, here, shades, paper)
        _mark_single_values(panel.axes, here, shades, paper)
        if plot.is_log:
            panel.axes.set_xscale("log")
        panel.axes.set_yticks(range(len(rows.names)), labels(rows.names), fontsize=9)
        panel.axes.set_ylim(len(rows.names) - 0.4, -0.6)
        panel.axes.grid(visible=False, axis="y")
        number_ticks(panel.axes.xaxis, words, whole=is_year(frame[plot.y]), is_log=plot.is_log)
    name_axes(drawn, plot.y, plot.x or "")
    if series is not None:
        legend(drawn.figure, names, shades, plot.colour or "", paper)
    table = table_of(
        drawn, plot.facet, lambda panel: _quartiles(spread.loc[panel.rows.index], rows, series, plot, words)
    )
    return Drawing(drawn.figure, table, _summary(values, rows, plot, words))


def _draw_boxes(axes: Axes, spread: pd.DataFrame, shades: list[str], paper: Palette) -> None:
    """Draw a box for each row and series that has values."""
    thick = 0.8 / len(shades)
    for row, series in spread[["row", "series"]].drop_duplicates().itertuples(index=False):
        values = spread.loc[(spread["row"] == row) & (spread["series"] == series), "value"]
        axes.boxplot(
            values,
            positions=[row + (series - (len(shades) - 1) / 2) * thick],
            widths=thick * 0.85,
            orientation="horizontal",
            manage_ticks=False,
            patch_artist=True,
            boxprops={"facecolor": shades[series], "edgecolor": paper.ink, "linewidth": 0.8},
            medianprops={"color": paper.paper, "linewidth": 1.6},
            whiskerprops={"color": paper.ink, "linewidth": 0.8},
            capprops={"color": paper.ink, "linewidth": 0.8},
            flierprops={"marker": ".", "markersize": 3, "markerfacecolor": paper.muted, "markeredgecolor": "none"},
        )


def _draw_violins(
    axes: Axes, spread: pd.DataFrame, n_rows: int, shades: list[str], paper: Palette, *, log: bool
) -> None:
    """Draw the violins of one panel; seaborn takes groups by their numbers, so that names may be alike."""
    sns.violinplot(
        data=spread,
        x="value",
        y="row",
        hue="series",
        order=range(n_rows),
        hue_order=range(len(shades)),
        palette=shades,
        orient="h",
        legend=False,
        log_scale=(log, False),
        linecolor=paper.ink,
        linewidth=0.8,
        saturation=1,
        cut=0,
        inner="quart",
        inner_kws={"color": paper.paper},
        density_norm="width",
        ax=axes,
    )
    axes.set(xlabel="", ylabel="")


def _mark_single_values(axes: Axes, spread: pd.DataFrame, shades: list[str], paper: Palette) -> None:
    """Draw a diamond for each group whose middle half is one value: its box or violin would be too thin to see."""
    thick = 0.8 / len(shades)
    groups = spread.groupby(["row", "series"])["value"].describe()[["25%", "75%"]]
    for row, series, low, high in groups.reset_index().itertuples(index=False):
        if low == high:
            place = row + (series - (len(shades) - 1) / 2) * thick
            axes.plot(low, place, marker="D", ms=6, color=shades[series], mec=paper.ink, mew=0.8, zorder=5)


def _quartiles(
    spread: pd.DataFrame, rows: Grouping, series: Grouping | None, plot: Plot, words: Messages
) -> pd.DataFrame:
    """Return five numbers for each box, and how many values it is made of."""
    keys = ["row", "series"] if series else ["row"]
    values = spread.groupby(keys)["value"].describe().reset_index()
    table = pd.DataFrame()
    if plot.x is not None:
        table[plot.x] = [rows.names[int(code)] for code in values["row"]]
    if series is not None:
        names = [series.names[int(code)] for code in values["series"]]
        table.insert(table.shape[1], plot.colour or "", names, allow_duplicates=True)
    for name in ("count", "min", "25%", "50%", "75%", "max"):
        column = values[name].astype("Int64") if name == "count" else values[name]
        table.insert(table.shape[1], words.quartiles[name], column, allow_duplicates=True)
    return table


def _rows(frame: pd.DataFrame, values: pd.Series, plot: Plot, words: Messages) -> Grouping:
    """Return the group of each row, in the order asked for: by the median, by name, or as they come."""
    if plot.x is None:
        return Grouping(pd.Series(0, index=frame.index), [""], 0, 0)
    rows = group_rows(frame[plot.x], pd.Series(1.0, index=frame.index), plot.n_top, names_of(words), plot.order)
    if plot.order not in (Order.LARGEST, Order.SMALLEST):
        return rows
    n_own = len(rows.names) - rows.n_rest
    medians = values.groupby(rows.codes).median().reindex(range(n_own))
    places = medians.sort_values(ascending=plot.order is Order.SMALLEST, kind="stable").index
    return _move(rows, [*places, *range(n_own, len(rows.names))])


def _move(rows: Grouping, places: list[int]) -> Grouping:
    codes = rows.codes.map({old: new for new, old in enumerate(places)})
    return replace(rows, codes=codes, names=[rows.names[place] for place in places])


def _summary(values: pd.Series, rows: Grouping, plot: Plot, words: Messages) -> str:
    if plot.x is None:
        return f"{title_of(plot, words)}. {spread_of(values, words.measure, words)}"
    medians = values.groupby(rows.codes).median()
    medians.index = pd.Index([rows.names[code] for code in medians.index])
    greatest, least = medians.idxmax(), medians.idxmin()
    sentence = words.medians.format(
        greatest=named_value(greatest, medians.max(), words), least=named_value(least, medians.min(), words)
    )
    return f"{title_of(plot, words)}. {sentence}"
