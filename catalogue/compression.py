"""Compressed answers: brotli, else gzip, for clients that take them."""

import gzip
from collections.abc import Callable, Mapping

import brotli
from flask import Response, current_app, request

LEAST_BYTES = 1000
"""A smaller body goes into one packet anyway."""

BROTLI_QUALITY = 4
"""Of pages: as quick as gzip at level 6, and a tenth smaller."""
GZIP_LEVEL = 5

MEDIA_TYPES = frozenset(
    {
        "text/html",
        "text/plain",
        "text/css",
        "text/javascript",
        "application/json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
    }
)

_COMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}


def choose_coding() -> str | None:
    """Return the coding of this request's answer, None if the client takes none."""
    return next((coding for coding in _COMPRESSORS if request.accept_encodings[coding] > 0), None)


def compress_answer(answer: Response) -> Response:
    """Compress an answer where that is safe and pays.

    Not of somebody with a session: what is sent together with a secret, such as the token of a form, would tell of it
    by its length (BREACH). Not with a strong ETag, which names these very bytes. Not while it streams.
    """
    if (
        answer.is_streamed
        or answer.mimetype not in MEDIA_TYPES
        or answer.status_code in (204, 206, 304)
        or "Content-Encoding" in answer.headers
        or current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    ):
        return answer
    body = answer.get_data()
    etag, is_weak = answer.get_etag()
    if len(body) < LEAST_BYTES or (etag and not is_weak):
        return answer
    answer.vary.add("Accept-Encoding")
    if coding := choose_coding():
        answer.set_data(_COMPRESSORS[coding](body))
        answer.headers["Content-Encoding"] = coding
    return answer
