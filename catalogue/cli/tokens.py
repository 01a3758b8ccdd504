"""`catalogue token …`: the tokens with which programs write."""

from typing import TYPE_CHECKING

import click

from catalogue.cli.accounts import open_writing_session
from catalogue.cli.app_context import ACTOR, open_catalogue

if TYPE_CHECKING:
    from catalogue.models import Account, Token

MOST_DAYS = 3650


@click.group()
def token() -> None:
    """Manage the tokens with which programs write."""


@token.command()
@click.argument("account")
@click.option("--label", required=True, help="What the token is for, so that you recognise it later.")
@click.option(
    "--scope",
    type=click.Choice(["read", "write"]),
    default="write",
    show_default=True,
    help="Whether the token may write, as far as the role of its account allows, or read only.",
)
@click.option("--days", type=click.IntRange(1, MOST_DAYS), help="How many days the token is valid; 90 by default.")
@click.option("--forever", is_flag=True, help="Keep it valid until it is revoked.")
def create(account: str, label: str, scope: str, days: int | None, forever: bool) -> None:
    """Create a token for ACCOUNT and show it, only this once."""
    from catalogue.models import TokenScope
    from catalogue.services import accounts

    if forever and days:
        raise click.UsageError("--days and --forever exclude each other")
    with open_writing_session() as session:
        made, secret = accounts.create_token(
            session, account, label, TokenScope(scope), None if forever else days or accounts.TOKEN_DAYS, actor=ACTOR
        )
        session.commit()
        until = f"until {made.expires_at:%Y-%m-%d}" if made.expires_at else "until it is revoked"
        click.echo(
            f"Token {made.id} for {account} ({made.scope}, {until}), shown this once;"
            " send it as “Authorization: Bearer TOKEN”:",
            err=True,
        )
        click.echo(secret)


@token.command("list")
def list_() -> None:
    """List every token: number, account, role, label, scope, last use, and until when it is valid."""
    from catalogue.extensions import db
    from catalogue.services import accounts

    with open_catalogue():
        for token, account in accounts.list_tokens(db.session()):
            used = f"last used {token.last_used_at:%Y-%m-%d %H:%M} UTC" if token.last_used_at else "never used"
            facts = [str(token.id), account.name, account.role, token.label, token.scope, used]
            click.echo("\t".join([*facts, describe_state(token, account)]))


@token.command()
@click.argument("token_id", metavar="NUMBER", type=click.IntRange(1, 2**63 - 1))
def revoke(token_id: int) -> None:
    """Revoke the token with this NUMBER."""
    from catalogue.services import accounts

    with open_writing_session() as session:
        revoked = accounts.revoke_token(session, token_id, actor=ACTOR)
        session.commit()
        click.echo(f"Token {revoked.id} ({revoked.label}) is revoked.")


def describe_state(token: "Token", account: "Account") -> str:
    """Return whether a token is valid, and until when."""
    from catalogue.models import now

    if token.revoked_at:
        return f"revoked {token.revoked_at:%Y-%m-%d}"
    if token.expires_at and token.expires_at <= now():
        return f"expired {token.expires_at:%Y-%m-%d}"
    if account.disabled_at:
        return "account disabled"
    return f"in force until {token.expires_at:%Y-%m-%d}" if token.expires_at else "in force until revoked"
