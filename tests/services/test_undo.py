"""Undo, where others wrote in between, where there is much, and where addresses were merged."""

from typing import Any

import pytest
from flask import Flask

from catalogue.cli import job_runner
from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.headings import AuthorRecord, HeadingQuery
from catalogue.domain.items import ItemRecord
from catalogue.models import RecordKind, SetKind
from catalogue.services import books, change_sets, heading_merge, items, jobs, undo, uploads
from catalogue.services.batch_edits import BatchEdit, Selection, apply
from catalogue.services.headings import authors, subjects
from catalogue.services.redirects import find_merged_into
from catalogue.store.change_sets import open_set
from tests.factories import book_record, stored_book


def write_title(session: Any, book_id: int, title: str, **fields: Any) -> None:
    books.replace(session, book_id, book_record(title, **fields), actor="bob")


def test_what_somebody_wrote_between_two_pieces_of_a_set_stays(writing: Any, reading: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "First", publisher="Folio", actor="ada")
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob") as opened:
        write_title(session, book_id, "Second", publisher="Folio")
    with writing() as session:
        write_title(session, book_id, "Second", publisher="Minuit", dewey="843")
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob", set_id=opened.id):
        write_title(session, book_id, "Third", publisher="Minuit", dewey="843", language="fr")

    with writing() as session:
        result = undo.undo(session, opened.id or 0, actor="cleo")

    assert result.conflicts == []
    with reading() as session:
        record = books.get(session, book_id).as_record()
    assert (record.title, record.publisher, record.dewey, record.language) == ("First", "Minuit", "843", None)


def test_a_field_that_both_wrote_in_turn_is_a_conflict(writing: Any, reading: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "First", actor="ada")
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob") as opened:
        write_title(session, book_id, "Second")
    with writing() as session:
        write_title(session, book_id, "Theirs")
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob", set_id=opened.id):
        write_title(session, book_id, "Fourth")

    with writing() as session:
        result = undo.undo(session, opened.id or 0, actor="cleo")

    (conflict,) = result.conflicts
    assert [(field.before, field.after, field.now) for field in conflict.fields] == [("First", "Second", "Theirs")]
    with reading() as session:
        assert books.get(session, book_id).title == "Theirs"


def test_headings_that_others_brought_meanwhile_stay(writing: Any, reading: Any) -> None:
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob") as opened:
        stored_book(session, "A", subjects=("Ours",), actor="bob")
    with writing() as session:
        theirs = stored_book(session, "B", subjects=("Theirs",), actor="eve")
        write_title(session, theirs, "B")
    with writing() as session, open_set(session, SetKind.IMPORT, "b.json", actor="bob", set_id=opened.id):
        stored_book(session, "C", subjects=("Ours too",), actor="bob")

    with writing() as session:
        undo.undo(session, opened.id or 0, actor="cleo")

    with reading() as session:
        query = HeadingQuery("", "name")
        assert [one.name for one in subjects.list_(session, query, 1, 20).hits] == ["Theirs"]


def test_a_heading_without_books_makes_room_for_a_name_that_comes_back(writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "A", authors=("Zola",), actor="ada")
        authors.replace(session, 1, AuthorRecord(name="Émile Zola"), actor="bob")
    with writing() as session:
        book_id = stored_book(session, "B", authors=("Zola",), actor="ada")
        authors.replace(session, 2, AuthorRecord(name="Zola", birth_year=1840), actor="eve")
        write_title(session, book_id, "B")

    with writing() as session:
        result = undo.undo(session, 1, actor="cleo")

    assert result.conflicts == []
    with reading() as session:
        assert authors.get(session, 1).name == "Zola"


def test_undoing_the_undo_of_a_merge_brings_the_redirect_back(writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "A", authors=("Zola",))
        stored_book(session, "B", authors=("Zola, E.",))
    with writing() as session:
        heading_merge.merge(session, RecordKind.AUTHOR, 1, 2, actor="bob")
    with writing() as session:
        first = undo.undo(session, 1, actor="cleo")
    with reading() as session:
        assert find_merged_into(session, RecordKind.AUTHOR, 2) is None
    with writing() as session:
        undo.undo(session, first.change_set_id or 0, actor="cleo")
    with reading() as session:
        assert find_merged_into(session, RecordKind.AUTHOR, 2) == 1


def test_a_copy_that_a_set_moved_goes_back_with_its_number(writing: Any, reading: Any) -> None:
    with writing() as session:
        first = stored_book(session, "A", items=[ItemRecord(barcode="B1")])
        second = stored_book(session, "B")
    with writing() as session, open_set(session, SetKind.BATCH, "moved", actor="bob"):
        items.replace(session, 1, second, ItemRecord(barcode="B1"), actor="bob")

    with writing() as session:
        result = undo.undo(session, 1, actor="cleo")

    assert result.conflicts == []
    with reading() as session:
        assert items.get(session, 1).book_id == first


def test_the_changes_of_a_set_are_read_in_few_statements(writing: Any, reading: Any, count_statements: Any) -> None:
    with writing() as session:
        ids = [stored_book(session, f"T{number}") for number in range(30)]
    with writing() as session:
        operations = (Operation(verb=Verb.ADD, field="subjects", value="Mer"),)
        apply(session, BatchEdit(selection=Selection(tuple(ids)), operations=operations), actor="bob")
    with writing() as session:
        write_title(session, ids[0], "Later")

    with reading() as session, count_statements() as sent:
        page = change_sets.list_changes(session, 1, 1, 30)

    assert len(page.hits) == 30
    assert page.hits[0].differences[0].after == ["Mer"]
    assert len(sent) < 20


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_large_set_is_undone_piece_by_piece_by_a_job(
    app: Flask, writing: Any, reading: Any, is_preview: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "PIECE", 3)
    with writing() as session:
        ids = [stored_book(session, f"T{number}", subjects=("Roman",)) for number in range(8)]
    with writing() as session:
        operations = (Operation(verb=Verb.REPLACE, field="subjects", old="Roman", value="Fiction"),)
        apply(session, BatchEdit(selection=Selection(tuple(ids)), operations=operations), actor="bob")
    with writing() as session:
        write_title(session, ids[2], "Theirs", subjects=("Récit",))
    with writing() as session:
        host = uploads.find_host_id(app.config["UPLOAD_FOLDER"])
        parameters = {"set_id": 1, "name": "", "preview": is_preview}
        job_id = jobs.create(session, undo.KIND, parameters, host=host, actor="cleo")

    job_runner.run_next(app, lambda: True)
    while job_runner.run_next(app):
        pass

    with reading() as session:
        job = jobs.get(session, job_id, undo.KIND)
        names = [[one.name for one in books.get(session, book_id).subjects] for book_id in ids]
        n_sets = change_sets.list_sets(session, 1, 20).total
    assert (job.state, *((job.result or {})[name] for name in ("n_records", "n_conflicts"))) == ("done", 7, 1)
    assert n_sets == 1 + (not is_preview)
    assert names == [["Récit"] if place == 2 else ["Fiction" if is_preview else "Roman"] for place in range(8)]
