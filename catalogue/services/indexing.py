"""The search index kept up with the tables: a search sees what was saved before it began."""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.errors import CatalogueError, IndexBusy, IndexUnwritable
from catalogue.models import Author, Authorship, Book, Change
from catalogue.models.json_rows import json_numbers
from catalogue.models.prepared import Prepared
from catalogue.search import sync
from catalogue.search.documents import IndexedBook
from catalogue.search.index import SearchIndex, Snapshot, State
from catalogue.search.queries import Queries
from catalogue.search.sync import Position, Progress
from catalogue.services import holdings
from catalogue.services.views import views

log = logging.getLogger(__name__)

AT_ONCE = 2000
"""Changes that a reader waits for, about a second; more of them are followed in the background."""

PATIENCE_SECONDS = 5.0
"""How long a reader waits for another process that is following the last changes."""

RETRY_SECONDS = 30.0
"""How long an index that could not be written is left alone."""

_NEWEST = Prepared(sa.select(Change.seq, Change.book_id, Change.at).order_by(Change.seq.desc()).limit(1))
_N_BOOKS = sa.select(sa.func.count()).select_from(Book)


def newest(engine: sa.Engine) -> Position:
    """Return where the change log ends, as it was last committed."""
    row = _NEWEST.first(engine)
    return Position(row[0], _mark(row)) if row else Position(0, "")


class Tables:
    """The catalogue as the index follows it, through a session that reads."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def newest(self) -> Position:
        """Return where the change log ends, in a transaction that begins now."""
        self.session.rollback()
        rows = _NEWEST.rows(self.session)
        return Position(rows[0][0], _mark(rows[0])) if rows else Position(0, "")

    def n_books(self) -> int:
        """Return how many books there are."""
        return self.session.scalar(_N_BOOKS) or 0

    def mark_of(self, seq: int) -> str | None:
        """Return the mark of a change, None when there is none of this number."""
        row = self.session.execute(sa.select(Change.seq, Change.book_id, Change.at).where(Change.seq == seq)).first()
        return _mark(row) if row else None

    def changed(self, after: int, to: int) -> Sequence[int]:
        """Return the numbers of the books that changed after one `seq` and up to another, each once."""
        ids = sa.select(Change.book_id).where(Change.seq > after, Change.seq <= to).distinct()
        return self.session.scalars(ids.order_by(Change.book_id)).all()

    def n_changed(self, after: int, to: int, at_most: int) -> int:
        """Return how many changes there were, counting no further than `at_most`."""
        some = sa.select(Change.seq).where(Change.seq > after, Change.seq <= to).limit(at_most)
        return self.session.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0

    def entries(self, book_ids: Sequence[int]) -> Iterable[IndexedBook]:
        """Return the books with these numbers that there are."""
        found = views(self.session, book_ids)
        items = holdings.of_books(self.session, [book.id for book in found])
        variants = _variants(self.session, [book.id for book in found])
        return [IndexedBook(book, items[book.id], variants.get(book.id, [])) for book in found]

    def ids(self, after: int, limit: int) -> Sequence[int]:
        """Return the next numbers of books, rising; between two calls no transaction stays open."""
        self.session.rollback()
        return self.session.scalars(sa.select(Book.id).where(Book.id > after).order_by(Book.id).limit(limit)).all()


def _mark(row: Sequence[object]) -> str:
    return f"{row[1]} {row[2]}"


_VARIANTS = Prepared(
    sa.select(Authorship.book_id, Author.variants)
    .join(Author, Author.id == Authorship.author_id)
    .where(Authorship.book_id.in_(json_numbers("book_ids")), sa.cast(Author.variants, sa.Text) != "[]")
)


def _variants(session: Session, book_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for book_id, names in _VARIANTS.rows(session, book_ids=str(list(book_ids))):
        found.setdefault(book_id, []).extend(names)
    return found


@dataclass(frozen=True, slots=True)
class Current:
    """The index as a search may use it. `lag` counts the changes it does not hold yet, `building` tells of a build."""

    snapshot: Snapshot
    lag: int = 0
    building: tuple[int, int] | None = None

    @property
    def is_behind(self) -> bool:
        """Whether books may be missing from what it finds."""
        return bool(self.lag or self.building)


class LiveIndex:
    """The index of one catalogue, brought up to date before each search; shared by the threads of a process."""

    def __init__(self, index: SearchIndex, engine: sa.Engine) -> None:
        self.index = index
        self.engine = engine
        self._starting = Lock()
        self._background: Thread | None = None
        self._unwritable: tuple[float, IndexUnwritable] | None = None

    def current(self) -> Current:
        """Return the index with all that was committed before, or with a word on what it lacks.

        :raises IndexUnwritable: when there is no index, and none can be made.
        """
        position = newest(self.engine)
        for look in (self.index.snapshot, self.index.reload):
            snapshot = look()
            if snapshot is not None and _is_at(snapshot.state, position):
                return Current(snapshot)
        if self._unwritable is None or time.monotonic() - self._unwritable[0] > RETRY_SECONDS:
            self._catch_up()
        return self._described(position)

    def _catch_up(self) -> None:
        """Bring the index up to date, at once when that is soon done, else in the background."""
        try:
            with Session(self.engine) as session:
                tables = Tables(session)
                if _n_to_do(self.index.reload(), tables) > AT_ONCE:
                    self._begin(tables)
                    self._start_background()
                    return
                with self.index.locked(PATIENCE_SECONDS if self.index.progress() is None else 0):
                    if _n_to_do(self.index.reload(), tables) <= AT_ONCE:
                        bring_up_to_date(self.index, tables)
            self._unwritable = None
        except IndexBusy:
            return
        except IndexUnwritable as error:
            log.error("%s", error)
            self._unwritable = time.monotonic(), error

    def _begin(self, tables: Tables) -> None:
        """Have an empty index where there is none, so that searches have something to be answered from meanwhile."""
        if self.index.reload() is None:
            with self.index.locked(0):
                if self.index.reload() is None:
                    sync.begin(self.index, tables)

    def _start_background(self) -> None:
        with self._starting:
            if self._background is None or not self._background.is_alive():
                self._background = Thread(target=self._work_in_background, name="index", daemon=True)
                self._background.start()

    def _work_in_background(self) -> None:
        try:
            with Session(self.engine) as session, self.index.locked(0):
                bring_up_to_date(self.index, Tables(session), told=self.index.note_progress)
            self._unwritable = None
        except IndexBusy:
            return
        except IndexUnwritable as error:
            log.error("%s", error)
            self._unwritable = time.monotonic(), error
        except (CatalogueError, sa.exc.SQLAlchemyError):
            log.exception("The search index could not be brought up to date")

    def _described(self, position: Position) -> Current:
        snapshot = self.index.snapshot()
        if snapshot is None or snapshot.state is None:
            raise self._unwritable[1] if self._unwritable else IndexBusy
        if _is_at(snapshot.state, position):
            return Current(snapshot)
        lag = max(position.seq - snapshot.state.seq, 1)
        return Current(snapshot, lag, self.index.progress() if snapshot.state.built_to is not None else None)

    def wait(self) -> None:
        """Return when what was begun in the background is done."""
        if self._background is not None:
            self._background.join()

    def mend(self) -> bool:
        """Throw the index away where its files are damaged, so that it is made anew; tell whether they are."""
        if self.index.is_sound():
            return False
        log.error("The search index in %s is damaged; it is made anew", self.index.folder)
        with self.index.locked(PATIENCE_SECONDS):
            if not self.index.is_sound():
                self.index.clear()
        return True


def bring_up_to_date(index: SearchIndex, tables: Tables, told: Progress = lambda *_: None) -> None:
    """Let the index hold every change, made anew where it must be; the caller holds the lock.

    :raises IndexUnwritable: when the disk will not have it.
    """
    snapshot = index.reload()
    try:
        if snapshot is None or _must_be_built(snapshot, tables):
            sync.build(index, tables, told)
        elif snapshot.state != State(*_as_pair(tables.newest())):
            sync.follow(index, tables, told)
    finally:
        index.forget_progress()


def _as_pair(position: Position) -> tuple[int, str]:
    return position.seq, position.mark


def _is_at(state: State | None, position: Position) -> bool:
    return state == State(position.seq, position.mark)


def _must_be_built(snapshot: Snapshot, tables: Tables) -> bool:
    state = snapshot.state
    return state is None or state.built_to is not None or not sync.is_of_this_history(snapshot, tables)


def _n_to_do(snapshot: Snapshot | None, tables: Tables) -> int:
    """Return how many books are to be read, at least about."""
    if snapshot is None or snapshot.state is None or _must_be_built(snapshot, tables):
        return tables.n_books()
    return tables.n_changed(snapshot.state.seq, tables.newest().seq, AT_ONCE + 1)


def n_indexed(snapshot: Snapshot) -> int:
    """Return how many books a snapshot holds."""
    queries = Queries(snapshot)
    return queries.count(queries.all_books())


def rebuild(live: LiveIndex, session: Session, told: Progress) -> int:
    """Make the index anew, whatever its state, and return how many books it holds.

    :raises IndexBusy: when another process writes it.
    :raises IndexUnwritable: when the disk will not have it.
    """
    index = live.index

    def note(n_done: int, total: int) -> None:
        index.note_progress(n_done, total)
        told(n_done, total)

    with index.locked(PATIENCE_SECONDS):
        try:
            sync.build(index, Tables(session), note)
        finally:
            index.forget_progress()
    snapshot = index.reload()
    return n_indexed(snapshot) if snapshot else 0


@dataclass(slots=True)
class Difference:
    """The books in which an index and the tables differ, by their numbers."""

    n_books: int = 0
    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        """Whether they differ at all."""
        return bool(self.missing or self.surplus or self.stale)


def compare(live: LiveIndex, session: Session) -> Difference:
    """Compare the index with the tables, book by book.

    :raises IndexUnavailable: when there is no index.
    """
    snapshot = live.current().snapshot
    difference = Difference()
    first: int | None = 0
    while first is not None:
        rows = session.execute(sa.select(Book.id, Book.revision).where(Book.id > first).order_by(Book.id).limit(5000))
        stored = {row.id: row.revision for row in rows}
        last = max(stored) if len(stored) == 5000 else None
        indexed = _indexed(snapshot, first + 1, last)
        difference.n_books += len(stored)
        difference.missing += sorted(stored.keys() - indexed.keys())
        difference.surplus += sorted(indexed.keys() - stored.keys())
        difference.stale += sorted(key for key in stored.keys() & indexed.keys() if stored[key] != indexed[key])
        first = last
    return difference


def _indexed(snapshot: Snapshot, first: int, last: int | None) -> dict[int, int]:
    """Return the revisions of the books that a snapshot holds, by their numbers, from `first` to `last`."""
    queries = Queries(snapshot)
    found = queries.between("id", first, last)
    n_books = queries.count(found)
    addresses = [address for _, address in snapshot.searcher.search(found, max(n_books, 1), count=False).hits]
    columns = (snapshot.searcher.fast_field_values(name, addresses) for name in ("id", "revision"))
    return {int(book_id or 0): int(revision or 0) for book_id, revision in zip(*columns, strict=True)}
