"""The MARC record that a book came in as (`extra.unimarc`, `extra.marc21`), and the book as that record tells it."""

from typing import Any

from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesStatement
from catalogue.domain.views import BookView, Credit, SeriesRef, SubjectRef
from catalogue.formats.marc.mapping import map_record
from catalogue.formats.marc.records import MarcDialect, MarcRecord, parse_field
from catalogue.formats.records import read_record

_COLUMNS = tuple(name for name in BookView._fields if name in BookRecord.__dataclass_fields__)
_NOT_COLUMNS = frozenset({"subjects", "extra"})


def find_source(book: BookView, dialect: MarcDialect) -> MarcRecord | None:
    """Return the record of a dialect that a book came in as; of very long ones and old imports, a part of it."""
    tags = book.extra.get(dialect.value)
    if not isinstance(tags, dict):
        return None
    fields = [parse_field(tag, text) for tag, texts in tags.items() if tag.isdigit() for text in _list_texts(texts)]
    return MarcRecord(str(tags.get("leader", "")), fields)


def read_source(source: MarcRecord, book: BookView) -> BookView | None:
    """Return a book as the record it came in as tells it; None when that is no book."""
    outcome = read_record(1, {"title": "?"} | map_record(source))
    if not isinstance(outcome, Parsed):
        return None
    record = outcome.record
    years = {name: (born, died) for name, born, died in outcome.years}
    roles = [(name, Role.AUTHOR) for name in record.authors] + [(one.name, one.role) for one in record.contributors]
    values: dict[str, Any] = {name: getattr(record, name) for name in _COLUMNS if name not in _NOT_COLUMNS}
    return book._replace(
        **values,
        publication_year=record.publication_year,
        credits=tuple(Credit(0, name, role, *years.get(name, (None, None))) for name, role in roles),
        subjects=tuple(SubjectRef(0, name) for name in record.subjects),
        all_series=tuple(map(_refer_to_series, record.all_series)),
        volume_number=None if record.series else record.series_number,
    )


def _refer_to_series(one: SeriesStatement) -> SeriesRef:
    return SeriesRef(0, one.name, one.number, one.kind)


def _list_texts(value: Any) -> list[str]:
    """Return the fields of one tag; those of very long records stand in one text."""
    texts = value if isinstance(value, list) else str(value or "").split("\n")
    return [text for text in texts if isinstance(text, str)]
