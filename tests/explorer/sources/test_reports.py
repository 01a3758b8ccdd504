"""SQL reports: what staff ask is answered, and attacks are refused, on SQLite and PostgreSQL alike."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord
from catalogue.domain.report_sql import RefusedReport, ReportFault, parse_report
from catalogue.services import items, sql_reports
from explorer.sources import reports, sandbox


@pytest.fixture
def run(database_url: str, session: Session, add_book: Any, keep: Any) -> Any:
    """Run a report on one book with a copy: `run("SELECT …", year=1885)`."""
    book_id = add_book("Germinal", authors=("Émile Zola",), published="1885", dewey="843")
    items.create(session, book_id, ItemRecord(barcode="1", location="Centre"), actor="test")
    keep()
    return lambda text, **values: reports.run(database_url, text, values)


def test_parameters_are_values(run: Any) -> None:
    frame, is_cut = run(
        "SELECT title FROM book WHERE publication_year = :year AND title LIKE '%:no%' OR id > 0", year=1
    )

    assert (frame.to_dict("list"), is_cut) == ({"title": ["Germinal"]}, False)


@pytest.mark.parametrize("name", reports.SHIPPED)
def test_what_is_shipped_runs(run: Any, name: str) -> None:
    titles, statement = reports.SHIPPED[name]

    run(statement, **dict.fromkeys(parse_report(statement).parameters, 2026))

    assert titles.keys() == {"fr", "en"}


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM book",
        "UPDATE item SET barcode = '2'",
        "DROP TABLE book",
        "PRAGMA table_info(book)",
        "ATTACH DATABASE 'x.db' AS x",
        "VACUUM INTO 'x.db'",
        "COPY book TO PROGRAM 'id'",
        "SELECT 1; DROP TABLE book",
        "WITH gone AS (DELETE FROM book RETURNING id) SELECT * FROM gone",
        "SELECT * INTO copied FROM book",
        "SELECT * FROM book FOR UPDATE",
        "SELECT name, password_hash FROM account",
        "SELECT * FROM token",
        "SELECT * FROM change",
        'SELECT * FROM "change_set"',
        "SELECT * FROM log_in",
        "SELECT * FROM failed_search",
        "SELECT * FROM report",
        "SELECT (SELECT max(name) FROM account) FROM book",
        "SELECT title FROM book UNION SELECT name FROM account",
        "SELECT * FROM book WHERE EXISTS (SELECT 1 FROM account WHERE name LIKE 'a%')",
        "WITH people AS (SELECT * FROM account) SELECT * FROM people",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM pg_catalog.pg_authid",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM pragma_table_info",
        "SELECT pg_sleep(60)",
        "SELECT pg_catalog . pg_sleep /* */ (60)",
        'SELECT "pg_sleep"(60)',
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT query_to_xml('SELECT * FROM account', true, true, '')",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT load_extension('x')",
        "SELECT zeroblob(1000000000)",
        "SELECT randomblob(1000000000)",
        "SELECT * FROM generate_series(1, 1000000000)",
        "SELECT E'\\'; DROP TABLE book --'",
        'SELECT U&"\\0061ccount" FROM book',
        "SELECT $$x$$",
        "SELECT @@version",
        "/* SELECT */ DROP TABLE book",
        "",
        "SELECT " + "1," * 20_000 + "1",
    ],
)
def test_what_no_report_may_do_is_refused(run: Any, attack: str) -> None:
    with pytest.raises(RefusedReport):
        run(attack)

    assert run("SELECT barcode FROM item")[0]["barcode"].tolist() == ["1"]


def test_an_endless_query_is_stopped(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "SECONDS", 1)

    with pytest.raises(RefusedReport) as refused:
        run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n".replace("n(i)", "n"))

    assert refused.value.fault in (ReportFault.TOO_SLOW, ReportFault.REFUSED)

    with pytest.raises(RefusedReport) as refused:
        run("WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")

    assert refused.value.fault is ReportFault.TOO_SLOW


def test_rows_are_bounded(run: Any) -> None:
    many = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n"

    frame, is_cut = run(many)

    assert (len(frame), is_cut) == (reports.N_ROWS, True)


def test_memory_is_bounded_and_the_process_is_another(run: Any, database_url: str) -> None:
    frame, _ = sandbox.run_report(database_url, "SELECT title FROM book", {})
    assert frame["title"].tolist() == ["Germinal"]

    columns = ", ".join(f"replace(:text, 'a', 'aaaaaaaa') || i AS c{n}" for n in range(20))
    huge = f"WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9000) SELECT {columns} FROM n"
    with pytest.raises(RefusedReport) as refused:
        sandbox.run_report(database_url, huge, {"text": "a" * 500})
    assert refused.value.fault in (ReportFault.TOO_MUCH, ReportFault.TOO_SLOW)

    assert len(sandbox.run_report(database_url, "SELECT title FROM book", {})[0]) == 1


def test_the_reports_of_the_desk_are_listed(session: Session, engine: Any, keep: Any) -> None:
    sql_reports.save_sql_report(session, None, "Titres", "", "SELECT title FROM book", actor="test")
    keep()

    assert reports.list_reports(engine)["name"].tolist() == ["Titres"]
