"""Logging in: whose name and password these are, and the record of who logged in and out."""

from threading import BoundedSemaphore

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.text import squeeze
from catalogue.errors import Unauthenticated
from catalogue.models import Account, LogIn, LogInOutcome, now
from catalogue.services.passwords import is_password_of

_hashing = BoundedSemaphore(2)
"""Argon2id takes 64 MB for each password that it tries; more at once would help those who guess, and nobody else."""


def check_password(engine: sa.Engine, name: str, password: str) -> tuple[int, str]:
    """Return id and name of the account that has this name and password.

    It takes the same time whether there is such a name or not.

    :raises Unauthenticated: when there is no such account, it is disabled, or the password is another.
    """
    columns = sa.select(Account.id, Account.name, Account.password_hash, Account.disabled_at)
    with engine.connect() as connection:
        row = connection.execute(columns.where(Account.name == squeeze(name))).one_or_none()
    with _hashing:
        is_right = is_password_of(row and row.password_hash, password)
    if row is None or row.disabled_at is not None or not is_right:
        raise Unauthenticated("Name and password do not belong together, or the account is disabled.")
    return row.id, row.name


def record(session: Session, name: str, outcome: LogInOutcome) -> None:
    """Record a log-in, a refusal or a log-out of the account with this name; of a name without account, nothing."""
    account = session.scalar(sa.select(Account.name).where(Account.name == squeeze(name)))
    if account is not None:
        session.add(LogIn(at=now(), account=account, outcome=outcome))
        session.flush()
