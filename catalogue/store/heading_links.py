"""Ties between books and the headings of their authors and subjects."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, BookSubject, Subject
from catalogue.models.base import table_of
from catalogue.store import headings
from catalogue.store.book_views import IN_LIMIT


def link_headings(session: Session, records: Mapping[int, BookRecord]) -> None:
    """Tie books to the headings of their authors and subjects."""
    names = [name for record in records.values() for name in record.authors]
    names += [contributor.name for record in records.values() for contributor in record.contributors]
    author_ids = headings.resolve(session, Author, names)
    subject_ids = headings.resolve(session, Subject, [s for record in records.values() for s in record.subjects])
    authorships: list[dict[str, Any]] = [
        {"book_id": book_id, "position": position, "author_id": author_ids[name], "role": role}
        for book_id, record in records.items()
        for position, (name, role) in enumerate(_credits(record))
    ]
    subject_links: list[dict[str, Any]] = [
        {"book_id": book_id, "position": position, "subject_id": subject_ids[name]}
        for book_id, record in records.items()
        for position, name in enumerate(record.subjects)
    ]
    if authorships:
        session.connection().execute(sa.insert(table_of(Authorship)), authorships)
        headings.add_n_books(session, Author, _books_by_author((r["book_id"], r["author_id"]) for r in authorships))
    if subject_links:
        session.connection().execute(sa.insert(table_of(BookSubject)), subject_links)
        headings.add_n_books(session, Subject, Counter(row["subject_id"] for row in subject_links))


def unlink_headings(session: Session, book_ids: Sequence[int]) -> None:
    """Untie books from all their headings."""
    authorship, tied = table_of(Authorship), table_of(BookSubject)
    connection = session.connection()
    parts = connection.execute(
        sa.select(authorship.c.book_id, authorship.c.author_id).where(authorship.c.book_id.in_(book_ids))
    )
    headings.add_n_books(session, Author, _negative(_books_by_author((row[0], row[1]) for row in parts)))
    subject_ids = connection.execute(sa.select(tied.c.subject_id).where(tied.c.book_id.in_(book_ids))).scalars()
    headings.add_n_books(session, Subject, _negative(Counter(subject_ids)))
    connection.execute(sa.delete(authorship).where(authorship.c.book_id.in_(book_ids)))
    connection.execute(sa.delete(tied).where(tied.c.book_id.in_(book_ids)))


def list_headings(session: Session, book_ids: Sequence[int]) -> dict[headings.Heading, list[int]]:
    """Return the numbers of the headings that books have, each once, by kind."""
    links: tuple[tuple[headings.Heading, sa.Column[Any], sa.Column[Any]], ...] = (
        (Author, table_of(Authorship).c.author_id, table_of(Authorship).c.book_id),
        (Subject, table_of(BookSubject).c.subject_id, table_of(BookSubject).c.book_id),
    )
    found: dict[headings.Heading, set[int]] = {model: set() for model, *_ in links}
    for some in split_batches(book_ids, IN_LIMIT):
        for model, heading_id, book_id in links:
            found[model].update(session.scalars(sa.select(heading_id).where(book_id.in_(some))))
    return {model: sorted(ids) for model, ids in found.items()}


def _credits(record: BookRecord) -> Iterator[tuple[str, Role]]:
    for name in record.authors:
        yield name, Role.AUTHOR
    for contributor in record.contributors:
        yield contributor.name, contributor.role


def _books_by_author(pairs: Iterable[tuple[int, int]]) -> Counter[int]:
    """Count the books of each author; one who wrote and illustrated a book has it once."""
    return Counter(author_id for _, author_id in set(pairs))


def _negative(by_id: Counter[int]) -> Counter[int]:
    return Counter({heading_id: -n for heading_id, n in by_id.items()})
