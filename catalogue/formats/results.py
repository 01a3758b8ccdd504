"""What a reader gives: the records of a file, and which part of the file they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.formats.naming import Naming
from catalogue.formats.records import Outcome


@dataclass(slots=True)
class Records:
    """The records of a file, read as they are asked for.

    `n_records` says how many there are, where that is known beforehand; `naming` how their fields are read.
    `path` names the list that they are when it stands within something; `others` name what else stands there.
    """

    outcomes: Iterator[Outcome]
    path: str = ""
    others: tuple[str, ...] = ()
    n_records: int | None = None
    naming: Naming | None = None

    def list_fields(self) -> dict[str, str]:
        """Return the target of each field that was read so far, by its name; `extra` where it has none."""
        return self.naming.list_targets() if self.naming else {}

    def list_values(self) -> dict[str, dict[str, Any]]:
        """Return what stands in each subfield of the copies of a MARC file: its commonest values with their counts."""
        return self.naming.list_values() if self.naming else {}

    @property
    def n_copies_left(self) -> int:
        """How many copies of another file or list belong to no record that was read."""
        return self.naming.joined.n_left if self.naming and self.naming.joined else 0

    def __iter__(self) -> Iterator[Outcome]:
        return self.outcomes

    def __next__(self) -> Outcome:
        return next(self.outcomes)
