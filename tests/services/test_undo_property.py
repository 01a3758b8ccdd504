"""Apply and undo is identity on what nobody touched later, redirects included: any writes, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from catalogue.domain.batch_edits import Operation, Verb
from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.import_choices import Choices, OnDuplicate
from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.errors import CatalogueError
from catalogue.extensions import db
from catalogue.models import Author, Book, Change, Item, RecordKind, SetKind, Subject
from catalogue.services import (
    batch_edits,
    book_merge,
    books,
    heading_merge,
    ingest,
    items,
    record_states,
    redirects,
    undo,
)
from catalogue.services.batch_edits import BatchEdit, Selection
from catalogue.services.headings import authors, subjects
from catalogue.store import change_log
from catalogue.store.change_sets import open_set
from tests.conftest import empty
from tests.factories import make_outcome, stored_book

QUICKLY = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
"""A dozen examples, the same in every run: each begins a catalogue. No shrinking, which would begin hundreds."""
Step: TypeAlias = tuple[str, int, int]
NUMBERS = st.integers(0, 11)


def pick(session: Session, model: Any, number: int) -> int | None:
    """Return one of the numbers of a table's rows; of headings, of those that books have."""
    ids = sa.select(model.id).order_by(model.id)
    found = session.scalars(ids.where(model.n_books > 0) if model in {Author, Subject} else ids).all()
    return found[number % len(found)] if found else None


def edit(session: Session, one: int, other: int) -> None:
    if (book_id := pick(session, Book, one)) is not None:
        record = books.get(session, book_id).as_record()
        names = tuple(f"Name {number}" for number in {other % 3, other % 4})
        books.replace(session, book_id, replace(record, title=f"T{other}", authors=names), actor="bob")


def delete(session: Session, one: int, _other: int) -> None:
    if (book_id := pick(session, Book, one)) is not None:
        books.delete(session, book_id, actor="bob")


def change_item(session: Session, one: int, other: int) -> None:
    item_id, book_id = pick(session, Item, one), pick(session, Book, other)
    if item_id is not None and book_id is not None:
        record = items.get(session, item_id).as_record()
        items.replace(session, item_id, book_id, replace(record, status=ItemStatus.LOST), actor="bob")


def add_item(session: Session, one: int, other: int) -> None:
    if (book_id := pick(session, Book, one)) is not None:
        items.create(session, book_id, ItemRecord(barcode=f"N{other}"), actor="bob")


def import_file(session: Session, one: int, other: int) -> None:
    outcomes = [make_outcome(place, f"T{place}", barcodes=[f"I{place}"]) for place in range(one % 3, other % 5 + 1)]
    choices = Choices(OnDuplicate.UPDATE)
    ingest.ingest(session, outcomes, source="file", actor="bob", choices=choices)


def rename(session: Session, one: int, other: int) -> None:
    if one % 2 and (author_id := pick(session, Author, one)):
        authors.replace(session, author_id, AuthorRecord(name=f"Name {other}"), actor="bob")
    elif subject_id := pick(session, Subject, one):
        subjects.replace(session, subject_id, SubjectRecord(name=f"Subject {other}"), actor="bob")


def merge_headings(session: Session, one: int, other: int) -> None:
    kind, model = ((RecordKind.AUTHOR, Author), (RecordKind.SUBJECT, Subject))[one % 2]
    kept, merged = pick(session, model, one), pick(session, model, other)
    if kept and merged and kept != merged:
        heading_merge.merge(session, kind, kept, merged, actor="bob")


def merge_books(session: Session, one: int, other: int) -> None:
    kept, merged = pick(session, Book, one), pick(session, Book, other)
    if kept and merged and kept != merged:
        view = books.get(session, kept)
        record = replace(view.as_record(), subjects=("Merged",))
        book_merge.merge(session, view, books.get(session, merged), record, actor="bob")


def edit_batch(session: Session, one: int, other: int) -> None:
    ids = tuple(session.scalars(sa.select(Book.id).where(Book.id % 3 != one % 3)))
    operations = (
        Operation(verb=Verb.REPLACE, field="subjects", old=f"Subject {one % 3}", value=f"Subject {other}"),
        Operation(verb=Verb.SET, field="location", value=f"Branch {other % 2}"),
    )
    batch_edits.apply(session, BatchEdit(selection=Selection(ids), operations=operations), actor="bob")


WRITES: dict[str, Callable[[Session, int, int], None]] = {
    write.__name__: write
    for write in (
        edit,
        delete,
        change_item,
        add_item,
        import_file,
        rename,
        merge_headings,
        merge_books,
        edit_batch,
    )
}


def list_steps(names: list[str]) -> st.SearchStrategy[list[Step]]:
    return st.lists(st.tuples(st.sampled_from(names), NUMBERS, NUMBERS), min_size=1, max_size=4)


STEPS = list_steps(sorted(WRITES.keys() - {"rename"})) | list_steps(["rename"])
"""Renames are sets of their own, as they are in the catalogue: a heading that a set makes by a book and renames, and
makes again by another book, does not come back by its name."""


def begin(app: Flask) -> Session:
    """Return the session, emptied and opened for writing, after some books were stored."""
    db.session.rollback()
    empty(db.engine)
    session = open_write()
    for number in range(4):
        copies = [ItemRecord(barcode=f"B{number}{letter}") for letter in "ab"[: number % 3]]
        names = (f"Name {number % 3}", f"Name {number % 2 + 3}")
        stored_book(session, f"T{number}", authors=names, subjects=(f"Subject {number % 2}",), items=copies)
    session.commit()
    return session


def open_write() -> Session:
    session = db.session()
    change_log.open_write(session)
    return session


def take(steps: list[Step]) -> None:
    """Do what steps say in the open write, each alone; what is refused is left out."""
    session = db.session()
    for name, one, other in steps:
        try:
            with session.begin_nested():
                WRITES[name](session, one, other)
        except CatalogueError:
            continue


def read_all() -> dict[tuple[RecordKind, object], Any]:
    """Return what every book and every heading with books says, and where each number that was merged leads.

    Headings go by their names: one that no book has is as one that never was, and may come back by another number.
    """
    session = db.session()
    told: dict[tuple[RecordKind, object], Any] = {}
    ids = sorted(session.scalars(sa.select(Change.record_id).where(Change.kind == RecordKind.BOOK).distinct()))
    states = record_states.read_states(session, RecordKind.BOOK, ids)
    for book_id in ids:
        state = states.get(book_id)
        if state:
            state["items"] = sorted(state["items"], key=lambda item: str(item["barcode"]))
        told[RecordKind.BOOK, book_id] = state or redirects.find_merged_into(session, RecordKind.BOOK, book_id)
    for kind, model in ((RecordKind.AUTHOR, Author), (RecordKind.SUBJECT, Subject)):
        there = record_states.read_states(session, kind, list(session.scalars(bookish(model))))
        told |= {(kind, state["name"]): state for state in there.values()}
        gone = session.scalars(sa.select(Change.record_id).where(Change.kind == kind).distinct())
        for heading_id in set(gone) - there.keys():
            target = redirects.find_merged_into(session, kind, heading_id)
            told[kind, heading_id] = there.get(target or 0, {}).get("name")
    session.rollback()
    return told


def bookish(model: Any) -> Any:
    return sa.select(model.id).where(model.n_books > 0)


def clean(told: dict[tuple[RecordKind, object], Any], numbers: Any) -> dict[tuple[RecordKind, object], Any]:
    """Return what is there or leads somewhere: a number that came and went within the set is as one that never was."""
    return {key: state for key, state in told.items() if state and (isinstance(state, dict) or key in numbers)}


@pytest.mark.parametrize("is_redone", [False, True])
@QUICKLY
@example(
    first=[("edit_batch", 7, 8)],
    second=[("merge_books", 6, 11), ("edit_batch", 0, 5), ("delete", 7, 10), ("rename", 4, 6)],
)
@given(first=STEPS, second=STEPS)
def test_sets_are_undone_without_a_trace(app: Flask, is_redone: bool, first: list[Step], second: list[Step]) -> None:
    with app.app_context():
        begin(app)
        states, sets = [read_all()], []
        for steps in (first, second):
            session = open_write()
            with open_set(session, SetKind.BATCH, "steps", actor="bob") as opened:
                take(steps)
            session.commit()
            states.append(read_all())
            sets.append(opened.id)
        for set_id, before, after in ((sets[1], states[1], states[2]), (sets[0], states[0], states[1])):
            if set_id is None:
                continue
            result = undo.undo(open_write(), set_id, actor="cleo")
            db.session.commit()
            assert result.conflicts == []
            assert clean(read_all(), before) == clean(before, before)
            if is_redone and result.change_set_id is not None:
                redone = undo.undo(open_write(), result.change_set_id, actor="cleo")
                db.session.commit()
                assert redone.conflicts == []
                assert clean(read_all(), before) == clean(after, before)
                undo.undo(open_write(), redone.change_set_id or 0, actor="cleo")
                db.session.commit()
                assert clean(read_all(), before) == clean(before, before)


@QUICKLY
@given(steps=STEPS, later=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=3))
def test_what_nobody_touched_later_is_as_it_was(app: Flask, steps: list[Step], later: list[tuple[int, int]]) -> None:
    with app.app_context():
        begin(app)
        before = read_all()
        session = open_write()
        with open_set(session, SetKind.BATCH, "steps", actor="bob") as opened:
            take(steps)
        session.commit()
        session = open_write()
        for one, other in later:
            if (book_id := pick(session, Book, one)) is not None:
                record = replace(books.get(session, book_id).as_record(), publisher=f"P{other}", dewey="843")
                books.replace(session, book_id, record, actor="eve")
        session.commit()
        if opened.id is None:
            return

        undo.undo(open_write(), opened.id, actor="cleo")
        db.session.commit()

        after = read_all()
        touched = set(db.session.scalars(sa.select(Change.record_id).where(Change.actor == "eve")))
        db.session.rollback()
        for (kind, record_id), state in before.items():
            if kind is RecordKind.BOOK and record_id not in touched:
                assert after[kind, record_id] == state
        for book_id in touched:
            state = after[RecordKind.BOOK, book_id]
            assert state is None or isinstance(state, int) or (state["publisher"] or "").startswith("P")
