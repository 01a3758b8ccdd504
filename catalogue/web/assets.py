"""Style sheets, script and icon: compressed once, cached for ever under an address that tells versions apart."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from flask import Response, abort, make_response, request, url_for

from catalogue.web.blueprint import bp

STYLE_SHEETS = ("base.css", "layout.css", "ask.css", "results.css", "book.css", "print.css")
"""Sent as one, in this order."""
SOURCES = {
    "catalogue.css": (STYLE_SHEETS, "text/css"),
    "search.js": (("search.js",), "text/javascript"),
    "favicon.svg": (("favicon.svg",), "image/svg+xml"),
}
"""What pages may ask for: the files of `static` that it is made of, its media type."""

FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it goes over the wire; `version` changes whenever its bytes do."""

    body: bytes
    compressed: bytes
    media_type: str
    version: str


@cache
def read_asset(name: str) -> Asset:
    """Return the asset with this name, read once in the life of a process."""
    parts, media_type = SOURCES[name]
    folder = files("catalogue.web").joinpath("static")
    body = b"\n".join(folder.joinpath(part).read_bytes() for part in parts)
    return Asset(body, gzip.compress(body, 9, mtime=0), media_type, sha256(body).hexdigest()[:12])


def asset_url(name: str) -> str:
    """Return the address of an asset, its version in it."""
    return url_for("web.asset", version=read_asset(name).version, name=name)


@bp.get("/assets/<version>/<name>")
def asset(version: str, name: str) -> Response:
    """An asset; a version that is gone answers with today's, and is not kept."""
    if name not in SOURCES:
        abort(404)
    return _answer(read_asset(name), is_current=read_asset(name).version == version)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for programs that look for it in the old place."""
    return _answer(read_asset("favicon.svg"), is_current=False)


def _answer(asset: Asset, *, is_current: bool) -> Response:
    is_compressed = request.accept_encodings["gzip"] > 0
    answer = make_response(asset.compressed if is_compressed else asset.body)
    answer.content_type = f"{asset.media_type}; charset=utf-8"
    answer.headers["Cache-Control"] = FOR_EVER if is_current else "no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    if is_compressed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(asset.version + ("-gzip" if is_compressed else ""))
    answer.make_conditional(request)
    return answer
