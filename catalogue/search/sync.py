"""Books written into the index: the few that changed, or all of them in a build.

A kill at any moment loses nothing: what was not committed is written again, and writing a book twice is harmless.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson

from catalogue.common.cores import map_chunks
from catalogue.domain.changes import LogPosition
from catalogue.domain.text import GLUED
from catalogue.domain.views import IndexedBook
from catalogue.search.documents import build_document, fold_book, list_written_forms
from catalogue.search.index import BUILDER_BYTES, SearchIndex, Snapshot, State, Writer


@dataclass(frozen=True, slots=True)
class Batch:
    """Books to write: all ids of the batch, and those of the books that there are."""

    ids: Sequence[int]
    entries: Sequence[IndexedBook]


@dataclass(frozen=True, slots=True)
class FoldedBatch:
    """What a batch adds to the index: documents in JSON, and words that its folder had not met, as they are written."""

    ids: Sequence[int]
    documents: list[str]
    words: dict[str, str]


def follow(index: SearchIndex, snapshot: Snapshot, newest: LogPosition, batches: Iterable[Batch]) -> None:
    """Write the books that changed between `snapshot` and `newest`, in one commit; the caller holds the lock.

    :raises IndexBusy: when the index is deleted meanwhile.
    :raises IndexUnwritable: when the disk refuses a write.
    """
    words = _Vocabulary(snapshot)
    with index.writing() as writer:
        for batch in map_chunks(_Folder, batches):
            for book_id in batch.ids:
                writer.remove_book(book_id)
            _add(writer, batch, words)
        writer.commit(State(newest.seq, newest.mark))
    index.reload()


def begin(index: SearchIndex, newest: LogPosition) -> State:
    """Put an empty index that is to be built in the place of what there is; the caller holds the lock."""
    index.clear()
    state = State(newest.seq, newest.mark, built_to=0)
    with index.writing() as writer:
        writer.commit(state)
    return state


def grow(index: SearchIndex, state: State, batches: Iterable[Batch], part: int) -> None:
    """Add the books that a build has not come to yet, with a commit every `part` books; the caller holds the lock."""
    words = _Vocabulary(index.reload())
    n_uncommitted = 0
    with index.writing(BUILDER_BYTES) as writer:
        for batch in map_chunks(_Folder, batches):
            _add(writer, batch, words)
            n_uncommitted += len(batch.ids)
            if n_uncommitted >= part:
                writer.commit(State(state.seq, state.mark, built_to=batch.ids[-1]))
                n_uncommitted = 0
        writer.commit(State(state.seq, state.mark))
    index.reload()


def replace(index: SearchIndex, newest: LogPosition, batches: Iterable[Batch]) -> None:
    """Put an index of all books in the place of one that serves, in one commit; the caller holds the lock."""
    words = _Vocabulary(None)
    with index.writing(BUILDER_BYTES) as writer:
        writer.remove_all()
        for batch in map_chunks(_Folder, batches):
            _add(writer, batch, words)
        writer.commit(State(newest.seq, newest.mark))
    index.reload()


class _Vocabulary:
    """The words that have a document of their own, from which corrections are drawn."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self._searcher = snapshot.searcher if snapshot else None
        self._seen: set[str] = set()

    def take_new(self, words: Iterable[str]) -> Iterator[str]:
        """Yield those of `words` that are new, each once."""
        for word in words:
            if word in self._seen:
                continue
            self._seen.add(word)
            if self._searcher is None or not self._searcher.doc_freq("word", word):
                yield word


class _Folder:
    """Folds books, in this process or in one of several: reading the tables aside, most of the time goes here."""

    def __init__(self) -> None:
        self._words = _Vocabulary(None)

    def __call__(self, batch: Batch) -> FoldedBatch:
        documents: list[str] = []
        written: dict[str, str] = {}
        for entry in batch.entries:
            text = fold_book(entry)
            documents.append(orjson.dumps(build_document(entry, text)).decode())
            if new := list(self._words.take_new(one for one in text.all_words() if not one.startswith(GLUED))):
                forms = list_written_forms(entry)
                written |= {word: forms.get(word, word) for word in new}
        return FoldedBatch(batch.ids, documents, written)


def _add(writer: Writer, batch: FoldedBatch, words: _Vocabulary) -> None:
    for document in batch.documents:
        writer.add_json(document)
    for word in words.take_new(batch.words):
        writer.add({"kind": "word", "word": word, "written": batch.words[word]})
