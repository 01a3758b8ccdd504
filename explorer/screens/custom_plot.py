"""The page on which a reader makes a plot; its address keeps every choice."""

import pandas as pd
import streamlit as st

from explorer.charts.plot import WITH_COLUMNS, WITH_FACETS, Aggregation, Order, Piling, Plot, PlotKind, Scale, Size
from explorer.messages.language import Messages
from explorer.messages.pages import FIGURES, PLOT
from explorer.screens import address, context
from explorer.screens.data import Chosen, choose
from explorer.screens.figures import MOST, first_grouping
from explorer.screens.filtering import filter_rows
from explorer.screens.plotting import column, show_plot

N_TOP = 20
COUNTED = (PlotKind.BAR, PlotKind.LINE, PlotKind.AREA, PlotKind.PIE, PlotKind.HEATMAP)
"""The kinds that calculate one number from several rows."""
WITHOUT_Y = (PlotKind.COUNT, PlotKind.HISTOGRAM)
WITH_ORDER = (PlotKind.BAR, PlotKind.COUNT, PlotKind.BOX, PlotKind.VIOLIN, PlotKind.HEATMAP, PlotKind.PIE)


def show() -> None:
    """Let the reader make a plot of a data set of their choice. :raises SourceError:"""
    words = context.say(FIGURES)
    st.title(words.plot_title)
    chosen = choose()
    if chosen is None:
        return
    frame = filter_rows(chosen)
    with st.container(horizontal=True, key="choices"):
        plot = choose_plot(chosen.data.frame, chosen, words)
    if frame.empty:
        return
    show_plot(frame, plot, chosen, f"plot-{plot.kind}")
    st.caption(words.plot_hint)


def choose_plot(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> Plot:
    """Return the plot that the reader asks for, sense or not: what is wrong with it is said where it would be drawn."""
    kind = address.choose_one(words.kind, list(PlotKind), "kind", shown=context.say(PLOT).kinds.__getitem__)
    if kind in WITH_COLUMNS:
        return _of_columns(frame, kind, chosen, words)
    every = list(frame.columns)
    x = column(words.x, every, "x", chosen, default=first_grouping(frame), none=words.none)
    y = None if kind in WITHOUT_Y else column(words.y, every, "y", chosen, none=words.none)
    colour = None
    if kind is not PlotKind.PIE:
        label = words.fill if kind is PlotKind.HEATMAP else words.colour
        colour = column(label, every, "colour", chosen, none=words.none)
    aggregation = _aggregation(kind, colour if kind is PlotKind.HEATMAP else y, words)
    facet = column(words.facet, every, "facet", chosen, none=words.none) if kind in WITH_FACETS else None
    order, piling, n_top = _order(kind, colour, words)
    scale, size = _looks(words)
    return Plot(
        kind=kind,
        x=x,
        y=y,
        colour=colour,
        facet=facet,
        aggregation=aggregation,
        scale=scale,
        order=order,
        piling=piling,
        size=size,
        n_top=n_top,
    )


def _of_columns(frame: pd.DataFrame, kind: PlotKind, chosen: Chosen, words: Messages) -> Plot:
    """Return a plot of several columns; text may be chosen too, and is answered with a sentence."""
    names = address.choose_several(
        words.columns, list(frame.columns), "numbers", shown=chosen.name, placeholder=words.every_number
    )
    scale, size = _looks(words)
    return Plot(kind=kind, columns=tuple(names), scale=scale, size=size)


def _aggregation(kind: PlotKind, of: str | None, words: Messages) -> Aggregation:
    """Return what is calculated; where a column is there to calculate with, a sum is the first thought."""
    if kind not in COUNTED:
        return Aggregation.COUNT
    aggregations = context.say(PLOT).aggregations
    name, first = ("as", Aggregation.COUNT) if of is None else ("as-of", Aggregation.SUM)
    return address.choose_one(words.aggregation, list(Aggregation), name, default=first, shown=aggregations.__getitem__)


def _order(kind: PlotKind, colour: str | None, words: Messages) -> tuple[Order, Piling, int]:
    """Return how categories are ordered, piled up and cut off, where the kind has any."""
    if kind not in WITH_ORDER:
        return Order.LARGEST, Piling.GROUPED, N_TOP
    order = address.choose_one(words.order, list(Order), "order", shown=words.orders.__getitem__)
    piling = Piling.GROUPED
    if kind in (PlotKind.BAR, PlotKind.COUNT) and colour is not None:
        piling = address.choose_one(words.piling, list(Piling), "pile", shown=words.pilings.__getitem__)
    n_top = N_TOP
    if kind is not PlotKind.PIE:
        n_top = address.enter_number(words.n_top, "top", default=N_TOP, least=1, most=MOST)
    return order, piling, n_top


def _looks(words: Messages) -> tuple[Scale, Size]:
    scale = address.choose_one(words.scale, list(Scale), "scale", shown=words.scales.__getitem__)
    size = address.choose_one(words.size, list(Size), "size", default=Size.MEDIUM, shown=words.sizes.__getitem__)
    return scale, size
