"""The numbers of books that authors and subjects carry are those that a recount gives, whatever was done before."""

from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.headings import AuthorRecord, SubjectRecord
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.errors import Conflict, NotFound
from catalogue.models import Author, Authorship, Book, BookSubject, Subject
from catalogue.services import books
from catalogue.services.headings import authors, subjects
from tests.factories import book_record

NAMES = ["Émile Zola", "EMILE ZOLA", "Albert Camus", "Hergé", "Stendhal"]
STEPS = 150


def some(random: Any, names: Any) -> Any:
    return tuple(random.sample(names, random.randint(0, 3)))


def record(random: Any) -> Any:
    contributors = tuple(
        Contributor(name, random.choice([Role.TRANSLATOR, Role.EDITOR])) for name in some(random, NAMES)
    )
    return book_record(
        random.choice("ABC"), authors=some(random, NAMES), contributors=contributors, subjects=some(random, NAMES)
    )


def one_write(session: Session, random: Any) -> None:
    """Do one of the writes that touch headings, on records that may or may not exist."""
    number = random.randint(1, 20)
    name = random.choice([*NAMES, "Somebody else"])
    match random.randint(0, 5):
        case 0 | 1:
            books.create(session, record(random), actor="test")
        case 2:
            books.replace(session, number, record(random), actor="test")
        case 3:
            books.delete(session, number, actor="test")
        case 4 if number % 2:
            authors.replace(session, number, AuthorRecord(name=name), actor="test")
        case 4:
            subjects.replace(session, number, SubjectRecord(name=name), actor="test")
        case 5 if number % 2:
            authors.delete(session, number, actor="ada")
        case 5:
            subjects.delete(session, number, actor="ada")


def recount(session: Session, model: Any, link: Any, heading_id: Any) -> Any:
    linked = sa.select(sa.func.count(link.book_id.distinct())).where(heading_id == model.id).scalar_subquery()
    return session.execute(sa.select(model.name, model.n_books, linked).order_by(model.id)).all()


def test_counters_equal_a_recount_after_any_sequence_of_writes(writing: Any, reading: Any) -> None:
    random = Random(20260131)
    for _ in range(STEPS):
        with writing() as session:
            try:
                one_write(session, random)
            except (Conflict, NotFound):
                session.rollback()
    with reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Book)) > 5
        counted = recount(session, Author, Authorship, Authorship.author_id)
        counted += recount(session, Subject, BookSubject, BookSubject.subject_id)
    assert counted
    assert all(kept == linked for _, kept, linked in counted), counted


def test_numbers_and_revisions_of_books_agree_with_the_log(writing: Any, reading: Any) -> None:
    random = Random(7)
    for _ in range(STEPS // 3):
        with writing() as session:
            try:
                one_write(session, random)
            except (Conflict, NotFound):
                session.rollback()
    with reading() as session:
        kept = dict(session.execute(sa.select(Book.id, Book.revision)).all())
        log = session.execute(
            sa.text("SELECT record_id, action, revision FROM change WHERE kind = 'book' ORDER BY seq")
        ).all()
    replayed = {}  # type: ignore[var-annotated]
    for book_id, action, revision in log:
        assert revision == replayed.get(book_id, 0) + 1
        replayed[book_id] = revision
        if action == "delete":
            del replayed[book_id]
    assert kept == replayed
