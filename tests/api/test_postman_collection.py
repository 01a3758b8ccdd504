"""The Postman collection has a request for every operation; `make clients-check` runs it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

COLLECTION = json.loads((Path(__file__).parents[2] / "docs" / "postman_collection.json").read_text(encoding="utf-8"))


@pytest.fixture
def requests() -> Any:
    """Every request of the collection, with its folder's name before its own."""
    return {f"{folder['name']}: {item['name']}": item for folder in COLLECTION["item"] for item in folder["item"]}


def test_every_operation_is_in_it(client: Any, requests: Any) -> None:
    document = client.get("/api/openapi.json").json
    described = {
        (method.upper(), tuple(re.sub(r"{\w+}", "*", path).strip("/").split("/")))
        for path, operations in document["paths"].items()
        for method in operations
        if method != "parameters"
    }
    asked = set()
    for item in requests.values():
        path = item["request"]["url"]["path"]
        in_path = path[:2] + ["*" if "{{" in part else part for part in path[2:]]
        asked.add((item["request"]["method"], tuple(in_path)))

    assert described - asked == set()


def test_every_request_says_what_it_expects(requests: Any) -> None:
    for name, item in requests.items():
        script = "\n".join(
            line for event in item["event"] if event["listen"] == "test" for line in event["script"]["exec"]
        )
        assert "pm.response.to.have.status" in script, name


def test_its_variables_are_an_address_and_a_token() -> None:
    variables = {variable["key"]: variable["value"] for variable in COLLECTION["variable"]}

    assert variables == {"baseUrl": "http://127.0.0.1:5000", "token": ""}
