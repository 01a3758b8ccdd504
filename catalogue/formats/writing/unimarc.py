"""A book as a UNIMARC record (IFLA, UNIMARC Bibliographic); each row cites the field it fills."""

import pymarc

from catalogue.domain.items import ItemStatus
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, ItemView, SeriesRef
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

LEADER = "00000nam0 2200000   450 "


def make_record(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a UNIMARC record, its items in 995 (recommandation 995)."""
    coded = f"{book.created_at:%Y%m%d}d{format_year(book)}    u  y0frey50      ba"
    statement = ", ".join(credit.name for credit in book.authors)
    rows: list[Row] = [
        ("010", "  ", [("a", book.isbn)]),
        ("100", "  ", [("a", coded)]),
        ("101", "0 ", [("a", find_three_letters(book.language))]),
        ("200", "1 ", [("a", book.title), ("e", book.subtitle), ("f", statement)]),
        ("210", "  ", [("c", book.publisher), ("d", book.published)]),
        ("215", "  ", [("a", format_pages(book))]),
        *map(_make_series_row, book.all_series),
        ("330", "  ", [("a", book.description)]),
        *(("606", "  ", [("a", subject.name)]) for subject in book.subjects),
        ("676", "  ", [("a", book.dewey)]),
        *(_name_row("0" if place == 0 else "1", credit) for place, credit in enumerate(book.authors)),
        *(_name_row("2", credit) for credit in book.contributors),
        *(
            ("995", "  ", [("c", item.location), ("f", item.barcode), ("k", item.call_number)])
            for item in items
            if item.status is not ItemStatus.WITHDRAWN
        ),
    ]
    return make_marc_record(LEADER, {"001": str(book.id)}, rows)


def _make_series_row(one: SeriesRef) -> Row:
    """Return a work in volumes as the set to which the record belongs, a collection as it stands in the book."""
    if one.kind is SeriesKind.WORK:
        return "461", " 1", [("t", one.name), ("v", one.number)]
    return "225", "| ", [("a", one.name), ("v", one.number)]


def _name_row(part: str, credit: Credit) -> Row:
    """Return 700, 701 or 702 of a person, 710, 711 or 712 of a body; `part` is the last digit."""
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isdigit()), None)
    if is_body(credit.name):
        return f"71{part}", "02", [("a", credit.name), ("4", code)]
    surname, forename = split_name(credit.name)
    indicators = " 1" if forename else " 0"
    return (
        f"70{part}",
        indicators,
        [("a", surname), ("b", forename), ("f", format_lifespan(credit)), ("4", code)],
    )
