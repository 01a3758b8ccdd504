"""Accounts and tokens."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from catalogue.errors import DuplicateAccount, InvalidRecord, NotFound, Unauthenticated
from catalogue.extensions import db
from catalogue.models import AccountRole, Change
from catalogue.services import accounts
from catalogue.store import change_log

PASSWORD = "a long enough password"


def test_the_first_account_ends_local_mode(session: Session) -> None:
    assert not accounts.has_accounts(db.engine)

    accounts.add(session, "ada", AccountRole.READER, PASSWORD, actor="tests")
    session.commit()

    assert accounts.has_accounts(db.engine)


def test_a_password_is_kept_as_an_argon2id_hash(session: Session) -> None:
    account = accounts.add(session, "ada", AccountRole.ADMIN, PASSWORD, actor="tests")

    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash


def test_a_hash_costs_what_rfc_9106_recommends() -> None:
    parameters = PasswordHasher()
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (65536, 3, 4)


@pytest.mark.parametrize("name", ["", " ", "a\x00", "x" * 101])
def test_an_account_needs_a_name(session: Session, name: Any) -> None:
    with pytest.raises(InvalidRecord, match="name"):
        accounts.add(session, name, AccountRole.READER, PASSWORD, actor="tests")


def test_a_short_password_is_refused(session: Session) -> None:
    with pytest.raises(InvalidRecord, match="password"):
        accounts.add(session, "ada", AccountRole.READER, "x" * 11, actor="tests")


def test_a_name_is_one_account(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.READER, PASSWORD, actor="tests")

    with pytest.raises(DuplicateAccount, match="ada"):
        accounts.add(session, " ada ", AccountRole.READER, PASSWORD, actor="tests")


def test_a_token_tells_whose_it_is_until_it_is_revoked(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.LIBRARIAN, PASSWORD, actor="tests")
    token, secret = accounts.create_token(session, "ada", "laptop", actor="tests")
    token_id = token.id
    session.commit()

    holder = accounts.get_holder(db.engine, secret)
    assert (holder.account, holder.role) == ("ada", AccountRole.LIBRARIAN)

    change_log.open_write(session)
    revoked = accounts.revoke_token(session, token_id, actor="tests").revoked_at
    session.commit()
    with pytest.raises(Unauthenticated):
        accounts.get_holder(db.engine, secret)
    assert accounts.revoke_token(session, token_id, actor="tests").revoked_at == revoked


def test_a_token_that_has_expired_says_so(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.LIBRARIAN, PASSWORD, actor="tests")
    token, secret = accounts.create_token(session, "ada", "laptop", days=1, actor="tests")
    token.expires_at -= timedelta(days=1)  # type: ignore[assignment, operator]
    session.commit()

    with pytest.raises(Unauthenticated, match=f"expired on {token.expires_at:%Y-%m-%d}"):
        accounts.get_holder(db.engine, secret)
    assert accounts.count_tokens(session, accounts.get_account(session, "ada")) == 0


def test_a_secret_is_never_given_twice(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.LIBRARIAN, PASSWORD, actor="tests")

    secrets = {accounts.create_token(session, "ada", f"token {number}", actor="tests")[1] for number in range(5)}

    assert len(secrets) == 5
    assert all(len(secret) >= 40 for secret in secrets)


def test_tokens_are_listed_with_their_accounts(session: Session) -> None:
    for name in ("ada", "bob"):
        accounts.add(session, name, AccountRole.READER, PASSWORD, actor="tests")
        accounts.create_token(session, name, "laptop", actor="tests")

    assert [(token.label, account.name) for token, account in accounts.list_tokens(session)] == [
        ("laptop", "ada"),
        ("laptop", "bob"),
    ]


def test_a_token_needs_an_account_and_a_label_of_its_own(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.READER, PASSWORD, actor="tests")
    accounts.create_token(session, "ada", "laptop", actor="tests")

    with pytest.raises(NotFound, match="nobody"):
        accounts.create_token(session, "nobody", "laptop", actor="tests")
    with pytest.raises(InvalidRecord, match="laptop"):
        accounts.create_token(session, "ada", "laptop", actor="tests")
    with pytest.raises(InvalidRecord, match="label"):
        accounts.create_token(session, "ada", " ", actor="tests")
    with pytest.raises(NotFound, match="4711"):
        accounts.revoke_token(session, 4711, actor="tests")


@pytest.mark.parametrize("role", AccountRole)
def test_a_role_includes_those_before_it(role: Any) -> None:
    order = [AccountRole.READER, AccountRole.LIBRARIAN, AccountRole.ADMIN]

    assert [role.includes(other) for other in order] == [order.index(role) >= order.index(other) for other in order]


def test_the_log_tells_what_was_done_to_accounts_and_tokens_and_no_secret(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.LIBRARIAN, PASSWORD, actor="admin")
    token, _ = accounts.create_token(session, "ada", "laptop", actor="ada")
    accounts.change_role(session, "ada", AccountRole.ADMIN, actor="admin")
    accounts.change_password(session, "ada", "another long password", actor="ada")
    accounts.revoke_token(session, token.id, actor="admin")

    log = session.scalars(sa.select(Change).order_by(Change.seq)).all()
    assert [(change.kind, change.action, change.actor) for change in log] == [
        ("account", "create", "admin"),
        ("token", "create", "ada"),
        ("account", "update", "admin"),
        ("account", "update", "ada"),
        ("token", "delete", "admin"),
    ]
    assert log[2].before == {"name": "ada", "role": "librarian", "is_disabled": False}
    assert "hash" not in str([change.before for change in log])


def test_what_changes_nothing_is_no_change(session: Session) -> None:
    accounts.add(session, "ada", AccountRole.ADMIN, PASSWORD, actor="tests")
    n_changes = session.scalar(sa.select(sa.func.count()).select_from(Change))

    accounts.change_role(session, "ada", AccountRole.ADMIN, actor="tests")
    accounts.enable(session, "ada", actor="tests")

    assert session.scalar(sa.select(sa.func.count()).select_from(Change)) == n_changes
