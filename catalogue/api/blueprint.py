"""What every blueprint of the API shares: strict arguments, documented answers, one way to write."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, TypeVar

import marshmallow as ma
from flask import Request, current_app, request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType

from catalogue.api.access import SAFE_METHODS, authenticate
from catalogue.errors import FieldError, InvalidRecord
from catalogue.schemas.problem import ProblemSchema

View = TypeVar("View", bound=Callable[..., Any])

JSON = "application/json"
PROBLEM = "application/problem+json"
JSON_TYPES = (JSON, "application/merge-patch+json")


class StrictParser(FlaskParser):
    """Reads bodies and query strings; what is unknown or wrong becomes `InvalidRecord`, what is not JSON a 415."""

    DEFAULT_VALIDATION_STATUS = 400
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}  # noqa: RUF012, the parent's name

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        """Return the body."""
        if req.mimetype not in JSON_TYPES:
            raise UnsupportedMediaType(f"The body is sent as {' or '.join(JSON_TYPES)}.")
        body = req.get_data()
        if len(body) >= current_app.config["MAX_CONTENT_LENGTH"]:
            raise RequestEntityTooLarge  # A body sent in chunks, of unknown length, is cut there in silence.
        try:
            return current_app.json.loads(body)
        except ValueError as error:
            raise BadRequest(f"The body is not JSON: {error}.") from None

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """Return the parameters.

        :raises InvalidRecord: naming those given more than once, unless they are lists.
        """
        parameters = super().load_querystring(req, schema)
        single = {field.data_key or name for name, field in schema.fields.items()} - parameters.multiple_keys
        if repeated := [name for name, values in req.args.lists() if len(values) > 1 and name in single]:
            raise InvalidRecord(*(FieldError(name, "Given more than once.") for name in repeated))
        return parameters

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Turn marshmallow's messages into field errors."""
        messages = error.messages_dict
        places = messages.values() if set(messages) <= {"json", "query"} else [messages]
        raise InvalidRecord(*(fault for place in places for fault in _flat(place))) from error


def _flat(messages: Any, path: str = "") -> list[FieldError]:
    """Return nested messages as one list; the path of a fault is dotted.

    >>> _flat({"contributors": {0: {"role": ["Missing."]}}})
    [FieldError(field='contributors.0.role', message='Missing.')]
    """
    if isinstance(messages, dict):
        inner = [(_place(path, str(name)), value) for name, value in messages.items()]
        return [fault for place, value in inner for fault in _flat(value, place)]
    return [FieldError(path, str(message)) for message in (messages if isinstance(messages, list) else [messages])]


def _place(path: str, name: str) -> str:
    """Return the dotted path of a member; marshmallow says `_schema` of the whole."""
    return path if name == "_schema" else f"{path}.{name}" if path else name


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

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, name, url_prefix=f"/api/{name}", description=description)
        self.before_request(check_request)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve a view at `rule`."""
        decorator: Callable[[View], View] = super().route(rule, **options)
        return decorator

    def arguments(self, schema: type[ma.Schema], **options: Any) -> Callable[[View], View]:
        """Hand a view what `schema` loads from the body, or from where `location` says."""
        decorator: Callable[[View], View] = super().arguments(schema(), **options)  # One for all requests.
        return decorator

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
                patch = self.ARGUMENTS_PARSER.load_json(request, ma.Schema())
                if not isinstance(patch, dict):
                    raise InvalidRecord(FieldError("", "a merge patch of a record is a JSON object"))
                if unknown := set(patch) - set(schema().fields):
                    raise InvalidRecord(*(FieldError(name, "Unknown field.") for name in sorted(unknown)))
                return view(patch, *arguments, **options)

            taking_patch: View = self.doc(**documented)(wrapper)
            return taking_patch

        return decorate

    def load(self, schema: ma.Schema, values: Any) -> Any:
        """Return what `schema` makes of values that came in parts.

        :raises InvalidRecord: when they break its rules.
        """
        try:
            return schema.load(values)
        except ma.ValidationError as error:
            raise InvalidRecord(*_flat(error.messages)) from error

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
