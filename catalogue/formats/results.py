"""What a reader gives: the records of a file, and which part of the file they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.formats.records import Outcome


@dataclass(slots=True)
class Records:
    """The records of a file, read as they are asked for.

    `path` names the list that they are when it stands within something; `others` name what else stands there.
    """

    outcomes: Iterator[Outcome]
    path: str = ""
    others: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Outcome]:
        return self.outcomes

    def __next__(self) -> Outcome:
        return next(self.outcomes)
