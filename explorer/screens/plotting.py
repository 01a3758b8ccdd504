"""What the pages with figures share: a plot drawn or a sentence why not, and the choice of a column."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from explorer.charts.draw import draw
from explorer.charts.plot import NoPlot, Plot, Size
from explorer.screens import choices, drawing, shared
from explorer.screens.data import Chosen, rows_of
from explorer.words.data import WORDS as DATA_WORDS
from explorer.words.plot import WORDS as PLOT_WORDS
from explorer.words.see import WORDS

NO_COLUMN = ""
"""The choice of none; Streamlit would take None for no choice at all. No tidy frame has a column of this name."""


def show_plot(frame: pd.DataFrame, plot: Plot, chosen: Chosen, name: str) -> None:
    """Draw a plot under the names that columns have on the page, or say why it makes no sense.

    :param name: of the files that it is taken away as.
    """
    words = shared.say(WORDS)
    named = frame.rename(columns=chosen.names)
    if shared.is_phone() and plot.size is Size.MEDIUM:
        plot = replace(plot, size=Size.SMALL)
    try:
        with st.spinner(words.drawing):
            note = note_on(frame, chosen)
            drawn = draw(named, plot.renamed(chosen.name), shared.say(PLOT_WORDS), shared.paper(), note)
    except NoPlot as error:
        st.warning(str(error))
        return
    drawing.show(drawn, name)


def note_on(frame: pd.DataFrame, chosen: Chosen) -> str:
    """Return where the rows of a figure come from, and how many of them there are."""
    words = shared.say(DATA_WORDS)
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
    shown = {option: chosen.name(option) for option in options} | {NO_COLUMN: none or ""}
    return choices.one(label, options, name, default=default, shown=shown.__getitem__) or None
