"""`/api/stocktakings`: begun, scanned, looked over, marked and closed by a program."""

from typing import Any

import pytest


@pytest.fixture
def stocktaking(client: Any, post_book: Any, post_item: Any) -> Any:
    """A stocktaking of Centre, which has B1, B2 and B3 (on loan); B4 is at Annexe."""
    for number, more in enumerate(({}, {}, {"status": "on_loan"}, {"location": "Annexe"}), 1):
        post_item(post_book(f"Book {number}")["id"], f"B{number}", **{"location": "Centre"} | more)
    answer = client.post("/api/stocktakings", json={"name": "2026", "scope": {"location": "Centre"}})
    assert (answer.status_code, answer.headers["Location"]) == (201, "/api/stocktakings/1")
    return answer.json


@pytest.fixture
def scan(client: Any, stocktaking: Any) -> Any:
    """Scan codes into the list of whoever asks."""

    def scan(*codes: str) -> None:
        list_id = client.post("/api/stocktakings/1/lists", json={}).json["id"]
        assert client.post(f"/api/scanlists/{list_id}/scans", json={"codes": codes}).status_code == 201

    return scan


def test_a_scope_is_counted_before(client: Any, stocktaking: Any) -> None:
    body = {"name": "Look", "scope": {"location": "Centre", "audiences": ["unknown"]}}
    counted = client.post("/api/stocktakings?preview=true", json=body)

    assert (counted.status_code, counted.json) == (200, {"items": 3, "statuses": {"available": 2, "on_loan": 1}})
    assert [one["name"] for one in client.get("/api/stocktakings").json] == ["2026"]


def test_groups_are_read(client: Any, stocktaking: Any, scan: Any) -> None:
    assert stocktaking["groups"]["missing"] == 2
    scan("B1", "B4", "strange", "B1")

    read = client.get("/api/stocktakings/1").json

    assert read["groups"] == {
        "found": 1,
        "came_back": 0,
        "missing": 1,
        "away": 1,
        "elsewhere": 1,
        "withdrawn": 0,
        "unknown": 1,
        "double": 1,
    }
    assert (read["scan_lists"], read["scope"]["location"], read["closed_at"]) == ([1], "Centre", None)
    page = client.get("/api/stocktakings/1/entries?group=missing&per_page=1")
    (entry,) = page.json
    assert page.headers["X-Total-Count"] == "1"
    assert (entry["code"], entry["title"], entry["status"], entry["scan_list"]) == ("B2", "Book 2", "available", None)
    (strange,) = client.get("/api/stocktakings/1/entries?group=unknown").json
    assert (strange["code"], strange["item_id"], strange["scan_list"]) == ("strange", None, 1)


def test_missing_copies_are_marked_and_taken_back(client: Any, stocktaking: Any, scan: Any) -> None:
    scan("B1")
    preview = client.post("/api/stocktakings/1/marks?preview=true", json={"group": "missing"})
    assert (preview.status_code, preview.json["copies"], preview.json["changeset_id"]) == (200, 1, None)

    done = client.post("/api/stocktakings/1/marks", json={"group": "missing"})

    assert (done.status_code, done.json["copies"]) == (201, 1)
    assert client.get("/api/items?barcode=B2").json[0]["status"] == "missing"
    assert client.post(f"{done.headers['Location']}/undo").status_code == 200
    assert client.get("/api/items?barcode=B2").json[0]["status"] == "available"


def test_a_closed_one_is_compared(client: Any, problem: Any, stocktaking: Any, scan: Any) -> None:
    problem(client.get("/api/stocktakings/1/differences"), 404)
    scan("B1")
    closed = client.post("/api/stocktakings/1/close").json
    assert closed["closed_at"] is not None
    client.post("/api/stocktakings", json={"name": "2027", "scope": {"location": "Centre"}})

    (missing,) = client.get("/api/stocktakings/2/differences?difference=newly_missing").json
    (still,) = client.get("/api/stocktakings/2/differences?difference=still_missing").json

    assert (missing["code"], still["code"]) == ("B1", "B2")
    for path, body in (("close", None), ("lists", {}), ("marks", {"group": "missing"})):
        problem(client.post(f"/api/stocktakings/1/{path}", json=body), 409)
    assert client.delete("/api/stocktakings/1").status_code == 204
    problem(client.get("/api/stocktakings/1"), 404)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("", {"name": " ", "scope": {}}, "name"),
        ("?preview=true", {"name": "a\u009b", "scope": {}}, "name"),
        ("", {"name": "N"}, "scope"),
        ("", {"name": "N", "scope": {"audiences": ["everybody"]}}, "scope.audiences.0"),
        ("", {"name": "N", "scope": {"colour": "red"}}, "scope.colour"),
        ("", {"name": "N", "scope": {"call_number_from": "9", "call_number_to": "8"}}, "scope.call_number_to"),
        ("/1/marks", {"group": "found"}, "group"),
        ("/1/lists", {"scan_list": 0}, "scan_list"),
    ],
)
def test_what_cannot_be_is_refused(
    client: Any, problem: Any, stocktaking: Any, path: str, body: Any, field: str
) -> None:
    problem(client.post(f"/api/stocktakings{path}", json=body), 400, field)


def test_a_list_that_is_not_there_is_not_found(client: Any, problem: Any, stocktaking: Any) -> None:
    problem(client.post("/api/stocktakings/1/lists", json={"scan_list": 9}), 404)
    problem(client.get("/api/stocktakings/1/entries?group=everything"), 400, "group")
