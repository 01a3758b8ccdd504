"""SQL reports, run where they can only read what they may: a query of staff is not trusted with the whole database.

`catalogue.domain.report_sql` refuses what is no query of allowed functions. Then the database is asked: SQLite by an
authorizer, PostgreSQL by the plan of the statement, in a transaction that is read only. `sandbox` runs all of this in
a process of bounded memory.
"""

import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.report_sql import TABLES, RefusedReport, ReportFault, ReportQuery, parse_report
from catalogue.models import SqlReport
from explorer.frames.normalize import tidy
from explorer.sources.database import connect, open_sqlite, read_frame, reading

N_ROWS = 10_000
"""Rows of a result; what comes after them is left out, and the page says so."""
SECONDS = 20
LONGEST_VALUE = 10_000_000
"""Bytes of one value, in SQLite."""
STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""


def _read_shipped() -> dict[str, tuple[dict[str, str], str]]:
    entries = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        key: (dict(zip(("fr", "en"), each["name"], strict=True)), each["statement"]) for key, each in entries.items()
    }


SHIPPED = _read_shipped()
"""The reports that the explorer brings, by a name for addresses: what each is called by language, and its query."""

_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


def list_reports(engine: sa.Engine) -> pd.DataFrame:
    """Return the staff's reports by name. Columns: `id`, `name`, `description`, `statement`. :raises SourceError:"""
    columns = (SqlReport.id, SqlReport.name, SqlReport.description, SqlReport.statement)
    with reading(engine) as connection:
        return read_frame(connection, sa.select(*columns).order_by(SqlReport.name, SqlReport.id))


def run(database_url: str, text: str, values: Mapping[str, int | str]) -> tuple[pd.DataFrame, bool]:
    """Return what a report finds, `N_ROWS` at most, and whether there is more.

    :raises RefusedReport: when it asks for what it may not, takes too long, or makes no sense to the database.
    """
    query = parse_report(text)
    is_sqlite = sa.make_url(database_url).get_backend_name() == "sqlite"
    names, rows = (_run_sqlite if is_sqlite else _run_postgresql)(database_url, query, values)
    return tidy(pd.DataFrame(rows[:N_ROWS], columns=names, dtype="object")), len(rows) > N_ROWS


def _run_sqlite(
    database_url: str, query: ReportQuery, values: Mapping[str, int | str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    with closing(open_sqlite(Path(sa.make_url(database_url).database or ""))) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")  # Where the process's limit holds, not on the disk.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.set_authorizer(_authorize)
        end = monotonic() + SECONDS
        connection.set_progress_handler(lambda: monotonic() > end, STEPS)
        try:
            cursor = connection.execute(query.write(":{name}"), dict(values))
            return [column[0] for column in cursor.description], cursor.fetchmany(N_ROWS + 1)
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise RefusedReport(ReportFault.TOO_SLOW, str(SECONDS)) from error
            fault = ReportFault.TABLE if error.sqlite_errorcode == sqlite3.SQLITE_AUTH else ReportFault.REFUSED
            raise RefusedReport(fault, str(error)) from error


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Answer SQLite, which asks before each thing that a statement would do: reading allowed tables is all."""
    if action in _READS or (action == sqlite3.SQLITE_READ and first in TABLES):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _run_postgresql(
    database_url: str, query: ReportQuery, values: Mapping[str, int | str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    statement = query.write("%({name})s")
    engine = connect(database_url)
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{SECONDS}s'")
            connection.exec_driver_sql("SET LOCAL standard_conforming_strings = on")
            plan = connection.exec_driver_sql(f"EXPLAIN (VERBOSE, FORMAT JSON) {statement}", dict(values)).scalar_one()
            for node in _list_nodes(plan[0]["Plan"]):
                if "Relation Name" in node and (
                    node["Relation Name"] not in TABLES or node["Schema"].startswith("pg_")
                ):
                    raise RefusedReport(ReportFault.TABLE, node["Relation Name"])
                if "Function Name" in node:
                    raise RefusedReport(ReportFault.FUNCTION, node["Function Name"])
            streaming = connection.execution_options(stream_results=True, max_row_buffer=1_000)
            cursor = streaming.exec_driver_sql(statement, dict(values))
            names, rows = list(cursor.keys()), [tuple(row) for row in cursor.fetchmany(N_ROWS + 1)]
            cursor.close()
            return names, rows
    except sa.exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == "57014":  # query_canceled
            raise RefusedReport(ReportFault.TOO_SLOW, str(SECONDS)) from error
        raise RefusedReport(ReportFault.REFUSED, str(error.orig).split("\n")[0]) from error
    finally:
        engine.dispose()


def _list_nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a node of a plan and all below it."""
    yield node
    for below in node.get("Plans", []):
        yield from _list_nodes(below)
