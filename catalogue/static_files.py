"""Files that never change under one address: compressed once, cached for ever by clients."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import brotli
from flask import Response, make_response, request

from catalogue.compression import choose_coding

IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file ready to send, as it is and by coding; `version`, a hash of its bytes, belongs into its address."""

    body: bytes
    compressed: Mapping[str, bytes]
    media_type: str
    version: str


def make_static_file(body: bytes, media_type: str) -> StaticFile:
    """Return a file with these bytes, compressed as much as can be."""
    compressed = {"br": brotli.compress(body), "gzip": gzip.compress(body, 9, mtime=0)}
    return StaticFile(body, compressed, media_type, sha256(body).hexdigest()[:12])


def send_static_file(file: StaticFile, *, is_current: bool) -> Response:
    """Return the answer to a request for a file; `is_current` when the address has its version."""
    coding = choose_coding()
    answer = make_response(file.compressed[coding] if coding else file.body)
    answer.content_type = f"{file.media_type}; charset=utf-8"
    answer.headers["Cache-Control"] = IMMUTABLE if is_current else "no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    if coding:
        answer.headers["Content-Encoding"] = coding
    answer.set_etag(f"{file.version}-{coding}" if coding else file.version)
    answer.make_conditional(request)
    return answer
