"""Logging in: whose name and password these are, and the record of who logged in and out."""

from threading import BoundedSemaphore

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalogue.domain.text import squeeze
from catalogue.errors import Unauthenticated
from catalogue.models import LogIn, LogInOutcome, now
from catalogue.services.passwords import is_password_of
from catalogue.store import accounts

_hashing = BoundedSemaphore(2)
"""Argon2id takes 64 MB for each password that it tries; more at once would help those who guess, and nobody else."""


def check_password(engine: Engine, name: str, password: str) -> tuple[int, str]:
    """Return id and name of the account that has this name and password.

    It takes the same time whether there is such a name or not.

    :raises Unauthenticated: when there is no such account, it is disabled, or the password is another.
    """
    row = accounts.find_log_in(engine, squeeze(name))
    with _hashing:
        is_right = is_password_of(row and row.password_hash, password)
    if row is None or row.disabled_at is not None or not is_right:
        raise Unauthenticated("Name and password do not belong together, or the account is disabled.")
    return row.id, row.name


def record(session: Session, name: str, outcome: LogInOutcome) -> None:
    """Record a log-in, a refusal or a log-out of the account with this name; of a name without account, nothing."""
    account = accounts.find_by_name(session, squeeze(name))
    if account is not None:
        session.add(LogIn(at=now(), account=account.name, outcome=outcome))
        session.flush()
