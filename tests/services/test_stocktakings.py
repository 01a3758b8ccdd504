"""Stocktakings: begun, scanned by several people while the library goes on, marked, compared and closed."""

from typing import Any

import pytest
import sqlalchemy as sa

from catalogue.domain.items import ItemRecord, ItemStatus, shelf_key
from catalogue.domain.materials import Audience, Material
from catalogue.domain.stocktakings import Difference, StocktakingGroup, StocktakingScope
from catalogue.errors import InvalidRecord, NotFound, StocktakingClosed
from catalogue.models import Book, Item, SetKind, now
from catalogue.models.base import table_of
from catalogue.services import batch_edits, items, scans, stocktaking_comparison, stocktaking_marks, stocktakings
from catalogue.services.change_sets import get as get_set
from catalogue.services.undo import undo as undo_set
from tests.conftest import on_sqlite
from tests.factories import stored_book

EVERYTHING = StocktakingScope()


@pytest.fixture
def shelves(session: Any) -> None:
    """Four novels at Centre, one of them on loan and one being repaired; a comic and a withdrawn copy at Annexe."""
    for number, status in enumerate(("available", "available", "on_loan", "in_repair"), 1):
        copy = ItemRecord(
            barcode=f"C{number}", call_number=f"84{number} ZOL", location="Centre", status=ItemStatus(status)
        )
        stored_book(session, f"Novel {number}", items=[copy], audience=Audience.ADULT, material=Material.BOOK)
    away = [
        ItemRecord(barcode="A1", call_number="BD TIN", location="Annexe"),
        ItemRecord(barcode="A2", call_number="BD TIN", location="Annexe", status=ItemStatus.WITHDRAWN),
    ]
    stored_book(session, "Comic", items=away, material=Material.COMIC)


def begin(session: Any, name: str = "2026", **scope: Any) -> int:
    return stocktakings.begin(session, name, StocktakingScope(**scope), actor="ada")


def scan(session: Any, stocktaking_id: int, *codes: str, actor: str = "ada") -> None:
    list_id = stocktakings.begin_list(session, stocktaking_id, actor=actor)
    scans.add_scans(session, list_id, codes, actor=actor)


def read(session: Any, stocktaking_id: int) -> dict[str, list[str]]:
    """Return the codes of each group that is not empty."""
    stocktaking = stocktakings.get(session, stocktaking_id)
    groups = {
        group.value: [entry.code for entry in stocktakings.read_entries(session, stocktaking, group, 0, 100)[0]]
        for group in StocktakingGroup
    }
    assert {group: len(codes) for group, codes in groups.items()} == {
        group.value: n for group, n in stocktakings.count_groups(session, stocktaking).items()
    }
    return {group: codes for group, codes in groups.items() if codes}


def mark(session: Any, stocktaking_id: int, group: StocktakingGroup = StocktakingGroup.MISSING) -> Any:
    entries = stocktaking_marks.list_markable(session, stocktaking_id, group)
    edit = stocktaking_marks.build_edit(group, entries, "Missing")
    return batch_edits.apply(session, edit, actor="ada")


def change_status(session: Any, barcode: str, status: ItemStatus) -> None:
    (item_id,) = items.find_by_barcodes(session, [barcode]).values()
    items.set_status(session, item_id, status, actor="ada")


@pytest.mark.usefixtures("shelves")
def test_everything_is_in_its_group(session: Any) -> None:
    stocktaking_id = begin(session, location="Centre")
    scan(session, stocktaking_id, "C1", "A1", "A2", "strange", "C1")

    assert read(session, stocktaking_id) == {
        "found": ["C1"],
        "missing": ["C2"],
        "away": ["C3", "C4"],
        "elsewhere": ["A1"],
        "withdrawn": ["A2"],
        "unknown": ["strange"],
        "double": ["C1"],
    }


@pytest.mark.usefixtures("shelves")
@pytest.mark.parametrize(
    ("scope", "barcodes"),
    [
        ({}, {"C1", "C2", "C3", "C4", "A1"}),
        ({"location": "Annexe"}, {"A1"}),
        ({"audiences": ("adult",)}, {"C1", "C2", "C3", "C4"}),
        ({"audiences": ("unknown", "child")}, {"A1"}),
        ({"materials": ("comic",)}, {"A1"}),
        ({"materials": ("book", "unknown")}, {"C1", "C2", "C3", "C4"}),
        ({"call_number_from": "842", "call_number_to": "843"}, {"C2", "C3"}),
        ({"call_number_from": "844"}, {"C4", "A1"}),
        ({"call_number_to": "841"}, {"C1"}),
        ({"call_number_from": "B", "call_number_to": "B"}, {"A1"}),
        ({"location": "Centre", "materials": ("comic",)}, set()),
    ],
)
def test_a_scope_narrows(session: Any, scope: Any, barcodes: Any) -> None:
    stocktaking_id = begin(session, **scope)

    found = {code for codes in read(session, stocktaking_id).values() for code in codes}
    assert found == barcodes
    assert sum(stocktakings.count_scope(session, StocktakingScope(**scope)).values()) == len(barcodes)


@pytest.mark.usefixtures("shelves")
def test_each_person_has_a_list(session: Any) -> None:
    stocktaking_id = begin(session)
    scan(session, stocktaking_id, "C1")
    scan(session, stocktaking_id, "C2", "C1", actor="bob")
    scan(session, stocktaking_id, "A1")

    lists = stocktakings.list_lists(session, stocktaking_id)
    assert [(one.actor, one.n_scans) for one in lists] == [("ada", 2), ("bob", 2)]
    assert read(session, stocktaking_id)["found"] == ["A1", "C1", "C2"]
    assert read(session, stocktaking_id)["double"] == ["C1"]
    found = stocktakings.find_stocktaking(session, lists[0].id)
    assert found is not None
    assert found.id == stocktaking_id


@pytest.mark.usefixtures("shelves")
def test_a_list_of_before_is_taken_along(session: Any) -> None:
    list_id = scans.create_list(session, "Yesterday", actor="ada")
    scans.add_scans(session, list_id, ["C1"], actor="ada")
    first, second = begin(session), begin(session)

    for stocktaking_id in (first, second, second):
        stocktakings.add_list(session, stocktaking_id, list_id)

    assert "found" not in read(session, first)
    assert read(session, second)["found"] == ["C1"]
    scans.delete_list(session, list_id)
    assert "found" not in read(session, second)
    with pytest.raises(NotFound):
        stocktakings.add_list(session, second, list_id)


@pytest.mark.usefixtures("shelves")
def test_the_library_goes_on_meanwhile(session: Any) -> None:
    """What comes in, comes back or leaves while it runs is not missing."""
    stocktaking_id = begin(session)
    scan(session, stocktaking_id, "A1")
    stored_book(session, "New", items=[ItemRecord(barcode="N1", location="Centre")])
    change_status(session, "C3", ItemStatus.AVAILABLE)
    change_status(session, "C2", ItemStatus.ON_LOAN)
    change_status(session, "C4", ItemStatus.WITHDRAWN)

    groups = read(session, stocktaking_id)

    assert groups["missing"] == ["C1"]
    assert set(groups["away"]) == {"N1", "C2", "C3"}
    scan(session, stocktaking_id, "N1")
    assert set(read(session, stocktaking_id)["found"]) == {"A1", "N1"}


@pytest.mark.usefixtures("shelves")
def test_missing_copies_are_marked_as_one_set(session: Any) -> None:
    stocktaking_id = begin(session, location="Centre")
    scan(session, stocktaking_id, "C1")

    report = mark(session, stocktaking_id)

    assert get_set(session, report.change_set_id).kind is SetKind.BATCH
    (item,) = items.find_holders(session, ["C2"]).values()
    assert item.status is ItemStatus.MISSING
    assert read(session, stocktaking_id)["missing"] == ["C2"]
    assert mark(session, stocktaking_id).change_set_id is None

    undo_set(session, report.change_set_id, actor="ada")

    assert [one.code for one in stocktaking_marks.list_markable(session, stocktaking_id, StocktakingGroup.MISSING)] == [
        "C2"
    ]


@pytest.mark.usefixtures("shelves")
def test_what_came_back_is_put_on_the_shelf(session: Any) -> None:
    change_status(session, "C1", ItemStatus.LOST)
    change_status(session, "C2", ItemStatus.MISSING)
    stocktaking_id = begin(session)
    scan(session, stocktaking_id, "C1", "C2", "C3")
    assert read(session, stocktaking_id)["came_back"] == ["C1", "C2", "C3"]

    mark(session, stocktaking_id, StocktakingGroup.CAME_BACK)

    groups = read(session, stocktaking_id)
    assert (groups["found"], groups["came_back"]) == (["C1", "C2"], ["C3"])


@pytest.mark.usefixtures("shelves")
def test_a_closed_stocktaking_stays_as_it_was(session: Any) -> None:
    stocktaking_id = begin(session)
    scan(session, stocktaking_id, "C1", "A2", "strange", "strange")
    groups = read(session, stocktaking_id)

    stocktakings.close(session, stocktaking_id)
    change_status(session, "C1", ItemStatus.WITHDRAWN)
    (item_id,) = items.find_by_barcodes(session, ["C2"]).values()
    items.delete(session, item_id, actor="ada")
    for one in scans.list_lists(session):
        scans.delete_list(session, one.id)

    assert read(session, stocktaking_id) == groups
    entry = stocktakings.read_entries(session, stocktakings.get(session, stocktaking_id), StocktakingGroup.FOUND, 0, 1)
    assert (entry[0][0].title, entry[0][0].status) == ("Novel 1", ItemStatus.AVAILABLE)
    for refused in (
        lambda: stocktakings.close(session, stocktaking_id),
        lambda: stocktakings.begin_list(session, stocktaking_id, actor="ada"),
        lambda: stocktaking_marks.list_markable(session, stocktaking_id, StocktakingGroup.MISSING),
    ):
        with pytest.raises(StocktakingClosed):
            refused()
    stocktakings.delete(session, stocktaking_id)
    assert stocktakings.list_stocktakings(session) == []


@pytest.mark.usefixtures("shelves")
def test_it_is_compared_with_the_last_of_the_same_scope(session: Any) -> None:
    first = begin(session, "2025")
    scan(session, first, "C1", "A1")
    mark(session, first)
    stocktakings.close(session, first)
    other = begin(session, "Annexe", location="Annexe")
    stocktakings.close(session, other)
    stored_book(session, "New", items=[ItemRecord(barcode="N1")])
    change_status(session, "C4", ItemStatus.WITHDRAWN)
    second = begin(session, "2026")
    scan(session, second, "A1", "C2")

    for is_closed in (False, True):
        if is_closed:
            stocktakings.close(session, second)
        comparison = stocktaking_comparison.compare(session, stocktakings.get(session, second))
        assert comparison is not None
        assert comparison.before.id == first
        lines = {
            difference: [line.code for line in stocktaking_comparison.read_differences(session, comparison, item_ids)]
            for difference, item_ids in comparison.differences.items()
        }
        assert lines == {
            Difference.NEWLY_MISSING: ["C1"],
            Difference.STILL_MISSING: [],
            Difference.FOUND_AGAIN: ["C2"],
            Difference.NEW: ["N1"],
            Difference.GONE: ["C4"],
        }
    assert stocktaking_comparison.compare(session, stocktakings.get(session, first)) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_stocktaking_has_a_name(session: Any, name: str) -> None:
    with pytest.raises(InvalidRecord):
        stocktakings.begin(session, name, EVERYTHING, actor="ada")
    with pytest.raises(NotFound):
        stocktakings.get(session, 9)


N_COPIES = 30_000


@pytest.fixture
def many_copies(session: Any) -> None:
    """300 books with a hundred copies each: every tenth is on loan."""
    stored_book(session, "A first one, to copy")
    book = session.execute(sa.select(table_of(Book))).mappings().one()
    at = now()
    rows = [dict(book) | {"id": number, "title": f"Book {number}", "isbn": None} for number in range(2, 302)]
    session.connection().execute(sa.insert(table_of(Book)), rows)
    copies = [
        {
            "book_id": number % 300 + 2,
            "barcode": f"B{number}",
            "call_number": f"{number % 1000:03} AUT",
            "shelf_key": shelf_key(f"{number % 1000:03} AUT"),
            "status": ItemStatus.ON_LOAN if number % 10 == 0 else ItemStatus.AVAILABLE,
            "revision": 1,
            "created_at": at,
            "updated_at": at,
        }
        for number in range(2, N_COPIES + 2)
    ]
    session.connection().execute(sa.insert(table_of(Item)), copies)


@on_sqlite
@pytest.mark.usefixtures("many_copies")
def test_thirty_thousand_copies(session: Any) -> None:
    stocktaking_id = begin(session)
    list_id = stocktakings.begin_list(session, stocktaking_id, actor="ada")
    codes = [f"B{number}" for number in range(2, N_COPIES + 2) if number % 3]
    for first in range(0, len(codes), scans.MOST_CODES):
        scans.add_scans(session, list_id, codes[first : first + scans.MOST_CODES], actor="ada")
    n_scanned = len(codes)
    (line,) = scans.add_scans(session, list_id, ["B4"], actor="ada")
    assert line.state == "double"

    stocktaking = stocktakings.get(session, stocktaking_id)
    counts = stocktakings.count_groups(session, stocktaking)
    page, total = stocktakings.read_entries(session, stocktaking, StocktakingGroup.MISSING, 5000, 50)

    n_on_loan_here = sum(number % 10 == 0 and number % 3 > 0 for number in range(2, N_COPIES + 2))
    n_away = sum(number % 30 == 0 for number in range(2, N_COPIES + 2))
    assert counts[StocktakingGroup.FOUND] == n_scanned - n_on_loan_here
    assert counts[StocktakingGroup.CAME_BACK] == n_on_loan_here
    assert counts[StocktakingGroup.AWAY] == n_away
    assert counts[StocktakingGroup.MISSING] == total == N_COPIES - n_scanned - n_away
    assert counts[StocktakingGroup.DOUBLE] == 1
    keys = [shelf_key(entry.call_number or "") for entry in page]
    assert (len(page), keys) == (50, sorted(keys))

    stocktakings.close(session, stocktaking_id)

    assert stocktakings.count_groups(session, stocktakings.get(session, stocktaking_id)) == counts
