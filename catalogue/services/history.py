"""History: what changed in a record, and who did it."""

from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from catalogue.domain.record import BookRecord
from catalogue.domain.views import BookView
from catalogue.store import change_log


@dataclass(frozen=True, slots=True)
class EditConflict:
    """A field that differs between the record that somebody would save and the one that was saved meanwhile.

    Values are as JSON has them; `base` is what stood there when the form was opened.
    """

    field: str
    base: object
    mine: object
    theirs: object

    @property
    def is_open(self) -> bool:
        """Whether both changed it, so that a person has to choose."""
        return self.mine != self.base and self.theirs != self.base

    @property
    def choice(self) -> str:
        """Which version is the right one where only one of them changed it: “mine” or “theirs”."""
        return "" if self.is_open else "mine" if self.mine != self.base else "theirs"


def compare_versions(session: Session, book: BookView, record: BookRecord, opened_at: int) -> list[EditConflict]:
    """Return the fields in which a record and the stored book differ.

    :param opened_at: the revision of the book that the record was made from.
    """
    base = change_log.read_book_at(session, book.id, opened_at) or {}
    mine, theirs = record.as_json(), book.as_record().as_json()
    return [
        EditConflict(name, base.get(name), mine[name], theirs[name])
        for name in (field.name for field in fields(BookRecord))
        if mine[name] != theirs[name]
    ]
