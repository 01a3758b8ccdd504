"""A book as a UNIMARC record (IFLA, UNIMARC Bibliographic); each row cites the field it fills."""

import pymarc

from catalogue.domain.materials import Material
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, ItemView, SeriesRef
from catalogue.formats.marc import unimarc
from catalogue.formats.marc.records import MarcDialect
from catalogue.formats.marc.relators import RELATORS
from catalogue.formats.writing import marc_coded as coded
from catalogue.formats.writing.marc_items import list_995
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

LEADER = "00000nam0 2200000   450 "


def make_record(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a UNIMARC record, its items in 995 (recommandation 995)."""
    rows, copies, general = _list_rows(book), list_995(book, items), _format_100(book)
    leader = coded.make_leader(LEADER, coded.UNIMARC_KINDS, book.material)
    control = [("001", str(book.id))]
    source = find_source(book, MarcDialect.UNIMARC)
    if source and (before := read_source(source, book)):
        rows = [*merge_rows(unimarc, rows, _list_rows(before), source), *list_source_number(book, source)]
        copies = merge_copies(copies, source)
        general = overlay(general, _format_100(before), source.get("100", "a"))
        leader = overlay_leader(leader, coded.make_leader(LEADER, coded.UNIMARC_KINDS, before.material), source)
        control += list_control_fields(source)
    rows = sorted([*rows, ("100", "  ", [("a", general)]), *copies], key=lambda row: row[0])
    return make_marc_record(leader, control, rows)


def _list_rows(book: BookView) -> list[Row]:
    return [
        ("010", "  ", [("a", book.isbn)]),
        *_list_identifiers(book),
        ("101", "1 " if book.original_language else "0 ", _list_languages(book)),
        *_list_kinds(book),
        ("200", "1 ", [("a", book.title), ("e", book.subtitle), ("f", ", ".join(one.name for one in book.authors))]),
        ("205", "  ", [("a", book.edition)]),
        ("210", "  ", [("a", book.place), ("c", book.publisher), ("d", book.published)]),
        ("215", "  ", format_extent(book, ("a", "c", "d", "e"))),
        *map(_make_series_row, book.all_series),
        *list_lines("300", "  ", book.notes),
        *list_lines("327", "0 ", book.contents),
        ("330", "  ", [("a", book.description)]),
        ("454", " 1", [("t", book.original_title)]),
        *(("606", "  ", list_subdivisions(subject.name)) for subject in book.subjects),
        ("676", "  ", [("a", book.dewey)]),
        *(_name_row("0" if place == 0 else "1", credit) for place, credit in enumerate(book.authors)),
        *(_name_row("2", credit) for credit in book.contributors),
    ]


def _format_100(book: BookView) -> str:
    audience = coded.UNIMARC_AUDIENCES[book.audience] if book.audience else "u"
    return f"{book.created_at:%Y%m%d}d{format_year(book)}    {audience}  y0frey50      ba"


def _list_identifiers(book: BookView) -> list[Row]:
    """Return 010 of further ISBNs, 011 ISSN, 033 ark, 073 EAN, and 035 of other numbers."""
    tags = {"isbn": "010", "issn": "011", "ark": "033", "ean": "073"}
    return [
        (tags[one.scheme], " 0" if one.scheme == "ean" else "  ", [("a", one.value), ("b", one.qualifier)])
        if one.scheme in tags
        else ("035", "  ", [("a", f"({one.scheme}){one.value}")])
        for one in book.identifiers
    ]


def _list_languages(book: BookView) -> list[tuple[str, str | None]]:
    return [("a", find_three_letters(book.language)), ("c", find_three_letters(book.original_language))]


def _list_kinds(book: BookView) -> list[Row]:
    """Return 105 of a comic, 106 of large print and braille, 135 of an e-book, 608 of a manga."""
    form = coded.FORMS.get(book.material) if book.material else None
    return [
        ("105", "  ", [("a", coded.UNIMARC_COMIC if book.material in coded.COMICS else None)]),
        ("106", "  ", [("a", form)]),
        ("135", "  ", [("a", coded.UNIMARC_E_BOOK if book.material is Material.E_BOOK else None)]),
        ("608", "  ", coded.list_manga(book.material)),
    ]


def _make_series_row(one: SeriesRef) -> Row:
    """Return a work in volumes as the set to which the record belongs, a collection as it stands in the book."""
    if one.kind is SeriesKind.WORK:
        return "461", " 1", [("t", one.name), ("v", one.number)]
    return "225", "| ", [("a", one.name), ("v", one.number)]


def _name_row(part: str, credit: Credit) -> Row:
    """Return 700, 701 or 702 of a person, 710, 711 or 712 of a body; `part` is the last digit."""
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isdigit()), None)
    if is_body(credit.name):
        return f"71{part}", "02", [*list_body(credit.name), ("4", code)]
    surname, forename = split_name(credit.name)
    indicators = " 1" if forename else " 0"
    return (
        f"70{part}",
        indicators,
        [("a", surname), ("b", forename), ("f", format_lifespan(credit)), ("4", code)],
    )
