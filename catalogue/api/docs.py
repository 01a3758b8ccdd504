"""`/api/openapi.json` and `/api/docs`: the OpenAPI document, and Swagger UI served by ourselves."""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, current_app, send_from_directory

from catalogue.api.responses import encode_json

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
def get_openapi() -> Response:
    """Return the OpenAPI 3.1 document of the API."""
    return Response(encode_json(current_app.extensions["openapi"]), mimetype="application/json")


@bp.get("/docs")
def get_docs_page() -> Response:
    """Return the Swagger UI page."""
    return Response(PAGE, headers={"Content-Security-Policy": POLICY}, mimetype="text/html")


@bp.get("/docs/start.js")
def get_start_script() -> Response:
    """Return the script that starts Swagger UI; inline, it would need `unsafe-inline` in the policy."""
    return Response(START, mimetype="text/javascript")


@bp.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>")
def get_asset(name: str) -> Response:
    """Return a file of Swagger UI."""
    return send_from_directory(SWAGGER_UI, name, max_age=86400)
