"""The OpenAPI 3.1 document of what runs, made from the schemas and the views."""

from flask import Flask
from flask_smorest import Api

import catalogue
from catalogue.api import authors, books, index, items, search, subjects
from catalogue.api.blueprint import PROBLEM
from catalogue.api.conventions import describe_conventions
from catalogue.extensions import LAST_ID, IdConverter
from catalogue.schemas.problem import ProblemSchema

DESCRIPTION = """Read, create, replace, patch and delete the records of this library's catalogue.

Reads are open. Writes send `Authorization: Bearer TOKEN`; while no account exists, requests from the machine itself
need none. Errors are problem documents (RFC 9457). Lists are arrays; `X-Total-Count` and `Link` tell the rest, and
`X-Index-Behind` how many of the last changes may be missing while the search index is being brought up to date.
"""


class CatalogueApi(Api):  # type: ignore[misc]
    """flask-smorest with our error shape; the app's own handlers answer, so it registers none."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None
    DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM
    """Views name JSON themselves (`ApiBlueprint.answers`), so what is left to the default are the errors."""

    def _register_error_handlers(self) -> None:
        """Leave errors to `catalogue.app`."""


def init_app(app: Flask) -> None:
    """Put the API's blueprints and their document on `app`."""
    app.config |= {
        "API_TITLE": app.config["CATALOGUE_NAME"],
        "API_VERSION": catalogue.__version__,
        "OPENAPI_VERSION": "3.1.0",
    }
    api = CatalogueApi(app, spec_kwargs={"info": {"description": DESCRIPTION}, "security": [{}, {"bearer": []}]})
    api.register_converter(IdConverter, lambda _: {"type": "integer", "minimum": 1, "maximum": LAST_ID})
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for blueprint in (index.bp, books.bp, authors.bp, subjects.bp, items.bp, search.bp):
        api.register_blueprint(blueprint)
    app.extensions["openapi"] = describe_conventions(app, api.spec.to_dict())
