"""A record being read: what its columns take of a file's values, and what stays in `extra`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from catalogue.domain.items import ItemRecord
from catalogue.domain.record import BookRecord, Contributor
from catalogue.domain.roles import Role
from catalogue.domain.text import fold
from catalogue.errors import FieldError, InvalidRecord
from catalogue.formats.columns import COLUMN_READERS
from catalogue.formats.identifiers import has_schemes
from catalogue.formats.isbns import find_isbn_13
from catalogue.formats.items import (
    add_shelf,
    mark_unavailable,
    read_holdings,
    read_item_without_barcode,
    read_only_item,
)
from catalogue.formats.naming import Field, Naming
from catalogue.formats.people import join_full_name, read_people, read_people_by_role
from catalogue.formats.persons import Person
from catalogue.formats.publishers import may_be_a_house, may_be_a_publisher, read_publisher
from catalogue.formats.series import place_collection
from catalogue.formats.values import NOTHING, Reading, read_text

_UNFORGIVEN = frozenset({"title", "extra"})
"""A fault of one of these refuses the record; of any other column, the record goes without."""

_LISTS = frozenset({"contributors", "identifiers", "subjects"})
"""Columns that take what several fields say."""

_PEOPLE_NOUNS = frozenset({Role.AUTHOR, Role.EDITOR, Role.CONTRIBUTOR})

_BLANK: tuple[object, ...] = (None, "", [], {})

Years = dict[str, tuple[int | None, int | None]]


class Draft:
    """One record as its columns fill; each value of the file ends in a column, in an item or in `extra`.

    `n_set_aside` of the values in `extra` are there because a column or an item could not take them. `years` are those
    of birth and death of the people who have any, by name; `unnumbered` are items without a barcode.
    """

    def __init__(self, members: dict[str, Any], naming: Naming, isbn: str | None = None) -> None:
        self._columns: dict[str, Any] = {}
        self._origins: dict[str, list[tuple[str, Any]]] = {}
        self._extra: dict[str, Any] = {}
        self._naming = naming
        self._halves: dict[tuple[Role | None, str], dict[str, tuple[str, Any]]] = {}
        self._statement: tuple[str, Any, tuple[Person, ...]] | None = None
        self._also: dict[str, Any] = {}
        self._isbn_within = ("", isbn) if isbn else None
        self._told: set[str] = set()
        self.years: Years = {}
        self.unnumbered: tuple[ItemRecord, ...] = ()
        self.items: tuple[ItemRecord, ...] = ()
        self.n_set_aside = 0
        plan = naming.make_plan(tuple(members))
        self._names_of_items = {naming.find_item_column(name) for name in members}
        names_of_item: frozenset[str] = frozenset()
        if plan.has_barcode:
            item, names_of_item, self.n_set_aside = read_only_item(members, naming)
            self.items = (item,) if item else ()
            if item and (found := find_isbn_13(item.barcode)):  # The bar code of the publisher
                self._isbn_within = "", found
        for half in plan.halves:
            self._halves[half] = {}
        for field, name in plan.fields:
            if name not in names_of_item:
                self._take(field, name, members[name])
        self._finish(members)

    def record(self) -> BookRecord:
        """Return the record, its columns without what the rules of records refuse.

        :raises InvalidRecord: when it is no book even so.
        """
        try:
            return BookRecord(**{"title": None, **self._columns}, extra=self._extra)
        except InvalidRecord as fault:
            if any(error.field.partition(".")[0] in _UNFORGIVEN for error in fault.errors):
                raise
            self._set_aside(fault.errors)
        return BookRecord(**self._columns, extra=self._extra)

    def _take(self, field: Field, name: str, value: object) -> None:
        column = field.column
        if column == "isbn" and field.is_weak and has_schemes(value):
            column, field = "identifiers", replace(field, is_weak=False)
        if column in COLUMN_READERS:
            self._take_column(field, column, name, value)
        elif column == "people":
            self._take_people(field, name, value)
        elif column == "items" and (not field.is_weak or "available" in self._names_of_items):
            self._told.add("items")
            members = read_holdings(value, self._naming)
            self.n_set_aside += members.n_misfits
            self.items += members.items
            self.unnumbered += members.unnumbered
            if members.left is not None:
                self._keep(name, members.left)
        elif column == "extra":
            for inner, part in (value if isinstance(value, dict) else {name: value} if value else {}).items():
                self._keep(inner, part)
        elif value not in _BLANK:
            self._keep(name, value)
            if self._isbn_within is None and (isbn := find_isbn_13(value)):
                self._isbn_within = name, isbn

    def _take_column(self, field: Field, column: str, name: str, value: object) -> None:
        reading = COLUMN_READERS[column](value)
        if column == "published" and isinstance(value, str) and " : " in value and (area := read_publisher(value)).also:
            self._also.setdefault("publisher", area.value)  # publication: Paris : Gallimard, 2004
        if reading.value is None and not reading.is_whole:
            if column in {"published", "edition"} and may_be_a_publisher(value):
                column, reading = "publisher", read_publisher(value)
                field = replace(field, is_weak=False)
            elif column == "contributors" and (people := read_people(value)).value:
                self._add_credit(name, value, people, Role.CONTRIBUTOR)
                return
        if field.is_weak and not self._may_take_weakly(column, reading):
            if reading != NOTHING:
                self._keep(name, value)
            return
        if column == "issn":
            column = "identifiers"
        self._put(column, name, value, reading)
        if reading.also is None or self._columns.get(column) != reading.value:
            return
        for other, part in reading.also.items():
            if other == "people":
                self._statement = name, value, part
            else:
                self._also.setdefault(other, part)

    def _may_take_weakly(self, column: str, reading: Reading) -> bool:
        """Tell whether a field that may mean something else is taken: its column is free and the value fits."""
        if column in self._columns or reading.value is None or (not reading.is_whole and column != "isbn"):
            return False
        if column == "title":
            return isinstance(reading.value, str) and not any(half for half in self._halves.values())
        if column == "series_number":
            return "series" in self._columns or "collection" in self._columns
        return column != "dewey" or reading.value[:3].isdigit()

    def _take_people(self, field: Field, name: str, value: object) -> None:
        if (field.role, field.number) in self._halves:
            part = "surname" if field.part == "name" else field.part
            half = self._halves[(field.role, field.number)]
            if part not in half:
                half[part] = (name, value)
                return
        role = field.role or Role.AUTHOR
        if role is Role.EDITOR and may_be_a_house(value) and "publisher" not in self._columns:
            self._put("publisher", name, value, read_text(value))
            return
        reading = read_people(value) if role in _PEOPLE_NOUNS else read_people_by_role(value)
        if role is Role.AUTHOR and not field.number and "authors" in self._columns and reading.value:
            if not {fold(one.name) for one in reading.value} <= {fold(author) for author in self._columns["authors"]}:
                self._keep(name, value)
            return
        self._add_credit(name, value, reading, role)

    def _add_credit(self, name: str, value: object, reading: Reading, role: Role) -> None:
        """Put people among the authors, or the contributors with their roles."""
        authors = tuple(one.name for one in reading.value or () if (one.role or role) is Role.AUTHOR)
        others = tuple(
            Contributor(one.name, one.role or role)
            for one in reading.value or ()
            if (one.role or role) is not Role.AUTHOR
        )
        for one in reading.value or ():
            if one.birth_year or one.death_year:
                self.years.setdefault(one.name, (one.birth_year, one.death_year))
        if authors:
            self._columns["authors"] = self._columns.get("authors", ()) + authors
            self._origins.setdefault("authors", []).append((name, value))
        if others:
            self._columns["contributors"] = self._columns.get("contributors", ()) + others
            self._origins.setdefault("contributors", []).append((name, value))
        self._leave(name, value, reading)

    def _finish(self, members: dict[str, Any]) -> None:
        """Take what needs a look at the whole record."""
        for (role, _), half in self._halves.items():
            self._join_halves(role or Role.AUTHOR, half)
        for column, part in self._also.items():
            self._columns.setdefault(column, part)
        place_collection(self._columns, self._origins)
        if "title" not in self._columns and "original_title" in self._columns:
            self._columns["title"] = self._columns.pop("original_title")
            self._origins["title"] = self._origins.pop("original_title", [])
        if self._statement is not None:
            self._take_statement(*self._statement)
        if self._isbn_within is not None and "isbn" not in self._columns:
            name, self._columns["isbn"] = self._isbn_within
            self._origins["isbn"] = [(name, self._extra.pop(name, None))]
        self._count_items(members)
        self._drop_vague_contributions()

    def _count_items(self, members: dict[str, Any]) -> None:
        """Say of items without barcodes what the record does; a number of items includes those with barcodes."""
        self.unnumbered = self.unnumbered[len(self.items) :]
        if self.unnumbered:
            items = mark_unavailable(self.unnumbered, members, self._naming)
            self.unnumbered = add_shelf(items, members, self._naming)
        elif not self.items and "items" not in self._told:
            self.unnumbered = read_item_without_barcode(members, self._naming)

    def _drop_vague_contributions(self) -> None:
        """Forget that somebody contributed where another field tells how."""
        contributors = self._columns.get("contributors", ())
        keys = {fold(one.name) for one in contributors if one.role is not Role.CONTRIBUTOR}
        keys |= {fold(name) for name in self._columns.get("authors", ())}
        remaining = tuple(one for one in contributors if one.role is not Role.CONTRIBUTOR or fold(one.name) not in keys)
        if len(remaining) < len(contributors):
            self._columns["contributors"] = remaining

    def _join_halves(self, role: Role, half: dict[str, tuple[str, Any]]) -> None:
        """Join surnames and forenames that stand in fields of their own."""
        (first_name, forename), (last_name, surname) = half.get("forename", ("", "")), half.get("surname", ("", ""))
        first, family = read_text(forename), read_text(surname)
        if first.value and family.value and first.is_whole and family.is_whole:
            self._add_credit(last_name, surname, Reading((Person(join_full_name(first.value, family.value)),)), role)
            return
        for name, value in ((first_name, forename), (last_name, surname)):
            if name:
                self._add_credit(name, value, read_people(value), role)

    def _take_statement(self, name: str, value: Any, statement: tuple[Person, ...]) -> None:
        """Take people from the statement of responsibility after a title; of others than the authors it is no such."""
        authors = self._columns.get("authors", ())
        if not authors:
            self._add_credit(name, value, Reading(statement), Role.AUTHOR)
        elif not set(_list_words(authors)) & set(_list_words(one.name for one in statement)):
            self._columns["title"] = read_text(value).value
            self._extra.pop(name, None)
        else:
            self._add_credit(name, value, Reading(tuple(one for one in statement if one.role)), Role.CONTRIBUTOR)

    def _put(self, column: str, name: str, value: object, reading: Reading) -> None:
        """Put what was read in its column; keep what is left over, or all of it when the column is full."""
        current = self._columns.get(column)
        if column in _LISTS:
            reading = Reading((current or ()) + (reading.value or ()), reading.is_whole, reading.is_kept)
        elif current is not None:
            if _is_fuller_date(column, current, reading.value):
                self._columns[column] = reading.value
            elif reading != NOTHING and not _is_repeated(current, reading.value):
                self._keep(name, value)
            return
        if reading.value:
            self._columns[column] = reading.value
            self._origins.setdefault(column, []).append((name, value))
        self._leave(name, value, reading)

    def _leave(self, name: str, value: object, reading: Reading) -> None:
        """Keep what a reading has not taken."""
        if not reading.is_whole:
            self.n_set_aside += 1
        if not reading.is_whole or reading.is_kept:
            self._keep(name, value)

    def _keep(self, name: str, value: object) -> None:
        """Keep a value in `extra`, under a longer name when another value has that one."""
        while name in self._extra and self._extra[name] != value:
            name += "_"
        self._extra[name] = value

    def _set_aside(self, errors: Sequence[FieldError]) -> None:
        """Take out of the columns what the rules refuse, of a list only those members, and keep it as it came."""
        self.n_set_aside += len(errors)
        for error in reversed(errors):
            column, _, rest = error.field.partition(".")
            if rest:
                place = int(rest.partition(".")[0])
                self._columns[column] = self._columns[column][:place] + self._columns[column][place + 1 :]
            else:
                del self._columns[column]
            for name, value in self._origins.get(column, ()):
                self._keep(name, value)


def _is_fuller_date(column: str, taken: object, value: object) -> bool:
    """Tell whether a date says more than the one that stands already: the month or day of the same year."""
    return column == "published" and isinstance(value, str) and value.startswith(f"{taken}-")


def _is_repeated(taken: object, value: object) -> bool:
    """Tell whether a value says what the column has already, as a year does beside its date."""
    return value == taken or (isinstance(taken, str) and isinstance(value, str) and taken.startswith(f"{value}-"))


def _list_words(names: Iterable[str]) -> list[str]:
    return [word for name in names for word in fold(name).split() if len(word) > 2]
