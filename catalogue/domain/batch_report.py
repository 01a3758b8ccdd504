"""What came of an edit of many books: counts, the first changes field by field, the first refusals."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from catalogue.domain.differences import FieldChange

MOST_LISTED = 200
"""Changes and refusals that a report lists; the counts are of all."""


class Refusal(StrEnum):
    """Why a book or a copy stays as it is."""

    INVALID = "invalid"
    ON_LOAN = "on_loan"
    GONE = "gone"


@dataclass(slots=True)
class BatchReport:
    """Counts of books and copies, and the first changes and refusals, as JSON has them."""

    n_books: int = 0
    n_changed: int = 0
    n_copies: int = 0
    n_deleted: int = 0
    n_unchanged: int = 0
    n_refused: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    change_set_id: int | None = None

    def note_change(self, book_id: int, title: str, differences: list[FieldChange]) -> None:
        """Keep what changes in a book; None stands for its deletion."""
        if len(self.changes) < MOST_LISTED:
            changes = [
                {"field": d.field, "barcode": d.barcode, "before": d.before, "after": d.after} for d in differences
            ]
            self.changes.append({"id": book_id, "title": title, "differences": changes})

    def note_refusal(self, book_id: int, title: str, reason: Refusal, detail: str = "") -> None:
        """Count a book or a copy that stays as it is."""
        self.n_refused += 1
        if len(self.refused) < MOST_LISTED:
            self.refused.append({"id": book_id, "title": title, "reason": reason.value, "detail": detail})

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON keeps it; `BatchReport(**…)` reads it."""
        return asdict(self)
