"""SQL reports at the desk: written, named, changed and deleted by staff; what no report may do is refused with a sentence."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.services import sql_reports


def write(local: Any, statement: str, name: str = "Titres") -> Any:
    fields = {"name": name, "description": "", "statement": statement}
    return local.post("/desk/sql-reports/new", fields)


def test_a_report_is_written_changed_and_deleted(local: Any, session: Session) -> None:
    assert write(local, "SELECT title FROM book").status_code == 303
    session.expire_all()
    [report] = sql_reports.list_sql_reports(session)
    assert "Titres" in local.client.get("/desk/sql-reports").text

    fields = {"name": "Titres", "description": "d", "statement": "SELECT id FROM book"}
    assert local.post(f"/desk/sql-reports/{report.id}", fields).status_code == 303
    session.expire_all()
    assert report.statement == "SELECT id FROM book"

    assert local.post(f"/desk/sql-reports/{report.id}/delete", {}).status_code == 303
    session.expire_all()
    assert sql_reports.list_sql_reports(session) == []


def test_what_no_report_may_do_is_explained_and_nothing_is_kept(local: Any, session: Session) -> None:
    answer = write(local, "SELECT pg_sleep(5)")

    assert answer.status_code == 400
    assert "pg_sleep" in answer.text
    assert sql_reports.list_sql_reports(session) == []


def test_a_name_is_given_once(local: Any) -> None:
    assert write(local, "SELECT title FROM book").status_code == 303
    assert write(local, "SELECT id FROM book").status_code == 400
