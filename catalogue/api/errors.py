"""Every error below `/api` as a problem document (RFC 9457)."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from flask import Response, request
from werkzeug.exceptions import HTTPException

from catalogue import errors
from catalogue.api.answers import dumped
from catalogue.common import problems
from catalogue.public_address import public_address

log = logging.getLogger(__name__)

TYPES: dict[type[errors.CatalogueError], problems.ProblemType] = {
    errors.InvalidRecord: problems.INVALID_INPUT,
    errors.Unauthenticated: problems.UNAUTHENTICATED,
    errors.Forbidden: problems.FORBIDDEN,
    errors.NotFound: problems.NO_SUCH_RECORD,
    errors.DuplicateIsbn: problems.DUPLICATE_ISBN,
    errors.DuplicateHeading: problems.DUPLICATE_HEADING,
    errors.DuplicateBarcode: problems.DUPLICATE_BARCODE,
    errors.InUse: problems.IN_USE,
    errors.OnLoan: problems.ON_LOAN,
    errors.ReadOnly: problems.READ_ONLY,
    errors.StaleRevision: problems.STALE_REVISION,
    errors.TooManyRequests: problems.TOO_MANY_REQUESTS,
}
"""The type of each error; one that is not here is ours, and is a 500."""

OF_HTTP: dict[int, problems.ProblemType] = {
    400: problems.MALFORMED_BODY,
    404: problems.NO_SUCH_ADDRESS,
    405: problems.METHOD_NOT_ALLOWED,
    406: problems.NOT_ACCEPTABLE,
    413: problems.BODY_TOO_LARGE,
    415: problems.UNSUPPORTED_MEDIA_TYPE,
    429: problems.TOO_MANY_REQUESTS,
}
"""The type of what Flask and werkzeug raise; of other statuses nothing more is known (`about:blank`)."""

DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method; Allow says which ones it takes.",
    413: "The body is larger than the catalogue accepts.",
}
"""What we say instead of werkzeug, which speaks to people with browsers."""

RETRY_SECONDS = 5
_AWAY = "The database cannot answer just now. Nothing was written."
_UNSEARCHABLE = "The search index cannot be used just now; the log says why. Books can be read by their numbers."
_OURS = "Something went wrong on our side; the fault has been logged under this request's X-Request-ID."


def problem(error: Exception) -> Response:
    """Return the answer for an error: its type, its headers, its facts, and nothing of the inside."""
    match error:
        case errors.IndexUnavailable():
            return _fault(error, problems.SEARCH_UNAVAILABLE, _UNSEARCHABLE)
        case errors.CatalogueError() if kind := next((TYPES[c] for c in TYPES if isinstance(error, c)), None):
            detail = "The request breaks the rules: see errors." if kind.status == 400 else str(error)
            return answer_problem(kind, detail, _headers(error), **_facts(error))
        case HTTPException() if error.code is not None and error.code != 500:
            status = HTTPStatus(error.code)
            kind = OF_HTTP.get(status) or problems.ProblemType("", status, status.phrase)
            detail = DETAILS.get(status) or error.description or status.phrase
            kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After", "Location"}}
            return answer_problem(kind, detail, kept)
        case sa.exc.OperationalError() | sa.exc.InterfaceError() | sa.exc.TimeoutError():
            return _fault(error, problems.DATABASE_UNAVAILABLE, _AWAY)
    return _fault(error, problems.INTERNAL_ERROR, _OURS)


def answer_problem(
    kind: problems.ProblemType, detail: str, headers: Mapping[str, str] | None = None, **facts: Any
) -> Response:
    """Return a problem document; `facts` are its extension members."""
    document = {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status.value,
        "detail": detail,
        "instance": request.path,
        **facts,
    }
    return Response(dumped(document), kind.status, headers, mimetype="application/problem+json")


def _fault(error: Exception, kind: problems.ProblemType, detail: str) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    is_passing = kind.status is HTTPStatus.SERVICE_UNAVAILABLE
    return answer_problem(kind, detail, {"Retry-After": str(RETRY_SECONDS)} if is_passing else None)


def _facts(error: errors.CatalogueError) -> dict[str, Any]:
    match error:
        case errors.InvalidRecord() | errors.ReadOnly():
            return {"errors": [{"field": fault.field, "message": fault.message} for fault in error.errors]}
        case errors.DuplicateIsbn():
            return {"book_id": error.book_id}
        case errors.StaleRevision():
            return {"current_revision": error.current}
    return {}


def _headers(error: errors.CatalogueError) -> dict[str, str]:
    match error:
        case errors.Unauthenticated():
            return {"WWW-Authenticate": 'Bearer realm="catalogue"'}
        case errors.TooManyRequests():
            return {"Retry-After": str(error.retry_after)}
        case errors.StaleRevision():
            return {"ETag": f'"{error.current}"'}
        case errors.DuplicateIsbn():
            return {"Link": f'<{public_address(f"/api/books/{error.book_id}")}>; rel="duplicate"'}
    return {}
