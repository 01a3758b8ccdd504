"""The catalogue as the search index follows it."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Author, Authorship, Book, Change, RecordKind
from catalogue.models.json_rows import json_numbers
from catalogue.search.documents import IndexedBook
from catalogue.search.sync import Position
from catalogue.store import holdings, prepared
from catalogue.store.book_views import read_books

_NEWEST = sa.select(Change.seq, Change.record_id, Change.at).order_by(Change.seq.desc()).limit(1)
_AT = sa.select(Change.seq, Change.record_id, Change.at).where(Change.seq == sa.bindparam("seq"))
_N_BOOKS = sa.select(sa.func.count()).select_from(Book)


def newest(engine: sa.Engine) -> Position:
    """Return where the change log ends, as it was last committed."""
    row = prepared.find_newest_change(engine)
    return Position(row[0], _mark(row)) if row else Position(0, "")


def mark_of(engine: sa.Engine, seq: int) -> str | None:
    """Return the mark of a change that was committed, None when there is none of this number."""
    with engine.connect() as connection:
        row = connection.execute(_AT, {"seq": seq}).one_or_none()
    return _mark(row) if row else None


def number_of_books(engine: sa.Engine) -> int:
    """Return how many books there are."""
    with engine.connect() as connection:
        return connection.scalar(_N_BOOKS) or 0


class Tables:
    """The catalogue as the index follows it, through a session that reads."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def newest(self) -> Position:
        """Return where the change log ends, in a transaction that begins now."""
        self.session.rollback()
        row = self.session.execute(_NEWEST).one_or_none()
        return Position(row[0], _mark(row)) if row else Position(0, "")

    def n_books(self) -> int:
        """Return how many books there are."""
        return self.session.scalar(_N_BOOKS) or 0

    def mark_of(self, seq: int) -> str | None:
        """Return the mark of a change, None when there is none of this number, in a transaction that begins now.

        The index may follow further than a transaction sees that was begun before it was read.
        """
        self.session.rollback()
        row = self.session.execute(_AT, {"seq": seq}).one_or_none()
        return _mark(row) if row else None

    def changed(self, after: int, to: int) -> Sequence[int]:
        """Return the numbers of the books that changed after one `seq` and up to another, each once."""
        changes = sa.select(Change.kind, Change.record_id).where(Change.seq > after, Change.seq <= to).distinct()
        # Which kind is asked of the rows: as a condition it would lead SQLite away from the range of `seq`.
        return sorted(record_id for kind, record_id in self.session.execute(changes) if kind is RecordKind.BOOK)

    def n_changed(self, after: int, to: int, at_most: int) -> int:
        """Return how many changes there were, counting no further than `at_most`."""
        some = sa.select(Change.seq).where(Change.seq > after, Change.seq <= to).limit(at_most)
        return self.session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0

    def entries(self, book_ids: Sequence[int]) -> Iterable[IndexedBook]:
        """Return the books with these numbers that there are."""
        found = read_books(self.session, book_ids)
        items = holdings.read_holdings(self.session, [book.id for book in found])
        variants = _variants(self.session, [book.id for book in found])
        return [IndexedBook(book, items[book.id], variants.get(book.id, [])) for book in found]

    def ids(self, after: int, limit: int) -> Sequence[int]:
        """Return the next numbers of books, rising; between two calls no transaction stays open."""
        self.session.rollback()
        return self.session.scalars(sa.select(Book.id).where(Book.id > after).order_by(Book.id).limit(limit)).all()


def _mark(row: Sequence[object]) -> str:
    return f"{row[1]} {row[2]}"


_VARIANTS = (
    sa.select(Authorship.book_id, Author.variants)
    .join(Author, Author.id == Authorship.author_id)
    .where(Authorship.book_id.in_(json_numbers("book_ids")), sa.cast(Author.variants, sa.Text) != "[]")
)


def _variants(session: Session, book_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for book_id, names in session.connection().execute(_VARIANTS, {"book_ids": book_ids}):
        found.setdefault(book_id, []).extend(names)
    return found
