"""The base class of the API's blueprints: strict arguments, documented responses, authenticated writes."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar

import marshmallow as ma
from flask import current_app, request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import NotAcceptable

from catalogue.api.authentication import SAFE_METHODS, authenticate
from catalogue.api.requests import JSON, JSON_TYPES, load_with, read_json_body, read_query_parameters
from catalogue.errors import FieldError, InvalidRecord
from catalogue.schemas.problem import ProblemSchema

View = TypeVar("View", bound=Callable[..., Any])

PROBLEM = "application/problem+json"


class _Documenting(FlaskParser):
    """Gives flask-smorest the status of bad arguments for its document; it parses nothing here."""

    DEFAULT_VALIDATION_STATUS = 400


def refuse_other_formats() -> None:
    """Raise 406 Not Acceptable for a client that accepts neither JSON nor what else the view offers."""
    accepted = request.environ.get("HTTP_ACCEPT") or "*/*"
    if "*/*" in accepted:
        return
    offered = getattr(current_app.view_functions.get(request.endpoint or ""), "offered_types", ())
    if not request.accept_mimetypes.best_match([JSON, PROBLEM, *offered]):
        raise NotAcceptable(f"This is answered as {', '.join([JSON, *offered])}.")


def negotiate_type(offered: Iterable[str]) -> str:
    """Return what of JSON and the media types `offered` the client would rather have; JSON where it does not mind."""
    if request.environ.get("HTTP_ACCEPT", "*/*") in {"*/*", "", JSON}:  # Most requests, at no cost.
        return JSON
    return request.accept_mimetypes.best_match([JSON, *offered]) or JSON


def check_request() -> None:
    """Check `Accept`, the query string and, for writes, the credentials, before the view runs."""
    refuse_other_formats()
    if request.environ.get("QUERY_STRING"):
        refuse_unknown_parameters()
    if request.method not in SAFE_METHODS:
        authenticate()


def refuse_unknown_parameters() -> None:
    """Refuse a query string where the view takes none; where it takes one, its schema refuses unknown names.

    :raises InvalidRecord: naming the parameters.
    """
    documented = getattr(current_app.view_functions[request.endpoint or ""], "_apidoc", {})
    if not any(parameter["in"] == "query" for parameter in documented.get("arguments", {}).get("parameters", ())):
        raise InvalidRecord(*(FieldError(name, "Unknown field.") for name in request.args))


def _document_only(decorator: Callable[[View], Any]) -> Callable[[View], View]:
    """Return a decorator that only copies the OpenAPI part of a flask-smorest decorator; the view stays unwrapped."""

    def decorate(view: View) -> View:
        setattr(view, "_apidoc", decorator(view)._apidoc)  # noqa: B010, mypy does not know the attribute
        return view

    return decorate


def _load_defaults(schema: ma.Schema) -> dict[str, Any] | None:
    """Return what `schema` loads from an empty query string, None when it needs a parameter.

    Most requests have none, and marshmallow takes a sixth of the time of `GET /api/books/<id>` to say so.
    """
    try:
        defaults: dict[str, Any] = schema.load({})
    except ma.ValidationError:
        return None
    return defaults


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose writes need a librarian and whose responses are documented."""

    ARGUMENTS_PARSER = _Documenting()

    def __init__(self, name: str, description: str, prefix: str | None = None) -> None:
        super().__init__(name, name, url_prefix=prefix or f"/api/{name}", description=description)
        self.before_request(check_request)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve a view at `rule`; the view `list_books` becomes the operation `listBooks`."""
        serve: Callable[[View], View] = super().route(rule, **options)

        def decorate(view: View) -> View:
            first, *others = view.__name__.split("_")
            operation_id = first + "".join(word.title() for word in others)
            documented: View = _document_only(self.doc(operationId=operation_id))(view)
            return serve(documented)

        return decorate

    def arguments(self, schema: type[ma.Schema], *, location: str = "json") -> Callable[[View], View]:
        """Pass a view what `schema` loads from the JSON body, or from the query string if `location` is "query"."""
        loader = schema()  # One instance for all requests.
        document = super().arguments(loader, location=location)
        defaults = _load_defaults(loader) if location == "query" else None

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*arguments: Any, **options: Any) -> Any:
                if location == "json":
                    return view(*arguments, load_with(loader, read_json_body()), **options)
                values = read_query_parameters(loader)
                loaded = load_with(loader, values) if values or defaults is None else defaults.copy()
                return view(*arguments, loaded, **options)

            documented: View = _document_only(document)(wrapper)
            return documented

        return decorate

    def document_response(
        self, status: int, schema: Any = None, text: str | None = None, media_type: str = JSON
    ) -> Callable[[View], View]:
        """Document the response of a view, which builds its `Response` itself."""
        return _document_only(self.response(status, schema, description=text, content_type=media_type))

    def offer_types(self, media_types: Sequence[str]) -> Callable[[View], View]:
        """Let a view answer other media types than JSON too; it chooses by `negotiate_type`."""

        def decorate(view: View) -> View:
            setattr(view, "offered_types", tuple(media_types))  # noqa: B010, mypy does not know the attribute
            return view

        return decorate

    def document_upload(self) -> Callable[[View], View]:
        """Document the body of a view that takes a file, as it is or in a form."""
        file = {"type": "string", "format": "binary", "minLength": 1}
        content = {
            "application/octet-stream": {"schema": file},
            "multipart/form-data": {"schema": {"type": "object", "properties": {"file": file}, "required": ["file"]}},
        }
        text = "The file as it is, or in the field `file` of a form"
        body = {"requestBody": {"required": True, "description": text, "content": content}}
        return _document_only(self.doc(**body))

    def accept_patch(self, schema: type[ma.Schema]) -> Callable[[View], View]:
        """Pass a view the JSON object of a merge patch, unvalidated; `schema` describes it in the OpenAPI document."""
        request_body = {
            "requestBody": {
                "required": True,
                "content": {media_type: {"schema": schema} for media_type in reversed(JSON_TYPES)},
            }
        }

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*arguments: Any, **options: Any) -> Any:
                patch = read_json_body()
                if not isinstance(patch, dict):
                    raise InvalidRecord(FieldError("", "a merge patch of a record is a JSON object"))
                if unknown := set(patch) - set(schema().fields):
                    raise InvalidRecord(*(FieldError(name, "Unknown field.") for name in sorted(unknown)))
                return view(patch, *arguments, **options)

            documented: View = self.doc(**request_body)(wrapper)
            return documented

        return decorate

    def document_problems(self, **by_status: str) -> Callable[[View], View]:
        """Document the error responses of a view: `document_problems(s404="There is no such book")`."""

        def decorate(view: View) -> View:
            for status, text in by_status.items():
                response = self.alt_response(
                    int(status[1:]), schema=ProblemSchema, description=text, content_type=PROBLEM
                )
                view = _document_only(response)(view)
            return view

        return decorate
