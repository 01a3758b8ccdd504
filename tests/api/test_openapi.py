"""The document that describes the API, and the page to try it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.api.openapi_conventions import UNREVISED
from catalogue.app import create_app


@pytest.fixture
def document(client: Any) -> Any:
    return client.get("/api/openapi.json").json


def operations(document: Any) -> Any:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def resolve_reference(document: Any, value: Any) -> Any:
    """Return what a reference leads to."""
    if "$ref" not in value:
        return value
    _, _, kind, name = value["$ref"].split("/")
    return document["components"][kind][name]


def test_it_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "hello my app"


def test_each_operation_that_runs_is_described_and_no_other(app: Flask, document: Any) -> None:
    described = {(method.upper(), re.sub(r"{\w+}", "{}", path)) for method, path, _ in operations(document)}
    own = {"/api/openapi.json", "/api/docs", "/api/docs/{}/{}"}
    runs = {
        (method, path)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}  # type: ignore[operator]
        if rule.rule.startswith("/api") and (path := re.sub(r"<[^>]+>", "{}", rule.rule)) not in own
    }

    assert described == runs


def test_each_operation_says_what_it_does_and_how_it_fails(document: Any) -> None:
    for method, path, operation in operations(document):
        assert operation["summary"], (method, path)
        problems = {
            status: resolve_reference(document, answer)
            for status, answer in operation["responses"].items()
            if status >= "400"
        }
        for answer in problems.values():
            assert list(answer["content"]) == ["application/problem+json"], (method, path)
        assert "400" in problems, (method, path)
        if method != "get":
            assert {"401", "403"} <= set(problems), (method, path)
        if "{" in path:
            assert "404" in problems, (method, path)


def test_every_reference_leads_somewhere(document: Any) -> None:
    references = set(re.findall(r"#/components/(\w+)/(\w+)", str(document)))

    assert len(references) > 30
    for kind, name in references:
        assert name in document["components"][kind], (kind, name)


def test_each_operation_has_a_name_of_its_own(document: Any) -> None:
    names = {operation["operationId"] for _, _, operation in operations(document)}

    assert len(names) == len(operations(document))
    nouns = [("Books", "Book"), ("Authors", "Author"), ("Subjects", "Subject"), ("Items", "Item")]
    manners = {f"{verb}{noun}" for _, noun in nouns for verb in ("create", "get", "replace", "patch", "delete")}
    assert manners | {f"list{plural}" for plural, _ in nouns} <= names


def test_each_operation_tells_its_conditions_and_headers(document: Any) -> None:
    for method, path, operation in operations(document):
        named = {resolve_reference(document, parameter)["name"] for parameter in operation.get("parameters", ())}
        headers = {status: set(answer.get("headers", ())) for status, answer in operation["responses"].items()}
        if method == "get":
            assert "If-None-Match" in named, path
            assert headers["200"] >= {"ETag"}, path
            assert headers["304"] == {"ETag"}, path
        elif path.startswith(UNREVISED):
            assert not headers.get("412")
        elif method == "post":
            statuses = headers.keys() & {"200", "201", "202"}
            told = {"200": {"ETag"}, "201": {"ETag", "Location"}, "202": {"Location"}}
            assert statuses, path
            assert all(headers[status] == told[status] for status in statuses), path
        else:
            assert "If-Match" in named, path
            assert headers["412"] == {"ETag"}, path
        if "page" in named and path != "/api/search":
            assert headers["200"] == {"ETag", "Link", "X-Total-Count"}, path
        assert "503" in operation["responses"], path
        assert method == "get" or "429" in operation["responses"], path
        for status in {"429", "503"} & set(operation["responses"]):
            assert "Retry-After" in resolve_reference(document, operation["responses"][status])["headers"], path


def test_patterns_are_understood_outside_of_python(document: Any) -> None:
    """ECMA-262 has neither of these, and JSON Schema's patterns are its own."""
    patterns = re.findall(r'"pattern": ?"((?:[^"\\]|\\.)*)"', json.dumps(document))

    assert patterns
    assert [pattern for pattern in patterns if re.search(r"\\\\[AZaz]|\(\?P|\(\?[#aiLmsux]", pattern)] == []


def test_the_address_of_the_service_is_the_public_one(tmp_path: Path, document: Any) -> None:
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path}/catalogue.db", "SECRET_KEY": "only-for-tests-" * 3}
    public = create_app(environ | {"PUBLIC_URL": "https://library.example"})

    assert [server["url"] for server in document["servers"]] == ["/"]
    assert [server["url"] for server in public.extensions["openapi"]["servers"]] == ["https://library.example"]


def test_the_try_it_page_is_served_from_here(client: Any) -> None:
    page = client.get("/api/docs")

    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert named
    for path in named:
        assert path.startswith("/")
        assert client.get(path, buffered=True).status_code == 200
    assert '<a href="/">Back to the catalogue</a>' in page.text


def test_the_files_of_the_try_it_page_are_kept_for_ever_and_travel_compressed(client: Any) -> None:
    (path,) = re.findall(r'src="([^"]+bundle.js)"', client.get("/api/docs").text)
    answer = client.get(path, headers={"Accept-Encoding": "gzip, br"})

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < 500_000
    assert client.get("/api/docs/0123456789ab/docs.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/api/docs/0123456789ab/other.css").status_code == 404
