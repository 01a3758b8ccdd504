"""Sources: the files that books came from, as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.models import Author, Authorship, Book, BookSubject, SetKind, Subject
from catalogue.models.base import table_of
from catalogue.services import books
from catalogue.store import change_log, headings
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.change_sets import open_set


@dataclass(frozen=True, slots=True)
class KeptBook:
    """A book that stays because somebody changed it: it is at `revision`, and was stored at 1."""

    book_id: int
    title: str
    revision: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the books of a source."""

    n_removed: int
    kept: tuple[KeptBook, ...]


def remove_unchanged(session: Session, source: str, *, actor: str) -> Removal:
    """Delete the books of `source` that nobody changed, with their items and the headings that no book has then.

    A book whose items or authors changed counts as changed: its revision has grown. The caller has opened the write.
    """
    columns = table_of(Book).c
    rows = session.execute(
        sa.select(columns.id, columns.title, columns.revision).where(columns.source == source).order_by(columns.id)
    ).all()
    unchanged = [row.id for row in rows if row.revision == 1]
    headings_used: list[tuple[headings.Heading, list[int]]] = [
        (Author, _headings_of(session, Authorship.author_id, Authorship.book_id, unchanged)),
        (Subject, _headings_of(session, BookSubject.subject_id, BookSubject.book_id, unchanged)),
    ]
    with open_set(session, SetKind.REMOVAL, source, actor=actor):
        books.delete_all(session, unchanged, actor=actor)
        for model, ids in headings_used:
            deleted = headings.delete_unused(session, model, ids)
            change_log.append(session, actor, [headings.describe_deletion(model, row) for row in deleted])
    return Removal(len(unchanged), tuple(KeptBook(*row) for row in rows if row.revision > 1))


def _headings_of(
    session: Session,
    heading_id: sa.orm.InstrumentedAttribute[int],
    book_id: sa.orm.InstrumentedAttribute[int],
    book_ids: Sequence[int],
) -> list[int]:
    """Return the numbers of the headings that these books have, each once."""
    found: set[int] = set()
    for some in split_batches(book_ids, IN_LIMIT):
        found.update(session.scalars(sa.select(heading_id).where(book_id.in_(some))))
    return sorted(found)
