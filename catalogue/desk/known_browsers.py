"""Browsers in which somebody has logged in before, known by a cookie of their own (OWASP: device cookies).

Wrong passwords are counted by address, and whoever guesses in the library's reading room has the address of its desk. A
known browser is counted apart, so such guesses lock nobody out who logs in where he did before.
"""

import secrets
from hashlib import sha256

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "known_browser"
COOKIE_SECONDS = 365 * 24 * 3600


def find_mark(name: str) -> str | None:
    """Return the mark of this browser if `name` has logged in with it before."""
    try:
        digest, mark = _get_serializer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return str(mark) if digest == _digest(name) else None


def set_mark(response: Response, name: str) -> None:
    """Mark this browser as one in which `name` logs in."""
    mark = find_mark(name) or secrets.token_urlsafe(16)
    response.set_cookie(
        COOKIE,
        str(_get_serializer().dumps([_digest(name), mark])),
        max_age=COOKIE_SECONDS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def _get_serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browser")


def _digest(name: str) -> str:
    """Return what stands for a name in the cookie, so that whoever else uses the browser does not read it there."""
    return sha256(f"{current_app.config['SECRET_KEY']} {name}".encode()).hexdigest()[:16]
