"""Who may write: a bearer token of a librarian, or, in local mode, the user who started the service."""

from flask import current_app, g, request

from catalogue import local_mode
from catalogue.errors import Forbidden, Unauthenticated
from catalogue.extensions import begin_write, db
from catalogue.models import AccountRole, TokenScope
from catalogue.rate_limit import count_write, count_wrong_token
from catalogue.services import accounts

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_ACTOR = "local"


def authenticate() -> None:
    """Set `g.actor` to the account that makes this request, or refuse the request.

    :raises Unauthenticated: when there are no valid credentials.
    :raises Forbidden: when the account or the token may only read.
    :raises TooManyRequests: when the address writes, or sends wrong tokens, too often.
    """
    g.holder = None
    authorization = request.authorization
    if authorization is not None and authorization.type == "bearer" and authorization.token:
        count_write()
        g.holder = _find_holder(authorization.token)
        g.actor = g.holder.account
        _record_use(g.holder)
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


def authenticate_readers() -> None:
    """Refuse whoever is no librarian, also to read: for what names members of staff or is theirs alone."""
    if request.method == "GET":
        authenticate()


def _find_holder(token: str) -> accounts.Holder:
    """Return the holder of this token. Failed attempts from the same address never block a valid token.

    A token cannot be guessed (256 bits), and behind an undeclared proxy all clients share one address.
    """
    try:
        return accounts.get_holder(db.engine, token)
    except Unauthenticated:
        count_wrong_token()
        raise


def is_local() -> bool:
    """Return whether this request may write without credentials: local mode is on and no proxy stands in between."""
    settings = current_app.config
    return (
        settings["LOCAL_MODE"]
        and not accounts.has_accounts(db.engine)
        and local_mode.is_sent_by_service_user(request.environ, settings["PORT"])
    )


def _record_use(holder: accounts.Holder) -> None:
    """Record when the token was last used, in a transaction of its own, because a refused write counts as well."""
    if accounts.is_use_to_be_noted(holder):
        session = begin_write()
        accounts.note_use(session, holder)
        session.commit()
