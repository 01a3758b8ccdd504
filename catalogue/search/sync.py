"""Bringing the index up to the change log: a little while a reader waits, a lot in the background.

Whoever is killed half-way loses nothing: what was not committed is done again, and doing a change twice is harmless.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalogue.errors import IndexBusy
from catalogue.search.documents import IndexedBook, document, text_of, written_forms
from catalogue.search.index import BUILDER_BYTES, SearchIndex, Snapshot, State, Writer

BATCH = 500
"""Books read from the catalogue at once."""

PARTS = 8
"""In how many commits a large index is built: readers see its books so far, and a kill costs no more than one of them.

Tantivy makes one segment of so many of a size, and each segment costs every search a little.
"""


@dataclass(frozen=True, slots=True)
class Position:
    """The newest change of the catalogue, and what tells it from a change of that number in another history."""

    seq: int
    mark: str


class Catalogue(Protocol):
    """What the index follows."""

    def newest(self) -> Position:
        """Return where the change log ends."""

    def mark_of(self, seq: int) -> str | None:
        """Return the mark of a change, None when there is none of this number."""

    def changed(self, after: int, to: int) -> Sequence[int]:
        """Return the numbers of the books that changed after one `seq` and up to another, each once."""

    def entries(self, book_ids: Sequence[int]) -> Iterable[IndexedBook]:
        """Return the books with these numbers that there are."""

    def n_books(self) -> int:
        """Return how many books there are."""

    def ids(self, after: int, limit: int) -> Sequence[int]:
        """Return the next numbers of books, rising."""


Progress = Callable[[int, int], None]
"""Told how many books are done, and of how many, now and then."""


def is_of_this_history(snapshot: Snapshot, catalogue: Catalogue) -> bool:
    """Tell whether the index followed this catalogue, and not another, or one since restored from a backup."""
    state = snapshot.state
    return state is not None and (state.seq == 0 or catalogue.mark_of(state.seq) == state.mark)


def follow(index: SearchIndex, catalogue: Catalogue, told: Progress = lambda *_: None) -> None:
    """Bring a whole index of this history up to the newest change; the caller holds the lock.

    :raises IndexBusy: when it is thrown away meanwhile.
    :raises IndexUnwritable: when the disk will not have it.
    """
    snapshot = index.reload()
    if snapshot is None or snapshot.state is None:
        raise IndexBusy
    newest = catalogue.newest()
    book_ids = catalogue.changed(snapshot.state.seq, newest.seq)
    known = _Vocabulary(snapshot)
    with index.writing() as writer:
        for n_done, some in _batches(book_ids):
            for book_id in some:
                writer.remove_book(book_id)
            _add(writer, catalogue.entries(some), known)
            told(n_done, len(book_ids))
        writer.commit(State(newest.seq, newest.mark))
    index.reload()


def build(index: SearchIndex, catalogue: Catalogue, told: Progress = lambda *_: None) -> None:
    """Make the index anew, or go on where a build was stopped; the caller holds the lock.

    Where the old index can serve meanwhile, readers see it to the end; else they see the new one grow.

    :raises IndexUnwritable: when the disk will not have it.
    """
    snapshot = index.reload()
    state = snapshot.state if snapshot is not None and is_of_this_history(snapshot, catalogue) else None
    if state is None:
        state = begin(index, catalogue)
    elif state.built_to is None:
        _replace(index, catalogue, told)
        return
    _grow(index, catalogue, state, told)
    if catalogue.newest().seq > state.seq:
        follow(index, catalogue)


def begin(index: SearchIndex, catalogue: Catalogue) -> State:
    """Put an empty index that is to be built in the place of what there is; the caller holds the lock."""
    index.clear()
    newest = catalogue.newest()
    state = State(newest.seq, newest.mark, built_to=0)
    with index.writing() as writer:
        writer.commit(state)
    return state


def _grow(index: SearchIndex, catalogue: Catalogue, state: State, told: Progress) -> None:
    """Add the books that a build has not come to yet, committing now and then."""
    known = _Vocabulary(index.reload())
    total = catalogue.n_books()
    part = total // PARTS if total > PARTS * BATCH else total
    uncommitted = 0
    with index.writing(BUILDER_BYTES) as writer:
        for some in _from(catalogue, state.built_to or 0, told):
            _add(writer, catalogue.entries(some), known)
            uncommitted += len(some)
            if uncommitted > part - BATCH:
                writer.commit(State(state.seq, state.mark, built_to=some[-1]))
                uncommitted = 0
        writer.commit(State(state.seq, state.mark))
    index.reload()


def _replace(index: SearchIndex, catalogue: Catalogue, told: Progress) -> None:
    """Put a new index in the place of one that serves, in one commit."""
    newest = catalogue.newest()
    known = _Vocabulary(None)
    with index.writing(BUILDER_BYTES) as writer:
        writer.remove_all()
        for some in _from(catalogue, 0, told):
            _add(writer, catalogue.entries(some), known)
        writer.commit(State(newest.seq, newest.mark))
    index.reload()
    if catalogue.newest().seq > newest.seq:
        follow(index, catalogue)


def _from(catalogue: Catalogue, last: int, told: Progress) -> Iterator[Sequence[int]]:
    """Yield the numbers of all books above `last`, a batch at a time."""
    n_done, total = 0, catalogue.n_books()
    while some := catalogue.ids(last, BATCH):
        yield some
        last = some[-1]
        n_done += len(some)
        told(n_done, total)


class _Vocabulary:
    """The words that have a document of their own, from which corrections are drawn."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self._searcher = snapshot.searcher if snapshot else None
        self._seen: set[str] = set()

    def new(self, words: Iterable[str]) -> Iterator[str]:
        """Yield those of `words` that are new, from now on no longer."""
        for word in words:
            if word in self._seen:
                continue
            self._seen.add(word)
            if self._searcher is None or not self._searcher.doc_freq("word", word):
                yield word


def _add(writer: Writer, entries: Iterable[IndexedBook], known: _Vocabulary) -> None:
    for entry in entries:
        text = text_of(entry)
        writer.add(document(entry, text))
        if new := list(known.new(text.all_words())):
            written = written_forms(entry)
            for word in new:
                writer.add({"kind": "word", "word": word, "written": written.get(word, word)})


def _batches(book_ids: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    for start in range(0, len(book_ids), BATCH):
        some = book_ids[start : start + BATCH]
        yield start + len(some), some
