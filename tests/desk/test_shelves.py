"""Scans and labels at the desk, as somebody with a browser and a scanner uses them."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from catalogue.domain.items import ItemRecord
from catalogue.services import scans
from tests.factories import stored_book


@pytest.fixture
def list_id(writing: Any) -> Any:
    """A list of scans of a catalogue with L'Étranger (B1) and Nana (B2, B3)."""
    with writing() as session:
        stored_book(
            session, "L'Étranger", isbn="9782070360024", items=[ItemRecord(barcode="B1", call_number="843 CAM")]
        )
        stored_book(session, "Nana", items=[ItemRecord(barcode="B2"), ItemRecord(barcode="B3")])
        return scans.create_list(session, "Novembre", actor="ada")


def test_a_list_is_begun_and_shown(librarian: Any) -> None:
    page = librarian.submit("/desk/scans", name="Retour BDP")

    assert page.status == 200
    assert "Retour BDP" in page.heading
    assert "Retour BDP" in librarian.get("/desk/shelves").text
    assert librarian.submit("/desk/scans", name=" ").status == 400


def test_scans_are_kept_without_a_script(librarian: Any, list_id: Any) -> None:
    for code in ("B1", "B2", "strange", "B1"):
        page = librarian.submit(f"/desk/scans/{list_id}", codes=code)
    assert page.status == 200
    assert "843 CAM" in page.text
    assert "Absent du catalogue" in page.text
    assert "Lu deux fois" in page.text

    page = librarian.submit(page, "/desk/scans/1/remove")

    assert "Lu deux fois" in page.text  # The section stays, hidden: a script fills it.
    with_count = librarian.get(f"/desk/scans/{list_id}")
    assert [tag["data-scan"] for tag in with_count.read.all_of("tr") if "data-scan" in tag] == ["3", "2", "1"]


def test_a_script_is_answered_with_lines(librarian: Any, list_id: Any) -> None:
    form = librarian.find_form(librarian.get(f"/desk/scans/{list_id}"))
    answer = librarian.client.post(
        f"/desk/scans/{list_id}", data=form.fields | {"codes": "B1"}, headers={"Accept": "application/json"}
    )

    (line,) = answer.json
    assert line["state"] == "copy"
    assert "L&#39;Étranger" in line["row"] or "L’Étranger" in line["row"]


def test_many_codes_are_pasted_at_once(librarian: Any, list_id: Any) -> None:
    page = librarian.submit(f"/desk/scans/{list_id}", codes="", pasted="B1\r\nB2;B3\r\nnowhere")

    assert "Absent du catalogue" in page.text
    assert len([tag for tag in page.read.all_of("tr") if "data-scan" in tag]) == 4


def test_a_list_is_deleted(librarian: Any, list_id: Any) -> None:
    librarian.submit(f"/desk/scans/{list_id}/delete")

    assert librarian.get(f"/desk/scans/{list_id}").status == 404


def read_pdf(page: Any) -> str:
    document = pypdfium2.PdfDocument(BytesIO(page))
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def order_labels(librarian: Any, **fields: Any) -> Any:
    form = librarian.find_form(librarian.get("/desk/labels"))
    return librarian.client.post("/desk/labels", data=form.fields | fields, headers=librarian.headers)


def test_labels_of_a_list_are_a_pdf(librarian: Any, list_id: Any) -> None:
    librarian.submit(f"/desk/scans/{list_id}", codes="", pasted="B1\nB2")
    answer = order_labels(librarian, scan_list=str(list_id), kind="both")

    assert answer.content_type == "application/pdf"
    text = read_pdf(answer.data)
    assert "CAM" in text
    assert "B1" in text
    assert "B2" in text
    assert "B3" not in text


def test_labels_of_new_numbers(librarian: Any, list_id: Any) -> None:
    assert "B0100" in read_pdf(order_labels(librarian, first="B0099", count="2", kind="barcode").data)
    assert order_labels(librarian, first="B2", count="2").status_code == 400  # B2, B3 are here.


def test_labels_begin_with_the_copies_of_a_book(librarian: Any, list_id: Any) -> None:
    assert "B2\nB3" in librarian.get("/desk/labels?book=2").html


@pytest.mark.parametrize(
    "fields",
    [
        {"codes": "B1\nstrange"},
        {},
        {"codes": "B1", "start": "25"},
        {"codes": "B1", "sheet": "own", "width": "100", "columns": "3"},
        {"codes": "B1", "sheet": "own", "width": "-5"},
        {"codes": "B1", "sheet": "own", "width": "NaN"},
        {"codes": "B1", "sheet": "own", "width": ""},
        {"first": "none", "count": "2"},
        {"first": "b12", "count": "1", "symbology": "code39"},
        {"scan_list": "77"},
    ],
)
def test_labels_that_cannot_be_are_refused_beside_their_field(librarian: Any, list_id: Any, fields: Any) -> None:
    answer = order_labels(librarian, **fields)

    assert answer.status_code == 400
    assert "form-error" in answer.text


def test_unknown_codes_are_left_out_on_demand(librarian: Any, list_id: Any) -> None:
    answer = order_labels(librarian, codes="B1\nstrange", leave_out="y")

    assert "B1" in read_pdf(answer.data)
