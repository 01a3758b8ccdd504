"""Copies in a file or a list of their own, joined to the records of another by barcode or number of record."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from catalogue.domain.outcome import Parsed, Rejected
from catalogue.formats.isbns import find_isbn_13
from catalogue.formats.naming import Field, Naming
from catalogue.formats.values import read_text, unwrap_value
from catalogue.formats.wording import NOUNS, find_canonical_word, split_words

_RECORDS = NOUNS | {"notice", "record", "biblio", "bib", "titre", "title"}
_NUMBERS = frozenset({"id", "number", "code", "identifier"})
_JOINED = ("items", "copies", "holdings", "exemplaires")
_SAMPLE = 20


class CopiesNaming(Naming):
    """How the rows of a file of copies are read: none of them is a book, whatever it is called."""

    def find_field(self, name: str) -> Field | None:
        """Return None: a row has fields of an item only."""
        return None


class JoinedCopies:
    """The rows of a file of copies, by the record that each belongs to or by barcode.

    :param rows: refused records, as `CopiesNaming` makes them of a file, or objects.
    """

    def __init__(self, rows: Iterable[Parsed | Rejected | dict[str, Any]], naming: Naming) -> None:
        self._by_record: dict[str, list[dict[str, Any]]] = {}
        self._by_barcode: dict[str, dict[str, Any]] = {}
        self._joined: set[int] = set()
        self.n_rows = 0
        for row in rows:
            members = row if isinstance(row, dict) else _parse_row(row)
            if members:
                self._add(members, naming)

    @property
    def n_left(self) -> int:
        """How many copies belong to no record that was read."""
        return self.n_rows - len(self._joined)

    def find_rows(self, members: dict[str, Any], source_id: str, naming: Naming) -> list[dict[str, Any]]:
        """Return the copies of a record: those that name its number or ISBN, and those that have a barcode of it."""
        keys = [source_id, *(isbn for value in members.values() if (isbn := find_isbn_13(unwrap_value(value))))]
        rows = [row for key in dict.fromkeys(filter(None, keys)) for row in self._by_record.get(key, ())]
        row_ids = {id(row) for row in rows}
        for holder in _list_holders(members, naming):
            row = self._by_barcode.get(_find_barcode(holder, naming) or "")
            if row is not None and id(row) not in row_ids:
                rows.append(row)
        self._joined.update(map(id, rows))
        return rows

    def _add(self, members: dict[str, Any], naming: Naming) -> None:
        self.n_rows += 1
        if barcode := _find_barcode(members, naming):
            self._by_barcode.setdefault(barcode, members)
        for key in _list_record_keys(members):
            self._by_record.setdefault(key, []).append(members)


def join(members: dict[str, Any], rows: list[dict[str, Any]], naming: Naming) -> dict[str, Any]:
    """Return a record with its copies: what is here of one is filled up, others are added.

    >>> join({"titre": "Nana", "code_barre": "1"}, [{"code_barre": "1", "cote": "R"}, {"code_barre": "2"}], Naming())
    {'titre': 'Nana', 'code_barre': '1', 'cote': 'R', 'items': [{'code_barre': '2'}]}
    """
    members = dict(members)
    unmatched = {_find_barcode(row, naming) or str(place): row for place, row in enumerate(rows)}
    for name, value in members.items():
        if isinstance(value, list) and (field := naming.find_field(name)) and field.column == "items":
            members[name] = [_fill(part, unmatched, naming) if isinstance(part, dict) else part for part in value]
    members = _fill(members, unmatched, naming)
    if unmatched:
        members[next(name for name in _JOINED if name not in members)] = list(unmatched.values())
    return members


def are_copies(outcomes: Iterable[Parsed | Rejected], naming: Naming) -> bool:
    """Tell whether the first records of a file are copies: none has a title, and all have barcodes."""
    sample = [outcome for outcome, _ in zip(outcomes, range(_SAMPLE), strict=False)]
    return bool(sample) and all(
        isinstance(outcome, Rejected) and any(naming.find_item_column(name) == "barcode" for name in outcome.names)
        for outcome in sample
    )


def find_list_of_copies(document: Any, naming: Naming) -> list[dict[str, Any]]:
    """Return the list beside the books that holds copies by the numbers of their records, [] where there is none.

    >>> find_list_of_copies({"livres": [], "exemplaires": [{"livre_id": 1, "code_barre": "7"}]}, Naming())
    [{'livre_id': 1, 'code_barre': '7'}]
    """
    for part in document.values() if isinstance(document, dict) else ():
        if isinstance(part, list) and part and all(isinstance(member, dict) for member in part[:_SAMPLE]):
            sample = part[:_SAMPLE]
            if all(_find_barcode(member, naming) and list(_list_record_keys(member)) for member in sample):
                return [member for member in part if isinstance(member, dict)]
    return []


def _parse_row(row: Parsed | Rejected) -> dict[str, Any]:
    if isinstance(row, Parsed) or not row.names:
        return {}
    members: dict[str, Any] = orjson.loads(row.raw)
    return members


def _fill(part: dict[str, Any], left: dict[str, dict[str, Any]], naming: Naming) -> dict[str, Any]:
    """Return what tells of an item, with what its row says besides; the row is then no longer left."""
    row = left.pop(_find_barcode(part, naming) or "", None)
    if row is None:
        return part
    here = {naming.find_item_column(name) for name in part}
    return part | {
        name: value
        for name, value in row.items()
        if (column := naming.find_item_column(name)) and column not in here and name not in part
    }


def _list_holders(members: dict[str, Any], naming: Naming) -> Iterator[dict[str, Any]]:
    """Yield the record, and each object in it that tells of an item."""
    yield members
    for name, value in members.items():
        if isinstance(value, list) and (field := naming.find_field(name)) and field.column == "items":
            yield from (part for part in value if isinstance(part, dict))


def _find_barcode(members: dict[str, Any], naming: Naming) -> str | None:
    for name, value in members.items():
        if naming.find_item_column(name) == "barcode":
            barcode = read_text(unwrap_value(value)).value
            return str(barcode) if barcode else None
    return None


def _list_record_keys(members: dict[str, Any]) -> Iterator[str]:
    """Yield the number and the ISBN of the record that a copy names: `book_id`, `N° de notice`, `isbn`."""
    for name, value in members.items():
        words = set(split_words(name))
        numbers = {find_canonical_word(word) for word in words} & _NUMBERS
        is_number = bool(words & _RECORDS and numbers) or "".join(words) == "biblionumber" or words <= {"notice"}
        if words and is_number and (key := read_text(unwrap_value(value)).value):
            yield str(key)
        elif isbn := find_isbn_13(unwrap_value(value)):
            yield isbn
