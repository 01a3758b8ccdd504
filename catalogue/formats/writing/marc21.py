"""A book as a MARC 21 record (Library of Congress); each row cites the field it fills."""

import pymarc

from catalogue.domain.materials import Material
from catalogue.domain.views import BookView, Credit, ItemView
from catalogue.formats.marc import marc21
from catalogue.formats.marc.records import MarcDialect
from catalogue.formats.marc.relators import RELATORS
from catalogue.formats.writing import marc_coded as coded
from catalogue.formats.writing.marc_items import list_952
from catalogue.formats.writing.marc_leftovers import (
    list_control_fields,
    list_source_number,
    merge_copies,
    merge_rows,
    overlay,
    overlay_leader,
)
from catalogue.formats.writing.marc_rows import (
    Row,
    find_three_letters,
    format_extent,
    format_lifespan,
    format_year,
    list_body,
    list_lines,
    list_subdivisions,
)
from catalogue.formats.writing.marc_rows import (
    make_record as make_marc_record,
)
from catalogue.formats.writing.marc_sources import find_source, read_source
from catalogue.formats.writing.names import is_body, split_name

LEADER = "00000nam a2200000 a 4500"


def make_record(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a MARC 21 record, its items in 952 as Koha has them."""
    rows, copies, general = _list_rows(book), list_952(items), _format_008(book)
    leader = coded.make_leader(LEADER, coded.MARC21_KINDS, book.material)
    control = [("001", str(book.id))]
    source = find_source(book, MarcDialect.MARC21)
    if source and (before := read_source(source, book)):
        rows = [*merge_rows(marc21, rows, _list_rows(before), source), *list_source_number(book, source)]
        copies = merge_copies(copies, source)
        general = overlay(general, _format_008(before), source.get("008"))
        leader = overlay_leader(leader, coded.make_leader(LEADER, coded.MARC21_KINDS, before.material), source)
        control += list_control_fields(source)
    return make_marc_record(leader, [*control, ("008", general)], sorted([*rows, *copies], key=lambda row: row[0]))


def _list_rows(book: BookView) -> list[Row]:
    return [
        ("020", "  ", [("a", book.isbn)]),
        *(_make_identifier_row(one.scheme, one.value, one.qualifier) for one in book.identifiers),
        ("041", "1 " if book.original_language else "0 ", _list_languages(book)),
        ("082", "04", [("a", book.dewey)]),
        *(_name_row("1" if place == 0 else "7", credit) for place, credit in enumerate(book.authors)),
        ("240", "10", [("a", book.original_title)]),
        ("245", "10" if book.authors else "00", [("a", book.title), ("b", book.subtitle)]),
        ("250", "  ", [("a", book.edition)]),
        ("264", " 1", [("a", book.place), ("b", book.publisher), ("c", book.published)]),
        ("300", "  ", format_extent(book, ("a", "b", "c", "e"))),
        *(("490", "0 ", [("a", one.name), ("v", one.number)]) for one in book.all_series),
        *list_lines("500", "  ", book.notes),
        *list_lines("505", "0 ", book.contents),
        ("520", "  ", [("a", book.description)]),
        *(("650", " 4", list_subdivisions(subject.name)) for subject in book.subjects),
        ("655", " 7", coded.list_manga(book.material)),
        *(_name_row("7", credit) for credit in book.contributors),
    ]


def _format_008(book: BookView) -> str:
    """Return 008: day of entry, year, place unknown, audience (22), form (23), contents (24-27), language (35-37)."""
    audience = coded.MARC21_AUDIENCES[book.audience] if book.audience else " "
    form = "o" if book.material is Material.E_BOOK else coded.FORMS.get(book.material, " ") if book.material else " "
    contents = coded.MARC21_COMIC if book.material in coded.COMICS else " "
    language = find_three_letters(book.language) or "und"
    day, year = f"{book.created_at:%y%m%d}", format_year(book)
    return f"{day}s{year}    xx     {audience}{form}{contents}    000 0 {language}  "


def _list_languages(book: BookView) -> list[tuple[str, str | None]]:
    return [("a", find_three_letters(book.language)), ("h", find_three_letters(book.original_language))]


def _make_identifier_row(scheme: str, value: str, qualifier: str | None) -> Row:
    """Return 020 of a further ISBN, 022 of an ISSN, 024 of any other number: its scheme is in the indicator or $2."""
    if scheme in {"isbn", "issn"}:
        return {"isbn": "020", "issn": "022"}[scheme], "  ", [("a", value), ("q", qualifier)]
    kind = {"upc": "1", "ismn": "2", "ean": "3"}.get(scheme)
    return "024", f"{kind or '7'} ", [("a", value), ("q", qualifier), ("2", None if kind else scheme)]


def _name_row(part: str, credit: Credit) -> Row:
    """Return 100 or 700 of a person, 110 or 710 of a body; `part` is the first digit."""
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isalpha()), "ctb")
    if is_body(credit.name):
        return f"{part}10", "2 ", [*list_body(credit.name), ("4", code)]
    surname, forename = split_name(credit.name)
    name = f"{surname}, {forename}" if forename else surname
    return f"{part}00", "1 " if forename else "0 ", [("a", name), ("d", format_lifespan(credit)), ("4", code)]
