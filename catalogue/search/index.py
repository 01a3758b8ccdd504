"""The index on disk: opened, read, written, deleted."""

import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Any, TypeVar

import orjson
import tantivy
from cachetools import LRUCache
from filelock import FileLock, Timeout

from catalogue.errors import IndexBusy, IndexDamaged, IndexUnwritable
from catalogue.private_files import close_to_others, make_folder
from catalogue.search import schema
from catalogue.search.integrity import is_intact, raise_damage, raise_unwritable

T = TypeVar("T")

WRITER_BYTES = 48 * 1024 * 1024
BUILDER_BYTES = 128 * 1024 * 1024
"""Memory of a writer before it flushes a segment, and of one that builds the index.

The latter holds an eighth of a million books, so that each part of a build (`services.index_builds`) is one segment.
"""

MAX_ANSWERS = 256
"""Answers remembered for each snapshot."""


@dataclass(frozen=True, slots=True)
class State:
    """How far an index follows the change log: it holds every change up to `seq`, whose row had this `mark`.

    While an index is being built it holds the books numbered up to `built_to` only; None when it is whole.
    """

    seq: int = 0
    mark: str = ""
    built_to: int | None = None


@dataclass(frozen=True)
class Snapshot:
    """The index as of one commit: all that is read through one snapshot belongs together."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    _answers: LRUCache[Hashable, Any] = field(default_factory=lambda: LRUCache(MAX_ANSWERS), compare=False)
    _lock: Lock = field(default_factory=Lock, compare=False)

    @property
    def n_documents(self) -> int:
        """How many documents there are: books, words, and the state."""
        return int(self.searcher.num_docs)

    def remember(self, key: Hashable, call: Callable[[], T]) -> T:
        """Return the result of the first call with this key; the one used longest ago is forgotten first."""
        with self._lock:
            answer: T | None = self._answers.get(key)
        if answer is None:
            answer = call()
            with self._lock:
                self._answers[key] = answer
        return answer

    @cached_property
    def state(self) -> State | None:
        """How far this snapshot follows; None when nothing was ever committed."""
        query = tantivy.Query.term_query(self.schema, "kind", "state", index_option="basic")
        hits = self.searcher.search(query, 1, count=False).hits
        if not hits:
            return None
        return State(**orjson.loads(self.searcher.doc(hits[0][1])["state"][0]))


class SearchIndex:
    """The index in `folder`, shared by the threads of this process and by other processes on this host.

    Reading needs no lock. Writing takes one, so that one process at a time follows the catalogue.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opening = Lock()
        self._index: tantivy.Index | None = None
        self._snapshot: Snapshot | None = None

    @property
    def path(self) -> Path:
        """The folder of this version; an index of another version lies beside it until one of this version is begun."""
        return self.folder / schema.folder_name()

    def schema(self) -> tantivy.Schema:
        """Return the fields that an index is begun with."""
        return schema.build_schema()

    def snapshot(self) -> Snapshot | None:
        """Return what this process has open, opened now if nothing is; None if there is no index."""
        return self._snapshot or self.reload()

    def reload(self) -> Snapshot | None:
        """Open what was committed last, by whichever process; None if there is nothing that can be read."""
        with self._opening:
            try:
                with raise_damage():
                    self._index = self._index or self._open()
                    if self._index is None:
                        return None
                    self._index.reload()
                    snapshot = Snapshot(self._index.searcher(), self._index.schema)
                    if snapshot.state is None:
                        return None
            except (IndexDamaged, OSError, ValueError):
                # Deleted or damaged; an earlier snapshot may still serve from memory.
                self._index = None
                return None
            self._snapshot = snapshot
            return snapshot

    def _open(self) -> tantivy.Index | None:
        if not (self.path / "meta.json").exists():
            return None
        index = tantivy.Index.open(str(self.path))
        index.config_reader("manual")
        return index

    def is_damaged(self) -> bool:
        """Tell whether there are files that cannot be read, or are not as Tantivy wrote them."""
        try:
            if not self.path.exists():
                return False
            with raise_damage():
                index = self._open()
                if index is None:
                    return True
                index.reload()
            return not all(map(is_intact, self.path.iterdir()))
        except (IndexDamaged, OSError, ValueError):
            return True

    def is_gone(self, fault: IndexUnwritable) -> bool:
        """Tell whether a write failed because the folder was deleted meanwhile; the next search begins another."""
        cause = fault.__cause__
        return isinstance(cause, FileNotFoundError) or (isinstance(cause, ValueError) and not self.path.exists())

    @contextmanager
    def locked(self, seconds: float) -> Iterator[None]:
        """Hold the lock for writing.

        :param seconds: how long to wait for it; -1 for ever.
        :raises IndexBusy: when another process or thread still holds it then.
        :raises IndexUnwritable: when the folder cannot be written.
        """
        try:
            make_folder(self.folder)
            close_to_others(self.folder)
            lock = FileLock(self.folder / "lock", timeout=seconds, thread_local=False)
            lock.acquire()
        except Timeout as error:
            raise IndexBusy from error
        except OSError as error:
            raise IndexUnwritable(self.folder, error.strerror or str(error)) from error
        try:
            yield
        finally:
            lock.release()

    def note_progress(self, n_done: int, total: int) -> None:
        """Write down, for readers, how far a long write has come."""
        with suppress(OSError):
            self._progress.write_bytes(orjson.dumps([n_done, total]))

    def progress(self) -> tuple[int, int] | None:
        """Return how many books are done, of how many, during a long write; None if there is none."""
        try:
            n_done, total = orjson.loads(self._progress.read_bytes())
        except (OSError, ValueError):
            return None
        return int(n_done), int(total)

    def forget_progress(self) -> None:
        """Delete the note of progress."""
        with suppress(OSError):
            self._progress.unlink(missing_ok=True)

    @property
    def _progress(self) -> Path:
        return self.folder / "progress.json"

    def clear(self) -> None:
        """Delete the index and begin an empty one; the caller holds the lock.

        :raises IndexUnwritable: when the folder cannot be written.
        """
        with self._opening, raise_unwritable(self.folder):
            self._index = self._snapshot = None
            for older in self.folder.glob("books-*"):
                # Out of the way first: a reader who opens it puts a lock into it, and what fills cannot be removed.
                older.rename(Path(mkdtemp(prefix="gone-", dir=self.folder)) / older.name)
            for folder in self.folder.glob("gone-*"):
                shutil.rmtree(folder)
            make_folder(self.path)
            self._index = tantivy.Index(self.schema(), str(self.path))
            self._index.config_reader("manual")

    @contextmanager
    def writing(self, n_bytes: int = WRITER_BYTES) -> Iterator["Writer"]:
        """Lend a writer with so much memory; the caller holds the lock and commits. What is not committed is lost.

        :raises IndexUnwritable: when the disk is full, or will not be written.
        """
        if self._index is None:
            raise IndexBusy  # Deleted just now; the next caller begins another one.
        with raise_unwritable(self.folder):
            writer = Writer(self._index.writer(n_bytes, 1))
            try:
                yield writer
                writer.merge()
            finally:
                writer.close()


class Writer:
    """Adds and removes documents; nothing is seen before `commit`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        # A commit that found the disk full leaves files behind, and the next one would want the same names.
        self._writer.garbage_collect_files()

    def merge(self) -> None:
        """Wait for merges of segments to end."""
        self._writer.wait_merging_threads()

    def close(self) -> None:
        """Release Tantivy's own lock on the index, which a stored traceback would hold."""
        del self._writer

    def add(self, document: dict[str, object]) -> None:
        """Add a document."""
        self.add_json(orjson.dumps(document).decode())

    def add_json(self, document: str) -> None:
        """Add a document that is in JSON already."""
        self._writer.add_json(document)

    def remove_book(self, book_id: int) -> None:
        """Remove the document of a book, if there is one."""
        self._writer.delete_documents_by_term("id", book_id)

    def remove_all(self) -> None:
        """Remove every document."""
        self._writer.delete_all_documents()

    def commit(self, state: State) -> None:
        """Publish what was written, and how far the index follows the change log now."""
        self._writer.delete_documents_by_term("kind", "state")
        self.add({"kind": "state", "state": orjson.dumps(asdict(state)).decode()})
        self._writer.commit()
