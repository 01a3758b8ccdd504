"""The one way in which every screen shows a figure: picture, sentence, table, and three files to take away."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.charts.drawing import Drawing
from explorer.messages.pages import FIGURE
from explorer.panels import html
from explorer.screens import context, tables

DOTS_PER_INCH = 100
"""Of a figure on a page that has room for it."""
N_ROWS = 1_000
"""As many rows of the table as a page carries; the CSV has all."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as a page shows it, at most `width` dots wide."""

    picture: bytes
    width: int
    summary: str
    table: pd.DataFrame


def show(shown: FigureView, drawn: Callable[[], Drawing], name: str) -> None:
    """Show a figure.

    :param drawn: draws it, for who takes it away.
    :param name: the stem of the files' names, and what tells this figure's widgets from others' on the page.
    """
    words = context.say(FIGURE)
    st.html(html.image(shown.picture, shown.width, shown.summary, words.scrolls))
    st.caption(shown.summary)
    offer(name, lambda: drawn().png(), lambda: drawn().svg(), lambda: drawn().csv())
    with table_below():
        tables.show(shown.table.head(N_ROWS), shown.summary)
        if len(shown.table) > N_ROWS:
            st.caption(words.n_rows_shown.format(n=words.number(N_ROWS), total=words.number(len(shown.table))))


def offer(name: str, png: Callable[[], bytes], svg: Callable[[], bytes], csv: Callable[[], bytes]) -> None:
    """Offer the three files of a figure, each made when it is asked for."""
    words = context.say(FIGURE)
    forms = (("PNG", png, "image/png"), ("SVG", svg, "image/svg+xml"), ("CSV", csv, "text/csv"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words.take_away, width="content")
        for form, drawing, kind in forms:
            file = f"{name}.{form.lower()}"
            st.download_button(
                form,
                drawing,
                file,
                kind,
                key=f"{name}-{form}",
                help=f"{words.take_away} {form}",
                on_click="ignore",
                type="tertiary",
            )


def table_below() -> DeltaGenerator:
    """Return the folded place of a figure's table."""
    return st.expander(context.say(FIGURE).table)
