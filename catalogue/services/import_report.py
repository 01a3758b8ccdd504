"""What became of the records of an import."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from catalogue.domain.outcome import Parsed, Rejected
from catalogue.domain.refusals import ImportRefusal
from catalogue.services.people import People
from catalogue.services.repeats import Seen

MOST_LISTED = 1000
"""Changes and kept fields that a report lists one by one; beyond, they are only counted."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What the record at `position` changes in a book: field → (old, new), as JSON has them."""

    position: int
    book_id: int
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class KeptFields:
    """Fields of a book that the record at `position` gives otherwise, kept because a librarian changed them here."""

    position: int
    book_id: int
    names: tuple[str, ...]


@dataclass(slots=True)
class ImportReport:
    """What became of the records read so far.

    `n_unchanged` say nothing new about a book that is here. `repeats` are the positions of records that say what an
    earlier one of the file says, with the position of that. `n_skipped` match a book and were passed over; `n_updated`
    and `n_completed` changed the book they match. `n_same_isbn` were refused for an ISBN or title that another book
    has, `n_changed` because their source gave them before with another content. `n_set_aside` values of those created
    did not fit their columns and are in `extra`. `n_unnumbered` copies without a barcode were only counted,
    `n_items_added` were added to books that were here. `refused_items` are copies whose barcode another book has, by
    the position of their record.
    """

    n_created: int = 0
    n_unchanged: int = 0
    n_skipped: int = 0
    n_updated: int = 0
    n_completed: int = 0
    n_items_added: int = 0
    n_same_isbn: int = 0
    n_changed: int = 0
    n_set_aside: int = 0
    n_unnumbered: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    refused_items: list[Rejected] = field(default_factory=list)
    changes: list[RecordChange] = field(default_factory=list)
    kept_fields: list[KeptFields] = field(default_factory=list)
    new_titles: list[str] = field(default_factory=list)
    """The first titles of new records, in a preview."""
    seen: Seen = field(default_factory=Seen)
    people: People = field(default_factory=People)
    change_set_id: int | None = None
    """The change set of the import, None before its first change."""
    has_other_sources: bool | None = None
    """Whether the catalogue held books of other sources when the import began; None before the first batch."""

    @property
    def n_read(self) -> int:
        """How many records were read."""
        n_stored = self.n_created + self.n_unchanged + self.n_skipped + self.n_updated + self.n_completed
        return n_stored + len(self.repeats) + len(self.rejected)

    def names_without_title(self) -> list[str]:
        """Return the names of the fields of a file in which no record has a title, none of any other file."""
        if not self.rejected or len(self.rejected) < self.n_read or not all(r.names for r in self.rejected):
            return []
        return list(dict.fromkeys(name for rejected in self.rejected[:100] for name in rejected.names))


def reject(outcome: Parsed, refusal: ImportRefusal) -> Rejected:
    """Return a record that could be read as refused, with what the rejects file says of it."""
    items = [item.as_json() for item in outcome.items]
    record = {name: value for name, value in outcome.record.as_json().items() if value}
    raw = {"id": outcome.source_id, **record, **({"items": items} if items else {})}
    return Rejected(outcome.position, refusal, orjson.dumps(raw, default=str).decode())
