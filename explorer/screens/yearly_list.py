"""The list behind a figure of the yearly report: its copies by branch and call number, each leading to its book."""

from datetime import date, datetime
from html import escape
from typing import Any

import pandas as pd
import sqlalchemy as sa
import streamlit as st

from catalogue.domain.items import shelf_key
from explorer.frames.csv_file import write_csv
from explorer.messages.language import Messages
from explorer.panels import html, yearly
from explorer.panels.yearly import Report
from explorer.screens import context
from explorer.sources import yearly as source

N_SHOWN = 500


def show(report: Report, connection: sa.Connection, words: Messages, back: str) -> None:
    """Show the copies that the address names; of an unknown figure those of the stock.

    :param back: the address of the report.
    """
    asked = st.query_params
    number = asked["list"] if asked["list"] in words.numbers else "stock"
    survey = source.read_survey(report.year)
    by, value = asked.get("by", ""), asked.get("value", "")
    copies = yearly.select_copies(report.copies, number, by, value, survey)
    details = _sort(source.read_details(connection, copies))
    st.header(words.of_list.format(number=words.numbers[number], year=report.year))
    name = yearly.name_group(by, value, survey, words)
    st.subheader(" · ".join(filter(None, [name, words.several(len(details), words.n_copies)])))
    st.html(f'<p class="back"><a href="{escape(back)}">{escape(words.back)}</a></p>')
    if len(details) > N_SHOWN:
        st.caption(words.first_shown.format(n=words.number(N_SHOWN)))
    first = details.head(N_SHOWN)
    pages = [None if pd.isna(book_id) else context.site().book(int(book_id)) for book_id in first["book_id"]]
    links = pd.DataFrame({words.columns["title"]: pages})
    table = _name_columns(first, words)
    st.html(html.write_table(table, links, words.numbers[number], lambda value, _: _write(value, words)))
    csv = write_csv(_name_columns(details, words), delimiter=";")
    st.download_button(words.csv, csv, f"{words.file_name}-{report.year}-{number}.csv", "text/csv", on_click="ignore")


def _name_columns(details: pd.DataFrame, words: Messages) -> pd.DataFrame:
    """Return the copies under the names of the reader's language; those that are gone are said to be."""
    titles = details["title"].fillna("")
    gone = titles.map(lambda title: words.deleted.format(title=title))
    return details.assign(title=titles.where(details["book_id"].notna(), gone))[list(words.columns)].rename(
        columns=words.columns
    )


def _sort(details: pd.DataFrame) -> pd.DataFrame:
    """Return copies as they stand on the shelves of each branch, those without a call number last."""
    order = details["call_number"].map(shelf_key, na_action="ignore")
    return details.assign(order=order).sort_values(["branch", "order", "title"], ignore_index=True)


def _write(value: Any, words: Messages) -> str:
    """Return a value as HTML; the log has dates as text, the tables as dates."""
    if isinstance(value, date):
        return words.moment(datetime(value.year, value.month, value.day)).replace(" ", "&nbsp;")
    return "" if pd.isna(value) else escape(str(value))
