"""The yearly report: a year, its figures beside those of the year before, and the survey; to print or to take away."""

from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import sqlalchemy as sa
import streamlit as st

from explorer.messages.language import Messages
from explorer.messages.pages import YEARLY
from explorer.panels import html, yearly
from explorer.panels.yearly import Report, Table
from explorer.screens import address, context, yearly_list
from explorer.sources import yearly as source
from explorer.sources.database import snapshot, version

OLDEST = 1900
N_KEPT = 4
"""Years whose copies are kept until the next write."""
N_ON_PHONE = 4
"""Columns that a phone shows at once."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.cache_resource(show_spinner=False, max_entries=N_KEPT)
def _list_copies(database_url: str, version: str, year: int, _connection: sa.Connection) -> pd.DataFrame:
    return source.list_copies(_connection, year)


def show() -> None:
    """Show the report of a year that the reader chooses, or the list behind one of its figures. :raises SourceError:"""
    words = context.say(YEARLY)
    st.title(words.title)
    last = datetime.now(UTC).year
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        year = address.enter_number(words.year, "year", default=last - 1, least=OLDEST, most=last)
    with snapshot(context.database()) as connection, st.spinner(words.counting):
        of_now = (context.database_url(), version(connection))
        copies, before = (_list_copies(*of_now, each, connection) for each in (year, year - 1))
        log_year = source.first_year_of_log(connection)
        with right:
            own_names = _choose_owners(copies, words)
        report = Report(year, source.count_numbers(copies, year, own_names))
        if "list" in st.query_params:
            yearly_list.show(report, connection, words, _write_address(year))
            return
    st.caption(words.lead)
    report_before = Report(year - 1, source.count_numbers(before, year - 1, own_names))
    _show_report(report, report_before, log_year, words)


def _choose_owners(copies: pd.DataFrame, words: Messages) -> list[str]:
    """Return the owners that are the library itself; the reader chooses, where the copies have owners."""
    owners = sorted(copies["owner"].dropna().unique())
    if not owners:
        return []
    return address.choose_several(
        words.own_owners,
        owners,
        "own",
        default=source.list_own_names(copies),
        placeholder=words.no_own_owners,
    )


def _show_report(report: Report, before: Report, log_year: int | None, words: Messages) -> None:
    title = words.of_year.format(name=context.name(), year=report.year)
    st.header(title)
    tables = {words.totals: yearly.compare(report, before, words, _link_to)}
    for name in source.DIMENSIONS:
        if name != "owner" or report.copies["owner"].notna().any():
            tables[words.dimensions[name]] = yearly.split(report, name, words, _link_to)
    survey = yearly.fill_survey(report, source.read_survey(report.year), words, _link_to)
    for name, table in tables.items():
        _show_table(name, table, words)
        if name == words.totals:
            begins = [words.log_begins.format(year=log_year)] if log_year and log_year >= report.year else []
            st.caption(" ".join([words.totals_lead, *begins]))
    _show_table(words.survey, survey, words)
    stock = report.copies[report.copies["stock"]]
    n_unknown = int(stock["material"].isna().sum())
    st.caption(words.survey_lead + (f" {words.several(n_unknown, words.survey_unknown)}" if n_unknown else ""))
    _offer({name: table.values for name, table in (tables | {words.survey: survey}).items()}, title, report.year, words)


def _show_table(name: str, table: Table, words: Messages) -> None:
    st.subheader(name)
    hint = html.write_hint(words.scrolls, html.PHONE + 1) if len(table.values.columns) > N_ON_PHONE else ""
    st.html(hint + html.write_table(table.values, table.links, name, lambda value, _: _write(value, words)))


def _write(value: Any, words: Messages) -> str:
    if isinstance(value, str):
        return escape(value)
    return "" if pd.isna(value) else escape(words.number(value))


def _write_address(year: int, **figure: str) -> str:
    """Return an address of this page, in the reader's language and with the owners that the reader chose."""
    rest = {name: st.query_params.get_all(name) for name in (context.LANGUAGE_KEY, "own")}
    return "yearly?" + urlencode({"year": year, **figure, **{name: text for name, text in rest.items() if text}}, True)


def _link_to(year: int, number: str, by: str = "", value: str = "") -> str:
    return _write_address(year, list=number, **({"by": by, "value": value} if by else {}))


def _offer(tables: dict[str, pd.DataFrame], title: str, year: int, words: Messages) -> None:
    st.caption(words.print_hint)
    stem = f"{words.file_name}-{year}"
    csv = yearly.write_french_csv(tables, title)
    with st.container(horizontal=True):
        st.download_button(words.csv, csv, f"{stem}.csv", "text/csv", on_click="ignore")
        st.download_button(
            words.xlsx, lambda: yearly.write_workbook(tables, title), f"{stem}.xlsx", WORKBOOK, on_click="ignore"
        )
