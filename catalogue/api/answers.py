"""Answers: JSON by orjson, entity tags, pages of lists."""

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request

from catalogue.api.authentication import SAFE_METHODS
from catalogue.domain.views import Page
from catalogue.public_address import public_address

T = TypeVar("T")

_REVISION = re.compile(r"[1-9][0-9]{0,17}")


def dumped(value: object) -> bytes:
    """Return JSON in UTF-8, unescaped, ending in a line end for those who read it in a terminal."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)


def answer_one(
    document: dict[str, Any],
    status: int = 200,
    location: str | None = None,
    fields: Sequence[str] | None = None,
) -> Response:
    """Return one record, or some members of it, with its revision as a strong ETag; 304 when the client has that."""
    tag = str(document["revision"])
    entity_tag = f'"{tag}"'
    asked = "HTTP_IF_NONE_MATCH" in request.environ and request.method in SAFE_METHODS
    if asked and request.if_none_match.contains_weak(tag):
        return Response(status=304, headers={"ETag": entity_tag})
    answer = Response(dumped(select_fields(document, fields)), status, mimetype="application/json")
    answer.headers["ETag"] = entity_tag
    if location is not None:
        answer.headers["Location"] = public_address(location)
    return answer


def answer_document(document: dict[str, Any]) -> Response:
    """Return an answer that is no record, with a weak ETag of what it says."""
    answer = Response(dumped(document), mimetype="application/json")
    answer.set_etag(hashlib.blake2b(answer.get_data(), digest_size=12).hexdigest(), weak=True)
    answer.make_conditional(request)
    return answer


def answer_nothing() -> Response:
    """Return the answer to a deletion."""
    answer = Response(status=204)
    del answer.headers["Content-Type"]
    return answer


def answer_page(page: Page[T], dump: Callable[[T], dict[str, Any]], fields: Sequence[str] | None = None) -> Response:
    """Return a page of a list: a JSON array, the total, links to other pages, a weak ETag of what is answered."""
    body = dumped([select_fields(dump(hit), fields) for hit in page.hits])
    answer = Response(body, mimetype="application/json")
    answer.headers["X-Total-Count"] = str(page.total)
    answer.headers["Link"] = _links(page)
    tell_lag(answer, page.lag)
    answer.set_etag(hashlib.blake2b(body + answer.headers["Link"].encode(), digest_size=12).hexdigest(), weak=True)
    answer.make_conditional(request)
    return answer


def select_fields(document: dict[str, Any], fields: Sequence[str] | None) -> dict[str, Any]:
    """Return these members of a document in this order, all of it without `fields`."""
    return document if fields is None else {name: document[name] for name in fields}


def tell_lag(answer: Response, lag: int) -> None:
    """Say in a header how many of the last changes may be missing; nothing when there are none."""
    if lag:
        answer.headers["X-Index-Behind"] = str(lag)


def expected_revisions() -> frozenset[int] | None:
    """Return the revisions that `If-Match` allows to be replaced; None without the header or with `*`."""
    if "If-Match" not in request.headers or request.if_match.star_tag:
        return None
    return frozenset(int(tag) for tag in request.if_match.as_set() if _REVISION.fullmatch(tag or ""))


def _links(page: Page[Any]) -> str:
    """Return the `Link` header (RFC 8288) with the same filters on every page."""
    numbers = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": page.n_pages}
    if page.number <= 1:
        del numbers["prev"]
    elif page.number > page.n_pages:
        numbers["prev"] = page.n_pages
    if page.number >= page.n_pages:
        del numbers["next"]
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return ", ".join(
        f'<{public_address(quote(request.path))}?{urlencode([*others, ("page", number)])}>; rel="{relation}"'
        for relation, number in numbers.items()
    )
