"""Books as UNIMARC and MARC 21, in ISO 2709 and in XML, written by pymarc; each row cites the field it fills.

A record over 99,999 bytes or a field over 9,999 cannot be said in ISO 2709: it is left out there, and XML holds it.
"""

from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree

import pymarc
from pymarc import Field, Indicators, Subfield

from catalogue.domain.items import ItemStatus
from catalogue.domain.languages import THREE_LETTER_CODES
from catalogue.domain.views import BookView, Credit, ItemView
from catalogue.formats.marc.relators import RELATORS
from catalogue.formats.writing.names import split_name

Books = Iterable[tuple[BookView, list[ItemView]]]
Row = tuple[str, str, list[tuple[str, str | None]]]
"""A field: its tag, its indicators, its subfields; those without a value are left out."""
MOST_FIELD_BYTES, MOST_RECORD_BYTES = 9_999, 99_999
"""What ISO 2709 has room for."""
_UNIMARC_LEADER = "00000nam0 2200000   450 "
_MARC21_LEADER = "00000nam a2200000 a 4500"
_MARC21_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_UNIMARC_NAMESPACE = "info:lc/xmlns/marcxchange-v2"


def write_unimarc(books: Books) -> Iterator[bytes]:
    """Yield UNIMARC records in ISO 2709, UTF-8."""
    return _write_iso2709(books, make_unimarc)


def write_marc21(books: Books) -> Iterator[bytes]:
    """Yield MARC 21 records in ISO 2709, UTF-8."""
    return _write_iso2709(books, make_marc21)


def write_unimarc_xml(books: Books) -> Iterator[bytes]:
    """Yield UNIMARC records as marcxchange (ISO 25577)."""
    return _write_xml(books, make_unimarc, _UNIMARC_NAMESPACE, {"format": "UNIMARC", "type": "Bibliographic"})


def write_marcxml(books: Books) -> Iterator[bytes]:
    """Yield MARC 21 records as MARCXML."""
    return _write_xml(books, make_marc21, _MARC21_NAMESPACE, {"type": "Bibliographic"})


def make_unimarc(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a UNIMARC record (IFLA, UNIMARC Bibliographic), its items in 995 (recommandation 995)."""
    year = f"{book.publication_year:04d}" if book.publication_year and book.publication_year > 0 else "    "
    coded = f"{book.created_at:%Y%m%d}d{year}    u  y0frey50      ba"
    statement = ", ".join(credit.name for credit in book.authors)
    rows: list[Row] = [
        ("010", "  ", [("a", book.isbn)]),
        ("100", "  ", [("a", coded)]),
        ("101", "0 ", [("a", _find_three_letters(book.language))]),
        ("200", "1 ", [("a", book.title), ("e", book.subtitle), ("f", statement)]),
        ("210", "  ", [("c", book.publisher), ("d", book.published)]),
        ("215", "  ", [("a", f"{book.page_count} p." if book.page_count else None)]),
        ("225", "| ", [("a", book.series), ("v", book.series_number)]),
        ("330", "  ", [("a", book.description)]),
        *_make_subject_rows(book, "606", "  "),
        ("676", "  ", [("a", book.dewey)]),
    ]
    for place, credit in enumerate(book.authors):
        rows.append(("700" if place == 0 else "701", " 1", _name_unimarc(credit)))
    rows += [("702", " 1", _name_unimarc(credit)) for credit in book.contributors]
    rows += [
        ("995", "  ", [("c", item.location), ("f", item.barcode), ("k", item.call_number)])
        for item in items
        if item.status is not ItemStatus.WITHDRAWN
    ]
    return _make_record(_UNIMARC_LEADER, {"001": str(book.id)}, rows)


def make_marc21(book: BookView, items: list[ItemView]) -> pymarc.Record:
    """Return a book as a MARC 21 record, its items in 952 as Koha has them."""
    language = _find_three_letters(book.language) or "und"
    year = f"{book.publication_year:04d}" if book.publication_year and book.publication_year > 0 else "    "
    control = {"001": str(book.id), "008": f"{book.created_at:%y%m%d}s{year}    xx            000 0 {language}  "}
    rows: list[Row] = [
        ("020", "  ", [("a", book.isbn)]),
        ("041", "0 ", [("a", _find_three_letters(book.language))]),
        ("082", "04", [("a", book.dewey)]),
        *(("100" if place == 0 else "700", "1 ", _name_marc21(one)) for place, one in enumerate(book.authors)),
        ("245", "10" if book.authors else "00", [("a", book.title), ("b", book.subtitle)]),
        ("264", " 1", [("b", book.publisher), ("c", book.published)]),
        ("300", "  ", [("a", f"{book.page_count} p." if book.page_count else None)]),
        ("490", "0 ", [("a", book.series), ("v", book.series_number)]),
        ("520", "  ", [("a", book.description)]),
        *_make_subject_rows(book, "650", " 4"),
        *(("700", "1 ", _name_marc21(credit)) for credit in book.contributors),
        *(
            (
                "952",
                "  ",
                [("a", item.location), ("p", item.barcode), ("o", item.call_number), ("d", _format_day(item))],
            )
            for item in items
            if item.status is not ItemStatus.WITHDRAWN
        ),
    ]
    return _make_record(_MARC21_LEADER, control, rows)


def _write_iso2709(books: Books, make: Callable[[BookView, list[ItemView]], pymarc.Record]) -> Iterator[bytes]:
    for book, items in books:
        record = make(book, items)
        if any(len(field.as_marc("utf-8")) > MOST_FIELD_BYTES for field in record.fields):
            continue
        is_unimarc = record.leader[20:24] == _UNIMARC_LEADER[20:24]
        data = record.as_marc()
        if is_unimarc:  # pymarc writes MARC 21's sign of Unicode, which UNIMARC has in 100 $a.
            data = data[:9] + b" " + data[10:20] + b"450 " + data[24:]
        if len(data) <= MOST_RECORD_BYTES:
            yield data


def _write_xml(
    books: Books, make: Callable[[BookView, list[ItemView]], pymarc.Record], namespace: str, attributes: dict[str, str]
) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{namespace}">\n'.encode()
    for book, items in books:
        yield ElementTree.tostring(_make_element(make(book, items), attributes), encoding="utf-8") + b"\n"
    yield b"</collection>\n"


def _make_element(record: pymarc.Record, attributes: dict[str, str]) -> ElementTree.Element:
    """Return the element of a record; the namespace is that of the collection around it."""
    element = ElementTree.Element("record", attributes)
    ElementTree.SubElement(element, "leader").text = str(record.leader)
    for field in record.fields:
        if field.control_field:
            ElementTree.SubElement(element, "controlfield", {"tag": field.tag}).text = field.data
            continue
        first, second = field.indicators or Indicators(" ", " ")
        indicators = {"ind1": first, "ind2": second}
        data = ElementTree.SubElement(element, "datafield", {"tag": field.tag, **indicators})
        for subfield in field.subfields:
            ElementTree.SubElement(data, "subfield", {"code": subfield.code}).text = subfield.value
    return element


def _make_record(leader: str, control: dict[str, str], rows: Iterable[Row]) -> pymarc.Record:
    fields = [Field(tag, data=text) for tag, text in control.items()]
    for tag, indicators, pairs in rows:
        subfields = [Subfield(code, value) for code, value in pairs if value]
        if subfields:
            fields.append(Field(tag, Indicators(indicators[0], indicators[1]), subfields))
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(leader)
    record.fields = fields
    return record


def _make_subject_rows(book: BookView, tag: str, indicators: str) -> list[Row]:
    return [(tag, indicators, [("a", subject.name)]) for subject in book.subjects]


def _name_unimarc(credit: Credit) -> list[tuple[str, str | None]]:
    surname, forename = split_name(credit.name)
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isdigit()), None)
    return [("a", surname), ("b", forename), ("f", _format_years(credit)), ("4", code)]


def _name_marc21(credit: Credit) -> list[tuple[str, str | None]]:
    surname, forename = split_name(credit.name)
    code = next((code for code in RELATORS.get(credit.role, ()) if code.isalpha()), "ctb")
    return [("a", f"{surname}, {forename}" if forename else surname), ("d", _format_years(credit)), ("4", code)]


def _format_years(credit: Credit) -> str | None:
    if credit.birth_year is None or credit.birth_year < 0:
        return None
    return f"{credit.birth_year}-{credit.death_year or ''}"


def _format_day(item: ItemView) -> str | None:
    return item.acquired_on.isoformat() if item.acquired_on else None


def _find_three_letters(language: str | None) -> str | None:
    """Return the code of ISO 639-2/B, which MARC uses, of a BCP 47 tag."""
    primary = (language or "").split("-")[0]
    return THREE_LETTER_CODES.get(primary, primary) or None
