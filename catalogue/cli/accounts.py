"""`catalogue user …` and `catalogue token …`: who may write."""

import sys

import click

from catalogue.cli.application import catalogue


@click.group()
def user() -> None:
    """Look after the accounts of the staff."""


@user.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "librarian", "admin"]),
    required=True,
    help="What the account may do: a librarian writes, an admin looks after accounts too.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, not from the terminal.")
def add(name: str, role: str, password_stdin: bool) -> None:
    """Add an account called NAME; from the first one on, every write needs credentials."""
    from catalogue.extensions import writing
    from catalogue.models import AccountRole
    from catalogue.services import accounts

    password = (
        sys.stdin.readline().rstrip("\r\n")
        if password_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    with catalogue():
        session = writing()
        account = accounts.add(session, name, AccountRole(role), password)
        session.commit()
        click.echo(f"Added {account.name}, {account.role}.")


@click.group()
def token() -> None:
    """Look after the tokens with which programs write."""


@token.command()
@click.argument("account")
@click.option("--label", required=True, help="What the token is for, to know it by when it is to be revoked.")
def create(account: str, label: str) -> None:
    """Make a token for ACCOUNT and show it, this once."""
    from catalogue.extensions import writing
    from catalogue.services import accounts

    with catalogue():
        session = writing()
        made, secret = accounts.create_token(session, account, label)
        session.commit()
        click.echo(
            f"Token {made.id} for {account}, shown this once; send it as “Authorization: Bearer TOKEN”:", err=True
        )
        click.echo(secret)


@token.command("list")
def list_() -> None:
    """List every token: number, account, role, label, when it was last used, whether it holds."""
    from catalogue.extensions import db
    from catalogue.services import accounts

    with catalogue():
        for token, account in accounts.list_tokens(db.session()):
            used = f"last used {token.last_used_at:%Y-%m-%d %H:%M} UTC" if token.last_used_at else "never used"
            state = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else "in force"
            click.echo("\t".join([str(token.id), account.name, account.role, token.label, used, state]))


@token.command()
@click.argument("token_id", metavar="NUMBER", type=click.IntRange(1, 2**63 - 1))
def revoke(token_id: int) -> None:
    """Make the token with this NUMBER useless from now on."""
    from catalogue.extensions import writing
    from catalogue.services import accounts

    with catalogue():
        session = writing()
        revoked = accounts.revoke_token(session, token_id)
        session.commit()
        click.echo(f"Token {revoked.id} ({revoked.label}) is revoked.")
