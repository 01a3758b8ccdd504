"""The columns of a book that follow from its record: the record's own, and those by which it is sorted and found."""

from dataclasses import fields
from typing import Any

from catalogue.domain.record import BookRecord, dump_identifier
from catalogue.domain.text import KEY_LENGTH, heading_key, name_sort_key, title_key
from catalogue.domain.volumes import make_filing_key, place_volume

_AS_THEY_ARE = tuple(
    field.name
    for field in fields(BookRecord)
    if field.name not in {"authors", "contributors", "subjects", "identifiers"} and "series" not in field.name
)
"""The fields of a record that are columns of the same name."""


def map_record(record: BookRecord) -> dict[str, Any]:
    """Return the columns that a record fills, derived ones included."""
    return {
        **{name: getattr(record, name) for name in _AS_THEY_ARE},
        "identifiers": [dump_identifier(one) for one in record.identifiers] or None,
        "publication_year": record.publication_year,
        "volume_number": None if record.series else record.series_number,
        **derive_keys(record),
    }


def derive_keys(record: BookRecord) -> dict[str, str | None]:
    """Return the columns by which a book is sorted and found; nobody types them."""
    return {
        "title_key": title_key(record.title, record.language),
        "author_key": name_sort_key(record.authors[0]) if record.authors else None,
        "publisher_key": heading_key(record.publisher) if record.publisher else None,
        "filing_key": make_filing_key(record.title, record.language, record.series, record.series_number),
        "series_key": _make_series_key(record.series, record.series_number) if record.series else None,
    }


def _make_series_key(series: str, number: str | None) -> str:
    """Return the key that sorts books by series, and by volume in each."""
    order = place_volume(number).key
    return f"{title_key(series)[: KEY_LENGTH - len(order) - 1]} {order}"
