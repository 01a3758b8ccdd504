"""The one way in which every screen shows a figure: picture, sentence, table, and three files to take away."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.charts.drawing import Drawing
from explorer.screens import shared, tables
from explorer.words.drawing import WORDS

N_ROWS = 1_000
"""As many rows of the table as a page carries; the CSV has all."""


def show(drawing: Drawing, name: str) -> None:
    """Show a drawing.

    :param name: the stem of the files' names, and what tells this figure's widgets from others' on the page.
    """
    words = shared.say(WORDS)
    st.image(drawing.picture(), width="stretch", alt=drawing.summary)
    st.caption(drawing.summary)
    offer(name, drawing.png, drawing.svg, drawing.csv)
    with table_below():
        tables.show(drawing.table.head(N_ROWS), drawing.summary)
        if len(drawing.table) > N_ROWS:
            st.caption(words.n_rows_shown.format(n=words.number(N_ROWS), total=words.number(len(drawing.table))))


def offer(name: str, png: Callable[[], bytes], svg: Callable[[], bytes], csv: Callable[[], bytes]) -> None:
    """Offer the three files of a figure, each made when it is asked for."""
    words = shared.say(WORDS)
    forms = (("PNG", png, "image/png"), ("SVG", svg, "image/svg+xml"), ("CSV", csv, "text/csv"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words.take_away, width="content")
        for form, made, kind in forms:
            file = f"{name}.{form.lower()}"
            st.download_button(
                form,
                made,
                file,
                kind,
                key=f"{name}-{form}",
                help=f"{words.take_away} {form}",
                on_click="ignore",
                type="tertiary",
            )


def table_below() -> DeltaGenerator:
    """Return the folded place of a figure's table."""
    return st.expander(shared.say(WORDS).table)
