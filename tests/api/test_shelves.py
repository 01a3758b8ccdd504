"""`/api/scanlists` and `/api/labels`."""

from typing import Any

import pytest


@pytest.fixture
def list_id(client: Any, post_book: Any, post_item: Any) -> Any:
    """A list of scans, and a book with the copy B1."""
    post_item(post_book("Nana")["id"], "B1", call_number="843 ZOL")
    return client.post("/api/scanlists", json={"name": "Novembre"}).json["id"]


def test_scans_are_added_read_and_taken_away(client: Any, list_id: Any) -> None:
    added = client.post(f"/api/scanlists/{list_id}/scans", json={"codes": ["B1", "B1", "strange"]})

    assert added.status_code == 201
    assert [line["state"] for line in added.json] == ["copy", "double", "unknown"]
    assert added.json[0]["title"] == "Nana"
    assert added.json[0]["item"]["call_number"] == "843 ZOL"
    assert client.delete(f"/api/scanlists/{list_id}/scans/{added.json[1]['id']}").status_code == 204
    page = client.get(f"/api/scanlists/{list_id}/scans?per_page=1")
    assert page.headers["X-Total-Count"] == "2"
    assert client.get(f"/api/scanlists/{list_id}").json["scans"] == 2
    assert [one["name"] for one in client.get("/api/scanlists").json] == ["Novembre"]


def test_a_list_is_deleted(client: Any, problem: Any, list_id: Any) -> None:
    assert client.delete(f"/api/scanlists/{list_id}").status_code == 204

    problem(client.get(f"/api/scanlists/{list_id}/scans"), 404)
    problem(client.post(f"/api/scanlists/{list_id}/scans", json={"codes": ["1"]}), 404)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/scanlists", {"name": " "}, "name"),
        ("/api/scanlists", {}, "name"),
        ("/api/scanlists/1/scans", {"codes": []}, "codes"),
        ("/api/labels", {"codes": ["strange"]}, "codes"),
        ("/api/labels", {}, "codes"),
        ("/api/labels", {"first": "B1", "count": 2}, "first"),
        ("/api/labels", {"codes": ["B1"], "start": 99}, "start"),
        ("/api/labels", {"codes": ["B1"], "measures": {"columns": 9, "rows": 1, "width": 50, "height": 20}}, "width"),
        ("/api/labels", {"first": "b2", "symbology": "code39"}, "symbology"),
    ],
)
def test_what_cannot_be_is_refused(client: Any, problem: Any, list_id: Any, path: Any, body: Any, field: Any) -> None:
    problem(client.post(path, json=body), 400, field)


def test_labels_are_a_pdf(client: Any, list_id: Any) -> None:
    client.post(f"/api/scanlists/{list_id}/scans", json={"codes": ["B1"]})
    order = {"scan_list": list_id, "first": "C1", "count": 3, "sheet": "65", "start": 4}
    answer = client.post("/api/labels", json=order)

    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_copies_are_withdrawn_and_listed(client: Any, list_id: Any) -> None:
    body = {"codes": ["B1", "strange"], "reason": "worn", "destination": "destroyed", "day": "2026-11-27"}
    preview = client.post("/api/withdrawals?preview=true", json=body).json
    assert (preview["changeset_id"], [item["barcode"] for item in preview["items"]]) == (None, ["B1"])
    assert client.get("/api/withdrawals").json == []

    done = client.post("/api/withdrawals", json=body).json

    assert done["left"]["unknown"] == ["strange"]
    (listed,) = client.get("/api/withdrawals").json
    assert listed["changeset_id"] == done["changeset_id"]
    (entry,) = client.get(f"/api/withdrawals/{done['changeset_id']}").json
    assert (entry["title"], entry["number"]) == ("Nana", "B1")


def test_deposits_come_and_go(client: Any, list_id: Any) -> None:
    body = {"codes": ["B1"], "owner": "BDP", "deposited_on": "2026-11-27", "return_by": "2027-01-01"}
    assert client.post("/api/deposits", json=body).status_code == 200
    assert client.get("/api/deposits").json == [{"owner": "BDP", "return_by": "2027-01-01", "items": 1}]

    gone = client.post("/api/deposits/returns", json={"codes": ["B1"]}).json

    assert gone["books_without_copies"] == [1]
    assert client.get("/api/items").json == []
    client.post(f"/api/changesets/{gone['changeset_id']}/undo")
    assert [item["owner"] for item in client.get("/api/items").json] == ["BDP"]
