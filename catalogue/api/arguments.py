"""What a view is handed: the body or the parameters, as a schema loads them. Whatever is unknown or wrong is told."""

from typing import Any

import marshmallow as ma
from flask import current_app, request
from webargs.fields import DelimitedList
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from catalogue.errors import FieldError, InvalidRecord

JSON = "application/json"
JSON_TYPES = (JSON, "application/merge-patch+json")


def body() -> Any:
    """Return the JSON that was sent.

    :raises UnsupportedMediaType: when it is said to be something else.
    :raises RequestEntityTooLarge: when it is longer than what is read.
    :raises BadRequest: when it is malformed.
    """
    if request.mimetype not in JSON_TYPES:
        raise UnsupportedMediaType(f"The body is sent as {' or '.join(JSON_TYPES)}.")
    sent = request.get_data()
    if len(sent) >= current_app.config["MAX_CONTENT_LENGTH"]:
        raise RequestEntityTooLarge  # A body sent in chunks, of unknown length, is cut there in silence.
    try:
        return current_app.json.loads(sent)
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {error}.") from None


def parameters(schema: ma.Schema) -> dict[str, Any]:
    """Return the parameters of the query string by name: a list of those that `schema` has as a list, else the value.

    A list with commas in it may be given in pieces, as many makers of clients do.

    :raises InvalidRecord: naming those of one value that are given more than once.
    """
    if not request.environ.get("QUERY_STRING"):
        return {}
    fields = {field.data_key or name: field for name, field in schema.fields.items()}
    given: dict[str, Any] = {}
    repeated = []
    for name, values in request.args.lists():
        match fields.get(name):
            case DelimitedList():
                given[name] = ",".join(values)
            case ma.fields.List():
                given[name] = values
            case _ if len(values) > 1:
                repeated.append(FieldError(name, "Given more than once."))
            case _:
                given[name] = values[0]
    if repeated:
        raise InvalidRecord(*repeated)
    return given


def load(schema: ma.Schema, values: Any) -> Any:
    """Return what `schema` makes of `values`.

    :raises InvalidRecord: when they break its rules.
    """
    try:
        return schema.load(values)
    except ma.ValidationError as error:
        raise InvalidRecord(*_flat(error.messages)) from error


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
