"""Who may write: a bearer token of a librarian, or, in local mode, the user who started the service."""

from flask import current_app, g, request

from catalogue import local_mode
from catalogue.errors import Forbidden, Unauthenticated
from catalogue.extensions import db, writing
from catalogue.models import AccountRole, TokenScope
from catalogue.rate_limit import count_write, count_wrong_token
from catalogue.services import accounts

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_ACTOR = "local"


def authenticate() -> None:
    """Find out who writes (`g.actor`), or refuse.

    :raises Unauthenticated: without credentials that hold.
    :raises Forbidden: when the account or the token may only read.
    :raises TooManyRequests: when the address writes, or sends wrong tokens, too often.
    """
    g.holder = None
    authorization = request.authorization
    if authorization is not None and authorization.type == "bearer" and authorization.token:
        count_write()
        g.holder = _find_holder(authorization.token)
        g.actor = g.holder.account
        _note_use(g.holder)
        if not g.holder.role.includes(AccountRole.LIBRARIAN):
            raise Forbidden(f"{g.actor} is a {g.holder.role}; writing needs a librarian.")
        if g.holder.scope is not TokenScope.WRITE:
            raise Forbidden(
                "This token is for reading only; “catalogue token create --scope write” makes one that writes."
            )
    elif "Authorization" in request.headers:
        count_wrong_token()
        raise Unauthenticated("Send the token as “Authorization: Bearer TOKEN”.")
    elif is_local():
        g.actor = LOCAL_ACTOR
    else:
        count_write()
        raise Unauthenticated("Writing needs a librarian's token: “Authorization: Bearer TOKEN”.")


def _find_holder(token: str) -> accounts.Holder:
    """Return whose token this is. One that holds is taken however many wrong ones came from its address.

    It cannot be guessed (256 bits), and behind a proxy that nobody declared all addresses are one.
    """
    try:
        return accounts.holder_of(db.engine, token)
    except Unauthenticated:
        count_wrong_token()
        raise


def is_local() -> bool:
    """Tell whether this request may write without credentials: local mode is on, and it came straight from here."""
    settings = current_app.config
    return (
        settings["LOCAL_MODE"]
        and not accounts.has_accounts(db.engine)
        and local_mode.is_straight(request.environ, settings["PORT"])
    )


def _note_use(holder: accounts.Holder) -> None:
    """Write when the token was last used, in a transaction of its own: a refused write is a use, too."""
    if accounts.is_use_to_be_noted(holder):
        session = writing()
        accounts.note_use(session, holder)
        session.commit()
