"""The change log: one row a write, with the record as it was, in the order of the commits."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.extensions import db
from catalogue.models import Action, Book, Change, ChangeSet, RecordKind, SetKind
from catalogue.services import books, items
from catalogue.services.headings import authors, subjects
from catalogue.store import change_log, headings
from catalogue.store.change_sets import open_set
from catalogue.store.heading_tables import SUBJECTS
from tests.factories import book_record, stored_book


@pytest.fixture
def log(reading: Any) -> Any:
    """The rows of the log, oldest first."""

    def read() -> Any:
        with reading() as session:
            return session.scalars(sa.select(Change).order_by(Change.seq)).all()

    return read


def test_each_write_leaves_one_row(writing: Any, log: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "First", actor="ada")
    with writing() as session:
        books.replace(session, book_id, book_record("Second"), actor="bob")
    with writing() as session:
        books.delete(session, book_id, actor="cleo")

    assert [(change.record_id, change.action, change.revision, change.actor) for change in log()] == [
        (book_id, "create", 1, "ada"),
        (book_id, "update", 2, "bob"),
        (book_id, "delete", 3, "cleo"),
    ]


def test_a_row_keeps_the_record_as_it_was_with_its_items(writing: Any, log: Any) -> None:
    record = book_record(
        "First",
        authors=("A", "B"),
        contributors=(Contributor("C", Role.TRANSLATOR),),
        subjects=("S",),
        published="-0700",
        extra={"é": [1, None]},
    )
    item = ItemRecord(barcode="B1", call_number="843", status=ItemStatus.LOST)
    with writing() as session:
        book_id = books.create(session, record, actor="ada")
    with writing() as session:
        items.create(session, book_id, item, actor="ada")
    with writing() as session:
        books.delete(session, book_id, actor="ada")

    created, with_item, deleted = log()
    assert created.before is None
    assert with_item.before == {**record.as_json(), "items": []}
    assert deleted.before == {**record.as_json(), "items": [{"id": 1, **item.as_json()}]}


@pytest.mark.parametrize("change", ["replace", "delete"])
def test_a_write_of_an_item_is_a_change_of_its_book(writing: Any, log: Any, change: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "T", actor="ada")
        item_id = items.create(session, book_id, ItemRecord(barcode="B1"), actor="ada")
    with writing() as session:
        if change == "replace":
            items.replace(session, item_id, book_id, ItemRecord(barcode="B2"), actor="bob")
        else:
            items.delete(session, item_id, actor="bob")

    assert [(row.action, row.revision) for row in log()] == [("create", 1), ("update", 2), ("update", 3)]
    assert [item["barcode"] for item in log()[-1].before["items"]] == ["B1"]


def test_a_book_stored_before_a_rule_was_made_can_be_lent_renamed_and_deleted(writing: Any, log: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "T", subjects=("S",), actor="ada")
        odd = {"language": "fa_AF", "extra": {"a": "x" * 70_000}}
        session.execute(sa.update(Book).where(Book.id == book_id).values(odd))
    with writing() as session:
        items.create(session, book_id, ItemRecord(barcode="B1"), actor="ada")
        subjects.replace(session, 1, SubjectRecord(name="Other"), actor="ada")
        books.delete(session, book_id, actor="ada")

    assert log()[-1].before["extra"] == odd["extra"]


def test_an_item_that_moves_changes_both_books(writing: Any, log: Any) -> None:
    with writing() as session:
        first, second = (stored_book(session, title, actor="ada") for title in "AB")
        item_id = items.create(session, first, ItemRecord(barcode="B1"), actor="ada")
    with writing() as session:
        items.replace(session, item_id, second, ItemRecord(barcode="B1"), actor="ada")

    assert [(row.record_id, row.revision) for row in log()[-2:]] == [(first, 3), (second, 2)]


def test_what_is_rolled_back_leaves_nothing(app: Flask, log: Any) -> None:
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        stored_book(session, "T", authors=("A",), subjects=("S",), actor="ada")
        session.rollback()
        assert headings.find_ids(session, SUBJECTS, ["s"]) == {}

    assert log() == []


def test_numbers_only_grow(writing: Any, reading: Any) -> None:
    seen = []
    for title in "ABC":
        with writing() as session:
            stored_book(session, title, actor="ada")
        with reading() as session:
            seen.append(change_log.read_newest_seq(session))

    assert seen == sorted(set(seen))


def test_the_newest_of_no_changes_is_0(reading: Any) -> None:
    with reading() as session:
        assert change_log.read_newest_seq(session) == 0


def test_a_write_is_opened_before_the_first_read(reading: Any) -> None:
    with reading() as session:
        change_log.read_newest_seq(session)
        with pytest.raises(RuntimeError, match="before the first read"):
            change_log.open_write(session)


def test_no_row_without_an_open_write(reading: Any) -> None:
    with reading() as session, pytest.raises(RuntimeError, match="not opened for writing"):
        stored_book(session, "T", actor="ada")


def test_a_write_ends_with_its_transaction(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        assert change_log.is_writing(session)
        session.commit()
        assert not change_log.is_writing(session)
        change_log.read_newest_seq(session)
        assert not change_log.is_writing(session)


def test_each_write_of_a_heading_leaves_one_row(writing: Any, log: Any) -> None:
    with writing() as session:
        author_id = authors.create(session, AuthorRecord(name="Emile Zola", birth_year=1840), actor="ada")
        authors.replace(session, author_id, AuthorRecord(name="Émile Zola"), actor="bob")
        authors.delete(session, author_id, actor="cleo")

    assert [(change.kind, change.record_id, change.action, change.revision, change.actor) for change in log()] == [
        ("author", author_id, "create", 1, "ada"),
        ("author", author_id, "update", 2, "bob"),
        ("author", author_id, "delete", 3, "cleo"),
    ]
    assert [change.before and change.before["name"] for change in log()] == [None, "Emile Zola", "Émile Zola"]


def test_headings_that_a_book_brings_belong_to_its_change(writing: Any, log: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", authors=("Zola",), subjects=("Paris",), actor="ada")

    assert [change.kind for change in log()] == ["book"]


def test_the_rename_of_a_heading_is_one_set_with_the_books_that_it_reaches(
    writing: Any, log: Any, reading: Any
) -> None:
    with writing() as session:
        for title in ("Nana", "Germinal"):
            stored_book(session, title, authors=("Zola",), actor="ada")
    with writing() as session:
        authors.replace(session, 1, AuthorRecord(name="Émile Zola"), actor="bob")

    with reading() as session:
        (made,) = session.scalars(sa.select(ChangeSet))
        assert (made.kind, made.name, made.actor) == ("rename", "Zola → Émile Zola", "bob")
        assert [(change.kind, change.change_set_id) for change in log()] == [
            ("book", None),
            ("book", None),
            ("book", made.id),
            ("book", made.id),
            ("author", made.id),
        ]


def test_a_set_goes_on_in_the_next_transaction(writing: Any, log: Any) -> None:
    with writing() as session, open_set(session, SetKind.IMPORT, "books.json", actor="ada") as opened:
        stored_book(session, "A", actor="ada")
    with writing() as session, open_set(session, SetKind.IMPORT, "books.json", actor="ada", set_id=opened.id):
        stored_book(session, "B", actor="ada")
    with writing() as session:
        stored_book(session, "C", actor="ada")

    assert [change.change_set_id for change in log()] == [opened.id, opened.id, None]


def test_a_set_within_a_set_is_that_set(writing: Any, log: Any) -> None:
    with writing() as session, open_set(session, SetKind.MERGE, "outer", actor="ada") as outer:
        stored_book(session, "A", subjects=("Old",), actor="ada")
        subjects.replace(session, 1, SubjectRecord(name="New"), actor="ada")

    assert {change.change_set_id for change in log()} == {outer.id}


def test_a_set_without_changes_is_none(writing: Any, reading: Any) -> None:
    with writing() as session, open_set(session, SetKind.IMPORT, "empty.json", actor="ada"):
        pass

    with reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ChangeSet)) == 0


def test_an_account_before_the_first_book_is_no_book(writing: Any, reading: Any) -> None:
    with writing() as session:
        change_log.append(session, "ada", [change_log.Entry(RecordKind.ACCOUNT, 700, Action.CREATE, None)])
    with reading() as session:
        assert not change_log.has_changed(session, RecordKind.BOOK)
        assert change_log.began_with(session, "books.json")
    with writing() as session:
        book_id = stored_book(session, "A", actor="ada")

    assert book_id == 1
    with reading() as session:
        assert not change_log.began_with(session, "books.json")
