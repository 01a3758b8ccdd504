"""What all operations share in the OpenAPI document: conditional requests, response headers, common errors."""

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
COMMON_ERRORS = {
    "406": ("NotAcceptable", "The client takes no JSON", ()),
    "503": ("Unavailable", "The database or the search index cannot answer just now", ("Retry-After",)),
}
"""Errors that any operation may return: component name, description, headers."""

_COMPONENTS = {"Retry-After": "RetryAfter", "X-Total-Count": "TotalCount"}


UNREVISED = ("/api/scanlists", "/api/labels", "/api/withdrawals", "/api/deposits", "/api/stocktakings")
"""What is under these addresses has no revisions: nobody overwrites what somebody else wrote."""


def describe_conventions(app: Flask, document: dict[str, Any]) -> dict[str, Any]:
    """Add to the OpenAPI document what all operations share, and the address of the service."""
    document["info"]["license"] = LICENSE
    public_url: str = app.config["PUBLIC_URL"]
    document["servers"] = [{"url": public_url or "/", "description": "This catalogue"}]
    components = document["components"]
    components["schemas"].pop("PaginationMetadata", None)  # flask-smorest adds it for a header that we do not send.
    for schema in components["schemas"].values():
        for member in schema["properties"].values():
            member.pop("default", None)  # openapi-typescript treats a member with a default as required.
    components |= {"parameters": PARAMETERS, "headers": HEADERS}
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        name: {"description": text, "headers": _refer_to_headers(*headers), "content": problem}
        for name, text, headers in COMMON_ERRORS.values()
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                _describe_operation(
                    operation, method, is_record=path.endswith("}"), has_revision=not path.startswith(UNREVISED)
                )
    return document


def _describe_operation(operation: dict[str, Any], method: str, *, is_record: bool, has_revision: bool) -> None:
    """Add conditional headers, response headers and the common errors to one operation."""
    responses = operation["responses"]
    if method == "get":
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
        responses["304"] = {"description": "The client has it already", "headers": _refer_to_headers("ETag")}
    elif is_record and has_revision:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfMatch"})
        responses["412"]["headers"] = _refer_to_headers("ETag")
    for status in responses.keys() & {"200", "201", "202"} if has_revision or method == "get" else ():
        names = {"200": ["ETag"], "201": ["ETag", "Location"], "202": ["Location"]}[status]
        names += ["Link", "X-Total-Count"] if _is_list(responses[status]) else []
        responses[status]["headers"] = _refer_to_headers(*names)
    if "429" in responses:
        responses["429"]["headers"] = _refer_to_headers("Retry-After")
    for status, (name, _, _) in COMMON_ERRORS.items():
        responses[status] = {"$ref": f"#/components/responses/{name}"}
    operation["responses"] = dict(sorted(responses.items()))


def _refer_to_headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{_COMPONENTS.get(name, name)}"} for name in names}


def _is_list(response: dict[str, Any]) -> bool:
    return any(content["schema"].get("type") == "array" for content in response["content"].values())
