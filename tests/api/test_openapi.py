"""The document that describes the API, and the page to try it."""

import re

import pytest


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").json


def operations(document):
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def test_it_is_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "hello my app"


def test_each_operation_that_runs_is_described_and_no_other(app, document):
    described = {(method.upper(), re.sub(r"{\w+}", "{}", path)) for method, path, _ in operations(document)}
    own = {"/api/openapi.json", "/api/docs", "/api/docs/start.js", "/api/docs/{}"}
    runs = {
        (method, path)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api") and (path := re.sub(r"<[^>]+>", "{}", rule.rule)) not in own
    }

    assert described == runs


def test_each_operation_says_what_it_does_and_how_it_fails(document):
    for method, path, operation in operations(document):
        assert operation["summary"], (method, path)
        problems = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        for answer in problems.values():
            assert list(answer["content"]) == ["application/problem+json"], (method, path)
        assert "400" in problems, (method, path)
        if method != "get":
            assert {"401", "403"} <= set(problems), (method, path)
        if "{" in path:
            assert "404" in problems, (method, path)


def test_every_reference_leads_somewhere(document):
    schemas = set(document["components"]["schemas"])

    assert set(re.findall(r"#/components/schemas/(\w+)", str(document))) <= schemas


def test_the_try_it_page_is_served_from_here(client):
    page = client.get("/api/docs")

    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert named
    for path in named:
        assert path.startswith("/")
        assert client.get(path, buffered=True).status_code == 200
