"""Conditional requests (RFC 9110, section 13): `If-None-Match` for reads, `If-Match` for writes."""

import re

from flask import request

from catalogue.api.authentication import SAFE_METHODS

_REVISION = re.compile(r"[1-9][0-9]{0,17}")


def is_cached_by_client(tag: str) -> bool:
    """Return whether `If-None-Match` of a safe request names this tag, so that 304 is the response."""
    # The environment is asked first because parsing a header that is not there costs more.
    has_condition = "HTTP_IF_NONE_MATCH" in request.environ and request.method in SAFE_METHODS
    return has_condition and request.if_none_match.contains_weak(tag)


def parse_if_match() -> frozenset[int] | None:
    """Return the revisions that `If-Match` allows to be replaced; None without the header or with `*`."""
    if "If-Match" not in request.headers or request.if_match.star_tag:
        return None
    return frozenset(int(tag) for tag in request.if_match.as_set() if _REVISION.fullmatch(tag or ""))
