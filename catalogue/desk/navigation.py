"""The staff bar: a link to each part of the desk that exists."""

from typing import NamedTuple

from flask_babel import LazyString

from catalogue.desk.staff import find_staff
from catalogue.models import AccountRole


class BarEntry(NamedTuple):
    """A link of the staff bar; entries are ordered by `position`, and shown to those who may open them."""

    position: int
    endpoint: str
    label: LazyString
    role: AccountRole = AccountRole.LIBRARIAN


_entries: list[BarEntry] = []


def add_entry(entry: BarEntry) -> None:
    """Add a link to the staff bar; a module of the desk does so when it is imported.

    Positions: 10 books, 20 worklists, 30 imports, 40 change sets, 50 headings, 60 accounts, 70 audit.
    """
    _entries.append(entry)


def list_entries() -> list[BarEntry]:
    """Return the links that the person at the desk may open."""
    staff = find_staff()
    return sorted(entry for entry in _entries if staff is not None and staff.may(entry.role))
