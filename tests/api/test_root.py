"""`/api` leads to all there is."""

from typing import Any

from flask import Flask


def test_the_index_names_the_catalogue_and_leads_everywhere(client: Any) -> None:
    index = client.get("/api").json

    assert index["name"] == "hello my app"
    for name, path in index["links"].items():
        query = "?q=a" if name == "suggest" else ""
        assert client.get(path + query, buffered=True).status_code == 200, name


def test_every_collection_is_in_the_index(app: Flask, client: Any) -> None:
    lists = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule.count("/") == 2 and "GET" in (rule.methods or ())
    }

    assert lists <= set(client.get("/api").json["links"].values())
