"""Transactions that read: one answer reads one snapshot of the database."""

import sqlalchemy as sa
from sqlalchemy.orm import Session


def open_read(session: Session) -> None:
    """Let this transaction see the database as it is at its first read, whoever writes meanwhile.

    SQLite's transactions do by themselves; PostgreSQL's would otherwise see each commit from then on.

    :raises RuntimeError: when the transaction has already begun.
    """
    if session.in_transaction():
        raise RuntimeError("open the read before the first statement of the transaction")
    bind = session.get_bind()
    assert isinstance(bind, sa.Engine)
    if bind.dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
