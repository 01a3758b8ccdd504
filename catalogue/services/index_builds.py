"""The index brought up to the change log, from the tables: the books that changed, or all of them."""

from collections.abc import Callable, Iterator, Sequence

from catalogue.errors import IndexBusy
from catalogue.search import sync
from catalogue.search.index import SearchIndex, Snapshot, State
from catalogue.search.sync import Batch
from catalogue.store.index_source import IndexSource

BATCH = 500
"""Books read from the tables at once."""

PARTS = 8
"""Commits of a large build: readers see its books so far, and a kill costs no more than one of them.

Tantivy makes one segment of each commit of that size, and each segment costs every search a little.
"""

Progress = Callable[[int, int], None]
"""Called now and then with how many books are done, and of how many."""


def follows(snapshot: Snapshot, source: IndexSource) -> bool:
    """Tell whether an index is of this catalogue, and not of another, or of one since restored from a backup."""
    state = snapshot.state
    return state is not None and (state.seq == 0 or source.find_mark(state.seq) == state.mark)


def follow(index: SearchIndex, source: IndexSource, report: Progress = lambda *_: None) -> None:
    """Bring a whole index of this catalogue up to the newest change; the caller holds the lock.

    :raises IndexBusy: when the index is deleted meanwhile.
    :raises IndexUnwritable: when the disk refuses a write.
    """
    snapshot = index.reload()
    if snapshot is None or snapshot.state is None:
        raise IndexBusy
    newest = source.read_position()
    ids = source.list_changed_books(snapshot.state.seq, newest.seq)
    some = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    sync.follow(index, snapshot, newest, _batches(source, some, len(ids), report))


def build(index: SearchIndex, source: IndexSource, report: Progress = lambda *_: None) -> None:
    """Build the index anew, or go on where a build was stopped; the caller holds the lock.

    If the old index can serve meanwhile, readers see it to the end; else they see the new one grow.

    :raises IndexUnwritable: when the disk refuses a write.
    """
    snapshot = index.reload()
    state = snapshot.state if snapshot is not None and follows(snapshot, source) else None
    if state is not None and state.built_to is None:
        newest = source.read_position()
        sync.replace(index, newest, _all_batches(source, 0, report))
        seq = newest.seq
    else:
        state = state or begin(index, source)
        total = source.count_books()
        part = max(total // PARTS - BATCH + 1, 1) if total > PARTS * BATCH else total + 1
        sync.grow(index, state, _all_batches(source, state.built_to or 0, report), part)
        seq = state.seq
    if source.read_position().seq > seq:
        follow(index, source)


def begin(index: SearchIndex, source: IndexSource) -> State:
    """Put an empty index that is to be built in the place of what there is; the caller holds the lock."""
    return sync.begin(index, source.read_position())


def _all_batches(source: IndexSource, last: int, report: Progress) -> Iterator[Batch]:
    """Yield the books with ids above `last`."""

    def ids() -> Iterator[Sequence[int]]:
        nonlocal last
        while some := source.list_book_ids(last, BATCH):
            yield some
            last = some[-1]

    return _batches(source, ids(), source.count_books(), report)


def _batches(source: IndexSource, ids: Iterator[Sequence[int]], total: int, report: Progress) -> Iterator[Batch]:
    n_done = 0
    for some in ids:
        yield Batch(some, source.read_books(some))
        n_done += len(some)
        report(n_done, total)
