"""A book as a MARC 21 record (Library of Congress); each row cites the field it fills."""

import pymarc

from catalogue.domain.items import ItemStatus
from catalogue.domain.views import BookView, Credit, ItemView
from catalogue.formats.marc.relators import RELATORS
from catalogue.formats.persons import is_body
from catalogue.formats.writing.marc_rows import (
    Row,
    find_three_letters,
    format_lifespan,
    format_pages,
    format_year,
)
from catalogue.formats.writing.marc_rows import (
    make_record as make_marc_record,
)
from catalogue.formats.writing.names import split_name

LEADER = "00000nam a2200000 a 4500"


def make_record(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a MARC 21 record, its items in 952 as Koha has them."""
    language = find_three_letters(book.language) or "und"
    coded = f"{book.created_at:%y%m%d}s{format_year(book)}    xx            000 0 {language}  "
    rows: list[Row] = [
        ("020", "  ", [("a", book.isbn)]),
        ("041", "0 ", [("a", find_three_letters(book.language))]),
        ("082", "04", [("a", book.dewey)]),
        *(_name_row("1" if place == 0 else "7", credit) for place, credit in enumerate(book.authors)),
        ("245", "10" if book.authors else "00", [("a", book.title), ("b", book.subtitle)]),
        ("264", " 1", [("b", book.publisher), ("c", book.published)]),
        ("300", "  ", [("a", format_pages(book))]),
        *(("490", "0 ", [("a", one.name), ("v", one.number)]) for one in book.all_series),
        ("520", "  ", [("a", book.description)]),
        *(("650", " 4", [("a", subject.name)]) for subject in book.subjects),
        *(_name_row("7", credit) for credit in book.contributors),
        *(("952", "  ", _list_item(item)) for item in items if item.status is not ItemStatus.WITHDRAWN),
    ]
    return make_marc_record(LEADER, {"001": str(book.id), "008": coded}, rows)


def _list_item(item: ItemView) -> list[tuple[str, str | None]]:
    day = item.acquired_on.isoformat() if item.acquired_on else None
    return [("a", item.location), ("p", item.barcode), ("o", item.call_number), ("d", day)]


def _name_row(part: str, credit: Credit) -> Row:
    """Return 100 or 700 of a person, 110 or 710 of a body; `part` is the first digit."""
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isalpha()), "ctb")
    if is_body(credit.name):
        return f"{part}10", "2 ", [("a", credit.name), ("4", code)]
    surname, forename = split_name(credit.name)
    name = f"{surname}, {forename}" if forename else surname
    return f"{part}00", "1 " if forename else "0 ", [("a", name), ("d", format_lifespan(credit)), ("4", code)]
