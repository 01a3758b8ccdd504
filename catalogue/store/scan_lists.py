"""Lists of scans: their names, and the codes in them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.scans import ScanListView
from catalogue.models import Scan, ScanList, now
from catalogue.models.base import table_of

_SCANS, _LISTS = table_of(Scan), table_of(ScanList)


def list_lists(session: Session) -> list[ScanListView]:
    """Return the lists, those that were used last first."""
    rows = session.execute(_select_lists().order_by(ScanList.updated_at.desc(), ScanList.id.desc()))
    return [ScanListView(*row) for row in rows]


def find_list(session: Session, list_id: int) -> ScanListView | None:
    """Return a list, None when there is none."""
    row = session.execute(_select_lists().where(ScanList.id == list_id)).one_or_none()
    return None if row is None else ScanListView(*row)


def delete_list(session: Session, list_id: int) -> None:
    """Delete a list with its scans."""
    session.execute(sa.delete(_SCANS).where(_SCANS.c.list_id == list_id))
    session.execute(sa.delete(_LISTS).where(_LISTS.c.id == list_id))


def read_codes(session: Session, list_id: int) -> list[tuple[int, str]]:
    """Return number and code of each scan of a list, in their order."""
    rows = session.execute(sa.select(Scan.id, Scan.code).where(Scan.list_id == list_id).order_by(Scan.id))
    return [(scan_id, code) for scan_id, code in rows]


def insert_codes(session: Session, list_id: int, codes: Sequence[str], actor: str) -> Sequence[int]:
    """Add codes to a list and return the numbers of the new scans, in their order."""
    newest = session.scalar(sa.select(sa.func.max(Scan.id))) or 0
    rows = [{"list_id": list_id, "code": code, "actor": actor, "at": now()} for code in codes]
    session.connection().execute(sa.insert(_SCANS), rows)
    session.execute(sa.update(_LISTS).where(_LISTS.c.id == list_id).values(updated_at=now()))
    return session.scalars(sa.select(Scan.id).where(Scan.list_id == list_id, Scan.id > newest).order_by(Scan.id)).all()


def delete_scan(session: Session, list_id: int, scan_id: int) -> bool:
    """Delete a scan of a list; return whether it was there."""
    is_theirs = sa.and_(Scan.id == scan_id, Scan.list_id == list_id)
    is_there = session.scalar(sa.select(Scan.id).where(is_theirs)) is not None
    session.execute(sa.delete(_SCANS).where(is_theirs))
    return is_there


def _select_lists() -> sa.Select[*tuple[Any, ...]]:
    n_scans = sa.select(sa.func.count()).where(Scan.list_id == ScanList.id).scalar_subquery()
    return sa.select(ScanList.id, ScanList.name, ScanList.actor, ScanList.created_at, ScanList.updated_at, n_scans)
