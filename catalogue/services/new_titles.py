"""New on the shelves: the titles that came to the library in a month, by section."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from catalogue.domain.materials import Audience
from catalogue.domain.views import BookView
from catalogue.store import new_titles
from catalogue.store.book_views import read_books


@dataclass(frozen=True, slots=True)
class Section:
    """Titles that stand together: of an audience, or else of a Dewey hundred (its first digit), or of neither."""

    audience: Audience | None
    hundred: str
    books: list[BookView]


@dataclass(frozen=True, slots=True)
class NewTitles:
    """The new titles of a month, by section; the months before and after that have some, too."""

    sections: list[Section]
    n_books: int
    previous: date | None
    following: date | None


def find_newest_month(session: Session, today: date) -> date | None:
    """Return the first day of the newest month that has new titles, None when no day is known."""
    return max((month for month in new_titles.list_months(session) if month <= today), default=None)


def list_month(session: Session, month: date, today: date) -> NewTitles:
    """Return the titles whose first copy came in the month that begins with a day."""
    following = (month + timedelta(days=31)).replace(day=1)
    books = read_books(session, new_titles.list_books(session, month, following))
    months = [one for one in new_titles.list_months(session) if one <= today]
    return NewTitles(
        _sort_sections(books),
        len(books),
        max((one for one in months if one < month), default=None),
        min((one for one in months if one > month), default=None),
    )


def _sort_sections(books: list[BookView]) -> list[Section]:
    """Return children's titles, teenagers', then the others by Dewey hundred, and last those without a class."""
    sections: dict[tuple[int, str], Section] = {}
    order = {Audience.CHILD: 0, Audience.TEEN: 1}
    for book in books:
        audience = book.audience if book.audience in order else None
        hundred = "" if audience else (book.dewey or "")[:1]
        key = (2, hundred or "~") if audience is None else (order[audience], "")
        sections.setdefault(key, Section(audience, hundred, [])).books.append(book)
    return [sections[key] for key in sorted(sections)]
