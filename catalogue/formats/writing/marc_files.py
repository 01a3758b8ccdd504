"""Books as UNIMARC and MARC 21 in ISO 2709, written by pymarc, and in XML."""

from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree

import pymarc
from pymarc import Indicators

from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing import marc21, unimarc
from catalogue.formats.writing.left_out import LeftOut

Books = Iterable[tuple[BookView, list[ItemView]]]
MakeRecord = Callable[[BookView, list[ItemView]], pymarc.Record]

MOST_FIELD_BYTES, MOST_RECORD_BYTES = 9_999, 99_999
"""What ISO 2709 has room for."""
_MARC21_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_UNIMARC_NAMESPACE = "info:lc/xmlns/marcxchange-v2"


def write_unimarc(books: Books) -> Iterator[bytes | LeftOut]:
    """Yield UNIMARC records in ISO 2709, UTF-8, and each book that has no room in it."""
    return _write_iso2709(books, unimarc.make_record)


def write_marc21(books: Books) -> Iterator[bytes | LeftOut]:
    """Yield MARC 21 records in ISO 2709, UTF-8, and each book that has no room in it."""
    return _write_iso2709(books, marc21.make_record)


def write_unimarc_xml(books: Books) -> Iterator[bytes]:
    """Yield UNIMARC records as marcxchange (ISO 25577)."""
    return _write_xml(books, unimarc.make_record, _UNIMARC_NAMESPACE, {"format": "UNIMARC", "type": "Bibliographic"})


def write_marcxml(books: Books) -> Iterator[bytes]:
    """Yield MARC 21 records as MARCXML."""
    return _write_xml(books, marc21.make_record, _MARC21_NAMESPACE, {"type": "Bibliographic"})


def _write_iso2709(books: Books, make: MakeRecord) -> Iterator[bytes | LeftOut]:
    for book, items in books:
        record = make(book, items)
        if reason := _find_long_field(record):
            yield LeftOut(book.id, book.title, reason)
            continue
        data = _encode(record, is_unimarc=make is unimarc.make_record)
        if len(data) > MOST_RECORD_BYTES:
            reason = f"a record has room for {MOST_RECORD_BYTES:,} bytes, and it has {len(data):,}"
            yield LeftOut(book.id, book.title, reason)
        else:
            yield data


def _find_long_field(record: pymarc.Record) -> str | None:
    for field in record.fields:
        n_bytes = len(field.as_marc("utf-8"))
        if n_bytes > MOST_FIELD_BYTES:
            return f"a field has room for {MOST_FIELD_BYTES:,} bytes, and {field.tag} has {n_bytes:,}"
    return None


def _encode(record: pymarc.Record, *, is_unimarc: bool) -> bytes:
    data: bytes = record.as_marc()
    if is_unimarc:  # pymarc writes MARC 21's sign of Unicode, which UNIMARC has in 100 $a.
        data = data[:9] + b" " + data[10:20] + b"450 " + data[24:]
    return data


def _write_xml(books: Books, make: MakeRecord, namespace: str, attributes: dict[str, str]) -> Iterator[bytes]:
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
