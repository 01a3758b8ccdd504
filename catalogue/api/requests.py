"""Reading requests: the JSON body and the query string, validated by a schema."""

from typing import Any

import marshmallow as ma
from flask import current_app, request
from webargs.fields import DelimitedList
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from catalogue.errors import FieldError, InvalidRecord

JSON = "application/json"
JSON_TYPES = (JSON, "application/merge-patch+json")


def read_json_body() -> Any:
    """Return the JSON value in the body of the request.

    :raises UnsupportedMediaType: when `Content-Type` is not a JSON type.
    :raises RequestEntityTooLarge: when the body is longer than MAX_CONTENT_LENGTH.
    :raises BadRequest: when the JSON is malformed.
    """
    if request.mimetype not in JSON_TYPES:
        raise UnsupportedMediaType(f"The body is sent as {' or '.join(JSON_TYPES)}.")
    content = request.get_data()
    if len(content) >= current_app.config["MAX_CONTENT_LENGTH"]:
        raise RequestEntityTooLarge  # Werkzeug silently truncates a chunked body there.
    try:
        return current_app.json.loads(content)
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {error}.") from None


def read_query_parameters(schema: ma.Schema) -> dict[str, Any]:
    """Return the query string as a dict: a list for each parameter that is a list in `schema`, else a single value.

    A comma-separated list may also be sent as a repeated parameter, as many generated clients do.

    :raises InvalidRecord: naming the single-valued parameters that occur more than once.
    """
    if not request.environ.get("QUERY_STRING"):
        return {}
    fields = {field.data_key or name: field for name, field in schema.fields.items()}
    parameters: dict[str, Any] = {}
    repeated = []
    for name, values in request.args.lists():
        match fields.get(name):
            case DelimitedList():
                parameters[name] = ",".join(values)
            case ma.fields.List():
                parameters[name] = values
            case _ if len(values) > 1:
                repeated.append(FieldError(name, "Given more than once."))
            case _:
                parameters[name] = values[0]
    if repeated:
        raise InvalidRecord(*repeated)
    return parameters


def load_with(schema: ma.Schema, values: Any) -> Any:
    """Return `values` as loaded by `schema`.

    :raises InvalidRecord: listing every field that fails validation.
    """
    try:
        return schema.load(values)
    except ma.ValidationError as error:
        raise InvalidRecord(*_flatten_messages(error.messages)) from error


def _flatten_messages(messages: Any, path: str = "") -> list[FieldError]:
    """Return marshmallow's nested messages as a flat list of errors with dotted paths.

    >>> _flatten_messages({"contributors": {0: {"role": ["Missing."]}}})
    [FieldError(field='contributors.0.role', message='Missing.')]
    """
    if isinstance(messages, dict):
        members = [(_join_path(path, str(name)), value) for name, value in messages.items()]
        return [error for member, value in members for error in _flatten_messages(value, member)]
    return [FieldError(path, str(message)) for message in (messages if isinstance(messages, list) else [messages])]


def _join_path(path: str, name: str) -> str:
    """Return the dotted path of a member; `_schema` is marshmallow's name for the object itself."""
    return path if name == "_schema" else f"{path}.{name}" if path else name
