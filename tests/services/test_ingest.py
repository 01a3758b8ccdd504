"""Imports: every record of a file is stored, known already, or refused with its reason."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.domain.headings import AuthorRecord
from catalogue.domain.items import ItemRecord
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.extensions import db
from catalogue.models import Author, Book, Change
from catalogue.services import authors, books, ingest, items
from catalogue.store import change_log
from tests.factories import book_record, stored_book

ISBN = "9782070360024"


def parsed(
    position: Any, title: Any = "T", *, barcodes: Any = (), wanted_id: Any = None, source_id: Any = None, **fields: Any
) -> Any:
    items = tuple(ItemRecord(barcode=barcode) for barcode in barcodes)
    digest = hashlib.sha256(repr((title, fields)).encode()).hexdigest()
    record = book_record(title, **fields)
    return Parsed(position, record, source_id or str(position), digest, wanted_id, items)


@pytest.fixture
def run(writing: Any) -> Any:
    """Ingest outcomes and commit: `run([parsed(1)])`."""

    def ingested(outcomes: Any, source: Any = "file") -> Any:
        with writing() as session:
            return ingest.ingest(session, iter(outcomes), source=source, actor="ada")

    return ingested


@pytest.fixture
def shelf(reading: Any) -> Any:
    """The numbers and titles of all books."""

    def read() -> Any:
        with reading() as session:
            return [tuple(row) for row in session.execute(sa.select(Book.id, Book.title).order_by(Book.id))]

    return read


def reasons(report: Any) -> Any:
    return {refused.position: refused.reason for refused in report.rejected}


def test_every_record_is_accounted_for(run: Any, shelf: Any) -> None:
    report = run(
        [
            parsed(1, "A", isbn=ISBN, barcodes=["B1"]),
            Rejected(2, "no title"),
            parsed(3, "C", isbn=ISBN),
            parsed(4, "D", barcodes=["B1"]),
            parsed(5, "E", barcodes=["B2", "B2"]),
            parsed(6, "F"),
        ]
    )

    assert (report.n_read, report.n_created, report.n_unchanged) == (6, 4, 0)
    assert set(reasons(report)) == {2, 3}
    assert reasons(report)[2] == "no title"
    assert ISBN in reasons(report)[3]
    assert [(refused.position, refused.reason) for refused in report.refused_items] == [
        (4, "Barcode B1 is on a copy of “A”, earlier in this file, so it is not added to “D”."),
    ]
    assert [title for _, title in shelf()] == ["A", "D", "E", "F"]


def test_importing_twice_changes_nothing(run: Any, shelf: Any, reading: Any) -> None:
    outcomes = [parsed(1, "A", isbn=ISBN, barcodes=["B1"]), parsed(2, "B")]
    run(outcomes)
    with reading() as session:
        before = shelf(), change_log.read_newest_seq(session)

    report = run(outcomes)

    assert (report.n_created, report.n_unchanged, report.rejected) == (0, 2, [])
    with reading() as session:
        assert (shelf(), change_log.read_newest_seq(session)) == before


def test_a_record_that_changed_in_the_file_is_refused(run: Any, shelf: Any) -> None:
    run([parsed(1, "A")])

    report = run([parsed(1, "A changed"), parsed(2, "B")])

    assert set(reasons(report)) == {1}
    assert [title for _, title in shelf()] == ["A", "B"]


def test_a_record_that_was_edited_here_stays_edited(run: Any, shelf: Any, writing: Any) -> None:
    run([parsed(1, "A")])
    with writing() as session:
        books.replace(session, 1, book_record("Edited"), actor="ada")

    assert run([parsed(1, "A")]).n_unchanged == 1
    assert shelf() == [(1, "Edited")]


def test_an_isbn_held_by_another_book_names_it(run: Any, writing: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "Holder", isbn=ISBN, actor="ada")

    assert reasons(run([parsed(1, isbn=ISBN)])) == {1: f"ISBN {ISBN} is already held by book {book_id}."}


def test_sources_may_number_their_records_alike(run: Any, shelf: Any) -> None:
    run([parsed(1, "A")], source="one")
    run([parsed(1, "A")], source="two")

    assert len(shelf()) == 2


def test_an_empty_catalogue_keeps_the_numbers_of_the_file(run: Any, shelf: Any) -> None:
    run([parsed(1, "Seven", wanted_id=7), parsed(2, "Unnumbered"), parsed(3, "Three", wanted_id=3)])

    assert shelf() == [(3, "Three"), (7, "Seven"), (8, "Unnumbered")]


def test_a_number_wanted_twice_is_given_once(run: Any, shelf: Any) -> None:
    run([parsed(1, "First", wanted_id=7), parsed(2, "Second", wanted_id=7)])

    assert shelf() == [(7, "First"), (8, "Second")]


def test_a_catalogue_that_ever_held_a_book_gives_its_own_numbers(run: Any, shelf: Any, writing: Any) -> None:
    with writing() as session:
        books.delete(session, stored_book(session, "Gone", actor="ada"), actor="ada")

    run([parsed(1, "A", wanted_id=7)])

    assert shelf() == [(2, "A")]


def test_an_import_that_was_stopped_goes_on_with_the_numbers_of_the_file(run: Any, shelf: Any) -> None:
    outcomes = [parsed(position, f"T{position}", wanted_id=10 * position) for position in (1, 2, 3)]
    run(outcomes[:1])

    report = run(outcomes)

    assert (report.n_created, report.n_unchanged) == (2, 1)
    assert shelf() == [(10, "T1"), (20, "T2"), (30, "T3")]


def test_a_number_that_somebody_took_meanwhile_is_not_given_again(run: Any, shelf: Any, writing: Any) -> None:
    run([parsed(1, "One", wanted_id=1)])
    with writing() as session:
        stored_book(session, "Meanwhile", actor="ada")
        books.delete(session, stored_book(session, "Gone", actor="ada"), actor="ada")

    run([parsed(2, "Two", wanted_id=2), parsed(3, "Three", wanted_id=3), parsed(4, "Four", wanted_id=4)])

    assert shelf() == [(1, "One"), (2, "Meanwhile"), (4, "Four"), (5, "Two"), (6, "Three")]


def test_only_the_file_that_the_catalogue_began_with_numbers_its_books(run: Any, shelf: Any) -> None:
    run([parsed(1, "One", wanted_id=1)], source="first")
    run([parsed(1, "Other", wanted_id=7)], source="second")
    run([parsed(2, "Nine", wanted_id=9)], source="first")

    assert shelf() == [(1, "One"), (2, "Other"), (9, "Nine")]


def test_a_report_goes_on_from_piece_to_piece(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        report = None
        for piece in ([parsed(1), Rejected(2, "no title")], [parsed(3)]):
            change_log.open_write(session)
            report = ingest.ingest(session, piece, source="file", actor="import", report=report)
            session.commit()

    assert (report.n_read, report.n_created, list(reasons(report))) == (3, 2, [2])


def test_a_dry_run_keeps_nothing(app: Flask, shelf: Any, reading: Any) -> None:
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        report = ingest.ingest(session, [parsed(1, barcodes=["B1"])], source="file", actor="import")
        session.rollback()

    assert report.n_created == 1
    assert shelf() == []
    with reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Change)) == 0


def test_batches_know_of_those_before_them(run: Any, shelf: Any) -> None:
    """The second batch meets an ISBN, a barcode, a record and a wanted number of the first one."""
    n = ingest.BATCH
    outcomes = [parsed(1, "First", isbn=ISBN, barcodes=["B1"], wanted_id=n + 3)]
    outcomes += [parsed(position, f"T{position}", authors=("A",)) for position in range(2, n + 1)]
    outcomes += [
        parsed(n + 1, "Same ISBN", isbn=ISBN),
        parsed(n + 2, "Same barcode", barcodes=["B1"]),
        parsed(n + 3, "T2", authors=("A",), source_id="2"),
        parsed(n + 4, "Same number", wanted_id=n + 3),
    ]

    report = run(outcomes)

    assert (report.n_created, report.repeats, set(reasons(report))) == (n + 2, [(n + 3, 2)], {n + 1})
    assert [refused.position for refused in report.refused_items] == [n + 2]
    assert shelf()[0] == (n + 3, "First")
    assert shelf()[-1] == (2 * n + 4, "Same number")


def test_the_statements_of_a_batch_do_not_grow_with_it(run: Any, count_statements: Any) -> None:
    sizes = []
    for first, last in ((1, 5), (100, 200)):
        with count_statements() as sent:
            run([parsed(n, f"T{n}", authors=(f"A{n}",), subjects=(f"S{n}",)) for n in range(first, last)])
        sizes.append(sum(statement.lstrip().startswith("SELECT") for statement in sent))

    assert sizes[0] == sizes[1]


def repeated(position: Any, title: Any, source_id: Any) -> Any:
    return parsed(position, title, source_id=source_id, wanted_id=7)


def test_a_record_that_comes_again_is_told_as_a_repeat_of_the_first(run: Any, shelf: Any) -> None:
    report = run([parsed(1, "A", source_id="x"), parsed(2, "A", source_id="x"), parsed(3, "B")])

    assert (report.n_created, report.n_unchanged, report.repeats, report.n_read) == (2, 0, [(2, 1)], 3)
    assert len(shelf()) == 2


def test_a_number_that_repeats_in_a_file_identifies_nothing(run: Any, shelf: Any) -> None:
    outcomes = [repeated(position, title, "0") for position, title in enumerate("ABCA", 1)]
    report = run(outcomes)
    assert (report.n_created, report.repeats, report.rejected) == (3, [(4, 1)], [])
    assert [title for _, title in shelf()] == ["A", "B", "C"]

    again = run(outcomes)
    assert (again.n_created, again.n_unchanged, again.repeats, again.rejected) == (0, 3, [(4, 1)], [])


def test_an_import_that_was_stopped_knows_its_repeated_numbers(run: Any, shelf: Any) -> None:
    outcomes = [repeated(position, title, "0") for position, title in enumerate("ABC", 1)]
    run(outcomes[:1])
    report = run(outcomes)
    assert (report.n_created, report.n_unchanged, report.rejected) == (2, 1, [])


def test_volumes_of_a_set_share_an_isbn(run: Any, shelf: Any) -> None:
    report = run(
        [
            parsed(1, "Œuvres. Tome 1", isbn=ISBN),
            parsed(2, "Œuvres. Tome 2", isbn=ISBN),
            parsed(3, "Œuvres", isbn=ISBN, series_number="3"),
            parsed(4, "Œuvres. T. 2", isbn=ISBN),
        ]
    )
    assert (report.n_created, set(reasons(report)), report.n_same_isbn) == (3, {4}, 1)
    assert set(reasons(run([parsed(9, "Œuvres (3)", isbn=ISBN), parsed(10, "Œuvres, t. 4", isbn=ISBN)]))) == {9}


@pytest.fixture
def choose(writing: Any) -> Any:
    """Ingest outcomes with choices: `choose([parsed(1)], on_duplicate=OnDuplicate.ADD)`."""

    def ingested(outcomes: Any, **choices: Any) -> Any:
        with writing() as session:
            return ingest.ingest(session, iter(outcomes), source="file", actor="ada", choices=ingest.Choices(**choices))

    return ingested


def test_a_record_with_the_isbn_of_another_book_is_added_where_somebody_says_so(choose: Any, shelf: Any) -> None:
    outcomes = [parsed(1, "A", isbn=ISBN), parsed(2, "B", isbn=ISBN)]
    report = choose(outcomes, on_duplicate=ingest.OnDuplicate.ADD)
    assert (report.n_created, report.rejected) == (2, [])


def test_a_record_that_is_skipped_leaves_its_copies_with_the_book_that_is_there(
    choose: Any, reading: Any, shelf: Any
) -> None:
    outcomes = [
        parsed(1, "A", isbn=ISBN, barcodes=["B1"]),
        parsed(2, "B", isbn=ISBN, barcodes=["B2"]),
        parsed(3, "C", isbn=ISBN, barcodes=["B1"]),
    ]
    report = choose(outcomes, on_duplicate=ingest.OnDuplicate.SKIP)
    assert (report.n_created, report.n_skipped, report.n_read, report.rejected) == (1, 2, 3, [])
    assert report.refused_items == []
    assert report.n_items_added == 1
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [1])[1]] == ["B1", "B2"]
        assert books.get(session, 1).revision == 2


def test_copies_are_left_out_where_somebody_says_so(choose: Any, reading: Any) -> None:
    choose([parsed(1, "A", barcodes=["B1"])], copies=ingest.Copies.SKIP)
    with reading() as session:
        assert items.read_holdings(session, [1])[1] == []


def test_copies_without_barcodes_get_the_next_numbers(choose: Any, reading: Any) -> None:
    unnumbered = (ItemRecord(barcode="0", call_number="843 ZOL"),) * 2
    outcomes = [replace(parsed(position, f"T{position}"), unnumbered=unnumbered) for position in (1, 2, 3)]
    assert choose(outcomes[:1]).n_unnumbered == 2
    choose(outcomes[1:2], copies=ingest.Copies.GENERATE)
    choose(outcomes[2:], copies=ingest.Copies.GENERATE)
    with reading() as session:
        found = [[item.barcode for item in items.read_holdings(session, [book_id])[book_id]] for book_id in (1, 2, 3)]
        assert found == [[], ["G00000001", "G00000002"], ["G00000003", "G00000004"]]
        assert items.read_holdings(session, [3])[3][0].call_number == "843 ZOL"


def person(position: Any, name: Any, *years: Any) -> Any:
    return replace(parsed(position, f"T{position}", authors=(name,)), years=((name, *years),) if years else ())


@pytest.fixture
def headings(reading: Any) -> Any:
    """The headings of all authors with their years."""

    def read() -> Any:
        with reading() as session:
            columns = (Author.name, Author.birth_year, Author.death_year, Author.n_books)
            return [tuple(row) for row in session.execute(sa.select(*columns).order_by(Author.id))]

    return read


def test_forms_with_and_without_years_are_one_heading(run: Any, headings: Any) -> None:
    run([person(1, "Ana Lima"), person(2, "Ana Lima", 1950, None), person(3, "ana lima", None, 2001)])
    assert headings() == [("Ana Lima", 1950, 2001, 3)]


def test_years_come_to_a_heading_from_a_later_piece(app: Flask, headings: Any) -> None:
    with app.app_context():
        session = db.session()
        report = None
        for piece in ([person(1, "ANA LIMA")], [person(2, "Ana Lima", 1950, None)], [person(3, "LIMA ANA")]):
            change_log.open_write(session)
            report = ingest.ingest(session, piece, source="file", actor="import", report=report)
            session.commit()
    assert headings() == [("Ana Lima", 1950, None, 3)]


def test_people_of_other_years_are_others(run: Any, headings: Any) -> None:
    run([person(1, "Jean Martin", 1900, 1950), person(2, "Jean Martin", 1970, None), person(3, "Jean Martin")])
    assert headings() == [("Jean Martin", 1900, 1950, 2), ("Jean Martin (1970-....)", 1970, None, 1)]


def test_a_heading_that_is_there_keeps_its_years(run: Any, headings: Any, writing: Any) -> None:
    with writing() as session:
        authors.create(session, AuthorRecord(name="Jean Martin", birth_year=1900), actor="ada")
        session.execute(sa.update(Author).values(created_at=datetime(2020, 1, 1, tzinfo=UTC)))
    run([person(1, "Jean Martin", 1900, 1950), person(2, "Jean Martin", 1970, None)])
    assert headings() == [("Jean Martin", 1900, None, 1), ("Jean Martin (1970-....)", 1970, None, 1)]


def test_a_name_in_capitals_joins_another_form_and_else_stays(run: Any, headings: Any) -> None:
    run([person(1, "ANA LIMA"), person(2, "MELO RUI"), person(3, "Rui Melo"), person(4, "JO NO")])
    assert headings() == [("ANA LIMA", None, None, 1), ("Rui Melo", None, None, 2), ("JO NO", None, None, 1)]


def test_a_barcode_that_another_book_has_refuses_that_copy_only(run: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Holder", items=[ItemRecord(barcode="B1")])

    report = run([parsed(1, "T", barcodes=["B1", "B2"])])

    assert [one.reason for one in report.refused_items] == [
        "Barcode B1 is on a copy of book 1, so it is not added to “T”."
    ]
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [2])[2]] == ["B2"]


def test_by_default_the_record_that_is_here_is_kept_and_copies_are_added(run: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN, publisher="Ours")

    report = run([parsed(1, "NANA", isbn=ISBN, publisher="Theirs", barcodes=["B1"])])

    assert (len(report.rejected), report.n_items_added) == (1, 1)
    with reading() as session:
        assert [item.barcode for item in items.read_holdings(session, [1])[1]] == ["B1"]
        assert books.get(session, 1).publisher == "Ours"


def test_copies_are_not_given_to_another_title_with_the_same_isbn(run: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN)

    report = run([parsed(1, "Germinal", isbn=ISBN, barcodes=["B1"])])

    assert (len(report.rejected), report.n_items_added) == (1, 0)


def test_complete_fills_empty_fields_only(choose: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Nana", isbn=ISBN, publisher="Ours", extra={"prix": 5})
    outcomes = [parsed(1, "NANA", isbn=ISBN, publisher="Theirs", page_count=500, extra={"prix": 6, "format": "poche"})]

    report = choose(outcomes, on_duplicate=ingest.OnDuplicate.COMPLETE)

    assert (report.n_completed, report.n_read, report.rejected) == (1, 1, [])
    with reading() as session:
        book = books.get(session, 1)
        assert (book.title, book.publisher, book.page_count) == ("Nana", "Ours", 500)
        assert book.extra == {"prix": 5, "format": "poche"}
    assert choose(outcomes, on_duplicate=ingest.OnDuplicate.COMPLETE).n_unchanged == 1


def test_update_takes_what_changed_in_the_file(choose: Any, reading: Any) -> None:
    choose([parsed(1, "Nana", publisher="Charpentier", page_count=500)])
    changed = [parsed(1, "Nana", publisher="Gallimard", authors=("Émile Zola",))]

    report = choose(changed, on_duplicate=ingest.OnDuplicate.UPDATE)

    assert (report.n_updated, report.rejected) == (1, [])
    assert report.changes[0].fields == {
        "publisher": ("Charpentier", "Gallimard"),
        "page_count": (500, None),
        "authors": ([], ["Émile Zola"]),
    }
    with reading() as session:
        record = books.get(session, 1).as_record()
        assert (record.publisher, record.authors) == ("Gallimard", ("Émile Zola",))
    assert choose(changed, on_duplicate=ingest.OnDuplicate.UPDATE).n_unchanged == 1
    assert choose(changed).n_unchanged == 1


def test_update_keeps_and_lists_what_a_librarian_changed(choose: Any, writing: Any, reading: Any) -> None:
    choose([parsed(1, "Nana", publisher="Charpentier", language="fr")])
    with writing() as session:
        books.replace(session, 1, book_record("Nana", publisher="Ours", language="fr"), actor="ada")

    report = choose([parsed(1, "Nana !", publisher="Gallimard", language="fr")], on_duplicate=ingest.OnDuplicate.UPDATE)

    assert [(kept.book_id, kept.names) for kept in report.kept_fields] == [(1, ("publisher",))]
    with reading() as session:
        assert (books.get(session, 1).title, books.get(session, 1).publisher) == ("Nana !", "Ours")


def test_an_import_of_today_does_not_shield_fields_from_the_next(choose: Any, reading: Any) -> None:
    choose([parsed(1, "Nana", publisher="A")])
    for publisher in "BC":
        choose([parsed(1, "Nana", publisher=publisher)], on_duplicate=ingest.OnDuplicate.UPDATE)

    with reading() as session:
        assert books.get(session, 1).publisher == "C"


def test_an_update_does_not_take_the_isbn_of_another_book(choose: Any) -> None:
    choose([parsed(1, "Nana"), parsed(2, "Germinal", isbn=ISBN)])

    report = choose([parsed(1, "Nana", isbn=ISBN)], on_duplicate=ingest.OnDuplicate.UPDATE)

    assert "already held by book 2" in reasons(report)[1]


def test_a_record_without_isbn_matches_by_title_author_and_year(run: Any, writing: Any, reading: Any) -> None:
    with writing() as session:
        stored_book(session, "Les Rêveries", authors=("Jean Rousseau",), published="1782", isbn=ISBN)

    same = {"authors": ("ROUSSEAU Jean", "Jean Rousseau"), "published": "1782-04"}
    report = run(
        [
            parsed(1, "Les reveries", authors=("Jean Rousseau",), published="1782-04"),
            parsed(2, "Les Rêveries", authors=("Jean Rousseau",), published="1783"),
            parsed(3, "Les Rêveries", authors=("Somebody",), published="1782"),
            parsed(4, "Les Rêveries, tome 2", **same),
        ]
    )

    assert reasons(report) == {1: "Book 1 has the same title, author and year."}
    assert report.n_created == 3
    assert run([parsed(1, "Les reveries", authors=("Jean Rousseau",), published="1782")], source="other").n_created == 0
