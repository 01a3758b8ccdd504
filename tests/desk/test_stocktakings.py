"""Stocktakings at the desk: begun, scanned by two people, looked over, marked, compared, printed, closed."""

from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Audience
from catalogue.models import AccountRole
from tests.factories import stored_book


@pytest.fixture
def shelves(writing: Any) -> None:
    """Centre has B1, B2 and B3, which is on loan; Annexe has B4 and B5, which is withdrawn."""
    with writing() as session:
        for number, (location, status) in enumerate(
            [("Centre", "available")] * 2 + [("Centre", "on_loan"), ("Annexe", "available"), ("Annexe", "withdrawn")], 1
        ):
            copy = ItemRecord(
                barcode=f"B{number}", call_number=f"84{number}", location=location, status=ItemStatus(status)
            )
            stored_book(session, f"Title {number}", items=[copy], audience=Audience.ADULT)


@pytest.fixture
def stocktaking(librarian: Any, shelves: Any) -> Any:
    """The page of a stocktaking of Centre that has just begun."""
    return librarian.submit("/desk/stocktakings/new", name="Récolement 2026", location="Centre", run="1")


def scan(browser: Any, *codes: str, stocktaking_id: int = 1) -> Any:
    """Scan codes into the list of whoever has the browser; return the last page."""
    page = browser.submit(f"/desk/stocktakings/{stocktaking_id}", f"/desk/stocktakings/{stocktaking_id}/scan")
    for code in codes:
        page = browser.submit(page.path, codes=code)
    return page


def test_the_copies_of_a_scope_are_counted_before(librarian: Any, shelves: Any) -> None:
    page = librarian.submit("/desk/stocktakings/new", name="2026", location="Centre", audiences=["adult"], look="1")

    assert (page.status, "3 exemplaires dans le périmètre" in page.text) == (200, True)
    assert "Emprunté : 1" in page.text
    stocktaking = librarian.submit(page, run="1")
    assert stocktaking.heading == "2026"
    assert "Centre · Adultes" in stocktaking.text


@pytest.mark.parametrize(
    "fields",
    [{"name": " "}, {"name": "x" * 101}, {"call_number_from": "9", "call_number_to": "8"}, {"location": "Nowhere"}],
)
def test_what_cannot_be_is_said_beside_the_field(librarian: Any, shelves: Any, fields: Any) -> None:
    page = librarian.submit("/desk/stocktakings/new", **{"name": "2026", "run": "1"} | fields)

    assert page.status == 400
    assert "Il n’y en a pas encore." in librarian.get("/desk/stocktakings").text


def test_two_people_scan(stocktaking: Any, librarian: Any, browser_of: Any) -> None:
    scan(librarian, "B1")
    page = scan(browser_of(AccountRole.ADMIN), "B2", "B4", "B5", "B3", "strange")

    assert "À ranger ailleurs · En rayon" in page.text
    assert "Retirés, mais présents · Retiré" in page.text
    shown = librarian.get("/desk/stocktakings/1")
    assert "Exemplaires vus : 3 sur 3" in shown.text
    for group, code in (
        ("found", "B1"),
        ("came_back", "B3"),
        ("elsewhere", "B4"),
        ("withdrawn", "B5"),
        ("unknown", "strange"),
    ):
        assert code in librarian.get(f"/desk/stocktakings/1/{group}").text
    assert "a librarian" in shown.text
    assert "an admin" in shown.text or "a admin" in shown.text


def test_a_script_is_told_of_what_belongs_elsewhere(stocktaking: Any, librarian: Any) -> None:
    page = scan(librarian)
    fields = librarian.find_form(page).fields
    answers = [
        librarian.client.post(page.path, data=fields | {"codes": code}, headers={"Accept": "application/json"}).json[0]
        for code in ("B1", "B4")
    ]

    assert [(one["state"], one["has_remark"]) for one in answers] == [("copy", False), ("copy", True)]
    assert "À ranger ailleurs" in answers[1]["row"]


def test_missing_copies_are_looked_over_marked_and_taken_back(stocktaking: Any, librarian: Any) -> None:
    scan(librarian, "B1")
    look = librarian.get("/desk/stocktakings/1/mark/missing")
    assert "B2" in look.text
    assert "B3" not in look.text

    done = librarian.submit(look)

    assert "1 exemplaire est marqué" in done.text
    assert "Manquant" in librarian.get("/desk/stocktakings/1/missing").text
    assert "Il n’y a rien à marquer." in librarian.get("/desk/stocktakings/1/mark/missing").text
    librarian.submit("/desk/changesets/1/undo" if "/changesets/1" in done.path else f"{done.path}/undo")
    assert "B2" in librarian.get("/desk/stocktakings/1/mark/missing").text


def test_a_list_of_before_is_added(stocktaking: Any, librarian: Any) -> None:
    listed = librarian.submit("/desk/scans", name="Hier")
    librarian.submit(listed.path, codes="B1")

    page = librarian.submit("/desk/stocktakings/1", "/desk/stocktakings/1/lists", scan_list="1")

    assert "Exemplaires vus : 1 sur 3" in page.text
    assert "Récolement 2026" in librarian.get("/desk/scans/1").text


def test_it_is_closed_printed_and_compared(stocktaking: Any, librarian: Any) -> None:
    scan(librarian, "B1")
    closing = librarian.get("/desk/stocktakings/1/close")
    assert "1 exemplaire manquant n’est pas encore marqué" in closing.text
    closed = librarian.submit(closing)
    assert "Le récolement est terminé" in closed.text
    assert librarian.get("/desk/stocktakings/1/close").status == 409
    librarian.submit("/desk/stocktakings/new", name="2027", location="Centre", run="1")
    scan(librarian, "B2", stocktaking_id=2)

    comparison = librarian.get("/desk/stocktakings/2/comparison")
    again = librarian.get("/desk/stocktakings/2/comparison?difference=found_again")
    report = librarian.get("/desk/stocktakings/2/report")

    assert "B1" in comparison.text
    assert "B2" in again.text
    assert "Manquants cette fois, pas la dernière : 1" in report.text
    assert "Title 1" in report.text
    assert librarian.get("/desk/stocktakings/1/comparison").status == 404


def test_a_group_is_a_table(stocktaking: Any, librarian: Any) -> None:
    answer = librarian.client.get("/desk/stocktakings/1/missing.csv", headers=librarian.headers)

    assert answer.mimetype == "text/csv"
    head, *rows = answer.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert head == "Numéro;Titre;Cote;Bibliothèque;État"
    assert rows == ["B1;Title 1;841;Centre;En rayon", "B2;Title 2;842;Centre;En rayon"]


def test_it_is_deleted_and_the_lists_stay(stocktaking: Any, librarian: Any) -> None:
    scan(librarian, "B1")

    page = librarian.submit("/desk/stocktakings/1/delete")

    assert "est supprimé" in page.text
    assert librarian.get("/desk/stocktakings/1").status == 404
    assert librarian.get("/desk/scans/1").status == 200
