"""Scans: codes turned into copies and books, and the named lists that keep them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.scans import (
    CodeMatch,
    ScanLine,
    ScanListView,
    ScanMeaning,
    ScanState,
    clean_code,
    find_states,
    sort_scans,
)
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.domain.views import ItemView
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.models import Scan, ScanList, now
from catalogue.models.base import table_of
from catalogue.store import code_matches, scan_meanings

MOST_CODES = 5000
"""Codes that are added at once: a box of scans pasted from a scanner that stores them."""
MOST_SCANS = 100_000


def match_codes(session: Session, codes: Sequence[str]) -> dict[str, CodeMatch]:
    """Return what each code means: a barcode, else the ISBN of a book."""
    return code_matches.match_codes(session, codes)


def read_codes(session: Session, codes: Sequence[str]) -> list[ScanLine]:
    """Return what codes mean that are kept nowhere, line by line; doubles and unknown ones are told by their state."""
    return sort_scans(list(enumerate(codes, 1)), match_codes(session, codes))


def list_items(lines: Sequence[ScanLine]) -> list[ItemView]:
    """Return the copies that were scanned, each once, in their order."""
    return [line.match.item for line in lines if line.state is ScanState.COPY and line.match.item is not None]


def read_titles(session: Session, book_ids: set[int]) -> dict[int, str]:
    """Return the titles of books, by number."""
    return code_matches.read_titles(session, book_ids)


def list_lists(session: Session) -> list[ScanListView]:
    """Return the lists, those that were used last first."""
    return _read_lists(session, sa.true())


def get_list(session: Session, list_id: int) -> ScanListView:
    """Return a list. :raises NotFound: when there is none."""
    lists = _read_lists(session, ScanList.id == list_id)
    if not lists:
        raise NotFound("list of scans", list_id)
    return lists[0]


def create_list(session: Session, name: str, *, actor: str) -> int:
    """Begin a list and return its number. :raises InvalidRecord: when the name is blank or too long."""
    line = squeeze(name)
    if not line or len(line) > 100 or has_control_characters(line):
        raise InvalidRecord(FieldError("name", "a name of 1 to 100 characters"))
    new = ScanList(name=line, actor=actor, created_at=now(), updated_at=now())
    session.add(new)
    session.flush()
    return new.id


def delete_list(session: Session, list_id: int) -> None:
    """Delete a list with its scans; the copies stay as they are. :raises NotFound: when there is none."""
    get_list(session, list_id)
    for table, column in ((table_of(Scan), "list_id"), (table_of(ScanList), "id")):
        session.execute(sa.delete(table).where(table.c[column] == list_id))


def read_lines(session: Session, list_id: int) -> list[ScanLine]:
    """Return the lines of a list in the order of the scans. :raises NotFound: when there is no such list."""
    get_list(session, list_id)
    rows = session.execute(sa.select(Scan.id, Scan.code).where(Scan.list_id == list_id).order_by(Scan.id))
    scans = [(scan_id, code) for scan_id, code in rows]
    return sort_scans(scans, match_codes(session, [code for _, code in scans]))


def list_states(session: Session, list_id: int) -> list[tuple[ScanMeaning, ScanState]]:
    """Return the scans of a list with their states, in their order, without titles (`describe` has them).

    :raises NotFound: when there is no such list.
    """
    get_list(session, list_id)
    meanings = scan_meanings.read_meanings(session, [list_id])
    return list(zip(meanings, find_states(meanings), strict=True))


def describe(session: Session, scans: Sequence[tuple[ScanMeaning, ScanState]]) -> list[ScanLine]:
    """Return the lines of some scans of `list_states`."""
    matches = match_codes(session, [scan.code for scan, _ in scans])
    return [ScanLine(scan.id, matches[scan.code], state) for scan, state in scans]


def add_scans(session: Session, list_id: int, codes: Sequence[str], *, actor: str) -> list[ScanLine]:
    """Add codes to a list and return their lines.

    :raises NotFound: when there is no such list.
    :raises InvalidRecord: when there are too many.
    """
    cleaned = [code for text in codes if (code := clean_code(text))]
    before = get_list(session, list_id).n_scans
    if len(cleaned) > MOST_CODES or before + len(cleaned) > MOST_SCANS:
        raise InvalidRecord(FieldError("codes", f"at most {MOST_CODES} at once, and {MOST_SCANS} in a list"))
    if not cleaned:
        return []
    matches = match_codes(session, cleaned)
    earlier = scan_meanings.find_earlier_codes(session, list_id, list(matches.values()))
    seen = {match.key for match in match_codes(session, earlier).values()}
    newest = session.scalar(sa.select(sa.func.max(Scan.id))) or 0
    rows = [{"list_id": list_id, "code": code, "actor": actor, "at": now()} for code in cleaned]
    session.connection().execute(sa.insert(table_of(Scan)), rows)
    session.execute(sa.update(table_of(ScanList)).where(table_of(ScanList).c.id == list_id).values(updated_at=now()))
    ids = session.scalars(sa.select(Scan.id).where(Scan.list_id == list_id, Scan.id > newest).order_by(Scan.id)).all()
    return sort_scans(list(zip(ids, cleaned, strict=True)), matches, seen)


def remove_scan(session: Session, list_id: int, scan_id: int) -> None:
    """Take a scan out of its list. :raises NotFound: when it is not there."""
    table = table_of(Scan)
    code = session.scalar(sa.select(Scan.code).where(Scan.id == scan_id, Scan.list_id == list_id))
    if code is None:
        raise NotFound("scan", scan_id)
    session.execute(sa.delete(table).where(table.c.id == scan_id))


def _read_lists(session: Session, condition: sa.ColumnElement[bool]) -> list[ScanListView]:
    n_scans = sa.select(sa.func.count()).where(Scan.list_id == ScanList.id).scalar_subquery()
    columns = (ScanList.id, ScanList.name, ScanList.actor, ScanList.created_at, ScanList.updated_at, n_scans)
    rows = session.execute(
        sa.select(*columns).where(condition).order_by(ScanList.updated_at.desc(), ScanList.id.desc())
    )
    return [ScanListView(*row) for row in rows]
