"""Headings of very many books are renamed and merged piece by piece, go on after a kill, and are undone so, too."""

from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from catalogue.domain.changes import RecordKind
from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.jobs import JobState
from catalogue.extensions import begin_write
from catalogue.services import books, change_sets, heading_jobs, history, jobs, undo, uploads
from catalogue.services.headings import HEADINGS
from tests.factories import book_record, stored_book

N_BOOKS = 7


@pytest.fixture
def shelf(app: Flask, writing: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Seven books by Zola on Roman, one by Émile Zola on Fiction; more than two are many. Returns the host."""
    for module in (heading_jobs, undo):
        monkeypatch.setattr(module, "AT_ONCE", 2)
        monkeypatch.setattr(module, "PIECE", 3)
    with writing() as session:
        for number in range(1, N_BOOKS + 1):
            stored_book(session, f"T{number}", authors=("Zola", "Other"), subjects=("Roman",), actor="ada")
        stored_book(session, "T8", authors=("Émile Zola",), subjects=("Fiction",), actor="ada")
    return uploads.find_host_id(app.config["UPLOAD_FOLDER"])


def find_id(app: Flask, kind: RecordKind, name: str) -> int:
    page: Any = app.test_client().get(f"/api/{kind.value}s?name={name}&per_page=100").json
    return next(one["id"] for one in page if one["name"] == name)


def run_jobs(app: Flask) -> None:
    while job_runner.run_next(app):
        pass


def read_names(app: Flask, field: str) -> list[str]:
    found: Any = app.test_client().get("/api/books?per_page=100&sort=created").json
    return [book[field][0] for book in sorted(found, key=lambda book: book["id"])]


def undo_last(app: Flask, reading: Any, host: str) -> None:
    with reading() as session:
        set_id = change_sets.list_sets(session, 1, 1).hits[0].id
    with app.app_context():
        session = begin_write()
        jobs.create(session, undo.KIND, {"set_id": set_id, "name": "", "preview": False}, host=host, actor="cleo")
        session.commit()
    run_jobs(app)


@pytest.mark.parametrize("name", ["Romans", "ROMAN"])
def test_books_follow_a_rename_in_pieces_and_back(app: Flask, reading: Any, shelf: str, name: str) -> None:
    subject_id = find_id(app, RecordKind.SUBJECT, "Roman")
    with app.app_context():
        session = begin_write()
        job_id = heading_jobs.replace(
            session, RecordKind.SUBJECT, subject_id, SubjectRecord(name=name), find_host=lambda: shelf, actor="bob"
        )
        session.commit()
    assert job_id is not None

    run_jobs(app)

    assert read_names(app, "subjects") == [name] * N_BOOKS + ["Fiction"]
    assert app.test_client().get("/api/search", query_string={"subject": name}).json["total"] == N_BOOKS
    with reading() as session:
        (found,) = change_sets.list_sets(session, 1, 20).hits
        assert (found.name, found.n_changes) == (f"Roman → {name}", N_BOOKS + 1)
        (change, _) = history.list_changes(session, RecordKind.BOOK, 5, 1, 20).hits
        assert [(one.before, one.after) for one in change.differences] == [(["Roman"], [name])]
        assert books.get(session, 5).revision == 2
        job = jobs.get(session, job_id, heading_jobs.KIND)
        assert (job.state, job.n_done, job.n_total) == (JobState.DONE, N_BOOKS, N_BOOKS)

    undo_last(app, reading, shelf)

    assert read_names(app, "subjects") == ["Roman"] * N_BOOKS + ["Fiction"]
    assert app.test_client().get("/api/search?subject=Roman").json["total"] == N_BOOKS
    with reading() as session:
        undone = change_sets.list_sets(session, 1, 1).hits[0]
        assert (undone.undoes_id, undone.n_changes) == (found.id, N_BOOKS + 1)
        assert books.get(session, 5).revision == 3


def test_a_rename_goes_on_where_it_was_stopped_and_keeps_what_others_wrote(
    app: Flask, reading: Any, writing: Any, shelf: str
) -> None:
    with app.app_context():
        session = begin_write()
        author_id = books.get(session, 1).authors[0].author_id
        record = AuthorRecord(name="Zola, É.", birth_year=1840)
        job_id = heading_jobs.replace(
            session, RecordKind.AUTHOR, author_id, record, find_host=lambda: shelf, actor="bob"
        )
        session.commit()
    assert job_runner.run_next(app, lambda: True)  # It ends after its first step.
    with reading() as session:
        job = jobs.get(session, job_id or 0, heading_jobs.KIND)
        assert (job.state, job.n_done) == (JobState.QUEUED, 3)
    with writing() as session:
        books.replace(session, 6, book_record("Edited", authors=("Zola, É.", "Other")), actor="eve")

    run_jobs(app)

    assert read_names(app, "authors") == ["Zola, É."] * N_BOOKS + ["Émile Zola"]
    with reading() as session:
        assert jobs.get(session, job_id or 0, heading_jobs.KIND).state is JobState.DONE
        assert [books.get(session, number).revision for number in range(1, 8)] == [2, 2, 2, 2, 2, 3, 2]
    undo_last(app, reading, shelf)
    assert read_names(app, "authors") == ["Zola"] * N_BOOKS + ["Émile Zola"]
    with reading() as session:
        assert books.get(session, 6).title == "Edited"


@pytest.mark.parametrize("kind", [RecordKind.AUTHOR, RecordKind.SUBJECT])
def test_a_merge_in_pieces_and_its_undo(app: Flask, reading: Any, shelf: str, kind: RecordKind) -> None:
    field, kept, merged = {
        RecordKind.AUTHOR: ("authors", "Émile Zola", "Zola"),
        RecordKind.SUBJECT: ("subjects", "Fiction", "Roman"),
    }[kind]
    kept_id, merged_id = find_id(app, kind, kept), find_id(app, kind, merged)
    with app.app_context():
        session = begin_write()
        views = [HEADINGS[kind].get(session, one) for one in (kept_id, merged_id)]
        assert heading_jobs.merge(session, kind, *views, find_host=lambda: shelf, actor="bob") is not None
        session.commit()

    run_jobs(app)

    assert read_names(app, field) == [kept] * (N_BOOKS + 1)
    moved = app.test_client().get(f"/api/{kind.value}s/{merged_id}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/api/{kind.value}s/{kept_id}")
    assert app.test_client().get(f"/api/{kind.value}s/{kept_id}").json["books"] == N_BOOKS + 1

    undo_last(app, reading, shelf)

    assert read_names(app, field) == [merged] * N_BOOKS + [kept]
    assert app.test_client().get(f"/api/{kind.value}s/{merged_id}").json["books"] == N_BOOKS
    assert app.test_client().get(f"/api/{kind.value}s/{kept_id}").json.get("variants", []) == []
