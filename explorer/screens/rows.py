"""The page on which a data set is looked at: its rows, its columns, and what can be said of each."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from explorer.charts.sentences import instant
from explorer.frames import describe
from explorer.frames.csv_file import write_csv
from explorer.messages.language import Messages
from explorer.messages.pages import DATA, ROWS
from explorer.screens import address, context, tables
from explorer.screens.data import Chosen, choose
from explorer.screens.filtering import filter_rows

N_ROWS = 50
"""Rows that are shown until the reader asks for another number."""


def show() -> None:
    """Show a data set that the reader chooses. :raises SourceError:"""
    words = context.say(ROWS)
    st.title(words.title)
    chosen = choose()
    if chosen is None:
        return
    frame = filter_rows(chosen)
    if frame.empty:
        return
    show_extent(frame, words)
    show_rows(frame, chosen, words)
    show_columns(frame, chosen, words)


def show_extent(frame: pd.DataFrame, words: Messages) -> None:
    """Show how much there is."""
    extent = describe.extent(frame)
    counts = {
        words.rows: extent.n_rows,
        words.columns: extent.n_columns,
        words.missing: extent.n_missing,
        words.duplicates: extent.n_duplicates,
    }
    with st.container(horizontal=True, gap="large"):
        for label, n in counts.items():
            st.metric(label, words.number(n), width="content")
        st.metric(words.memory, _write_size(extent.n_bytes, words), width="content")


def _write_size(n_bytes: int, words: Messages) -> str:
    """Return how much memory that is."""
    if n_bytes < 1_000_000:
        return str(words.kilobytes.format(n=words.number(-(-n_bytes // 1_000))))
    return str(words.megabytes.format(n=words.number(round(n_bytes / 1_000_000, 1))))


def show_rows(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show as many rows as the reader enters, of the columns and in the order of the reader's choice."""
    columns = address.choose_several(
        words.chosen_columns, list(frame.columns), "columns", placeholder=words.all_columns, shown=chosen.name
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        n_rows = address.enter_number(words.n_rows, "rows", default=N_ROWS, least=1, most=len(frame))
        by = address.choose_one(
            words.sort_by,
            ["", *frame.columns],
            "sort",
            shown=lambda name: chosen.name(name) if name else words.unsorted,
        )
        is_descending = address.switch_on(words.descending, "down")
    if by:
        frame = frame.sort_values(by, ascending=not is_descending, kind="stable", na_position="last")
    view = frame[columns or list(frame.columns)].head(n_rows)
    sentence = words.rows_shown.format(n=words.number(len(view)), total=words.number(len(frame)))
    named = view.rename(columns=chosen.names)
    tables.show(named, sentence)
    st.caption(sentence)
    st.download_button(
        words.take_away, lambda: write_csv(named), f"{words.file_name}.csv", "text/csv", on_click="ignore"
    )


def show_columns(frame: pd.DataFrame, chosen: Chosen, words: Messages) -> None:
    """Show what can be said of each column, and of its numbers, texts or dates."""
    kinds = context.say(DATA).kinds
    columns = describe.columns(frame)
    st.subheader(words.each_column)
    show_table(columns.assign(kind=columns["kind"].map(kinds)), chosen, words, words.each_column)
    for heading, none, described in (
        (words.of_numbers, words.no_numbers, describe.of_numbers(frame)),
        (words.of_texts, words.no_texts, describe.of_texts(frame)),
        (words.of_dates, words.no_dates, describe.of_dates(frame)),
    ):
        st.subheader(heading)
        if described.empty:
            st.caption(none)
        else:
            show_table(described, chosen, words, heading)


def show_table(described: pd.DataFrame, chosen: Chosen, words: Messages, alt: str) -> None:
    """Show a description, a row a column of the data set.

    Its measures are written as text, because a year is no thousands; so are its dates, which have an hour or none.
    """
    measures = described.select_dtypes("float").columns.difference(["missing"])
    written = described.assign(**{name: described[name].map(words.measure, na_action="ignore") for name in measures})
    for name in described.select_dtypes("datetime").columns:
        written[name] = described[name].map(lambda value: instant(value, words), na_action="ignore")
    named = written.assign(column=written["column"].map(chosen.name)).rename(columns=words.headings)
    formats: dict[str, ColumnConfig] = {
        words.headings[name]: st.column_config.TextColumn(alignment="right") for name in measures
    }
    formats[words.headings["missing"]] = st.column_config.NumberColumn(format="percent")
    tables.show(named, alt, formats)
