"""A record being read: what its columns take of a file's values, and what stays in `extra`."""

from collections.abc import Sequence
from typing import Any

from catalogue.domain.items import ItemRecord
from catalogue.domain.record import BookRecord, Contributor
from catalogue.errors import FieldError, InvalidRecord
from catalogue.formats.columns import READ
from catalogue.formats.items import items, lone_item
from catalogue.formats.names import column_named, role_named
from catalogue.formats.people import names
from catalogue.formats.values import NOTHING, Reading

_UNFORGIVEN = frozenset({"title", "extra"})
"""A fault of one of these refuses the record; of any other column, the record goes without."""


class Draft:
    """One record as its columns fill; each value of the file ends in a column, in an item or in `extra`.

    `n_set_aside` of the values in `extra` are there because a column or an item could not take them.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self._columns: dict[str, Any] = {}
        self._origins: dict[str, list[tuple[str, Any]]] = {}
        self._extra: dict[str, Any] = {}
        item, names_of_item, self.n_set_aside = lone_item(told)
        self.items: tuple[ItemRecord, ...] = (item,) if item else ()
        for name in sorted((name for name in told if name not in names_of_item), key=_preference):
            self._take(name, told[name])

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

    def _take(self, name: str, value: object) -> None:
        column = column_named(name)
        if role := role_named(name):
            reading = names(value)
            bearers = tuple(Contributor(bearer, role) for bearer in reading.value or ())
            self._put("contributors", name, value, Reading(bearers, reading.is_whole))
        elif column is None:
            self._keep(name, value)
        elif column[0] == "items":
            found, left, n_misfits = items(value)
            self.n_set_aside += n_misfits
            self.items += found
            if left:
                self._keep(name, left if found else value)
        elif column[0] == "extra":
            for inner, part in (value if isinstance(value, dict) else {name: value} if value else {}).items():
                self._keep(inner, part)
        else:
            self._put(column[0], name, value, READ[column[0]](value))

    def _put(self, column: str, name: str, value: object, reading: Reading) -> None:
        """Put what was read in its column; keep what is left over, or all of it when the column is full."""
        taken = self._columns.get(column)
        if column == "contributors":
            reading = Reading((taken or ()) + (reading.value or ()), reading.is_whole)
        elif taken is not None:
            if reading != NOTHING and not _repeats(taken, reading.value):
                self._keep(name, value)
            return
        if reading.value:
            self._columns[column] = reading.value
            self._origins.setdefault(column, []).append((name, value))
        if not reading.is_whole:
            self.n_set_aside += 1
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
            for name, value in self._origins[column]:
                self._keep(name, value)


def _preference(name: str) -> int:
    """Order names: `extra` first, for what is in it to keep its names; then, of several for a column, the preferred."""
    column = column_named(name)
    return 0 if column is None else -1 if column[0] == "extra" else column[1]


def _repeats(taken: object, value: object) -> bool:
    """Tell whether a value says what the column has already, as a year does beside its date."""
    return value == taken or (isinstance(taken, str) and isinstance(value, str) and taken.startswith(f"{value}-"))
