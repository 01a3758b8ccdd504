"""Sessions at the desk in the database, by the hashes of their keys."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Account, AccountRole, DeskSession, now


def find_identity(engine: sa.Engine, key_hash: str, since: datetime) -> sa.Row[int, str, AccountRole, datetime] | None:
    """Return number, name and role of the account of a session that was used since, and its last use.

    None when there is no such session, or its account is disabled.
    """
    statement = (
        sa.select(Account.id, Account.name, Account.role, DeskSession.last_seen_at)
        .join(DeskSession, DeskSession.account_id == Account.id)
        .where(DeskSession.key_hash == key_hash, DeskSession.last_seen_at >= since)
        .where(Account.disabled_at.is_(None))
    )
    with engine.connect() as connection:
        return connection.execute(statement).one_or_none()


def record_use(session: Session, key_hash: str) -> None:
    """Write that a session was used now."""
    session.execute(sa.update(DeskSession).where(DeskSession.key_hash == key_hash).values(last_seen_at=now()))


def delete(session: Session, key_hash: str) -> None:
    """Delete a session."""
    session.execute(sa.delete(DeskSession).where(DeskSession.key_hash == key_hash))


def delete_others(session: Session, account_id: int, key_hash: str) -> None:
    """Delete the sessions of an account but one."""
    others = DeskSession.account_id == account_id, DeskSession.key_hash != key_hash
    session.execute(sa.delete(DeskSession).where(*others))


def delete_unused(session: Session, since: datetime) -> None:
    """Delete the sessions that were not used since an instant."""
    session.execute(sa.delete(DeskSession).where(DeskSession.last_seen_at < since))
