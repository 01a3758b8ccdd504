"""The choice of an SQL report as a data set: one that the explorer brings, or one that staff wrote at the desk."""

from datetime import UTC, datetime

import streamlit as st

from catalogue.domain.report_sql import RefusedReport, parse_report
from explorer.frames.sample import DataSet
from explorer.messages.language import Messages
from explorer.messages.pages import SQL_REPORTS
from explorer.screens import address, context
from explorer.sources import reports, sandbox
from explorer.sources.database import newest_change

N_KEPT = 8


def choose_report() -> tuple[DataSet, str, str] | None:
    """Return what the chosen report finds, its name and what names its state; None, and a sentence, when nothing.

    :raises SourceError: when the catalogue cannot be read.
    """
    words = context.say(SQL_REPORTS)
    statements = {name: statement for name, (_, statement) in reports.SHIPPED.items()}
    names = {name: titles[words.locale] for name, (titles, _) in reports.SHIPPED.items()}
    own = reports.list_reports(context.database())
    for report in own.itertuples(index=False):
        statements[f"desk-{report.id}"], names[f"desk-{report.id}"] = str(report.statement), str(report.name)
    name = address.choose_one(words.report, list(statements), "report", shown=names.__getitem__)
    try:
        values = _enter_values(parse_report(statements[name]).parameters, words)
        if values is None:
            st.info(words.enter_values)
            return None
        with st.spinner(words.running):
            data, is_cut = _run(context.database_url(), newest_change(context.database()), statements[name], values)
    except RefusedReport as error:
        st.warning(words.faults[error.fault].format(detail=error.detail))
        return None
    if is_cut:
        st.caption(words.cut.format(n=words.number(reports.N_ROWS)))
    return data, names[name], repr((statements[name], values))


def _enter_values(parameters: tuple[str, ...], words: Messages) -> dict[str, int | str] | None:
    """Return the values of the parameters; None while one is missing. `year` begins with this year."""
    values: dict[str, int | str] = {}
    for name in parameters:
        key, rest = f"parameter {name}", address.read_parameter(f"p-{name}")
        if key not in st.session_state:
            st.session_state[key] = rest[0] if rest else str(datetime.now(UTC).year) if name == "year" else ""
        text = st.text_input(words.parameter.format(name=name), key=key).strip()
        address.write_parameter(f"p-{name}", [text] if text else [])
        values[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
    return None if "" in values.values() else values


@st.cache_resource(max_entries=N_KEPT, show_spinner=False)
def _run(database_url: str, newest: int, statement: str, values: dict[str, int | str]) -> tuple[DataSet, bool]:
    """Return what a report finds, and whether there is more; it runs anew after a change of the catalogue."""
    frame, is_cut = sandbox.run_report(database_url, statement, values)
    return DataSet(frame, len(frame), frame.shape[1]), is_cut
