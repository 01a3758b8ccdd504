"""SQL reports at the desk: written, named, changed and deleted by staff; what no report may do is explained."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.services import sql_reports


def write(local: Any, statement: str, name: str = "Titres") -> Any:
    return local.submit("/desk/sql-reports/new", name=name, statement=statement)


def test_a_report_is_written_changed_and_deleted(local: Any, session: Session) -> None:
    assert "Titres" in write(local, "SELECT title FROM book").text
    [report_id] = [report.id for report in sql_reports.list_sql_reports(session)]
    session.rollback()

    local.submit(f"/desk/sql-reports/{report_id}", statement="SELECT id FROM book")
    assert sql_reports.get_sql_report(session, report_id).statement == "SELECT id FROM book"
    session.rollback()

    local.submit(f"/desk/sql-reports/{report_id}/delete")
    assert sql_reports.list_sql_reports(session) == []


def test_what_no_report_may_do_is_explained_and_nothing_is_kept(local: Any, session: Session) -> None:
    page = write(local, "SELECT pg_sleep(5)")

    assert page.status == 400
    assert "pg_sleep" in page.text
    assert sql_reports.list_sql_reports(session) == []


def test_a_name_is_given_once(local: Any) -> None:
    assert write(local, "SELECT title FROM book").status == 200
    assert write(local, "SELECT id FROM book").status == 400
