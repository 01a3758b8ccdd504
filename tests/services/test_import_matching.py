"""Records that match a book: refused, passed over, completing or updating it; copies are decided apart."""

from dataclasses import replace
from typing import Any

from catalogue.domain.items import ItemRecord
from catalogue.services import books, ingest, items
from catalogue.services.undo import undo
from tests.factories import book_record, make_outcome, stored_book

ISBN = "9782070360024"


def test_a_record_with_the_isbn_of_another_book_is_added_where_somebody_says_so(
    import_file: Any, list_books: Any
) -> None:
    outcomes = [make_outcome(1, "A", isbn=ISBN), make_outcome(2, "B", isbn=ISBN)]
    report = import_file(outcomes, on_duplicate=ingest.OnDuplicate.ADD)
    assert (report.n_created, report.rejected) == (2, [])


def test_a_record_that_is_skipped_leaves_its_copies_with_the_book_that_is_there(
    import_file: Any, reading: Any, list_books: Any
) -> None:
    outcomes = [
        make_outcome(1, "A", isbn=ISBN, barcodes=["B1"]),
        make_outcome(2, "B", isbn=ISBN, barcodes=["B2"]),
        make_outcome(3, "C", isbn=ISBN, barcodes=["B1"]),
    ]
    report = import_file(outcomes, on_duplicate=ingest.OnDuplicate.SKIP)
    assert (report.n_created, report.n_skipped, report.n_read, report.rejected) == (1, 2, 3, [])
    assert report.refused_items == []
    assert report.n_items_added == 1
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [1])[1]] == ["B1", "B2"]
        assert books.get(session, 1).revision == 2


def test_copies_are_left_out_where_somebody_says_so(import_file: Any, reading: Any) -> None:
    import_file([make_outcome(1, "A", barcodes=["B1"])], copies=ingest.Copies.SKIP)
    with reading() as session:
        assert items.read_holdings(session, [1])[1] == []


def test_copies_without_barcodes_get_the_next_numbers(import_file: Any, reading: Any) -> None:
    unnumbered = (ItemRecord(barcode="0", call_number="843 ZOL"),) * 2
    outcomes = [replace(make_outcome(position, f"T{position}"), unnumbered=unnumbered) for position in (1, 2, 3)]
    assert import_file(outcomes[:1]).n_unnumbered == 2
    import_file(outcomes[1:2], copies=ingest.Copies.GENERATE)
    import_file(outcomes[2:], copies=ingest.Copies.GENERATE)
    with reading() as session:
        found = [[item.barcode for item in items.read_holdings(session, [book_id])[book_id]] for book_id in (1, 2, 3)]
        assert found == [[], ["G00000001", "G00000002"], ["G00000003", "G00000004"]]
        assert items.read_holdings(session, [3])[3][0].call_number == "843 ZOL"


def test_a_barcode_that_another_book_has_refuses_that_copy_only(import_file: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Holder", items=[ItemRecord(barcode="B1")])

    report = import_file([make_outcome(1, "T", barcodes=["B1", "B2"])])

    assert [one.reason for one in report.refused_items] == [
        "Barcode B1 is on a copy of book 1, so it is not added to “T”."
    ]
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [2])[2]] == ["B2"]


def test_by_default_the_record_that_is_here_is_kept_and_copies_are_added(
    import_file: Any, writing: Any, reading: Any
) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN, publisher="Ours")

    report = import_file([make_outcome(1, "NANA", isbn=ISBN, publisher="Theirs", barcodes=["B1"])])

    assert (len(report.rejected), report.n_items_added) == (1, 1)
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [1])[1]] == ["B1"]
        assert books.get(session, 1).publisher == "Ours"


def test_copies_are_not_given_to_another_title_with_the_same_isbn(import_file: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN)

    report = import_file([make_outcome(1, "Germinal", isbn=ISBN, barcodes=["B1"])])

    assert (len(report.rejected), report.n_items_added) == (1, 0)


def test_complete_fills_empty_fields_only(import_file: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN, publisher="Ours", extra={"prix": 5})
    outcomes = [
        make_outcome(1, "NANA", isbn=ISBN, publisher="Theirs", page_count=500, extra={"prix": 6, "format": "poche"})
    ]

    report = import_file(outcomes, on_duplicate=ingest.OnDuplicate.COMPLETE)

    assert (report.n_completed, report.n_read, report.rejected) == (1, 1, [])
    with reading() as session:
        book = books.get(session, 1)
        assert (book.title, book.publisher, book.page_count) == ("Nana", "Ours", 500)
        assert book.extra == {"prix": 5, "format": "poche"}
    assert import_file(outcomes, on_duplicate=ingest.OnDuplicate.COMPLETE).n_unchanged == 1


def test_update_takes_what_changed_in_the_file(import_file: Any, reading: Any) -> None:
    import_file([make_outcome(1, "Nana", publisher="Charpentier", page_count=500)])
    changed = [make_outcome(1, "Nana", publisher="Gallimard", authors=("Émile Zola",))]

    report = import_file(changed, on_duplicate=ingest.OnDuplicate.UPDATE)

    assert (report.n_updated, report.rejected) == (1, [])
    assert report.changes[0].fields == {
        "publisher": ("Charpentier", "Gallimard"),
        "page_count": (500, None),
        "authors": ([], ["Émile Zola"]),
    }
    with reading() as session:
        record = books.get(session, 1).as_record()
        assert (record.publisher, record.authors) == ("Gallimard", ("Émile Zola",))
    assert import_file(changed, on_duplicate=ingest.OnDuplicate.UPDATE).n_unchanged == 1
    assert import_file(changed).n_unchanged == 1


def test_update_keeps_and_lists_what_a_librarian_changed(import_file: Any, writing: Any, reading: Any) -> None:
    import_file([make_outcome(1, "Nana", publisher="Charpentier", language="fr")])
    with writing() as session:
        books.replace(session, 1, book_record("Nana", publisher="Ours", language="fr"), actor="ada")

    report = import_file(
        [make_outcome(1, "Nana !", publisher="Gallimard", language="fr")], on_duplicate=ingest.OnDuplicate.UPDATE
    )

    assert [(kept.book_id, kept.names) for kept in report.kept_fields] == [(1, ("publisher",))]
    with reading() as session:
        assert (books.get(session, 1).title, books.get(session, 1).publisher) == ("Nana !", "Ours")


def test_an_import_of_today_does_not_shield_fields_from_the_next(import_file: Any, reading: Any) -> None:
    import_file([make_outcome(1, "Nana", publisher="A")])
    for publisher in "BC":
        import_file([make_outcome(1, "Nana", publisher=publisher)], on_duplicate=ingest.OnDuplicate.UPDATE)

    with reading() as session:
        assert books.get(session, 1).publisher == "C"


def test_an_update_does_not_take_the_isbn_of_another_book(list_reasons: Any, import_file: Any) -> None:
    import_file([make_outcome(1, "Nana"), make_outcome(2, "Germinal", isbn=ISBN)])

    report = import_file([make_outcome(1, "Nana", isbn=ISBN)], on_duplicate=ingest.OnDuplicate.UPDATE)

    assert "already held by book 2" in list_reasons(report)[1]


def test_a_record_without_isbn_matches_by_title_author_and_year(
    list_reasons: Any, import_file: Any, writing: Any, reading: Any
) -> None:
    with writing() as session:
        stored_book(session, "Les Rêveries", authors=("Jean Rousseau",), published="1782", isbn=ISBN)

    same: dict[str, Any] = {"authors": ("ROUSSEAU Jean", "Jean Rousseau"), "published": "1782-04"}
    report = import_file(
        [
            make_outcome(1, "Les reveries", authors=("Jean Rousseau",), published="1782-04"),
            make_outcome(2, "Les Rêveries", authors=("Jean Rousseau",), published="1783"),
            make_outcome(3, "Les Rêveries", authors=("Somebody",), published="1782"),
            make_outcome(4, "Les Rêveries, tome 2", **same),
        ]
    )

    assert list_reasons(report) == {1: "Book 1 has the same title, author and year."}
    assert report.n_created == 3
    assert (
        import_file(
            [make_outcome(1, "Les reveries", authors=("Jean Rousseau",), published="1782")], source="other"
        ).n_created
        == 0
    )


def test_a_copy_that_is_gone_is_not_brought_back_by_another_import(import_file: Any, writing: Any) -> None:
    import_file([make_outcome(1, "Nana", barcodes=["B1"])])
    with writing() as session:
        (copy,) = items.find_holders(session, ["B1"]).values()
        items.delete(session, copy.id, actor="ada")

    report = import_file([make_outcome(1, "Germinal", barcodes=["B1", "B2"])], "another file")

    assert [one.reason for one in report.refused_items] == [
        "Barcode B1 was on a copy of “Nana” that is gone, so it is not added to “Germinal”."
    ]
    assert report.n_created == 1


def test_an_import_that_was_undone_may_come_again_with_its_copies(import_file: Any, writing: Any) -> None:
    def undo_set(set_id: Any) -> Any:
        with writing() as session:
            return undo(session, set_id, actor="ada").change_set_id

    for _ in range(2):
        report = import_file([make_outcome(1, "Nana", barcodes=["B1"])])
        assert (report.n_created, report.refused_items) == (1, [])
        taken_back = undo_set(report.change_set_id)

    brought_back = undo_set(taken_back)
    assert import_file([make_outcome(1, "Germinal", barcodes=["B1"])], "another").refused_items
    undo_set(brought_back)
    assert import_file([make_outcome(1, "La Terre", barcodes=["B1"])], "a third").refused_items
