"""`/api/openapi.json` and `/api/docs`: the OpenAPI document, and Swagger UI served by ourselves."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, abort, current_app, url_for

from catalogue.api.responses import encode_json
from catalogue.static_files import StaticFile, make_static_file, send_static_file

bp = Blueprint("docs", __name__, url_prefix="/api")

SWAGGER_UI = Path(flask_swagger_ui.__file__).parent / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Swagger UI sets inline styles from its script, so they are allowed on this page and nowhere else."""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API</title>
<link rel="stylesheet" href="{swagger_style}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<nav class="back" aria-label="Way back"><a href="/">Back to the catalogue</a></nav>
<div id="swagger-ui"></div>
<noscript>
<p>This page needs JavaScript. The description of the API is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
</noscript>
<script src="{swagger_script}"></script>
<script src="{script}"></script>
</body>
</html>
"""

_OWN = files("catalogue.api").joinpath("static")
FILES = {
    "swagger-ui.css": (SWAGGER_UI / "swagger-ui.css", "text/css"),
    "swagger-ui-bundle.js": (SWAGGER_UI / "swagger-ui-bundle.js", "text/javascript"),
    "docs.css": (_OWN / "docs.css", "text/css"),
    "docs.js": (_OWN / "docs.js", "text/javascript"),
}
"""The files of the page by name: those of Swagger UI, and what we add to them."""


@cache
def read_file(name: str) -> StaticFile:
    """Return a file of the page, read once per process."""
    path, media_type = FILES[name]
    return make_static_file(path.read_bytes(), media_type)


@bp.get("/openapi.json")
def get_openapi() -> Response:
    """Return the OpenAPI 3.1 document of the API."""
    return Response(encode_json(current_app.extensions["openapi"]), mimetype="application/json")


@bp.get("/docs")
def get_docs_page() -> Response:
    """Return the Swagger UI page."""
    page = PAGE.format(
        swagger_style=_build_address("swagger-ui.css"),
        swagger_script=_build_address("swagger-ui-bundle.js"),
        style=_build_address("docs.css"),
        script=_build_address("docs.js"),
    )
    return Response(page, headers={"Content-Security-Policy": POLICY}, mimetype="text/html")


def _build_address(name: str) -> str:
    return url_for("docs.get_file", version=read_file(name).version, name=name)


@bp.get("/docs/<version>/<name>")
def get_file(version: str, name: str) -> Response:
    """Return a file of the page; for an old version, the current one uncached."""
    if name not in FILES:
        abort(404)
    file = read_file(name)
    return send_static_file(file, is_current=file.version == version)
