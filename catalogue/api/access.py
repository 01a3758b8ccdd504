"""Who may write: a bearer token of a librarian, or, while nobody has an account, whoever sits at this machine."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import g, request

from catalogue.errors import Forbidden, Unauthenticated
from catalogue.extensions import db, writing
from catalogue.models import AccountRole, TokenScope
from catalogue.services import accounts

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_ACTOR = "local"


def authenticate() -> None:
    """Find out who writes (`g.actor`), or refuse.

    :raises Unauthenticated: without credentials that hold.
    :raises Forbidden: when the account or the token may only read.
    """
    g.holder = None
    authorization = request.authorization
    if authorization is not None and authorization.type == "bearer" and authorization.token:
        g.holder = accounts.holder_of(db.engine, authorization.token)
        g.actor = g.holder.account
        _note_use(g.holder)
        if not g.holder.role.includes(AccountRole.LIBRARIAN):
            raise Forbidden(f"{g.actor} is a {g.holder.role}; writing needs a librarian.")
        if g.holder.scope is not TokenScope.WRITE:
            raise Forbidden(
                "This token is for reading only; “catalogue token create --scope write” makes one that writes."
            )
    elif "Authorization" in request.headers:
        raise Unauthenticated("Send the token as “Authorization: Bearer TOKEN”.")
    elif accounts.has_accounts(db.engine) or not is_from_this_machine():
        raise Unauthenticated("Writing needs a librarian's token: “Authorization: Bearer TOKEN”.")
    else:
        g.actor = LOCAL_ACTOR


def _note_use(holder: accounts.Holder) -> None:
    """Write when the token was last used, in a transaction of its own: a refused write is a use, too."""
    if accounts.is_use_to_be_noted(holder):
        session = writing()
        accounts.note_use(session, holder)
        session.commit()


def is_from_this_machine() -> bool:
    """Tell whether the request comes straight from this machine, through no proxy and no other site's page."""
    if not _is_loopback(request.remote_addr or ""):
        return False
    if any(name == "HTTP_FORWARDED" or name.startswith("HTTP_X_FORWARDED_") for name in request.environ):
        return False
    host = urlsplit(f"//{request.host}").hostname or ""
    if host != "localhost" and not _is_loopback(host):
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.host}"


@lru_cache(maxsize=64)
def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
