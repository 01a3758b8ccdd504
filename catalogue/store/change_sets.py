"""Change sets: writes that belong together get one row, to be listed, opened and undone as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import ChangeSet, SetKind, now
from catalogue.models.base import table_of

_OPEN = "catalogue.change_set"
_NAME_LENGTH = 500


@dataclass(slots=True)
class OpenSet:
    """A set that changes are being added to; it has no `id` before the first of them."""

    kind: SetKind
    name: str
    actor: str
    undoes_id: int | None = None
    id: int | None = None
    details: dict[str, Any] | None = None
    at: datetime = field(default_factory=now)
    """When the block began: what books bring along, such as headings, is not older than the set."""


@contextmanager
def open_set(
    session: Session,
    kind: SetKind,
    name: str,
    *,
    actor: str,
    undoes_id: int | None = None,
    set_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> Iterator[OpenSet]:
    """Put all changes that are logged in this block into one set; a block without changes leaves none behind.

    Within a set that is open already the changes go to that one.

    :param details: what pages make a sentence of instead of showing the name.
    :param set_id: goes on with a set that is there, as the pieces of an import do, which are committed one by one.
    """
    outer = session.info.get(_OPEN)
    if outer is not None:
        yield outer
        return
    session.info[_OPEN] = opened = OpenSet(kind, name[:_NAME_LENGTH], actor, undoes_id, set_id, details)
    try:
        yield opened
    finally:
        del session.info[_OPEN]


def get_open_set_id(session: Session) -> int | None:
    """Return the number of the set that is open, which is made now if this is its first change; None if none is."""
    opened: OpenSet | None = session.info.get(_OPEN)
    if opened is None:
        return None
    if opened.id is None:
        table = table_of(ChangeSet)
        row = {
            "kind": opened.kind,
            "name": opened.name,
            "actor": opened.actor,
            "at": opened.at,
            "undoes_id": opened.undoes_id,
            "details": opened.details,
        }
        statement = sa.insert(table).values(row).returning(table.c.id)
        opened.id = int(session.connection().execute(statement).scalar_one())
    return opened.id


def name_rename(old: str, new: str) -> str:
    """Return the name of a set that renames a heading."""
    return f"{old} → {new}" if old != new else new
