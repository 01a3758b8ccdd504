"""A heading renamed: the records of books with its other form."""

from dataclasses import replace

from catalogue.domain.changes import RecordKind
from catalogue.domain.record import BookRecord


def rename_heading(record: BookRecord, kind: RecordKind, old: str, new: str) -> BookRecord:
    """Return a record that has the name `new` wherever it had `old` as a heading of a kind.

    >>> nana = BookRecord(title="Nana", subjects=("Roman", "Paris"))
    >>> rename_heading(nana, RecordKind.SUBJECT, "Roman", "Fiction").subjects
    ('Fiction', 'Paris')
    """
    if old == new:
        return record
    if kind is RecordKind.SUBJECT:
        return replace(record, subjects=tuple(new if name == old else name for name in record.subjects))
    if kind is RecordKind.SERIES:
        further = tuple(replace(one, name=new) if one.name == old else one for one in record.further_series)
        return replace(record, series=new if record.series == old else record.series, further_series=further)
    people = tuple(replace(one, name=new) if one.name == old else one for one in record.contributors)
    return replace(record, authors=tuple(new if name == old else name for name in record.authors), contributors=people)
