"""The yearly report: a year, its figures beside those of the year before, and the survey; to print or to take away."""

from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from explorer.panels import html, yearly
from explorer.panels.dewey import quantile
from explorer.screens import address, context
from explorer.sources import reports
from explorer.sources import yearly as source
from explorer.sources.database import snapshot
from explorer.words.yearly import WORDS, YearlyWords

OLDEST = 1900
LISTS = ("copies-acquired", "copies-in-stock")
"""The SQL reports behind the figures."""


def show() -> None:
    """Show the report of a year that the reader chooses. :raises SourceError:"""
    words = context.say(WORDS)
    st.title(words.title)
    st.caption(words.lead)
    last = datetime.now(UTC).year
    year = address.enter_number(words.year, "year", default=last - 1, least=OLDEST, most=last)
    with snapshot(context.database()) as connection:
        copies, before = source.count_copies(connection, year), source.count_copies(connection, year - 1)
        titles, years = source.count_titles(connection, year), source.count_years(connection, year)
    tables = {words.totals: yearly.compare(copies, before, titles, words)}
    tables |= {words.dimensions[name]: yearly.split(copies, name, words) for name in source.DIMENSIONS}
    survey = yearly.fill_survey(copies, source.read_survey(year), words)
    st.header(words.of_year.format(name=context.name(), year=year))
    _show_tables(tables, words)
    median = quantile(years, 0.5)
    facts = [words.undated.format(n=words.number(titles["undated"]))]
    facts += [words.age.format(median=median)] if median is not None else []
    st.caption(" ".join(facts))
    st.html(_write_links(year, words))
    _show_tables({words.survey: survey}, words)
    st.caption(words.survey_lead)
    _offer(tables | {words.survey: survey}, year, words)


def _show_tables(tables: dict[str, pd.DataFrame], words: YearlyWords) -> None:
    for name, table in tables.items():
        st.subheader(name)
        st.html(html.write_table(table.assign(link=None), "link", name, lambda value, _: _write(value, words)))


def _write(value: Any, words: YearlyWords) -> str:
    if isinstance(value, str):
        return escape(value)
    return "" if pd.isna(value) else escape(words.number(value))


def _write_links(year: int, words: YearlyWords) -> str:
    """Return links to the lists of copies behind the figures, each an SQL report on the screen of data."""
    addresses = {name: "look?" + urlencode({"source": "reports", "report": name, "p-year": year}) for name in LISTS}
    names = {name: reports.SHIPPED[name][0][words.locale] for name in LISTS}
    links = (f'<a href="{escape(addresses[name])}">{escape(names[name])}</a>' for name in LISTS)
    return f"<p>{escape(words.open_list)} {' · '.join(links)}</p>"


def _offer(tables: dict[str, pd.DataFrame], year: int, words: YearlyWords) -> None:
    st.caption(words.print_hint)
    stem = f"{words.file_name}-{year}"
    workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(horizontal=True):
        csv = yearly.write_french_csv(tables)
        st.download_button(words.csv, csv, f"{stem}.csv", "text/csv", on_click="ignore")
        st.download_button(
            words.xlsx, lambda: yearly.write_workbook(tables), f"{stem}.xlsx", workbook, on_click="ignore"
        )
