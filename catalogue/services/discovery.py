"""Finding books: lists with filters, the search box, shelves, and what is near a book.

The words of a search are looked for at the beginning of words in title, names, subjects, series, publisher and ISBN.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.identifiers import parse_isbn
from catalogue.domain.items import ItemStatus
from catalogue.domain.text import heading_key, title_keys, words
from catalogue.domain.views import BookView, Page, SubjectRef
from catalogue.models import Author, Authorship, Book, BookSubject, Item, Subject
from catalogue.services import memory, paging
from catalogue.services.paging import Key
from catalogue.services.views import views

SORTS: dict[str, Key] = {
    "title": Key(Book.title_key),
    "-title": Key(Book.title_key, descending=True),
    "author": Key(Book.author_key),
    "-author": Key(Book.author_key, descending=True),
    "year": Key(Book.publication_year),
    "-year": Key(Book.publication_year, descending=True),
    "created": Key(Book.created_at),
    "-created": Key(Book.created_at, descending=True),
}
"""The orders a list of books can have; books without the value come last."""

RELEVANCE = "relevance"
"""The order of a search: an exact title first, then titles that begin so, then the others by title."""

TELLING = 5000
"""A subject with more books than this says little about any of them, and counting them all would take long."""


@dataclass(frozen=True, slots=True)
class BookQuery:
    """Which books a list holds and in which order; None leaves a condition out.

    `q` and `title` are words, each the beginning of one in the book; `author` and `subject` are words of one heading;
    `publisher` and `isbn` (13 bare digits) are exact, the years inclusive; `dewey` is the beginning of a class (`8`).
    """

    q: str | None = None
    title: str | None = None
    author: str | None = None
    subject: str | None = None
    isbn: str | None = None
    publisher: str | None = None
    language: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    available: bool | None = None
    author_id: int | None = None
    subject_id: int | None = None
    dewey: str | None = None
    sort: str = "title"


@dataclass(frozen=True, slots=True)
class Counts:
    """How large the catalogue is."""

    n_books: int
    n_items: int
    n_available: int


def list_books(session: Session, query: BookQuery, page: int, per_page: int) -> Page[BookView]:
    """Return one page of the books that meet every condition of the query."""
    ids = _conditions(sa.select(Book.id), query)
    if query.sort == RELEVANCE:
        return _by_relevance(session, ids, query, page, per_page)
    found = paging.page_of_ids(
        session,
        ids,
        (SORTS[query.sort],),
        page,
        per_page,
        counted_as=replace(query, sort="title"),
        total=_known_total(session, query),
        is_indexed=query.sort.endswith("title") and not (query.language is None and query.publisher is None),
    )
    return Page(views(session, found.hits), found.total, page, per_page)


def counts(session: Session) -> Counts:
    """Return how many books, items, and items on the shelf there are."""

    def count() -> Counts:
        n_books = sa.select(sa.func.count()).select_from(Book).scalar_subquery()
        n_items = sa.select(sa.func.count()).select_from(Item)
        n_available = n_items.where(Item.status == ItemStatus.AVAILABLE).scalar_subquery()
        return Counts(*session.execute(sa.select(n_books, n_items.scalar_subquery(), n_available)).one())

    return memory.until_next_change(session, "counts", count)


def newest(session: Session, n: int) -> list[BookView]:
    """Return the `n` books that were added last, the newest first."""
    ids = sa.select(Book.id).order_by(Book.created_at.desc(), Book.id.desc()).limit(n)
    return views(session, session.scalars(ids))


def by_same_author(session: Session, book: BookView, n: int) -> list[BookView]:
    """Return `n` other books in which an author of `book` has a part, in the order of their numbers."""
    author_ids = [credit.author_id for credit in book.authors]
    ids = sa.select(Authorship.book_id).where(Authorship.author_id.in_(author_ids), Authorship.book_id != book.id)
    return views(session, session.scalars(ids.distinct().order_by(Authorship.book_id).limit(n)))


def on_same_subject(session: Session, book: BookView, n: int) -> list[BookView]:
    """Return `n` other books that share most subjects with `book`, those with rare subjects in common first."""
    shared = (
        sa.select(Subject.id, Subject.n_books)
        .where(Subject.id.in_([subject.id for subject in book.subjects]), Subject.n_books > 1)
        .order_by(Subject.n_books, Subject.id)
    )
    telling = [subject_id for subject_id, n_books in session.execute(shared) if n_books <= TELLING]
    ids = (
        sa.select(BookSubject.book_id)
        .join(Subject, Subject.id == BookSubject.subject_id)
        .where(BookSubject.subject_id.in_(telling), BookSubject.book_id != book.id)
        .group_by(BookSubject.book_id)
        .order_by(sa.func.count().desc(), sa.func.min(Subject.n_books), BookSubject.book_id)
        .limit(n)
    )
    return views(session, session.scalars(ids))


def top_subjects(session: Session, n: int) -> list[tuple[SubjectRef, int]]:
    """Return the `n` subjects with most books, and how many they have."""
    rows = session.execute(
        sa.select(Subject.id, Subject.name, Subject.n_books)
        .where(Subject.n_books > 0)
        .order_by(Subject.n_books.desc(), Subject.id.desc())
        .limit(n)
    )
    return [(SubjectRef(subject_id, name), n_books) for subject_id, name, n_books in rows]


def dewey_shelves(session: Session) -> Sequence[tuple[str, int]]:
    """Return the Dewey hundreds (`0` to `9`) that have books, and how many they have."""
    # Ten counts of a stretch of the index: GROUP BY would sort every book first and take six times as long.
    stretches = [(str(n), Book.dewey >= str(n), Book.dewey < str(n + 1) if n < 9 else sa.true()) for n in range(10)]
    statement = sa.select(
        *(
            sa.select(sa.func.count()).select_from(Book).where(begins, ends).scalar_subquery().label(f"n_{hundred}")
            for hundred, begins, ends in stretches
        )
    )

    def ask() -> Sequence[tuple[str, int]]:
        counted = zip(stretches, session.execute(statement).one(), strict=True)
        return [(hundred, n_books) for (hundred, _, _), n_books in counted if n_books]

    return memory.until_next_change(session, "dewey", ask)


def _known_total(session: Session, query: BookQuery) -> int | None:
    """Return how many books one heading has, which headings know; None when the query asks for anything else."""
    n_books: sa.Select[int]
    if query.subject_id is not None and query == BookQuery(subject_id=query.subject_id, sort=query.sort):
        n_books = sa.select(Subject.n_books).where(Subject.id == query.subject_id)
    elif query.author_id is not None and query == BookQuery(author_id=query.author_id, sort=query.sort):
        n_books = sa.select(Author.n_books).where(Author.id == query.author_id)
    else:
        return None
    return session.scalar(n_books) or 0


def _conditions(ids: sa.Select[int], query: BookQuery) -> sa.Select[int]:
    if (isbn := _isbn_in(query.q)) is not None:
        ids = ids.where(Book.isbn == isbn)
    else:
        for word in _asked(query.q):
            ids = ids.where(Book.search_key.contains(" " + word, autoescape=True))
    for word in _asked(min(title_keys(query.title), key=len) if query.title else None):
        ids = ids.where((" " + Book.title_key).contains(" " + word, autoescape=True))
    if query.author is not None:
        author_ids = sa.select(Author.id).where(*_heading_has(Author.key, query.author))
        ids = ids.where(Book.id.in_(sa.select(Authorship.book_id).where(Authorship.author_id.in_(author_ids))))
    if query.subject is not None:
        subject_ids = sa.select(Subject.id).where(*_heading_has(Subject.key, query.subject))
        ids = ids.where(Book.id.in_(sa.select(BookSubject.book_id).where(BookSubject.subject_id.in_(subject_ids))))
    if query.author_id is not None:
        ids = ids.where(Book.id.in_(sa.select(Authorship.book_id).where(Authorship.author_id == query.author_id)))
    if query.subject_id is not None:
        ids = ids.where(Book.id.in_(sa.select(BookSubject.book_id).where(BookSubject.subject_id == query.subject_id)))
    if query.available is not None:
        on_shelf = sa.exists().where(Item.book_id == Book.id, Item.status == ItemStatus.AVAILABLE)
        ids = ids.where(on_shelf if query.available else ~on_shelf)
    return _plain_conditions(ids, query)


def _plain_conditions(ids: sa.Select[int], query: BookQuery) -> sa.Select[int]:
    if query.isbn is not None:
        ids = ids.where(Book.isbn == query.isbn)
    if query.publisher is not None:
        ids = ids.where(Book.publisher_key == heading_key(query.publisher))
    if query.language is not None:
        ids = ids.where(Book.language == query.language)
    if query.dewey is not None:
        following = query.dewey[:-1] + chr(ord(query.dewey[-1]) + 1)
        ids = ids.where(Book.dewey >= query.dewey, Book.dewey < following)
    if query.year_from is not None:
        ids = ids.where(Book.publication_year >= query.year_from)
    if query.year_to is not None:
        ids = ids.where(Book.publication_year <= query.year_to)
    return ids


def _heading_has(key: sa.orm.InstrumentedAttribute[str], text: str) -> list[sa.ColumnElement[bool]]:
    return [(" " + key).contains(" " + word, autoescape=True) for word in _asked(text)] or [key == heading_key(text)]


def _isbn_in(text: str | None) -> str | None:
    """Return the 13 digits when what was asked is an ISBN in any form."""
    try:
        return parse_isbn(text) if text else None
    except ValueError:
        return None


def _asked(text: str | None) -> list[str]:
    """Return the words to look for; a lone `l` or `d` is an elided article."""
    if not text:
        return []
    found = words(text)[:32]
    return [word for word in found if word not in {"l", "d", "j", "qu"}] or found or [heading_key(text)]


def _by_relevance(session: Session, ids: sa.Select[int], query: BookQuery, page: int, per_page: int) -> Page[BookView]:
    asked = query.q or ""
    begins = " ".join(_asked(asked))
    rank = sa.case(
        (Book.title_key.in_(title_keys(asked)), 0), (Book.title_key.startswith(begins, autoescape=True), 1), else_=2
    )
    total = memory.until_next_change(
        session, ("count", replace(query, sort="title")), lambda: paging.count(session, ids)
    )
    found = session.scalars(ids.order_by(rank, Book.title_key, Book.id).limit(per_page).offset((page - 1) * per_page))
    return Page(views(session, found), total, page, per_page)
