"""What the pages with figures share: a plot drawn or a sentence why not, and the choice of a column."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from catalogue.common.palette import DARK
from explorer.charts.draw import draw
from explorer.charts.drawing import Drawing
from explorer.charts.plot import NoPlot, Plot, Size
from explorer.messages.pages import DATA, FIGURES, PLOT
from explorer.screens import address, context, figure
from explorer.screens.data import Chosen, rows_of
from explorer.screens.filtering import WHERE

NO_COLUMN = ""
"""The choice of none; Streamlit would take None for no choice at all. No tidy frame has a column of this name."""

N_KEPT = 60
"""Figures kept: those of a few readers who look around."""


def show_plot(frame: pd.DataFrame, plot: Plot, chosen: Chosen, name: str) -> None:
    """Draw a plot under the names that columns have on the page, or say why it makes no sense.

    :param frame: the rows of the data set that fulfil the conditions.
    :param name: of the files that it is taken away as.
    """
    words, note, paper = context.say(PLOT), note_on(frame, chosen), context.paper()
    if context.is_phone() and plot.size is Size.MEDIUM:
        plot = replace(plot, size=Size.SMALL)
    plot = plot.renamed(chosen.name)

    def drawn() -> Drawing:
        return draw(frame.rename(columns=chosen.names), plot, words, paper, note)

    rows = (chosen.state, *address.read_parameter(WHERE))
    try:
        with st.spinner(context.say(FIGURES).drawing):
            view = _shown(rows, repr(plot), words.locale, paper == DARK, note, drawn)
    except NoPlot as error:
        st.warning(str(error))
        return
    figure.show(view, drawn, name)


@st.cache_data(show_spinner=False, max_entries=N_KEPT)
def _shown(
    rows: tuple[str, ...], plot: str, locale: str, is_dark: bool, note: str, _drawn: Callable[[], Drawing]
) -> figure.FigureView:
    """Return a plot as a page shows it, drawn anew only for other rows, another choice or another reader."""
    drawing = _drawn()
    width = round(drawing.figure.get_figwidth() * figure.DOTS_PER_INCH)
    return figure.FigureView(drawing.picture(), width, drawing.summary, drawing.table)


def note_on(frame: pd.DataFrame, chosen: Chosen) -> str:
    """Return where the rows of a figure come from, and how many of them there are."""
    words = context.say(DATA)
    facts = [chosen.title, rows_of(chosen.data, words)]
    if len(frame) < len(chosen.data.frame):
        n, total = words.number(len(frame)), words.number(len(chosen.data.frame))
        facts.append(words.n_left.format(n=n, total=total).rstrip("."))
    return " · ".join(facts)


def column(
    label: str,
    columns: Sequence[str],
    name: str,
    chosen: Chosen,
    *,
    default: str | None = None,
    none: str | None = None,
) -> str | None:
    """Return the column that the reader chooses.

    :param none: what choosing no column is called; without it, one must be chosen.
    """
    options = [*columns] if none is None else [NO_COLUMN, *columns]
    if not options:
        return None
    view = {option: chosen.name(option) for option in options} | {NO_COLUMN: none or ""}
    return address.choose_one(label, options, name, default=default, shown=view.__getitem__) or None
