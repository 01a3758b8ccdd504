"""Books that a format has no room for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A book that is not in a file, and why."""

    book_id: int
    title: str
    reason: str

    def __str__(self) -> str:
        return f"Book {self.book_id}, {self.title}, is left out: {self.reason}."
