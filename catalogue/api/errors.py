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

log = logging.getLogger(__name__)

STATUSES: dict[type[errors.CatalogueError], HTTPStatus] = {
    errors.InvalidRecord: HTTPStatus.BAD_REQUEST,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.StaleRevision: HTTPStatus.PRECONDITION_FAILED,
}
"""The status of each error; one that is not here is ours, and is a 500."""

DETAILS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method; Allow says which ones it takes.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is larger than the catalogue accepts.",
}
"""What we say instead of werkzeug, which speaks to people with browsers."""

RETRY_SECONDS = 5
_AWAY = "The database cannot answer just now. Nothing was written."
_UNSEARCHABLE = "The search index cannot be used just now; the log says why. Books can be read by their numbers."
_OURS = "Something went wrong on our side; the fault has been logged under this request's X-Request-ID."


def problem(error: Exception) -> Response:
    """Return the answer for an error: its status, its headers, its facts, and nothing of the inside."""
    headers: dict[str, str] = {}
    facts: dict[str, Any] = {}
    match error:
        case errors.IndexUnavailable():
            return _fault(error, HTTPStatus.SERVICE_UNAVAILABLE, _UNSEARCHABLE, {"Retry-After": str(RETRY_SECONDS)})
        case errors.CatalogueError():
            status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), None)
            if status is None:
                return _fault(error, HTTPStatus.INTERNAL_SERVER_ERROR, _OURS)
            detail = "The request breaks the rules: see errors." if status == 400 else str(error)
            facts, headers = _facts(error), _headers(error)
        case HTTPException() if error.code is not None and error.code != 500:
            status = HTTPStatus(error.code)
            detail = DETAILS.get(status) or error.description or status.phrase
            kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After", "Location"}}
            headers = kept
        case sa.exc.OperationalError() | sa.exc.InterfaceError() | sa.exc.TimeoutError():
            return _fault(error, HTTPStatus.SERVICE_UNAVAILABLE, _AWAY, {"Retry-After": str(RETRY_SECONDS)})
        case _:
            return _fault(error, HTTPStatus.INTERNAL_SERVER_ERROR, _OURS)
    return answer_problem(status, detail, headers, **facts)


def answer_problem(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None, **facts: Any) -> Response:
    """Return a problem document; `facts` are its extension members."""
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": request.path,
        **facts,
    }
    return Response(dumped(document), status, headers, mimetype="application/problem+json")


def _fault(error: Exception, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer_problem(status, detail, headers)


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
        case errors.StaleRevision():
            return {"ETag": f'"{error.current}"'}
        case errors.DuplicateIsbn():
            return {"Link": f'</api/books/{error.book_id}>; rel="duplicate"'}
    return {}
