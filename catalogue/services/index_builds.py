"""The index brought up to the change log, from the tables: the books that changed, or all of them."""

from collections.abc import Callable, Iterator, Sequence

from catalogue.errors import IndexBusy
from catalogue.search import sync
from catalogue.search.index import SearchIndex, Snapshot, State
from catalogue.search.sync import Batch
from catalogue.services.followed import Tables

BATCH = 500
"""Books read from the tables at once."""

PARTS = 8
"""Commits of a large build: readers see its books so far, and a kill costs no more than one of them.

Tantivy makes one segment of each commit of that size, and each segment costs every search a little.
"""

Progress = Callable[[int, int], None]
"""Called now and then with how many books are done, and of how many."""


def follows(snapshot: Snapshot, tables: Tables) -> bool:
    """Tell whether an index is of this catalogue, and not of another, or of one since restored from a backup."""
    state = snapshot.state
    return state is not None and (state.seq == 0 or tables.mark_of(state.seq) == state.mark)


def follow(index: SearchIndex, tables: Tables, report: Progress = lambda *_: None) -> None:
    """Bring a whole index of this catalogue up to the newest change; the caller holds the lock.

    :raises IndexBusy: when the index is deleted meanwhile.
    :raises IndexUnwritable: when the disk refuses a write.
    """
    snapshot = index.reload()
    if snapshot is None or snapshot.state is None:
        raise IndexBusy
    newest = tables.newest()
    ids = tables.changed(snapshot.state.seq, newest.seq)
    some = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    sync.follow(index, snapshot, newest, _batches(tables, some, len(ids), report))


def build(index: SearchIndex, tables: Tables, report: Progress = lambda *_: None) -> None:
    """Build the index anew, or go on where a build was stopped; the caller holds the lock.

    If the old index can serve meanwhile, readers see it to the end; else they see the new one grow.

    :raises IndexUnwritable: when the disk refuses a write.
    """
    snapshot = index.reload()
    state = snapshot.state if snapshot is not None and follows(snapshot, tables) else None
    if state is not None and state.built_to is None:
        newest = tables.newest()
        sync.replace(index, newest, _all_batches(tables, 0, report))
        seq = newest.seq
    else:
        state = state or begin(index, tables)
        total = tables.n_books()
        part = max(total // PARTS - BATCH + 1, 1) if total > PARTS * BATCH else total + 1
        sync.grow(index, state, _all_batches(tables, state.built_to or 0, report), part)
        seq = state.seq
    if tables.newest().seq > seq:
        follow(index, tables)


def begin(index: SearchIndex, tables: Tables) -> State:
    """Put an empty index that is to be built in the place of what there is; the caller holds the lock."""
    return sync.begin(index, tables.newest())


def _all_batches(tables: Tables, last: int, report: Progress) -> Iterator[Batch]:
    """Yield the books with ids above `last`."""

    def ids() -> Iterator[Sequence[int]]:
        nonlocal last
        while some := tables.ids(last, BATCH):
            yield some
            last = some[-1]

    return _batches(tables, ids(), tables.n_books(), report)


def _batches(tables: Tables, ids: Iterator[Sequence[int]], total: int, report: Progress) -> Iterator[Batch]:
    n_done = 0
    for some in ids:
        yield Batch(some, tables.entries(some))
        n_done += len(some)
        report(n_done, total)
