"""The inventory register in the API, and numbers asked for."""

from typing import Any


def test_a_copy_gets_a_number_when_it_is_asked_for(client: Any, post_book: Any) -> None:
    copy = {"book_id": post_book()["id"], "acquired_on": "2026-03-01"}

    first = client.post("/api/items?give_number=true", json=copy | {"inventory_number": "own"}).json
    second = client.post("/api/items?give_number=true", json=copy).json
    bare = client.post("/api/items", json=copy | {"barcode": "B1"}).json

    assert [one["inventory_number"] for one in (first, second, bare)] == ["own", "2026-00001", None]
    looked_over = client.post("/api/register/numbers?preview=true", json={"codes": ["B1", "own"]}).json
    assert [item["inventory_number"] for item in looked_over["items"]] == ["2026-00002"]
    assert looked_over["left"]["numbered"] == ["own"]
    assert client.post("/api/register/numbers", json={"codes": ["B1"]}).json["changeset_id"]
    rows = client.get("/api/register?year=2026").json
    assert [row["inventory_number"] for row in rows] == ["own", "2026-00001", "2026-00002"]
    assert {row["origin"] for row in rows} == {"unknown"}
    assert client.get("/api/register").json == []
