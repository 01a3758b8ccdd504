"""What all operations share, put into the OpenAPI document: conditions, headers of answers, refusals."""

from typing import Any

from flask import Flask

from catalogue.api.blueprint import PROBLEM

LICENSE = {"name": "MIT", "identifier": "MIT"}

PARAMETERS: dict[str, dict[str, Any]] = {
    "IfMatch": {
        "in": "header",
        "name": "If-Match",
        "description": "Only write if the record is still at this revision, as its ETag says; else 412",
        "schema": {"type": "string"},
        "example": '"1"',
    },
    "IfNoneMatch": {
        "in": "header",
        "name": "If-None-Match",
        "description": "Only answer if it differs from what has this ETag; else 304",
        "schema": {"type": "string"},
        "example": '"1"',
    },
}
HEADERS = {
    "ETag": {"description": "Names this state of the answer; a record's is its revision", "schema": {"type": "string"}},
    "Link": {
        "description": "The other pages: first, prev, next, last (RFC 8288)",
        "schema": {"type": "string"},
        "example": '</api/books?page=2>; rel="next"',
    },
    "Location": {
        "description": "The path of the new record",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/api/books/1",
    },
    "RetryAfter": {"description": "In how many seconds to try again", "schema": {"type": "integer", "minimum": 0}},
    "TotalCount": {"description": "How many there are on all pages", "schema": {"type": "integer", "minimum": 0}},
}
REFUSALS = {
    "406": ("NotAcceptable", "The client takes no JSON", ()),
    "503": ("Unavailable", "The database or the search index cannot answer just now", ("Retry-After",)),
}
"""What any operation may answer: the name in the document, its description, its headers."""

_COMPONENTS = {"Retry-After": "RetryAfter", "X-Total-Count": "TotalCount"}


def describe_conventions(app: Flask, document: dict[str, Any]) -> dict[str, Any]:
    """Add to a document what its operations share, and the address of the service."""
    document["info"]["license"] = LICENSE
    public_url: str = app.config["PUBLIC_URL"]
    document["servers"] = [{"url": public_url or "/", "description": "This catalogue"}]
    components = document["components"]
    components["schemas"].pop("PaginationMetadata", None)  # flask-smorest's, of a header that we do not send.
    for schema in components["schemas"].values():
        for described in schema["properties"].values():
            described.pop("default", None)  # openapi-typescript takes what has a default for required.
    components |= {"parameters": PARAMETERS, "headers": HEADERS}
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        name: {"description": text, "headers": _headers(*headers), "content": problem}
        for name, text, headers in REFUSALS.values()
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                _describe(operation, method, is_record=path.endswith("}"))
    return document


def _describe(operation: dict[str, Any], method: str, *, is_record: bool) -> None:
    """Add to an operation its conditions, the headers of its answers and the refusals of all."""
    responses = operation["responses"]
    if method == "get":
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
        responses["304"] = {"description": "The client has it already", "headers": _headers("ETag")}
    elif is_record:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfMatch"})
        responses["412"]["headers"] = _headers("ETag")
    for status in responses.keys() & {"200", "201"}:
        names = ["ETag", *(["Location"] if status == "201" else [])]
        names += ["Link", "X-Total-Count"] if _is_list(responses[status]) else []
        responses[status]["headers"] = _headers(*names)
    if "429" in responses:
        responses["429"]["headers"] = _headers("Retry-After")
    for status, (name, _, _) in REFUSALS.items():
        responses[status] = {"$ref": f"#/components/responses/{name}"}
    operation["responses"] = dict(sorted(responses.items()))


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{_COMPONENTS.get(name, name)}"} for name in names}


def _is_list(response: dict[str, Any]) -> bool:
    return any(content["schema"].get("type") == "array" for content in response["content"].values())
