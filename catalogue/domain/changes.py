"""Changes of records as they are told: what was done, in which set, and what an undo could not take back."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from catalogue.domain.differences import FieldChange, FieldConflict

MERGED_INTO = "merged_into"
"""The field of the log, at the deletion of a record, that says which record took its place."""


class Action(StrEnum):
    """What was done to a record."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class RecordKind(StrEnum):
    """What kind of record was written; an item is part of its book."""

    BOOK = "book"
    AUTHOR = "author"
    SUBJECT = "subject"
    SERIES = "series"
    ACCOUNT = "account"
    TOKEN = "token"  # noqa: S105  A kind of record.


class SetKind(StrEnum):
    """What made the writes of a set."""

    IMPORT = "import"
    REMOVAL = "removal"
    RENAME = "rename"
    MERGE = "merge"
    BATCH = "batch"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class LogPosition:
    """A change of the log, and what tells it from a change of that number in another history."""

    seq: int
    mark: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of one record, with what it changed; `revision` is the one that it made."""

    seq: int
    kind: RecordKind
    record_id: int
    action: Action
    revision: int | None
    actor: str
    at: datetime
    change_set_id: int | None
    label: str
    differences: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class DeletedBook:
    """A book that was deleted: its title then, when it went and who did it."""

    book_id: int
    title: str
    at: datetime
    actor: str


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


@dataclass(frozen=True, slots=True)
class ChangeSetView:
    """A set with how many changes it has; `undone_by` is the set that took it back, if one did.

    `details` are what pages make a sentence of instead of showing the name: `operations` on many books, or the key of a
    `sentence` with its values.
    """

    id: int
    kind: SetKind
    name: str
    actor: str
    at: datetime
    undoes_id: int | None
    n_changes: int
    undone_by: int | None
    details: dict[str, Any] | None = None


class Obstacle(StrEnum):
    """Why a record stays as it is."""

    CHANGED_SINCE = "changed_since"
    DELETED_SINCE = "deleted_since"
    BARCODES_IN_USE = "barcodes_in_use"
    ON_LOAN = "on_loan"
    NAME_IN_USE = "name_in_use"
    REFUSED = "refused"


@dataclass(slots=True)
class RecordConflict:
    """What an undo could not take back in one record: fields changed since, or the whole record, and why."""

    kind: RecordKind
    record_id: int
    label: str
    fields: list[FieldConflict] = field(default_factory=list)
    obstacle: Obstacle | None = None
    detail: str = ""


@dataclass(slots=True)
class Undo:
    """What came of an undo: the set that it is, how many records it changed, what it left as it is."""

    change_set_id: int | None = None
    n_records: int = 0
    n_conflicts: int = 0
    conflicts: list[RecordConflict] = field(default_factory=list)


def undo_from_json(values: dict[str, Any]) -> Undo:
    """Make the `Undo` that `dataclasses.asdict` and JSON made of one."""
    conflicts = [
        RecordConflict(
            kind=RecordKind(one["kind"]),
            record_id=one["record_id"],
            label=one["label"],
            fields=[FieldConflict(**values) for values in one["fields"]],
            obstacle=one["obstacle"] and Obstacle(one["obstacle"]),
            detail=one["detail"],
        )
        for one in values["conflicts"]
    ]
    return Undo(values["change_set_id"], values["n_records"], values["n_conflicts"], conflicts)
