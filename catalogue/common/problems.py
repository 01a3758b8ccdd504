"""The types of problems that the API tells of (RFC 9457). Each has an address, and a page there that explains it."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its `name` in the address, the status it comes with, and its title, always the same.

    Where nothing is known but the status, there is no name.
    """

    name: str
    status: HTTPStatus
    title: str

    @property
    def uri(self) -> str:
        """The `type` of a problem document: a stable path of this site."""
        return f"/problems/{self.name}" if self.name else "about:blank"


MALFORMED_BODY = ProblemType("malformed-body", HTTPStatus.BAD_REQUEST, "The body is not JSON")
INVALID_INPUT = ProblemType("invalid-input", HTTPStatus.BAD_REQUEST, "The request breaks the rules")
UNAUTHENTICATED = ProblemType("unauthenticated", HTTPStatus.UNAUTHORIZED, "Credentials are needed")
FORBIDDEN = ProblemType("forbidden", HTTPStatus.FORBIDDEN, "The account may not do this")
NO_SUCH_RECORD = ProblemType("no-such-record", HTTPStatus.NOT_FOUND, "There is no such record")
NO_SUCH_ADDRESS = ProblemType("no-such-address", HTTPStatus.NOT_FOUND, "There is nothing at this address")
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", HTTPStatus.METHOD_NOT_ALLOWED, "This address does not take this method"
)
NOT_ACCEPTABLE = ProblemType("not-acceptable", HTTPStatus.NOT_ACCEPTABLE, "Only JSON is answered")
DUPLICATE_ISBN = ProblemType("duplicate-isbn", HTTPStatus.CONFLICT, "Another book holds this ISBN")
DUPLICATE_HEADING = ProblemType("duplicate-heading", HTTPStatus.CONFLICT, "Another author or subject has this heading")
DUPLICATE_INVENTORY_NUMBER = ProblemType(
    "duplicate-inventory-number", HTTPStatus.CONFLICT, "An item has, or had, this inventory number"
)
DUPLICATE_BARCODE = ProblemType("duplicate-barcode", HTTPStatus.CONFLICT, "Another item has this barcode")
IN_USE = ProblemType("in-use", HTTPStatus.CONFLICT, "Books still refer to this heading")
ON_LOAN = ProblemType("on-loan", HTTPStatus.CONFLICT, "A copy is on loan")
STOCKTAKING_CLOSED = ProblemType("stocktaking-closed", HTTPStatus.CONFLICT, "The stocktaking has ended")
READ_ONLY = ProblemType("read-only", HTTPStatus.CONFLICT, "The catalogue sets this itself")
STALE_REVISION = ProblemType("stale-revision", HTTPStatus.PRECONDITION_FAILED, "The record has changed since")
BODY_TOO_LARGE = ProblemType("body-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not sent as JSON"
)
TOO_MANY_REQUESTS = ProblemType("too-many-requests", HTTPStatus.TOO_MANY_REQUESTS, "Too many requests")
INTERNAL_ERROR = ProblemType("internal-error", HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side")
DATABASE_UNAVAILABLE = ProblemType(
    "database-unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "The database cannot answer just now"
)
SEARCH_UNAVAILABLE = ProblemType(
    "search-unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "The search index cannot be used just now"
)

PROBLEM_TYPES = {value.name: value for value in list(globals().values()) if isinstance(value, ProblemType)}
"""Every type by its name, in the order of their statuses."""
