"""Each rule of ranking is named to who asks why a book stands where it does."""

from typing import Any

import pytest

from tests.search.test_ranking import CASES


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("rule", CASES)
def test_explain_names_the_rule(client: Any, post_book: Any, post_item: Any, rule: Any) -> None:
    question, first, second, next_rule = CASES[rule]
    for title, fields in (first, second):
        barcodes = fields.get("barcodes", [])
        book = post_book(title, **{name: value for name, value in fields.items() if name != "barcodes"})
        for barcode in barcodes:
            post_item(book["id"], barcode)

    answer = client.get("/api/search", query_string={"q": question, "keep": "spelling", "explain": "1"}).json

    assert [(book["title"], book["why"]["rule"]) for book in answer["results"]] == [
        (first[0], rule),
        (second[0], next_rule),
    ]
