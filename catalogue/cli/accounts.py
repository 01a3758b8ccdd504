"""`catalogue user …`: the accounts of the staff."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from catalogue.cli.app_context import ACTOR, open_catalogue

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ROLES = click.Choice(["reader", "librarian", "admin"])

password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, not from the terminal."
)


@click.group()
def user() -> None:
    """Manage staff accounts."""


@user.command()
@click.argument("name")
@click.option(
    "--role",
    type=ROLES,
    required=True,
    help="What the account may do: a librarian edits the catalogue, an admin manages accounts too.",
)
@password_option
def add(name: str, role: str, password_stdin: bool) -> None:
    """Add an account called NAME; from the first one on, every write needs credentials.

    The password has at least 12 characters and is none of the common ones.
    """
    from catalogue.models import AccountRole
    from catalogue.services import accounts

    password = read_password(password_stdin)
    with open_writing_session() as session:
        account = accounts.add(session, name, AccountRole(role), password, actor=ACTOR)
        session.commit()
        click.echo(f"Added {account.name}, {account.role}.")


@user.command("list")
def list_() -> None:
    """List every account: name, role, number of valid tokens, creation date, and whether it is disabled."""
    from catalogue.extensions import db
    from catalogue.services import accounts

    with open_catalogue():
        session = db.session()
        for account in accounts.list_accounts(session):
            tokens = format_token_count(accounts.count_tokens(session, account))
            since = f"added {account.created_at:%Y-%m-%d}"
            state = f"disabled {account.disabled_at:%Y-%m-%d}" if account.disabled_at else "in force"
            click.echo("\t".join([account.name, account.role, tokens, since, state]))


@user.command()
@click.argument("name")
@password_option
def passwd(name: str, password_stdin: bool) -> None:
    """Change the password of account NAME, which ends its sessions at the desk; its tokens keep working."""
    from catalogue.services import accounts

    password = read_password(password_stdin)
    with open_writing_session() as session:
        account = accounts.change_password(session, name, password, actor=ACTOR)
        tokens = accounts.count_tokens(session, account)
        session.commit()
        click.echo(f"{account.name} has a new password.{format_active_tokens(tokens)}")


@user.command()
@click.argument("name")
@click.argument("role", type=ROLES)
def role(name: str, role: str) -> None:
    """Change the role of account NAME to ROLE; its tokens follow at once."""
    from catalogue.models import AccountRole
    from catalogue.services import accounts

    with open_writing_session() as session:
        account = accounts.change_role(session, name, AccountRole(role), actor=ACTOR)
        session.commit()
        click.echo(f"{account.name} is now {account.role}.")


@user.command()
@click.argument("name")
def disable(name: str) -> None:
    """Disable account NAME: it cannot log in, and its tokens are refused, until it is enabled again."""
    from catalogue.services import accounts

    with open_writing_session() as session:
        account = accounts.disable(session, name, actor=ACTOR)
        session.commit()
        click.echo(f"{account.name} is disabled, and so are its tokens. Local mode stays off.")


@user.command()
@click.argument("name")
def enable(name: str) -> None:
    """Enable account NAME again, with those of its tokens that were not revoked."""
    from catalogue.services import accounts

    with open_writing_session() as session:
        account = accounts.enable(session, name, actor=ACTOR)
        tokens = accounts.count_tokens(session, account)
        session.commit()
        click.echo(f"{account.name} is enabled.{format_active_tokens(tokens)}")


@user.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def delete(name: str, yes: bool) -> None:
    """Delete account NAME and its tokens; the history of the books still names it.

    The only account cannot be deleted: local mode would come back.
    """
    from catalogue.services import accounts

    if not yes:
        click.confirm(f"Delete the account {name} and its tokens for good?", abort=True)
    with open_writing_session() as session:
        accounts.delete(session, name, actor=ACTOR)
        session.commit()
        click.echo(f"Deleted {name} and its tokens.")


@contextmanager
def open_writing_session() -> "Iterator[Session]":
    """Enter the application with a session that is open for writing."""
    from catalogue.extensions import begin_write

    with open_catalogue():
        yield begin_write()


def read_password(from_stdin: bool) -> str:
    """Return the password that is typed twice at the terminal, or is the first line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def format_token_count(n_tokens: int) -> str:
    """Return a number of tokens in words.

    >>> format_token_count(1), format_token_count(2)
    ('1 token', '2 tokens')
    """
    return "1 token" if n_tokens == 1 else f"{n_tokens} tokens"


def format_active_tokens(n_tokens: int) -> str:
    """Return a sentence about the valid tokens of an account, "" when it has none."""
    if not n_tokens:
        return ""
    tokens = format_token_count(n_tokens)
    return f" It has {tokens} in force: “catalogue token list” shows them, “catalogue token revoke” ends one."
