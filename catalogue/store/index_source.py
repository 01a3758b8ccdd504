"""What the search index reads of the catalogue: the end of the change log, the books that changed, whole books."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.changes import LogPosition
from catalogue.domain.views import IndexedBook
from catalogue.models import Author, Book, Change, RecordKind, Series
from catalogue.models.json_rows import json_numbers
from catalogue.store import holdings, prepared
from catalogue.store.book_views import read_books

_NEWEST = sa.select(Change.seq, Change.record_id, Change.at).order_by(Change.seq.desc()).limit(1)
_AT = sa.select(Change.seq, Change.record_id, Change.at).where(Change.seq == sa.bindparam("seq"))
_N_BOOKS = sa.select(sa.func.count()).select_from(Book)


def find_position(engine: sa.Engine) -> LogPosition:
    """Return the position of the newest committed change."""
    row = prepared.find_newest_change(engine)
    return LogPosition(row[0], _mark(row)) if row else LogPosition(0, "")


def find_mark(engine: sa.Engine, seq: int) -> str | None:
    """Return the mark of a committed change, None when no change has this number."""
    with engine.connect() as connection:
        row = connection.execute(_AT, {"seq": seq}).one_or_none()
    return _mark(row) if row else None


def count_books(engine: sa.Engine) -> int:
    """Return how many books there are."""
    with engine.connect() as connection:
        return connection.scalar(_N_BOOKS) or 0


class IndexSource:
    """The tables as the index reads them, through a session that only reads."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read_position(self) -> LogPosition:
        """Return the position of the newest change, in a transaction that begins now."""
        self.session.rollback()
        row = self.session.execute(_NEWEST).one_or_none()
        return LogPosition(row[0], _mark(row)) if row else LogPosition(0, "")

    def count_books(self) -> int:
        """Return how many books there are."""
        return self.session.scalar(_N_BOOKS) or 0

    def find_mark(self, seq: int) -> str | None:
        """Return the mark of a change, None when no change has this number, in a transaction that begins now.

        The index may hold newer changes than an older transaction can see.
        """
        self.session.rollback()
        row = self.session.execute(_AT, {"seq": seq}).one_or_none()
        return _mark(row) if row else None

    def list_changed_books(self, after: int, to: int) -> Sequence[int]:
        """Return the ids of the books that changed after one `seq` and up to another, each once."""
        changes = sa.select(Change.kind, Change.record_id).where(Change.seq > after, Change.seq <= to).distinct()
        # Filtered here: a condition on `kind` would lead SQLite away from the range of `seq`.
        return sorted(record_id for kind, record_id in self.session.execute(changes) if kind is RecordKind.BOOK)

    def count_changes(self, after: int, to: int, at_most: int) -> int:
        """Return how many changes there were, counting no further than `at_most`."""
        some = sa.select(Change.seq).where(Change.seq > after, Change.seq <= to).limit(at_most)
        return self.session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0

    def read_books(self, book_ids: Sequence[int]) -> Sequence[IndexedBook]:
        """Return those of the books that exist."""
        books = read_books(self.session, book_ids)
        items = holdings.read_holdings(self.session, [book.id for book in books])
        people = {one.author_id for book in books for one in book.credits}
        series = {one.id for book in books for one in book.all_series}
        of_people = _read_variants(self.session, _AUTHOR_VARIANTS, people)
        of_series = _read_variants(self.session, _SERIES_VARIANTS, series)
        return [
            IndexedBook(
                book,
                items[book.id],
                {one.author_id: of_people[one.author_id] for one in book.credits if one.author_id in of_people},
                {one.id: of_series[one.id] for one in book.all_series if one.id in of_series},
            )
            for book in books
        ]

    def list_book_ids(self, after: int, limit: int) -> Sequence[int]:
        """Return the next ids of books, ascending; no transaction stays open between two calls."""
        self.session.rollback()
        return self.session.scalars(sa.select(Book.id).where(Book.id > after).order_by(Book.id).limit(limit)).all()

    def list_revisions(self, after: int, limit: int) -> dict[int, int]:
        """Return the revisions of the next books by their ids, ascending."""
        rows = sa.select(Book.id, Book.revision).where(Book.id > after).order_by(Book.id).limit(limit)
        return {row.id: row.revision for row in self.session.execute(rows)}


def _mark(row: Sequence[object]) -> str:
    return f"{row[1]} {row[2]}"


def _select_variants(model: type[Author | Series]) -> sa.Select[int, Any]:
    ids = model.id.in_(json_numbers("ids"))
    return sa.select(model.id, model.variants).where(ids, sa.cast(model.variants, sa.Text) != "[]")


_AUTHOR_VARIANTS, _SERIES_VARIANTS = _select_variants(Author), _select_variants(Series)


def _read_variants(session: Session, select: sa.Select[int, Any], ids: Iterable[int]) -> dict[int, Sequence[str]]:
    return dict(session.connection().execute(select, {"ids": sorted(ids)}).all())
