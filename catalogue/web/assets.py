"""Style sheets, script and icon: compressed once, and cached for ever at an address that contains a version."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from flask import Response, abort, make_response, request, url_for

from catalogue.web.blueprint import bp

STYLE_SHEETS = ("base.css", "layout.css", "ask.css", "results.css", "narrowing.css", "book.css", "print.css")
"""Concatenated into catalogue.css in this order."""
SOURCES = {
    "catalogue.css": (STYLE_SHEETS, "text/css"),
    "desk.css": (("desk.css",), "text/css"),
    "search.js": (("results.js", "search.js"), "text/javascript"),
    "desk.js": (("desk.js",), "text/javascript"),
    "copy.js": (("copy.js",), "text/javascript"),
    "site.js": (("site.js",), "text/javascript"),
    "favicon.svg": (("favicon.svg",), "image/svg+xml"),
}
"""Asset name → the files of `static` it is made of, and its media type."""

IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset ready to send; `version` is a hash of its bytes."""

    body: bytes
    compressed: bytes
    media_type: str
    version: str


@cache
def read_asset(name: str) -> Asset:
    """Return the asset with this name, read once per process."""
    parts, media_type = SOURCES[name]
    folder = files("catalogue.web").joinpath("static")
    body = b"\n".join(folder.joinpath(part).read_bytes() for part in parts)
    return Asset(body, gzip.compress(body, 9, mtime=0), media_type, sha256(body).hexdigest()[:12])


def build_asset_url(name: str) -> str:
    """Return the address of an asset, which contains its version."""
    return url_for("web.send_asset", version=read_asset(name).version, name=name)


@bp.get("/assets/<version>/<name>")
def send_asset(version: str, name: str) -> Response:
    """Send an asset; for an old version, send the current one uncached."""
    if name not in SOURCES:
        abort(404)
    return _respond(read_asset(name), is_current=read_asset(name).version == version)


@bp.get("/favicon.ico")
def send_favicon() -> Response:
    """Send the icon to clients that request the traditional address."""
    return _respond(read_asset("favicon.svg"), is_current=False)


def _respond(asset: Asset, *, is_current: bool) -> Response:
    is_compressed = request.accept_encodings["gzip"] > 0
    answer = make_response(asset.compressed if is_compressed else asset.body)
    answer.content_type = f"{asset.media_type}; charset=utf-8"
    answer.headers["Cache-Control"] = IMMUTABLE if is_current else "no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    if is_compressed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(asset.version + ("-gzip" if is_compressed else ""))
    answer.make_conditional(request)
    return answer
