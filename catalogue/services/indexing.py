"""The search index kept up with the tables: a search sees what was saved before it began."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Thread

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.changes import LogPosition
from catalogue.errors import CatalogueError, IndexBusy, IndexUnwritable
from catalogue.search.index import SearchIndex, Snapshot, State
from catalogue.search.query_builder import QueryBuilder
from catalogue.services import index_builds
from catalogue.services.index_builds import Progress
from catalogue.store.index_source import IndexSource, count_books, find_mark, find_position

log = logging.getLogger(__name__)

AT_ONCE = 2000
"""Changes that a reader waits for, about a second; more of them are followed in the background."""

PATIENCE_SECONDS = 5.0
"""How long a reader waits for another process that is following the last changes."""

FIRST_PATIENCE_SECONDS = 30.0
"""How long a reader waits for it where there is no index yet to be answered from."""

RETRY_SECONDS = 30.0
"""How long an index that could not be written is left alone."""


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
        self._failed: Exception | None = None

    @property
    def fault(self) -> Exception | None:
        """Why the index was not brought up to date the last time; None when it was."""
        return self._unwritable[1] if self._unwritable else self._failed

    def lag(self) -> int:
        """Return how many changes the index does not hold, as far as this process has read it."""
        snapshot = self.index.snapshot()
        return max(find_position(self.engine).seq - (snapshot.state.seq if snapshot and snapshot.state else 0), 0)

    def current(self) -> Current:
        """Return the index with all that was committed before, or with a word on what it lacks.

        :raises IndexUnwritable: when there is no index, and none can be made.
        """
        position = find_position(self.engine)
        for look in (self.index.snapshot, self.index.reload):
            snapshot = look()
            if snapshot is not None and self._reaches(snapshot.state, position):
                return Current(snapshot)
        if self._unwritable is None or time.monotonic() - self._unwritable[0] > RETRY_SECONDS:
            self._catch_up()
        return self._describe(position)

    def _reaches(self, state: State | None, position: LogPosition) -> bool:
        """Tell whether an index holds all changes up to a position; another process may have added newer ones."""
        if state is None or state.built_to is not None or state.seq < position.seq:
            return False
        mark = position.mark if state.seq == position.seq else find_mark(self.engine, state.seq)
        return mark == state.mark

    def _catch_up(self) -> None:
        """Bring the index up to date, at once when that is soon done, else in the background."""
        with self._remember_faults(), Session(self.engine) as session:
            source = IndexSource(session)
            if _count_to_do(self.index.reload(), source) > AT_ONCE:
                self._begin(source)
                self._start_background()
                return
            with self.index.locked(self._patience()):
                if _count_to_do(self.index.reload(), source) <= AT_ONCE:
                    bring_up_to_date(self.index, source)

    def _patience(self) -> float:
        if self.index.snapshot() is None:
            return FIRST_PATIENCE_SECONDS
        return PATIENCE_SECONDS if self.index.progress() is None else 0

    def _begin(self, source: IndexSource) -> None:
        """Have an empty index where there is none, so that searches have something to be answered from meanwhile."""
        if self.index.reload() is None:
            with self.index.locked(FIRST_PATIENCE_SECONDS):
                if self.index.reload() is None:
                    index_builds.begin(self.index, source)

    def _start_background(self) -> None:
        with self._starting:
            if self._background is None or not self._background.is_alive():
                self._background = Thread(target=self._work_in_background, name="index", daemon=True)
                self._background.start()

    def _work_in_background(self) -> None:
        try:
            with self._remember_faults():
                self.settle(patience=0)
        except (CatalogueError, sa.exc.SQLAlchemyError) as error:
            self._failed = error
            log.exception("The search index could not be brought up to date")

    @contextmanager
    def _remember_faults(self) -> Iterator[None]:
        """Do without what a fault leaves undone: it is told in the log, and tried again later."""
        try:
            yield
            self._unwritable = self._failed = None
        except IndexBusy:
            return
        except IndexUnwritable as error:
            log.error("%s", error)
            if not self.index.is_gone(error):
                self._unwritable = time.monotonic(), error

    def _describe(self, position: LogPosition) -> Current:
        snapshot = self.index.snapshot()
        if snapshot is None or snapshot.state is None:
            raise self._unwritable[1] if self._unwritable else IndexBusy
        if self._reaches(snapshot.state, position):
            return Current(snapshot)
        lag = max(position.seq - snapshot.state.seq, 1)
        return Current(snapshot, lag, self._count_built(snapshot) if snapshot.state.built_to is not None else None)

    def _count_built(self, snapshot: Snapshot) -> tuple[int, int]:
        """Return how many books an index that is not whole holds, of how many."""
        return self.index.progress() or (count_indexed(snapshot), count_books(self.engine))

    def settle(self, report: Progress = lambda *_: None, patience: float = PATIENCE_SECONDS) -> None:
        """Bring the index up to date however long it takes, once nobody else writes it.

        :param report: how many books are done, and of how many.
        :raises IndexBusy: when another process writes it.
        :raises IndexUnwritable: when the disk will not have it.
        """
        with Session(self.engine) as session, self.index.locked(patience):
            bring_up_to_date(self.index, IndexSource(session), self._report_to_readers(report))

    def rebuild(self, report: Progress = lambda *_: None) -> int:
        """Make the index anew, whatever its state, and return how many books it holds.

        :raises IndexBusy: when another process writes it.
        :raises IndexUnwritable: when the disk will not have it.
        """
        with Session(self.engine) as session, self.index.locked(PATIENCE_SECONDS):
            try:
                index_builds.build(self.index, IndexSource(session), self._report_to_readers(report))
            finally:
                self.index.forget_progress()
        snapshot = self.index.reload()
        return count_indexed(snapshot) if snapshot else 0

    def _report_to_readers(self, report: Progress) -> Progress:
        """Return a progress callback that also notes the progress for readers."""

        def report_both(n_done: int, total: int) -> None:
            self.index.note_progress(n_done, total)
            report(n_done, total)

        return report_both

    def wait(self) -> None:
        """Return when what was begun in the background is done."""
        if self._background is not None:
            self._background.join()

    def mend(self) -> None:
        """Have the index read anew, which another process may have mended; thrown away where its files are damaged."""
        if self.index.is_damaged():  # Or another process has yet to finish a file.
            with self.index.locked(PATIENCE_SECONDS):
                if self.index.is_damaged():
                    log.error("The search index in %s is damaged; it is made anew", self.index.folder)
                    self.index.clear()
        self.index.reload()


def bring_up_to_date(index: SearchIndex, source: IndexSource, report: Progress = lambda *_: None) -> None:
    """Let the index hold every change, made anew where it must be; the caller holds the lock.

    :raises IndexUnwritable: when the disk will not have it.
    """
    snapshot = index.reload()
    try:
        if snapshot is None or _must_be_built(snapshot, source):
            index_builds.build(index, source, report)
        elif snapshot.state != State(*_pair(source.read_position())):
            index_builds.follow(index, source, report)
    finally:
        index.forget_progress()


def _pair(position: LogPosition) -> tuple[int, str]:
    return position.seq, position.mark


def _must_be_built(snapshot: Snapshot, source: IndexSource) -> bool:
    state = snapshot.state
    return state is None or state.built_to is not None or not index_builds.follows(snapshot, source)


def _count_to_do(snapshot: Snapshot | None, source: IndexSource) -> int:
    """Return how many books are to be read, at least about."""
    if snapshot is None or snapshot.state is None or _must_be_built(snapshot, source):
        return source.count_books()
    return source.count_changes(snapshot.state.seq, source.read_position().seq, AT_ONCE + 1)


def count_indexed(snapshot: Snapshot) -> int:
    """Return how many books a snapshot holds."""
    queries = QueryBuilder(snapshot)
    return queries.count(queries.all_books())
