"""What a reader of a file yields: every record of the file is one or the other."""

from dataclasses import dataclass

from catalogue.domain.items import ItemRecord
from catalogue.domain.record import BookRecord
from catalogue.domain.refusals import ImportRefusal

REFUSAL = "_refused"
"""The member of a record in a rejects file that says why it was refused; readers drop it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record that could be read.

    `position` is 1-based, in the order of the file. `source_id` tells the record from the others of its source, and
    `digest` (SHA-256 of the record as it stood in the file, hex) whether it has changed since. `wanted_id` is the
    number the file gives the book, None when it gives none that could be ours. `n_set_aside` values did not fit their
    columns and are in the record's `extra`. `unnumbered` are items that the file tells of without a barcode, `years`
    those of birth and death of the people who have any: name, birth, death.
    """

    position: int
    record: BookRecord
    source_id: str
    digest: str
    wanted_id: int | None = None
    items: tuple[ItemRecord, ...] = ()
    n_set_aside: int = 0
    unnumbered: tuple[ItemRecord, ...] = ()
    years: tuple[tuple[str, int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be kept: its 1-based `position`, the `refusal`, and the record as it stood (`raw`).

    `names` are those of its fields when none of them is a title.
    """

    position: int
    refusal: ImportRefusal
    raw: str = ""
    names: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why, in an English sentence."""
        return str(self.refusal)
