"""HTTP responses: JSON encoded by orjson, ETags and pages of lists."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request

from catalogue.api.conditional_requests import is_cached_by_client
from catalogue.domain.views import Page
from catalogue.public_address import build_public_address

T = TypeVar("T")


def encode_json(value: object) -> bytes:
    """Return `value` as JSON in UTF-8, unescaped, with a trailing newline so that it reads well in a terminal."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)


def respond_with_record(
    document: dict[str, Any],
    status: int = 200,
    location: str | None = None,
    fields: Sequence[str] | None = None,
) -> Response:
    """Return one record, or the `fields` of it, with its revision as a strong ETag; 304 if the client has it."""
    tag = str(document["revision"])
    entity_tag = f'"{tag}"'
    if is_cached_by_client(tag):
        return Response(status=304, headers={"ETag": entity_tag})
    response = Response(encode_json(select_fields(document, fields)), status, mimetype="application/json")
    response.headers["Vary"] = "Accept"
    response.headers["ETag"] = entity_tag
    if location is not None:
        response.headers["Location"] = build_public_address(location)
    return response


def respond_with_document(document: dict[str, Any]) -> Response:
    """Return a document other than a record, with a weak ETag computed from its bytes."""
    response = Response(encode_json(document), mimetype="application/json")
    response.set_etag(hashlib.blake2b(response.get_data(), digest_size=12).hexdigest(), weak=True)
    response.make_conditional(request)
    return response


def respond_with_no_content() -> Response:
    """Return 204 No Content, the response to a deletion."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def respond_with_page(
    page: Page[T], dump: Callable[[T], dict[str, Any]], fields: Sequence[str] | None = None
) -> Response:
    """Return a page of a list: a JSON array, with the total, the links to other pages and a weak ETag as headers."""
    body = encode_json([select_fields(dump(hit), fields) for hit in page.hits])
    response = Response(body, mimetype="application/json")
    response.headers["Vary"] = "Accept"
    response.headers["X-Total-Count"] = str(page.total)
    response.headers["Link"] = format_link_header(page)
    add_lag_header(response, page.lag)
    response.set_etag(hashlib.blake2b(body + response.headers["Link"].encode(), digest_size=12).hexdigest(), weak=True)
    response.make_conditional(request)
    return response


def select_fields(document: dict[str, Any], fields: Sequence[str] | None) -> dict[str, Any]:
    """Return the members of `document` that `fields` names, in that order; all of them if `fields` is None."""
    return document if fields is None else {name: document[name] for name in fields}


def add_lag_header(response: Response, lag: int) -> None:
    """Add `X-Index-Behind`, the number of recent changes that the search index lacks; no header if it lacks none."""
    if lag:
        response.headers["X-Index-Behind"] = str(lag)


def format_link_header(page: Page[Any]) -> str:
    """Return the `Link` header (RFC 8288): the other pages of the list, with the same filters."""
    numbers = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": page.n_pages}
    if page.number <= 1:
        del numbers["prev"]
    elif page.number > page.n_pages:
        numbers["prev"] = page.n_pages
    if page.number >= page.n_pages:
        del numbers["next"]
    filters = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return ", ".join(
        f'<{build_public_address(quote(request.path))}?{urlencode([*filters, ("page", number)])}>; rel="{relation}"'
        for relation, number in numbers.items()
    )
