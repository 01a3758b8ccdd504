"""What tests of exports share."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from catalogue.domain.outcome import Parsed
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind
from catalogue.domain.views import BookView, Credit, ItemView, SeriesRef, SubjectRef

STORED_AT = datetime(2026, 1, 31, 9, tzinfo=UTC)


def read_text(data: bytes) -> str:
    """Return the text of a file; of a workbook, that of its first sheet as XML."""
    if is_zipfile(BytesIO(data)):
        data = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    return data.decode()


def list_series(record: BookRecord) -> list[tuple[str, str | None, SeriesKind]]:
    first = [(record.series, record.series_number, record.series_kind)] if record.series and record.series_kind else []
    return [*first, *((one.name, one.number, one.kind) for one in record.further_series)]


def make_views(outcome: Parsed) -> tuple[BookView, list[ItemView]]:
    """Return the book that a record of a file becomes, with its items."""
    record = outcome.record
    years = {name: (born, died) for name, born, died in outcome.years}
    named = [(name, Role.AUTHOR) for name in record.authors] + [(one.name, one.role) for one in record.contributors]
    stored: dict[str, Any] = {"revision": 1, "created_at": STORED_AT, "updated_at": STORED_AT}
    members: dict[str, Any] = {name: getattr(record, name) for name in BookView._fields if hasattr(record, name)} | {
        "id": 7,
        "credits": tuple(Credit(1, name, role, *years.get(name, (None, None))) for name, role in named),
        "subjects": tuple(SubjectRef(1, name) for name in record.subjects),
        "all_series": tuple(SeriesRef(1, name, number, kind) for name, number, kind in list_series(record)),
        "volume_number": None if record.series else record.series_number,
        "n_items": len(outcome.items),
        "n_available": 0,
    }
    names = [name for name in ItemView.__slots__ if name not in {"id", "book_id", *stored}]
    items = [
        ItemView(id=1, book_id=7, **stored, **{name: getattr(item, name) for name in names}) for item in outcome.items
    ]
    return BookView(**members, **stored), items
