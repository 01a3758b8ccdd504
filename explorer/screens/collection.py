"""The first screen: what a library reports about its collection, each figure on its own panel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from catalogue.common.palette import DARK
from explorer.charts.drawing import Drawing
from explorer.charts.paper import PRINT
from explorer.messages.pages import COLLECTION
from explorer.panels import html, report
from explorer.panels.collection import BY_NAME, RECIPES
from explorer.panels.counting import Counting
from explorer.panels.numbers import numbers
from explorer.panels.panel import Viewer
from explorer.screens import context, figure
from explorer.sources.database import snapshot

WIDE = {"dewey-decades"}
"""Panels that take the whole width."""
N_KEPT = 300
"""Figures kept from visit to visit: those of a few states of their numbers, in both languages and on both papers."""


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel as it is sent to the browser."""

    picture: str
    summary: str
    table: str


def shown(name: str, counting: Counting, reader: Viewer) -> PanelView:
    """Return the panel `name` for a reader. :raises SourceError:"""
    look = (reader.words.locale, reader.site.address, reader.paper == DARK)
    return _shown(name, counting.counted(BY_NAME[name].counted), look, reader)


@st.cache_data(show_spinner=False, max_entries=N_KEPT)
def _shown(name: str, counted: pd.DataFrame, look: tuple[str, str, bool], _by: Viewer) -> PanelView:
    """Draw a panel; what a write did not change in its numbers is not drawn again."""
    panel = BY_NAME[name].draw(counted, _by)
    return PanelView(html.picture(panel.drawing, _by.words.scrolls), panel.drawing.summary, html.table(panel, _by))


def show() -> None:
    """Show the collection, or say that it is empty. :raises SourceError:"""
    reader = Viewer(context.say(COLLECTION), context.site(), context.paper())
    words = reader.words
    st.title(words.title)
    counting = context.counter().now()
    totals = counting.totals()
    if not totals.n_books:
        st.info(words.empty)
        return
    st.caption(words.lead)
    offer_report(reader)
    with st.spinner(words.counting):
        rows = numbers(totals, counting.counted("languages"), counting.counted("years"), reader)
    st.html(html.numbers(rows))
    show_panels(counting, reader)


def show_panels(counting: Counting, reader: Viewer) -> None:
    """Show the panels, two side by side where there is room, each as soon as it is counted."""
    narrow = [recipe.name for recipe in RECIPES if recipe.name not in WIDE]
    for name in (recipe.name for recipe in RECIPES):
        if name in WIDE:
            show_panel(name, counting, reader)
        elif narrow.index(name) % 2 == 0:
            sides = iter(st.columns(2, gap="large"))
            with next(sides):
                show_panel(name, counting, reader)
        else:
            with next(sides):
                show_panel(name, counting, reader)


def show_panel(name: str, counting: Counting, reader: Viewer) -> None:
    """Show one panel: its figure, its sentence, what can be taken away, its table."""
    st.header(reader.words.panels[name], anchor=name)
    with st.spinner(reader.words.counting):
        panel = shown(name, counting, reader)
    st.html(panel.picture)
    st.caption(panel.summary)
    figure.offer(name, *(_taken_away(name, reader, form) for form in (Drawing.png, Drawing.svg, Drawing.csv)))
    with figure.table_below():
        st.html(panel.table)


def offer_report(reader: Viewer) -> None:
    """Offer the whole screen as one file."""
    words, database, name = reader.words, context.database(), context.name()
    light = Viewer(words, reader.site, PRINT)

    def made() -> bytes:
        with snapshot(database) as connection:
            return report.page(connection, light, name, datetime.now(UTC).astimezone().date())

    file = f"{words.report_name}-{datetime.now(UTC):%Y-%m-%d}.html"
    st.download_button(words.take_report, made, file, "text/html", on_click="ignore")


def _taken_away(name: str, reader: Viewer, form: Callable[[Drawing], bytes]) -> Callable[[], bytes]:
    """Return what makes a file when it is asked for: with its title, and on light paper."""
    database = context.database()
    taker = Viewer(reader.words, reader.site, PRINT, with_titles=True)

    def made() -> bytes:
        with snapshot(database) as connection:
            return form(BY_NAME[name].make(connection, taker).drawing)

    return made
