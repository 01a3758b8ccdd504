"""Each rule of ranking is named to who asks why a book stands where it does."""

from typing import Any

import pytest

from tests.search.test_ranking import CASES

OF_ITEMS = {"barcodes", "call_number", "n_items"}
"""What a case says of the copies of its books."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("rule", CASES)
def test_explain_names_the_rule(client: Any, post_book: Any, post_item: Any, rule: Any) -> None:
    question, first, second, next_rule = CASES[rule]
    for title, fields in (first, second):
        record = {name: value for name, value in fields.items() if name not in OF_ITEMS}
        book = post_book(title, **record)
        barcodes = fields.get("barcodes") or [f"{title}-{n}" for n in range(fields.get("n_items", 0))]
        for barcode in barcodes:
            post_item(book["id"], barcode, call_number=fields.get("call_number"))

    answer = client.get("/api/search", query_string={"q": question, "keep": "spelling", "explain": "1"}).json

    assert [(book["title"], book["why"]["rule"]) for book in answer["results"]] == [
        (first[0], rule),
        (second[0], next_rule),
    ]
