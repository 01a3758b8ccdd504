"""The columns of a book that follow from its record: the record's own, and those by which it is sorted and found."""

from typing import Any

from catalogue.domain.record import BookRecord
from catalogue.domain.text import heading_key, name_sort_key, title_key


def map_record(record: BookRecord) -> dict[str, Any]:
    """Return the columns that a record fills, derived ones included."""
    return {
        "title": record.title,
        "subtitle": record.subtitle,
        "isbn": record.isbn,
        "publisher": record.publisher,
        "published": record.published,
        "publication_year": record.publication_year,
        "language": record.language,
        "page_count": record.page_count,
        "description": record.description,
        "cover_url": record.cover_url,
        "series": record.series,
        "series_number": record.series_number,
        "dewey": record.dewey,
        "extra": record.extra,
        **derive_keys(record),
    }


def derive_keys(record: BookRecord) -> dict[str, str | None]:
    """Return the columns by which a book is sorted and found; nobody types them."""
    return {
        "title_key": title_key(record.title, record.language),
        "author_key": name_sort_key(record.authors[0]) if record.authors else None,
        "publisher_key": heading_key(record.publisher) if record.publisher else None,
    }
