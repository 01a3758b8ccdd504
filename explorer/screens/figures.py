"""The page on which a data set is seen: five figures, each with the few choices that it needs."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from explorer.charts.plot import Aggregation, Piling, Plot, PlotKind
from explorer.frames.kinds import ColumnKind, columns_of, is_year, measures_of
from explorer.messages.language import Messages
from explorer.messages.pages import FIGURES, PLOT
from explorer.screens import address, context
from explorer.screens.data import Chosen, choose
from explorer.screens.filtering import filter_rows
from explorer.screens.plotting import column, show_plot

N_TOP = 15
MOST = 60
"""Bars under each other; more of them are no picture any more."""
FEW = 20
"""A text of so few distinct values makes groups."""


def show() -> None:
    """Show the figures of a data set that the reader chooses. :raises SourceError:"""
    words = context.say(FIGURES)
    st.title(words.title)
    chosen = choose()
    if chosen is None:
        return
    frame = filter_rows(chosen)
    if frame.empty:
        return
    figures: tuple[tuple[str, Callable[[pd.DataFrame, Chosen, Messages], None]], ...] = (
        (words.counts, show_counts),
        (words.correlations, show_correlations),
        (words.spread, show_spread),
        (words.boxes, show_boxes),
        (words.course, show_course),
    )
    for heading, figure in figures:
        st.header(heading)
        figure(frame, chosen, words)


@st.fragment
def show_counts(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show the number of rows for each value of a column, grouped or stacked by a second one."""
    columns = columns_of(frame, ColumnKind.TEXT, ColumnKind.TRUTH, ColumnKind.NUMBER, ColumnKind.DATE)
    if not columns:
        st.info(words.no_values)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        x = column(words.column, columns, "count", chosen, default=first_grouping(frame))
        second = column(words.by, [name for name in columns if name != x], "count-by", chosen, none=words.none)
        piling = Piling.GROUPED
        if second is not None:
            piling = address.choose_one(words.piling, list(Piling), "count-as", shown=words.pilings.__getitem__)
        n_top = address.enter_number(words.n_top, "count-top", default=N_TOP, least=1, most=MOST)
    show_plot(frame, Plot(kind=PlotKind.COUNT, x=x, colour=second, piling=piling, n_top=n_top), chosen, "counts")


@st.fragment
def show_correlations(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show how columns of numbers go together."""
    columns = measures_of(frame)
    if not columns:
        st.info(words.no_numbers)
        return
    names = address.choose_several(words.columns, columns, "numbers", shown=chosen.name, placeholder=words.every_number)
    plot = Plot(kind=PlotKind.CORRELATIONS, columns=tuple(names or columns))
    show_plot(frame, plot, chosen, "correlations")


@st.fragment
def show_spread(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show how the values of a column of numbers or dates are spread."""
    columns = measures_of(frame) + columns_of(frame, ColumnKind.DATE)
    if not columns:
        st.info(words.no_numbers)
        return
    with st.container(horizontal=True):
        x = column(words.column, columns, "spread", chosen)
        second = column(words.by, groupings(frame), "spread-by", chosen, none=words.none)
    show_plot(frame, Plot(kind=PlotKind.HISTOGRAM, x=x, colour=second), chosen, "spread")


@st.fragment
def show_boxes(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show how numbers are spread in each of several groups."""
    columns = measures_of(frame)
    if not columns:
        st.info(words.no_numbers)
        return
    with st.container(horizontal=True):
        y = column(words.column, columns, "box", chosen)
        by = groupings(frame)
        x = column(words.by, by, "box-by", chosen, default=next(iter(by), None), none=words.none)
    show_plot(frame, Plot(kind=PlotKind.BOX, x=x, y=y, n_top=N_TOP), chosen, "boxes")


@st.fragment
def show_course(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show rows, or a column of numbers, in the course of time: along dates, or along years."""
    # The one that tells most first: all records may have been made in one import.
    dates = sorted(columns_of(frame, ColumnKind.DATE) + years(frame), key=lambda name: -frame[name].nunique())
    if not dates:
        st.info(words.no_dates)
        return
    aggregations = context.say(PLOT).aggregations
    with st.container(horizontal=True):
        x = column(words.column, dates, "time", chosen)
        numbers = [name for name in measures_of(frame) if name != x and not is_year(frame[name])]
        y = column(words.y, numbers, "time-of", chosen, none=words.rows)
        aggregation = Aggregation.COUNT
        if y is not None:
            reckoned = [Aggregation.SUM, Aggregation.MEAN, Aggregation.MEDIAN, Aggregation.MIN, Aggregation.MAX]
            aggregation = address.choose_one(words.aggregation, reckoned, "time-as", shown=aggregations.__getitem__)
        second = column(words.by, groupings(frame), "time-by", chosen, none=words.none)
    plot = Plot(kind=PlotKind.LINE, x=x, y=y, colour=second, aggregation=aggregation)
    show_plot(frame, plot, chosen, "time")


def groupings(frame: pd.DataFrame) -> list[str]:
    """Return the columns of text, those first that have few distinct values and so make groups."""
    texts = columns_of(frame, ColumnKind.TEXT, ColumnKind.TRUTH)
    return sorted(texts, key=lambda name: not 1 < frame[name].nunique() <= FEW)


def first_grouping(frame: pd.DataFrame) -> str | None:
    """Return the column that makes the first figure worth looking at."""
    return next(iter(groupings(frame)), None)


def years(frame: pd.DataFrame) -> list[str]:
    """Return the columns of years that are not all the same."""
    numbers = columns_of(frame, ColumnKind.NUMBER)
    return [name for name in numbers if is_year(frame[name]) and frame[name].nunique() > 1]
