"""Style sheets, script and icon: compressed once, and cached for ever at an address that contains a version."""

from functools import cache
from importlib.resources import files

from flask import Response, abort, url_for

from catalogue.static_files import StaticFile, make_static_file, send_static_file
from catalogue.web.blueprint import bp

STYLE_SHEETS = ("base.css", "layout.css", "ask.css", "results.css", "narrowing.css", "book.css", "print.css")
"""Concatenated into catalogue.css in this order."""
SOURCES = {
    "catalogue.css": (STYLE_SHEETS, "text/css"),
    "desk.css": (("desk.css", "shelves.css"), "text/css"),
    "search.js": (("results.js", "search.js", "list.js"), "text/javascript"),
    "desk.js": (("desk.js",), "text/javascript"),
    "job.js": (("job.js",), "text/javascript"),
    "copy.js": (("copy.js",), "text/javascript"),
    "site.js": (("site.js",), "text/javascript"),
    "scan.js": (("scan.js",), "text/javascript"),
    "favicon.svg": (("favicon.svg",), "image/svg+xml"),
}
"""Asset name → the files of `static` it is made of, and its media type."""


@cache
def read_asset(name: str) -> StaticFile:
    """Return the asset with this name, read once per process."""
    parts, media_type = SOURCES[name]
    folder = files("catalogue.web").joinpath("static")
    return make_static_file(b"\n".join(folder.joinpath(part).read_bytes() for part in parts), media_type)


def build_asset_url(name: str) -> str:
    """Return the address of an asset, which contains its version."""
    return url_for("web.send_asset", version=read_asset(name).version, name=name)


@bp.get("/assets/<version>/<name>")
def send_asset(version: str, name: str) -> Response:
    """Send an asset; for an old version, send the current one uncached."""
    if name not in SOURCES:
        abort(404)
    return send_static_file(read_asset(name), is_current=read_asset(name).version == version)


@bp.get("/favicon.ico")
def send_favicon() -> Response:
    """Send the icon to clients that request the traditional address."""
    return send_static_file(read_asset("favicon.svg"), is_current=False)
