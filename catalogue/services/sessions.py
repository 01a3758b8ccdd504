"""Sessions at the desk: who is logged in, since when, and until when."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalogue.models import AccountRole, DeskSession, now
from catalogue.store import desk_sessions

IDLE_HOURS = 12
"""A session ends when its browser has sent nothing for so long: a working day."""
_SEEN_STEP = timedelta(minutes=10)
"""How exact `last_seen_at` is: it is written at most once in this time, so that opening a page stays a read."""


class Identity(NamedTuple):
    """Who is logged in."""

    account_id: int
    name: str
    role: AccountRole
    last_seen_at: datetime


def start(session: Session, account_id: int) -> str:
    """Begin a session of an account and return its key, which is kept nowhere else.

    Sessions that have ended by themselves are swept out.
    """
    desk_sessions.delete_unused(session, _find_oldest_allowed())
    key = secrets.token_urlsafe(32)
    moment = now()
    session.add(DeskSession(account_id=account_id, key_hash=_hash(key), started_at=moment, last_seen_at=moment))
    session.flush()
    return key


def find_identity(engine: Engine, key: str) -> Identity | None:
    """Return whose session this is; None when it has ended, or its account is disabled or deleted."""
    row = desk_sessions.find_identity(engine, _hash(key), _find_oldest_allowed())
    return None if row is None else Identity(*row)


def is_due_to_be_seen(identity: Identity) -> bool:
    """Return whether the last use on record is so old that a new one is to be recorded."""
    return now() - identity.last_seen_at >= _SEEN_STEP


def record_seen(session: Session, key: str) -> None:
    """Record that a session was used now."""
    desk_sessions.record_use(session, _hash(key))


def end(session: Session, key: str) -> None:
    """End a session; nobody can use its key again."""
    desk_sessions.delete(session, _hash(key))


def end_others(session: Session, account_id: int, key: str = "") -> None:
    """End the sessions of an account but the one with this key."""
    desk_sessions.delete_others(session, account_id, _hash(key))


def _find_oldest_allowed() -> datetime:
    return now() - timedelta(hours=IDLE_HOURS)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
