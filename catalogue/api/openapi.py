"""The OpenAPI 3.1 document, generated from the schemas and the views."""

from typing import Any

from flask import Flask
from flask_smorest import Api

import catalogue
from catalogue.api import (
    authors,
    batches,
    books,
    history,
    imports,
    items,
    labels,
    register,
    root,
    scans,
    search,
    series,
    shelf_work,
    stocktakings,
    subjects,
)
from catalogue.api.blueprint import PROBLEM
from catalogue.api.openapi_conventions import describe_conventions
from catalogue.extensions import MAX_ID, IdConverter
from catalogue.formats.writing import MEDIA_TYPES, WRITERS
from catalogue.schemas.problem import ProblemSchema

DESCRIPTION = """Read, create, replace, patch and delete the records of this library's catalogue.

Reads are open. Writes send `Authorization: Bearer TOKEN`; while no account exists, requests from the machine itself
need none. Errors are problem documents (RFC 9457). Lists are arrays; `X-Total-Count` and `Link` tell the rest, and
`X-Index-Behind` how many of the last changes may be missing while the search index is being brought up to date.
"""


class CatalogueApi(Api):  # type: ignore[misc]
    """flask-smorest with our error schema and without its own error handlers."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None
    DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM
    """Views name JSON themselves (`ApiBlueprint.document_response`), so this default applies to errors only."""

    def _register_error_handlers(self) -> None:
        """Register none: `catalogue.app` handles errors."""


def init_app(app: Flask) -> None:
    """Register the API's blueprints on `app` and build their OpenAPI document."""
    app.config |= {
        "API_TITLE": app.config["CATALOGUE_NAME"],
        "API_VERSION": catalogue.__version__,
        "OPENAPI_VERSION": "3.1.0",
    }
    api = CatalogueApi(app, spec_kwargs={"info": {"description": DESCRIPTION}, "security": [{}, {"bearer": []}]})
    api.register_converter(IdConverter, lambda _: {"type": "integer", "minimum": 1, "maximum": MAX_ID})
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for blueprint in (
        root.bp,
        books.bp,
        authors.bp,
        subjects.bp,
        series.bp,
        items.bp,
        search.bp,
        imports.bp,
        history.bp,
        batches.bp,
        scans.bp,
        labels.bp,
        shelf_work.withdrawals_bp,
        shelf_work.deposits_bp,
        register.bp,
        stocktakings.bp,
    ):
        api.register_blueprint(blueprint)
    app.extensions["openapi"] = describe_exports(describe_conventions(app, api.spec.to_dict()))


def describe_exports(document: dict[str, Any]) -> dict[str, Any]:
    """Add the media types of exports to the OpenAPI document: lists have all formats, `Accept` on a record has some."""
    every = [writer.media_type.partition(";")[0] for writer in WRITERS.values()]
    for path, media_types in (("/api/books", every), ("/api/books/{book_id}", list(MEDIA_TYPES))):
        content = document["paths"][path]["get"]["responses"]["200"]["content"]
        for media_type in media_types:
            content.setdefault(media_type, {"schema": {"type": "string", "format": "binary"}})
    return document
