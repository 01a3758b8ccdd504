"""Accounts and tokens: who may write."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import (
    DuplicateAccount,
    FieldError,
    InvalidRecord,
    LastAccount,
    LastAdmin,
    NotFound,
    Unauthenticated,
)
from catalogue.models import Account, AccountRole, Action, RecordKind, Token, TokenScope, now
from catalogue.services import sessions
from catalogue.services.passwords import hash_password
from catalogue.store import accounts as account_rows
from catalogue.store import change_log, prepared

TOKEN_DAYS = 90
"""How long a token holds unless its maker says otherwise."""
_PREFIX = "cat_"
_LAST_USED_STEP = timedelta(minutes=1)
"""How exact `last_used_at` is: it is written at most once in this time, so that reading a token stays a read."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is."""

    token_id: int
    account: str
    role: AccountRole
    scope: TokenScope
    last_used_at: datetime | None


def has_accounts(engine: Engine) -> bool:
    """Return whether there is an account, disabled ones included; while there is none, local mode is on."""
    with engine.connect() as connection:
        return has_any(connection)


def has_any(connection: Connection | Session) -> bool:
    """Return whether there is an account, as this transaction sees it."""
    return account_rows.has_any(connection)


def get_holder(engine: Engine, secret: str) -> Holder:
    """Return whose token this is.

    :raises Unauthenticated: when it is unknown, was revoked or has expired, or its account is disabled.
    """
    row = prepared.find_token(engine, _hash(secret))
    if row is None:
        raise Unauthenticated("This token is unknown or was revoked.")
    *facts, revoked_at, expires_at, disabled_at = row
    if revoked_at is not None:
        raise Unauthenticated("This token is unknown or was revoked.")
    if expires_at is not None and expires_at <= now():
        raise Unauthenticated(f"This token expired on {expires_at:%Y-%m-%d}: “catalogue token create” makes another.")
    if disabled_at is not None:
        raise Unauthenticated("The account of this token is disabled.")
    return Holder(*facts)


def is_use_to_be_noted(holder: Holder) -> bool:
    """Tell whether the token's last use that is on record is a minute old."""
    return holder.last_used_at is None or now() - holder.last_used_at >= _LAST_USED_STEP


def note_use(session: Session, holder: Holder) -> None:
    """Note that a token was used now."""
    account_rows.record_token_use(session, holder.token_id)


def add(session: Session, name: str, role: AccountRole, password: str, *, actor: str) -> Account:
    """Add an account.

    :raises InvalidRecord: when the name is blank, or the password short or easy to guess.
    :raises DuplicateAccount: when the name is taken.
    """
    name = _check_line("name", name)
    password_hash = hash_password(password, name)
    if account_rows.find_by_name(session, name) is not None:
        raise DuplicateAccount(name)
    account = Account(name=name, role=role, password_hash=password_hash, created_at=now())
    session.add(account)
    session.flush()
    _log(session, account, Action.CREATE, None, actor)
    return account


def list_accounts(session: Session) -> Sequence[Account]:
    """Return every account, by name."""
    return account_rows.list_accounts(session)


def change_password(session: Session, name: str, password: str, kept_session: str = "", *, actor: str) -> Account:
    """Give an account another password. Its sessions at the desk end, its tokens hold on.

    :param kept_session: the key of the session that does not end: that in which the password is changed.
    :raises NotFound: when there is no such account.
    :raises InvalidRecord: when the password is short or easy to guess.
    """
    account = get_account(session, name)
    before = _describe(account)
    account.password_hash = hash_password(password, account.name)
    sessions.end_others(session, account.id, kept_session)
    session.flush()
    _log(session, account, Action.UPDATE, before, actor)
    return account


def change_role(session: Session, name: str, role: AccountRole, *, actor: str) -> Account:
    """Give an account another role, which its tokens have at once.

    :raises NotFound: when there is no such account.
    """
    account = get_account(session, name)
    before = _describe(account)
    account.role = role
    _log_difference(session, account, before, actor)
    return account


def disable(session: Session, name: str, *, actor: str) -> Account:
    """End the sessions of an account and have its tokens fail until it is enabled again; local mode stays off.

    :raises NotFound: when there is no such account.
    """
    account = get_account(session, name)
    before = _describe(account)
    account.disabled_at = account.disabled_at or now()
    sessions.end_others(session, account.id)
    _log_difference(session, account, before, actor)
    return account


def enable(session: Session, name: str, *, actor: str) -> Account:
    """Have an account, with those of its tokens that were not revoked, hold again.

    :raises NotFound: when there is no such account.
    """
    account = get_account(session, name)
    before = _describe(account)
    account.disabled_at = None
    _log_difference(session, account, before, actor)
    return account


def delete(session: Session, name: str, *, actor: str) -> None:
    """Delete an account with its tokens; the change log goes on naming it.

    :raises NotFound: when there is no such account.
    :raises LastAccount: when there is no other, because without any, local mode would come back.
    """
    account = get_account(session, name)
    if not account_rows.has_other(session, account.id):
        raise LastAccount(account.name)
    account_rows.delete_tokens(session, account.id)
    before = _describe(account)
    session.delete(account)
    session.flush()
    _log(session, account, Action.DELETE, before, actor)


def count_tokens(session: Session, account: Account) -> int:
    """Return how many tokens of an account were neither revoked nor have expired."""
    return account_rows.count_valid_tokens(session, account.id)


def create_token(
    session: Session,
    account_name: str,
    label: str,
    scope: TokenScope = TokenScope.WRITE,
    days: int | None = TOKEN_DAYS,
    *,
    actor: str,
) -> tuple[Token, str]:
    """Make a token for an account; the second value is the secret, which is told this once.

    :param days: how long it holds; None for ever.
    :raises NotFound: when there is no such account.
    :raises InvalidRecord: when the label is blank or the account has a token of that label.
    """
    label = _check_line("label", label)
    account = get_account(session, account_name)
    if account_rows.has_token(session, account.id, label):
        raise InvalidRecord(FieldError("label", f"{account.name} already has a token called {label}"))
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = Token(
        account_id=account.id,
        label=label,
        secret_hash=_hash(secret),
        scope=scope,
        created_at=now(),
        expires_at=None if days is None else now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    change_log.append(session, actor, [change_log.Entry(RecordKind.TOKEN, token.id, Action.CREATE, None)])
    return token, secret


def list_tokens(session: Session) -> Sequence[tuple[Token, Account]]:
    """Return every token with its account, oldest first."""
    return account_rows.list_tokens(session)


def revoke_token(session: Session, token_id: int, *, actor: str) -> Token:
    """Make a token useless from now on; one that is already so stays as it is.

    :raises NotFound: when there is no such token.
    """
    token = session.get(Token, token_id)
    if token is None:
        raise NotFound("token", token_id)
    if token.revoked_at is None:
        token.revoked_at = now()
        session.flush()
        before = {"label": token.label, "account_id": token.account_id}
        change_log.append(session, actor, [change_log.Entry(RecordKind.TOKEN, token.id, Action.DELETE, None, before)])
    return token


def get(session: Session, account_id: int) -> Account:
    """Return the account with this id.

    :raises NotFound: when there is none.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    return account


def require_other_admin(session: Session, account: Account) -> None:
    """Make sure that somebody else can look after accounts when this one no longer does.

    :raises LastAdmin: when it is the only admin in force.
    """
    if list(account_rows.list_admins_in_force(session)) == [account.id]:
        raise LastAdmin(account.name)


def get_account(session: Session, name: str) -> Account:
    """Return the account of a name.

    :raises NotFound: when there is none.
    """
    account = account_rows.find_by_name(session, squeeze(name))
    if account is None:
        raise NotFound("account named", name)
    return account


def _describe(account: Account) -> dict[str, Any]:
    """Return what the change log keeps of an account; nothing of its password."""
    return {"name": account.name, "role": account.role, "is_disabled": account.disabled_at is not None}


def _log(session: Session, account: Account, action: Action, before: dict[str, Any] | None, actor: str) -> None:
    change_log.append(session, actor, [change_log.Entry(RecordKind.ACCOUNT, account.id, action, None, before)])


def _log_difference(session: Session, account: Account, before: dict[str, Any], actor: str) -> None:
    session.flush()
    if _describe(account) != before:
        _log(session, account, Action.UPDATE, before, actor)


def _check_line(field: str, text: str) -> str:
    line = squeeze(text)
    if not line or len(line) > 100 or has_control_characters(text):
        raise InvalidRecord(FieldError(field, "1 to 100 characters, no control characters"))
    return line


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
