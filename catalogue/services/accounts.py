"""Accounts and tokens: who may write."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import DuplicateAccount, FieldError, InvalidRecord, NotFound, Unauthenticated
from catalogue.models import Account, AccountRole, Token, now
from catalogue.models.prepared import Prepared

SHORTEST_PASSWORD = 12
_PREFIX = "cat_"
_LAST_USED_STEP = timedelta(minutes=1)
"""How exact `last_used_at` is: it is written at most once in this time, so that reading a token stays a read."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is."""

    token_id: int
    account: str
    role: AccountRole
    last_used_at: datetime | None


_ANY_ACCOUNT = Prepared(sa.select(Account.id).limit(1))
_HOLDER = Prepared(
    sa.select(Token.id, Account.name, Account.role, Token.last_used_at)
    .join(Account, Account.id == Token.account_id)
    .where(Token.secret_hash == sa.bindparam("secret_hash"), Token.revoked_at.is_(None))
)


def has_accounts(engine: sa.Engine) -> bool:
    """Tell whether anybody has an account; while nobody has, local mode is on."""
    return _ANY_ACCOUNT.first(engine) is not None


def holder_of(engine: sa.Engine, secret: str) -> Holder:
    """Return whose token this is.

    :raises Unauthenticated: when it is unknown or revoked.
    """
    row = _HOLDER.first(engine, secret_hash=_hash(secret))
    if row is None:
        raise Unauthenticated("This token is unknown or was revoked.")
    return Holder(*row)


def is_use_to_be_noted(holder: Holder) -> bool:
    """Tell whether the token's last use that is on record is a minute old."""
    return holder.last_used_at is None or now() - holder.last_used_at >= _LAST_USED_STEP


def note_use(session: Session, holder: Holder) -> None:
    """Note that a token was used now."""
    session.execute(sa.update(Token).where(Token.id == holder.token_id).values(last_used_at=now()))


def add(session: Session, name: str, role: AccountRole, password: str) -> Account:
    """Add an account.

    :raises InvalidRecord: when the name is blank or the password too short.
    :raises DuplicateAccount: when the name is taken.
    """
    name = _checked("name", name)
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidRecord(FieldError("password", f"shorter than {SHORTEST_PASSWORD} characters"))
    if _find(session, name) is not None:
        raise DuplicateAccount(name)
    account = Account(name=name, role=role, password_hash=PasswordHasher().hash(password), created_at=now())
    session.add(account)
    session.flush()
    return account


def create_token(session: Session, account_name: str, label: str) -> tuple[Token, str]:
    """Make a token for an account; the second value is the secret, which is told this once.

    :raises NotFound: when there is no such account.
    :raises InvalidRecord: when the label is blank or the account has a token of that label.
    """
    label = _checked("label", label)
    account = _find(session, account_name)
    if account is None:
        raise NotFound("account named", account_name)
    if session.scalar(sa.select(Token.id).where(Token.account_id == account.id, Token.label == label)):
        raise InvalidRecord(FieldError("label", f"{account.name} already has a token called {label}"))
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = Token(account_id=account.id, label=label, secret_hash=_hash(secret), created_at=now())
    session.add(token)
    session.flush()
    return token, secret


def list_tokens(session: Session) -> Sequence[tuple[Token, Account]]:
    """Return every token with its account, oldest first."""
    rows = session.execute(sa.select(Token, Account).join(Account, Account.id == Token.account_id).order_by(Token.id))
    return [(token, account) for token, account in rows]


def revoke_token(session: Session, token_id: int) -> Token:
    """Make a token useless from now on; one that is already so stays as it is.

    :raises NotFound: when there is no such token.
    """
    token = session.get(Token, token_id)
    if token is None:
        raise NotFound("token", token_id)
    token.revoked_at = token.revoked_at or now()
    session.flush()
    return token


def _find(session: Session, name: str) -> Account | None:
    return session.scalar(sa.select(Account).where(Account.name == name))


def _checked(field: str, text: str) -> str:
    line = squeeze(text)
    if not line or len(line) > 100 or has_control_characters(text):
        raise InvalidRecord(FieldError(field, "1 to 100 characters, no control characters"))
    return line


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
