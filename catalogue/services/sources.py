"""Sources: the files that books came from, as a whole."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.changes import SetKind
from catalogue.services import books
from catalogue.store import book_numbers, change_log, former_items, heading_links, headings
from catalogue.store.change_sets import open_set


@dataclass(frozen=True, slots=True)
class KeptBook:
    """A book that stays because somebody changed it: it is at `revision`, and was stored at 1."""

    book_id: int
    title: str
    revision: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the books of a source."""

    n_removed: int
    kept: tuple[KeptBook, ...]


def remove_unchanged(session: Session, source: str, *, actor: str) -> Removal:
    """Delete the books of `source` that nobody changed, with their items and the headings that no book has then.

    A book whose items or authors changed counts as changed: its revision has grown. The caller has opened the write.
    """
    rows = book_numbers.list_of_source(session, source)
    unchanged = [row.id for row in rows if row.revision == 1]
    headings_used = heading_links.list_headings(session, unchanged)
    with open_set(session, SetKind.REMOVAL, source, actor=actor):
        books.delete_all(session, unchanged, actor=actor)
        former_items.forget_books(session, unchanged)
        for table, ids in headings_used.items():
            deleted = headings.delete_unused(session, table, ids)
            change_log.append(session, actor, [headings.describe_deletion(table, row) for row in deleted])
    return Removal(len(unchanged), tuple(KeptBook(*row) for row in rows if row.revision > 1))
