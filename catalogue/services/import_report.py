"""What became of the records of an import, and what the person who imports has chosen."""

from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.domain.outcome import Rejected
from catalogue.services.people import People
from catalogue.services.repeats import Seen


class OnDuplicate(StrEnum):
    """What becomes of a record whose ISBN another book has."""

    REFUSE = "refuse"
    SKIP = "skip"
    ADD = "add"


class Copies(StrEnum):
    """What becomes of the copies that a file tells of; `GENERATE` also makes barcodes for those without."""

    ADD = "add"
    SKIP = "skip"
    GENERATE = "generate"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports has chosen."""

    on_duplicate: OnDuplicate = OnDuplicate.REFUSE
    copies: Copies = Copies.ADD


DEFAULT_CHOICES = Choices()


@dataclass(slots=True)
class ImportReport:
    """What became of the records read so far.

    `n_unchanged` of them were held already, as the same record of the same source. `repeats` are the positions of
    records that say what an earlier one of the file says, with the position of that. `n_skipped` have the ISBN of
    another book and were passed over, `n_same_isbn` were refused for it. `n_set_aside` values of those created did not
    fit their columns and are in `extra`. `n_unnumbered` copies without a barcode were only counted. `refused_items` are
    items that another book has, by the position of the record that told them.
    """

    n_created: int = 0
    n_unchanged: int = 0
    n_skipped: int = 0
    n_same_isbn: int = 0
    n_set_aside: int = 0
    n_unnumbered: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    refused_items: list[Rejected] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    people: People = field(default_factory=People)

    @property
    def n_read(self) -> int:
        """How many records were read."""
        return self.n_created + self.n_unchanged + self.n_skipped + len(self.repeats) + len(self.rejected)

    def names_without_title(self) -> list[str]:
        """Return the names of the fields of a file in which no record has a title, none of any other file."""
        if not self.rejected or len(self.rejected) < self.n_read or not all(r.names for r in self.rejected):
            return []
        return list(dict.fromkeys(name for rejected in self.rejected[:100] for name in rejected.names))
