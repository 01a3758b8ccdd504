"""Scans: what codes mean, and lists that keep them."""

from typing import Any

import pytest

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.scans import ScanState, clean_code, split_codes
from catalogue.errors import InvalidRecord, NotFound
from catalogue.services import items, scans
from tests.factories import stored_book

ISBN = "9782070360024"


@pytest.fixture
def stranger_id(session: Any) -> Any:
    """A book with an ISBN and one copy, B1, and another with two, B2 and B3."""
    book_id = stored_book(session, "L'Étranger", isbn=ISBN, items=[ItemRecord(barcode="B1", call_number="843 CAM")])
    stored_book(session, "Nana", isbn="9782253003656", items=[ItemRecord(barcode="B2"), ItemRecord(barcode="B3")])
    return book_id


def read_states(session: Any, *codes: str) -> Any:
    return [line.state.value for line in scans.read_codes(session, codes)]


def test_a_barcode_means_its_copy(session: Any, stranger_id: Any) -> None:
    match = scans.match_codes(session, ["B1"])["B1"]

    assert (match.book_id, match.title) == (stranger_id, "L'Étranger")
    assert match.item is not None
    assert match.item.call_number == "843 CAM"


@pytest.mark.parametrize("code", [ISBN, "2-07-036002-4", "978-2-07-036002-4"])
def test_an_isbn_means_the_only_copy(session: Any, stranger_id: Any, code: Any) -> None:
    match = scans.match_codes(session, [code])[code]

    assert match.item is not None

    assert match.item.barcode == "B1"


def test_an_isbn_of_several_copies_means_the_book(session: Any, stranger_id: Any) -> None:
    assert read_states(session, "9782253003656") == ["book"]


def test_a_withdrawn_copy_is_not_meant_by_an_isbn(session: Any, stranger_id: Any) -> None:
    (withdrawn,) = items.find_by_barcodes(session, ["B2"]).values()
    items.set_status(session, withdrawn, ItemStatus.WITHDRAWN, actor="test")
    match = scans.match_codes(session, ["9782253003656"])["9782253003656"]

    assert match.item is not None

    assert match.item.barcode == "B3"


def test_unknown_and_double_codes_are_told_apart(session: Any, stranger_id: Any) -> None:
    assert read_states(session, "B1", "nothing", "B1", "nothing", ISBN) == [
        "copy",
        "unknown",
        "double",
        "double",
        "double",
    ]


def test_a_list_keeps_its_scans_in_order(session: Any, stranger_id: Any) -> None:
    list_id = scans.create_list(session, " Retour  BDP ", actor="ada")
    scans.add_scans(session, list_id, ["B2", " B1 ", "", "*B3*"], actor="ada")

    found = scans.get_list(session, list_id)
    assert (found.name, found.actor, found.n_scans) == ("Retour BDP", "ada", 3)
    lines = scans.read_lines(session, list_id)
    assert [line.match.code for line in lines] == ["B2", "B1", "B3"]
    assert [item.barcode for item in scans.list_items(lines)] == ["B2", "B1", "B3"]


def test_a_wrong_scan_is_taken_away_and_its_double_becomes_the_first(session: Any, stranger_id: Any) -> None:
    list_id = scans.create_list(session, "L", actor="ada")
    first, _ = scans.add_scans(session, list_id, ["B1", "B1"], actor="ada")

    scans.remove_scan(session, list_id, first.id)

    assert [line.state for line in scans.read_lines(session, list_id)] == [ScanState.COPY]
    with pytest.raises(NotFound):
        scans.remove_scan(session, list_id, first.id)


def test_what_a_scan_means_is_looked_up_anew(session: Any) -> None:
    list_id = scans.create_list(session, "L", actor="ada")
    scans.add_scans(session, list_id, ["B9"], actor="ada")
    assert scans.read_lines(session, list_id)[0].state is ScanState.UNKNOWN

    stored_book(session, "Catalogued since", items=[ItemRecord(barcode="B9")])

    assert scans.read_lines(session, list_id)[0].match.title == "Catalogued since"


def test_a_list_goes_with_its_scans(session: Any) -> None:
    list_id = scans.create_list(session, "L", actor="ada")
    scans.add_scans(session, list_id, ["1"], actor="ada")

    scans.delete_list(session, list_id)

    assert scans.list_lists(session) == []
    with pytest.raises(NotFound):
        scans.read_lines(session, list_id)


def test_a_list_has_a_name_and_a_bound(session: Any) -> None:
    for name in ("", "  ", "x" * 101, "a\x07"):
        with pytest.raises(InvalidRecord):
            scans.create_list(session, name, actor="ada")
    list_id = scans.create_list(session, "L", actor="ada")
    with pytest.raises(InvalidRecord):
        scans.add_scans(session, list_id, ["1"] * (scans.MOST_CODES + 1), actor="ada")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("  3000000042\r", "3000000042"), ("\"àààààààé'", "3000000024"), ("*A1*", "A1"), ("x" * 65, ""), ("a\x00b", "")],
)
def test_what_scanners_type_is_put_in_order(typed: Any, code: Any) -> None:
    assert clean_code(typed) == code


def test_codes_are_parted_as_people_part_them() -> None:
    assert split_codes("B1;B2, B3\tB4\n\n  B5 \r\n") == ["B1", "B2", "B3", "B4", "B5"]
