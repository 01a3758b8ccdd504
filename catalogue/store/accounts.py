"""Accounts, their tokens and the record of log-ins in the database."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Account, AccountRole, Token, now


def has_any(connection: sa.Connection | Session) -> bool:
    """Return whether there is an account, disabled ones included."""
    return connection.scalar(sa.select(Account.id).limit(1)) is not None


def find_by_name(session: Session, name: str) -> Account | None:
    """Return the account of a name, None when there is none."""
    return session.scalar(sa.select(Account).where(Account.name == name))


def find_log_in(engine: sa.Engine, name: str) -> sa.Row[int, str, str, datetime | None] | None:
    """Return number, name, hash of the password and instant of disabling of an account, as last committed."""
    columns = sa.select(Account.id, Account.name, Account.password_hash, Account.disabled_at)
    with engine.connect() as connection:
        return connection.execute(columns.where(Account.name == name)).one_or_none()


def list_accounts(session: Session) -> Sequence[Account]:
    """Return every account, by name."""
    return session.scalars(sa.select(Account).order_by(Account.name)).all()


def has_other(session: Session, account_id: int) -> bool:
    """Return whether there is an account besides one."""
    return session.scalar(sa.select(Account.id).where(Account.id != account_id).limit(1)) is not None


def list_admins_in_force(session: Session) -> Sequence[int]:
    """Return the numbers of the admins that are not disabled."""
    is_admin = Account.role == AccountRole.ADMIN, Account.disabled_at.is_(None)
    return session.scalars(sa.select(Account.id).where(*is_admin)).all()


def record_token_use(session: Session, token_id: int) -> None:
    """Write that a token was used now."""
    session.execute(sa.update(Token).where(Token.id == token_id).values(last_used_at=now()))


def delete_tokens(session: Session, account_id: int) -> None:
    """Delete the tokens of an account."""
    session.execute(sa.delete(Token).where(Token.account_id == account_id))


def count_valid_tokens(session: Session, account_id: int) -> int:
    """Return how many tokens of an account were neither revoked nor have expired."""
    is_valid = Token.revoked_at.is_(None) & (Token.expires_at.is_(None) | (Token.expires_at > now()))
    return session.scalar(sa.select(sa.func.count()).where(Token.account_id == account_id, is_valid)) or 0


def has_token(session: Session, account_id: int, label: str) -> bool:
    """Return whether an account has a token of this label, whether it is valid or not."""
    tokens = sa.select(Token.id).where(Token.account_id == account_id, Token.label == label)
    return session.scalar(tokens) is not None


def list_tokens(session: Session) -> Sequence[tuple[Token, Account]]:
    """Return every token with its account, oldest first."""
    rows = session.execute(sa.select(Token, Account).join(Account, Account.id == Token.account_id).order_by(Token.id))
    return [(token, account) for token, account in rows]
