"""Error pages in the reader's language; they need no database and reveal no internals."""

import logging

import sqlalchemy as sa
from flask import g, make_response, render_template, request
from flask_babel import LazyString, lazy_gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from catalogue.errors import (
    CatalogueError,
    Conflict,
    Forbidden,
    IndexUnavailable,
    InvalidRecord,
    NotFound,
    StaleRevision,
    TooManyRequests,
    Unauthenticated,
)
from catalogue.web.blueprint import bp

log = logging.getLogger(__name__)

STATUSES: dict[type[CatalogueError], int] = {
    NotFound: 404,
    InvalidRecord: 400,
    Conflict: 409,
    StaleRevision: 412,
    Unauthenticated: 401,
    Forbidden: 403,
    TooManyRequests: 429,
}
"""The HTTP status of each error; any other error is a bug and becomes a 500."""

RETRY_SECONDS = 5

SENTENCES: dict[int, tuple[LazyString, LazyString]] = {
    400: (
        lazy_gettext("The request is malformed"),
        lazy_gettext("Something in the address or the form is not as it should be."),
    ),
    401: (lazy_gettext("Log in"), lazy_gettext("This page is for people whom the library knows. Log in first.")),
    403: (lazy_gettext("This page is not for you"), lazy_gettext("Your account does not reach this far.")),
    404: (
        lazy_gettext("There is nothing here"),
        lazy_gettext("The address may be mistyped, or the book may have left the catalogue."),
    ),
    405: (lazy_gettext("Not possible here"), lazy_gettext("The page exists, but not for what was asked of it.")),
    413: (
        lazy_gettext("This is too much at once"),
        lazy_gettext("What was sent is larger than the catalogue accepts."),
    ),
    429: (
        lazy_gettext("One moment, please"),
        lazy_gettext(
            "A great many requests have just come from your address. Try again in a minute;"
            " the pages of books, authors and subjects stay open."
        ),
    ),
    500: (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext("It is not your doing. The fault has been written down; please try again in a moment."),
    ),
    503: (lazy_gettext("The catalogue is away for a moment"), lazy_gettext("It will be back shortly.")),
}
"""Heading and explanation by status; other statuses use those of 400 or 500."""

SEARCH_UNAVAILABLE = (
    lazy_gettext("Searching is not possible at the moment"),
    lazy_gettext("It will be again shortly. Meanwhile the pages of books, authors and subjects can be read."),
)
"""Heading and explanation when only the search index is unavailable."""


@bp.errorhandler(CatalogueError)
@bp.errorhandler(HTTPException)
def show_error_page(error: Exception) -> Response:
    """Return the page for an error, with its status and headers such as `Allow`."""
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return error.get_response()
    status = find_status(error)
    if status >= 500:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
    heading, sentence = find_sentences(error, status)
    g.is_error_page = True  # Its templates ask nothing of the database, which may be what has failed.
    answer = make_response(render_template("error.html", status=status, heading=heading, sentence=sentence), status)
    if isinstance(error, TooManyRequests):
        answer.headers["Retry-After"] = str(error.retry_after)
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    if isinstance(error, HTTPException):
        headers = {name: value for name, value in error.get_headers() if name not in {"Content-Type", "Content-Length"}}
        answer.headers.update(headers)
    return answer


def find_sentences(error: Exception, status: int) -> tuple[LazyString, LazyString]:
    """Return the heading and the explanation of an error."""
    if isinstance(error, IndexUnavailable):
        return SEARCH_UNAVAILABLE
    return SENTENCES.get(status) or SENTENCES[500 if status >= 500 else 400]


def find_status(error: Exception) -> int:
    """Return the HTTP status of an error.

    >>> find_status(NotFound("book", 7)), find_status(ZeroDivisionError())
    (404, 500)
    """
    if isinstance(error, HTTPException):
        return error.code or 500
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError | sa.exc.TimeoutError | IndexUnavailable):
        return 503
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
