"""The OpenAPI document and the page to try it; Swagger UI is served from here."""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, current_app, send_from_directory

from catalogue.api.answers import dumped

bp = Blueprint("docs", __name__, url_prefix="/api")

SWAGGER_UI = Path(flask_swagger_ui.__file__).parent / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Swagger UI styles its elements from its script, so inline style is allowed on this page, and only here."""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>
<p>This page needs JavaScript. The description of the API is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
</noscript>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
START = 'SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null});\n'


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe the API (OpenAPI 3.1)."""
    return Response(dumped(current_app.extensions["openapi"]), mimetype="application/json")


@bp.get("/docs")
def page() -> Response:
    """Show the page to try the API."""
    return Response(PAGE, headers={"Content-Security-Policy": POLICY}, mimetype="text/html")


@bp.get("/docs/start.js")
def start() -> Response:
    """Return the line that starts Swagger UI; inline, it would need a hole in the policy."""
    return Response(START, mimetype="text/javascript")


@bp.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>")
def asset(name: str) -> Response:
    """Return a file of Swagger UI."""
    return send_from_directory(SWAGGER_UI, name, max_age=86400)
