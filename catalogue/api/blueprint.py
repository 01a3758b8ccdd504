"""What every blueprint of the API shares: strict arguments, documented answers, one way to write."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import marshmallow as ma
from flask import current_app, request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import NotAcceptable

from catalogue.api.arguments import JSON, JSON_TYPES, body, load, parameters
from catalogue.api.authentication import SAFE_METHODS, authenticate
from catalogue.errors import FieldError, InvalidRecord
from catalogue.schemas.problem import ProblemSchema

View = TypeVar("View", bound=Callable[..., Any])

PROBLEM = "application/problem+json"


class _Documenting(FlaskParser):
    """What flask-smorest asks about the status of bad arguments; it parses nothing here."""

    DEFAULT_VALIDATION_STATUS = 400


def refuse_other_formats() -> None:
    """Tell a client that accepts no JSON that there is nothing else (406)."""
    accepted = request.environ.get("HTTP_ACCEPT") or "*/*"
    if "*/*" not in accepted and not request.accept_mimetypes.best_match([JSON, PROBLEM]):
        raise NotAcceptable("The API answers application/json.")


def check_request() -> None:
    """Look at what all requests have, before their view does."""
    refuse_other_formats()
    if request.environ.get("QUERY_STRING"):
        refuse_unknown_parameters()
    if request.method not in SAFE_METHODS:
        authenticate()


def refuse_unknown_parameters() -> None:
    """Tell about a query string where a view takes none; views that take one have a schema that does.

    :raises InvalidRecord: naming the parameters.
    """
    documented = getattr(current_app.view_functions[request.endpoint or ""], "_apidoc", {})
    if not any(taken["in"] == "query" for taken in documented.get("arguments", {}).get("parameters", ())):
        raise InvalidRecord(*(FieldError(name, "Unknown field.") for name in request.args))


def _document_only(decorator: Callable[[View], Any]) -> Callable[[View], View]:
    """Return a decorator that takes of flask-smorest's its part of the document, and leaves the view unwrapped."""

    def decorate(view: View) -> View:
        setattr(view, "_apidoc", decorator(view)._apidoc)  # noqa: B010, mypy does not know the attribute
        return view

    return decorate


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose writes need a librarian and whose answers are documented."""

    ARGUMENTS_PARSER = _Documenting()

    def __init__(self, name: str, description: str, prefix: str | None = None) -> None:
        super().__init__(name, name, url_prefix=prefix or f"/api/{name}", description=description)
        self.before_request(check_request)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve a view at `rule`; `list_books` is the operation `listBooks`."""
        serve: Callable[[View], View] = super().route(rule, **options)

        def decorate(view: View) -> View:
            first, *others = view.__name__.split("_")
            operation_id = first + "".join(word.title() for word in others)
            named: View = _document_only(self.doc(operationId=operation_id))(view)
            return serve(named)

        return decorate

    def arguments(self, schema: type[ma.Schema], *, location: str = "json") -> Callable[[View], View]:
        """Hand a view what `schema` loads from the body, or from the `query`."""
        loading = schema()  # One for all requests.
        documented = super().arguments(loading, location=location)

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*arguments: Any, **options: Any) -> Any:
                values = body() if location == "json" else parameters(loading)
                return view(*arguments, load(loading, values), **options)

            handed: View = _document_only(documented)(wrapper)
            return handed

        return decorate

    def answers(self, status: int, schema: Any = None, text: str | None = None) -> Callable[[View], View]:
        """Document the answer of a view, which makes its `Response` itself."""
        return _document_only(self.response(status, schema, description=text, content_type=JSON))

    def patches(self, schema: type[ma.Schema]) -> Callable[[View], View]:
        """Hand a view the object of a merge patch as it came; `schema` describes it in the document."""
        documented = {
            "requestBody": {
                "required": True,
                "content": {media_type: {"schema": schema} for media_type in reversed(JSON_TYPES)},
            }
        }

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*arguments: Any, **options: Any) -> Any:
                patch = body()
                if not isinstance(patch, dict):
                    raise InvalidRecord(FieldError("", "a merge patch of a record is a JSON object"))
                if unknown := set(patch) - set(schema().fields):
                    raise InvalidRecord(*(FieldError(name, "Unknown field.") for name in sorted(unknown)))
                return view(patch, *arguments, **options)

            taking_patch: View = self.doc(**documented)(wrapper)
            return taking_patch

        return decorate

    def problems(self, **by_status: str) -> Callable[[View], View]:
        """Document the errors of a view: `problems(s404="There is no such book")`."""

        def decorate(view: View) -> View:
            for status, text in by_status.items():
                answer = self.alt_response(
                    int(status[1:]), schema=ProblemSchema, description=text, content_type=PROBLEM
                )
                view = _document_only(answer)(view)
            return view

        return decorate
