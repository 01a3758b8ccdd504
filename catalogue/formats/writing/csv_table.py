"""Books as CSV (RFC 4180) with semicolons and a byte order mark, as a French Excel opens it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

import orjson

from catalogue.common.spreadsheets import guard
from catalogue.domain.items import item_as_json
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.own_tables import BETWEEN, ITEM_COLUMNS, join_cell

COLUMNS = (
    *("id", "title", "subtitle", "authors", "contributors", "isbn", "identifiers", "edition", "publisher", "place"),
    *("published", "language", "original_title", "original_language", "extent", "page_count", "material", "audience"),
    *(
        "series",
        "series_number",
        "collection",
        "collection_number",
        "dewey",
        "subjects",
        "description",
        "contents",
        "notes",
        "cover_url",
    ),
    *ITEM_COLUMNS,
    "extra",
)
_BOM = "\ufeff"


def write_csv(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield a line of heads and a line a book; texts that a spreadsheet would run as formulas are guarded."""
    yield _write_line(COLUMNS, _BOM)
    for book, items in books:
        values = list_values(book, items)
        yield _write_line("" if one is None else str(one) if isinstance(one, int) else guard(one) for one in values)


def list_values(book: BookView, items: list[ItemView]) -> list[str | int | None]:
    """Return the values of a book, in the order of `COLUMNS`."""
    values = book.as_json() | {"id": book.id}
    values["authors"] = BETWEEN.join(credit.name for credit in book.authors)
    values["contributors"] = BETWEEN.join(f"{credit.name} ({credit.role})" for credit in book.contributors)
    first = next(iter(book.all_series[1:]), None)
    values["collection"], values["collection_number"] = (first.name, first.number) if first else (None, None)
    values["subjects"] = BETWEEN.join(subject.name for subject in book.subjects)
    values["identifiers"] = join_cell(f"{one.scheme} {one.value}" for one in book.identifiers)
    values["extra"] = orjson.dumps(book.extra).decode() if book.extra else None
    states = [item_as_json(item) for item in items]
    for name, member in ITEM_COLUMNS.items():
        cells = [state[member] or "" for state in states]
        values[name] = join_cell(cells) if any(cells) else None
    return [values[name] for name in COLUMNS]


def _write_line(cells: Iterable[str], start: str = "") -> bytes:
    line = StringIO()
    csv.writer(line, delimiter=";").writerow(cells)
    return (start + line.getvalue()).encode()
