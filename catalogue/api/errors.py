"""Every error under `/api` as a problem document (RFC 9457)."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from flask import Response, request
from werkzeug.exceptions import HTTPException

from catalogue import errors
from catalogue.api.responses import encode_json
from catalogue.common import problems
from catalogue.public_address import build_public_address

log = logging.getLogger(__name__)

TYPES: dict[type[errors.CatalogueError], problems.ProblemType] = {
    errors.InvalidRecord: problems.INVALID_INPUT,
    errors.Unauthenticated: problems.UNAUTHENTICATED,
    errors.Forbidden: problems.FORBIDDEN,
    errors.NotFound: problems.NO_SUCH_RECORD,
    errors.DuplicateIsbn: problems.DUPLICATE_ISBN,
    errors.DuplicateHeading: problems.DUPLICATE_HEADING,
    errors.DuplicateBarcode: problems.DUPLICATE_BARCODE,
    errors.DuplicateInventoryNumber: problems.DUPLICATE_INVENTORY_NUMBER,
    errors.InUse: problems.IN_USE,
    errors.OnLoan: problems.ON_LOAN,
    errors.StocktakingClosed: problems.STOCKTAKING_CLOSED,
    errors.ReadOnly: problems.READ_ONLY,
    errors.StaleRevision: problems.STALE_REVISION,
    errors.TooManyRequests: problems.TOO_MANY_REQUESTS,
}
"""The problem type of each error; any other error is a bug and becomes a 500."""

HTTP_TYPES: dict[int, problems.ProblemType] = {
    400: problems.MALFORMED_BODY,
    404: problems.NO_SUCH_ADDRESS,
    405: problems.METHOD_NOT_ALLOWED,
    406: problems.NOT_ACCEPTABLE,
    413: problems.BODY_TOO_LARGE,
    415: problems.UNSUPPORTED_MEDIA_TYPE,
    429: problems.TOO_MANY_REQUESTS,
}
"""The problem type of each HTTP error that Flask or Werkzeug raises; other statuses become `about:blank`."""

DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method; Allow says which ones it takes.",
    413: "The body is larger than the catalogue accepts.",
}
"""Replaces Werkzeug's descriptions, which address people with browsers."""

RETRY_SECONDS = 5
DATABASE_UNAVAILABLE_DETAIL = "The database cannot answer just now. Nothing was written."
SEARCH_UNAVAILABLE_DETAIL = (
    "The search index cannot be used just now; the log says why. Books can be read by their numbers."
)
INTERNAL_ERROR_DETAIL = "Something went wrong on our side; the fault has been logged under this request's X-Request-ID."


def respond_to_error(error: Exception) -> Response:
    """Return the problem document for an error, with its headers and extension members but no internals."""
    match error:
        case errors.IndexUnavailable():
            return _respond_to_fault(error, problems.SEARCH_UNAVAILABLE, SEARCH_UNAVAILABLE_DETAIL)
        case errors.CatalogueError() if kind := next((TYPES[c] for c in TYPES if isinstance(error, c)), None):
            detail = "The request breaks the rules: see errors." if kind.status == 400 else str(error)
            return respond_with_problem(kind, detail, _build_headers(error), **_build_extension_members(error))
        case HTTPException() if error.code is not None and error.code != 500:
            status = HTTPStatus(error.code)
            kind = HTTP_TYPES.get(status) or problems.ProblemType("", status, status.phrase)
            detail = DETAILS.get(status) or error.description or status.phrase
            headers = {
                name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After", "Location"}
            }
            return respond_with_problem(kind, detail, headers)
        case sa.exc.OperationalError() | sa.exc.InterfaceError() | sa.exc.TimeoutError():
            return _respond_to_fault(error, problems.DATABASE_UNAVAILABLE, DATABASE_UNAVAILABLE_DETAIL)
    return _respond_to_fault(error, problems.INTERNAL_ERROR, INTERNAL_ERROR_DETAIL)


def respond_with_problem(
    kind: problems.ProblemType, detail: str, headers: Mapping[str, str] | None = None, **members: Any
) -> Response:
    """Return a problem document; `members` are its extension members."""
    document = {
        "type": kind.uri,
        "title": kind.title,
        "status": kind.status.value,
        "detail": detail,
        "instance": request.path,
        **members,
    }
    return Response(encode_json(document), kind.status, headers, mimetype="application/problem+json")


def _respond_to_fault(error: Exception, kind: problems.ProblemType, detail: str) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    is_temporary = kind.status is HTTPStatus.SERVICE_UNAVAILABLE
    return respond_with_problem(kind, detail, {"Retry-After": str(RETRY_SECONDS)} if is_temporary else None)


def _build_extension_members(error: errors.CatalogueError) -> dict[str, Any]:
    match error:
        case errors.InvalidRecord() | errors.ReadOnly():
            return {"errors": [{"field": item.field, "message": item.message} for item in error.errors]}
        case errors.DuplicateIsbn():
            return {"book_id": error.book_id}
        case errors.StaleRevision():
            return {"current_revision": error.current}
    return {}


def _build_headers(error: errors.CatalogueError) -> dict[str, str]:
    match error:
        case errors.Unauthenticated():
            return {"WWW-Authenticate": 'Bearer realm="catalogue"'}
        case errors.TooManyRequests():
            return {"Retry-After": str(error.retry_after)}
        case errors.StaleRevision():
            return {"ETag": f'"{error.current}"'}
        case errors.DuplicateIsbn():
            return {"Link": f'<{build_public_address(f"/api/books/{error.book_id}")}>; rel="duplicate"'}
    return {}
