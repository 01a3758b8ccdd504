"""Change sets and their undo; history and restoring."""

from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import BookRecord
from catalogue.errors import CatalogueError, NotFound
from catalogue.models import Author, Book, RecordKind, SetKind, Subject
from catalogue.services import books, change_sets, heading_merge, history, items, record_states
from catalogue.services.headings import authors, subjects
from catalogue.services.undo import undo as undo_set
from catalogue.store.change_sets import open_set
from tests.factories import book_record, stored_book

SEEDS = range(12)


def read_all(session: Session) -> Any:
    """Return what every book says, by number, and every heading that books have."""
    book_ids = session.scalars(sa.select(Book.id)).all()
    states = {
        book_id: sorted_items(record_states.read_state(session, RecordKind.BOOK, book_id)) for book_id in book_ids
    }
    names = [session.scalars(sa.select(model.name).where(model.n_books > 0)).all() for model in (Author, Subject)]
    return states, [sorted(some) for some in names]


def sorted_items(state: Any) -> Any:
    return state | {"items": sorted(state["items"], key=lambda item: item["barcode"])} if "items" in state else state


def write_something(session: Session, random: Any, actor: Any) -> None:
    """Do one of the things that people, imports and programs do."""
    ids = session.scalars(sa.select(Book.id)).all()
    names = ["Ada", "Bob", "Cleo", "Dora"]
    record = BookRecord(
        title=random.choice("ABCDEF"),
        authors=tuple(random.sample(names, random.randint(0, 2))),
        subjects=tuple(random.sample(["X", "Y", "Z"], random.randint(0, 2))),
        publisher=random.choice([None, "P", "Q"]),
    )
    match random.choice(["create", "replace", "replace", "delete", "item", "lend"]):
        case "create":
            books.create(session, record, actor=actor)
        case "replace" if ids:
            books.replace(session, random.choice(ids), record, actor=actor)
        case "delete" if ids:
            books.delete(session, random.choice(ids), actor=actor)
        case "item" if ids:
            item = ItemRecord(barcode=f"B{random.randint(1, 12)}", location=random.choice([None, "Centre"]))
            items.create(session, random.choice(ids), item, actor=actor)
        case "lend":
            barcodes = items.find_by_barcodes(session, [f"B{number}" for number in range(1, 13)])
            if barcodes:
                items.set_status(session, random.choice(sorted(barcodes.values())), ItemStatus.LOST, actor=actor)


def rename_something(session: Session, random: Any, actor: Any) -> None:
    """Rename one of the first headings that books have; a heading that was renamed itself makes way for none."""
    module, model, make = random.choice([(authors, Author, AuthorRecord), (subjects, Subject, SubjectRecord)])
    ids = session.scalars(sa.select(model.id).where(model.n_books > 0, model.id <= 2)).all()
    if ids:
        module.replace(session, random.choice(ids), make(name=f"Name {random.randint(1, 50)}"), actor=actor)


def merge_something(session: Session, random: Any, actor: Any) -> None:
    """Merge two of the first headings that books have."""
    kind, model = random.choice([(RecordKind.AUTHOR, Author), (RecordKind.SUBJECT, Subject)])
    ids = session.scalars(sa.select(model.id).where(model.n_books > 0)).all()
    if len(ids) > 1:
        heading_merge.merge(session, kind, *random.sample(ids, 2), actor=actor)


def write_much(session: Session, random: Any, n: Any, actor: Any) -> None:
    for _ in range(n):
        try:
            with session.begin_nested():
                write_something(session, random, actor)
        except CatalogueError:
            continue


@pytest.mark.parametrize("seed", SEEDS)
def test_sets_that_are_undone_one_after_the_other_leave_everything_as_it_was(
    writing: Any, reading: Any, seed: Any
) -> None:
    random = Random(seed)
    with writing() as session:
        write_much(session, random, 12, "ada")
    states, sets = [], []
    for _ in range(4):
        with reading() as session:
            states.append(read_all(session))
        with writing() as session, open_set(session, SetKind.BATCH, "much", actor="bob") as opened:
            chance = random.random()
            if chance < 0.3:
                rename_something(session, random, "bob")
            elif chance < 0.6:
                merge_something(session, random, "bob")
            else:
                write_much(session, random, 8, "bob")
        sets.append(opened.id)

    for set_id, state in zip(reversed(sets), reversed(states), strict=True):
        if set_id is None:
            continue
        with writing() as session:
            undo = undo_set(session, set_id, actor="cleo")
        assert undo.conflicts == [], seed
        with reading() as session:
            assert read_all(session) == state, seed


@pytest.mark.parametrize("seed", SEEDS)
def test_an_undo_can_be_undone(writing: Any, reading: Any, seed: Any) -> None:
    random = Random(seed)
    with writing() as session:
        write_much(session, random, 12, "ada")
    with writing() as session, open_set(session, SetKind.BATCH, "much", actor="bob") as opened:
        write_much(session, random, 8, "bob")
    with reading() as session:
        state = read_all(session)
    if opened.id is None:
        return  # Whatever this seed tried was refused.
    with writing() as session:
        undo = undo_set(session, opened.id, actor="cleo")

    if undo.change_set_id is None:
        return  # The set had changed nothing that was left to take back.
    with writing() as session:
        redo = undo_set(session, undo.change_set_id, actor="cleo")

    with reading() as session:
        assert (read_all(session), redo.conflicts) == (state, [])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_somebody_touched_later_stays_and_the_rest_is_taken_back(writing: Any, reading: Any, seed: Any) -> None:
    random = Random(seed)
    with writing() as session:
        untouched = [stored_book(session, title, publisher="P", actor="ada") for title in "UVW"]
        touched = [stored_book(session, title, publisher="P", actor="ada") for title in "XYZ"]
    with writing() as session, open_set(session, SetKind.BATCH, "publisher", actor="bob") as opened:
        for book_id in (*untouched, *touched):
            record = books.get(session, book_id).as_record()
            books.replace(session, book_id, book_record(record.title, publisher="Q", dewey="843"), actor="bob")
    with writing() as session:
        for book_id in touched:
            books.replace(session, book_id, book_record("T", publisher=random.choice("RS"), dewey="843"), actor="eve")

    with writing() as session:
        undo = undo_set(session, opened.id, actor="cleo")  # type: ignore[arg-type]

    with reading() as session:
        for book_id in untouched:
            record = books.get(session, book_id)  # type: ignore[assignment]
            assert (record.publisher, record.dewey) == ("P", None)
        for book_id in touched:
            record = books.get(session, book_id)  # type: ignore[assignment]
            assert record.title == "T"
            assert record.publisher in {"R", "S"}
            assert record.dewey is None
    assert {(one.record_id, field.field) for one in undo.conflicts for field in one.fields} == {
        (book_id, "publisher") for book_id in touched
    }


def test_a_rename_of_a_heading_is_undone_with_its_books(writing: Any, reading: Any) -> None:
    with writing() as session:
        ids = [stored_book(session, title, authors=("Zola",), actor="ada") for title in ("Nana", "Germinal")]
    with writing() as session:
        authors.replace(session, 1, AuthorRecord(name="Émile Zola"), actor="bob")
    with writing() as session:
        undo_set(session, 1, actor="cleo")

    with reading() as session:
        assert [books.get(session, book_id).authors[0].name for book_id in ids] == ["Zola", "Zola"]
        sets = change_sets.list_sets(session, 1, 20).hits
        assert [(one.kind, one.name, one.undoes_id, one.undone_by) for one in sets] == [
            ("undo", "Zola → Émile Zola", 1, None),
            ("rename", "Zola → Émile Zola", None, 2),
        ]


def test_a_created_book_that_was_changed_since_stays(writing: Any, reading: Any) -> None:
    with writing() as session, open_set(session, SetKind.IMPORT, "books.json", actor="ada"):
        kept, gone = (stored_book(session, title, actor="ada") for title in "AB")
    with writing() as session:
        items.create(session, kept, ItemRecord(barcode="B1"), actor="bob")

    with writing() as session:
        undo = undo_set(session, 1, actor="cleo")

    assert [(one.record_id, one.obstacle) for one in undo.conflicts] == [(kept, "changed_since")]
    with reading() as session:
        books.get(session, kept)
        with pytest.raises(NotFound):
            books.get(session, gone)


def test_history_tells_each_change_field_by_field(writing: Any, reading: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "Nana", publisher="Gallimard", actor="ada")
    with writing() as session:
        books.replace(session, book_id, book_record("Nana", publisher="Folio"), actor="bob")
        items.create(session, book_id, ItemRecord(barcode="B1"), actor="bob")

    with reading() as session:
        found = history.list_changes(session, RecordKind.BOOK, book_id, 1, 20)

    told = [(one.actor, one.revision, [(d.field, d.before, d.after) for d in one.differences]) for one in found.hits]
    assert told[1] == ("bob", 2, [("publisher", "Gallimard", "Folio")])
    assert [(d.field, d.before, d.barcode) for d in found.hits[0].differences] == [("items", None, "B1")]
    assert told[2][:2] == ("ada", 1)


def test_a_version_is_restored_and_items_stay(writing: Any, reading: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "Nana", publisher="Gallimard", actor="ada")
        books.replace(session, book_id, book_record("Autre"), actor="bob")
        items.create(session, book_id, ItemRecord(barcode="B1"), actor="bob")
    with writing() as session:
        history.restore_version(session, RecordKind.BOOK, book_id, 1, actor="cleo")

    with reading() as session:
        book = books.get(session, book_id)
        assert (book.title, book.publisher, book.n_items, book.revision) == ("Nana", "Gallimard", 1, 4)


def test_a_deleted_book_comes_back_with_its_number_headings_and_copies(writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "First", actor="ada")
        book_id = stored_book(session, "Nana", authors=("Zola",), subjects=("Paris",), actor="ada")
        items.create(session, book_id, ItemRecord(barcode="B1", call_number="843 ZOL"), actor="ada")
    with writing() as session:
        books.delete(session, book_id, actor="bob")
        stored_book(session, "Other", items=[ItemRecord(barcode="B1")], actor="bob")
    with reading() as session:
        deleted = history.list_deleted(session, 1, 20)
        assert [(one.book_id, one.title, one.actor) for one in deleted.hits] == [(book_id, "Nana", "bob")]
        assert history.find_deletion(session, book_id) is not None
    with writing() as session:
        assert history.restore_deleted(session, book_id, actor="cleo") == ["B1"]

    with reading() as session:
        book = books.get(session, book_id)
        assert (book.title, book.authors[0].name, book.subjects[0].name) == ("Nana", "Zola", "Paris")
        assert book.revision == 4
        assert history.list_deleted(session, 1, 20).total == 0
        assert history.find_deletion(session, book_id) is None


@pytest.mark.parametrize("book_id", [1, 2])
def test_what_was_not_deleted_is_not_restored(writing: Any, book_id: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", actor="ada")
        with pytest.raises(NotFound):
            history.restore_deleted(session, book_id, actor="ada")
