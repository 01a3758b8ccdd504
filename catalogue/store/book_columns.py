"""The columns of a book that follow from its record: the record's own, and those by which it is sorted and found."""

from dataclasses import fields
from typing import Any

from catalogue.domain.record import BookRecord, identifier_as_json
from catalogue.domain.text import heading_key, name_sort_key, title_key

_AS_THEY_ARE = tuple(
    field.name
    for field in fields(BookRecord)
    if field.name not in {"authors", "contributors", "subjects", "identifiers"}
)
"""The fields of a record that are columns of the same name."""


def map_record(record: BookRecord) -> dict[str, Any]:
    """Return the columns that a record fills, derived ones included."""
    return {
        **{name: getattr(record, name) for name in _AS_THEY_ARE},
        "identifiers": [identifier_as_json(one) for one in record.identifiers] or None,
        "publication_year": record.publication_year,
        **derive_keys(record),
    }


def derive_keys(record: BookRecord) -> dict[str, str | None]:
    """Return the columns by which a book is sorted and found; nobody types them."""
    return {
        "title_key": title_key(record.title, record.language),
        "author_key": name_sort_key(record.authors[0]) if record.authors else None,
        "publisher_key": heading_key(record.publisher) if record.publisher else None,
    }
