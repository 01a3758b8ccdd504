"""Imports: every record of a file is stored, known already, or refused with its reason."""

from typing import Any

import sqlalchemy as sa
from flask import Flask

from catalogue.domain.outcome import Parsed, Rejected
from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.extensions import db
from catalogue.models import Change
from catalogue.services import books, ingest
from catalogue.store import change_log
from tests.factories import book_record, make_outcome, stored_book

ISBN = "9782070360024"


def test_every_record_is_accounted_for(list_reasons: Any, import_file: Any, list_books: Any) -> None:
    report = import_file(
        [
            make_outcome(1, "A", isbn=ISBN, barcodes=["B1"]),
            Rejected(2, refuse(RefusalCode.NO_TITLE)),
            make_outcome(3, "C", isbn=ISBN),
            make_outcome(4, "D", barcodes=["B1"]),
            make_outcome(5, "E", barcodes=["B2", "B2"]),
            make_outcome(6, "F"),
        ]
    )

    assert (report.n_read, report.n_created, report.n_unchanged) == (6, 4, 0)
    assert set(list_reasons(report)) == {2, 3}
    assert list_reasons(report)[2] == "title: this field is required"
    assert ISBN in list_reasons(report)[3]
    assert [(refused.position, refused.reason) for refused in report.refused_items] == [
        (4, "Barcode B1 is on a copy of “A”, earlier in this file, so it is not added to “D”."),
    ]
    assert [title for _, title in list_books()] == ["A", "D", "E", "F"]


def test_importing_twice_changes_nothing(import_file: Any, list_books: Any, reading: Any) -> None:
    outcomes = [make_outcome(1, "A", isbn=ISBN, barcodes=["B1"]), make_outcome(2, "B")]
    import_file(outcomes)
    with reading() as session:
        before = list_books(), change_log.read_newest_seq(session)

    report = import_file(outcomes)

    assert (report.n_created, report.n_unchanged, report.rejected) == (0, 2, [])
    with reading() as session:
        assert (list_books(), change_log.read_newest_seq(session)) == before


def test_a_record_that_changed_in_the_file_is_refused(list_reasons: Any, import_file: Any, list_books: Any) -> None:
    import_file([make_outcome(1, "A")])

    report = import_file([make_outcome(1, "A changed"), make_outcome(2, "B")])

    assert set(list_reasons(report)) == {1}
    assert [title for _, title in list_books()] == ["A", "B"]


def test_a_record_that_was_edited_here_stays_edited(import_file: Any, list_books: Any, writing: Any) -> None:
    import_file([make_outcome(1, "A")])
    with writing() as session:
        books.replace(session, 1, book_record("Edited"), actor="ada")

    assert import_file([make_outcome(1, "A")]).n_unchanged == 1
    assert list_books() == [(1, "Edited")]


def test_an_isbn_held_by_another_book_names_it(list_reasons: Any, import_file: Any, writing: Any) -> None:
    with writing() as session:
        book_id = stored_book(session, "Holder", isbn=ISBN, actor="ada")

    assert list_reasons(import_file([make_outcome(1, isbn=ISBN)])) == {
        1: f"ISBN {ISBN} is already held by book {book_id}."
    }


def test_sources_may_number_their_records_alike(import_file: Any, list_books: Any) -> None:
    import_file([make_outcome(1, "A")], source="one")
    import_file([make_outcome(1, "A")], source="two")

    assert len(list_books()) == 2


def test_an_empty_catalogue_keeps_the_numbers_of_the_file(import_file: Any, list_books: Any) -> None:
    import_file(
        [make_outcome(1, "Seven", wanted_id=7), make_outcome(2, "Unnumbered"), make_outcome(3, "Three", wanted_id=3)]
    )

    assert list_books() == [(3, "Three"), (7, "Seven"), (8, "Unnumbered")]


def test_a_number_wanted_twice_is_given_once(import_file: Any, list_books: Any) -> None:
    import_file([make_outcome(1, "First", wanted_id=7), make_outcome(2, "Second", wanted_id=7)])

    assert list_books() == [(7, "First"), (8, "Second")]


def test_a_catalogue_that_ever_held_a_book_gives_its_own_numbers(
    import_file: Any, list_books: Any, writing: Any
) -> None:
    with writing() as session:
        books.delete(session, stored_book(session, "Gone", actor="ada"), actor="ada")

    import_file([make_outcome(1, "A", wanted_id=7)])

    assert list_books() == [(2, "A")]


def test_an_import_that_was_stopped_goes_on_with_the_numbers_of_the_file(import_file: Any, list_books: Any) -> None:
    outcomes = [make_outcome(position, f"T{position}", wanted_id=10 * position) for position in (1, 2, 3)]
    import_file(outcomes[:1])

    report = import_file(outcomes)

    assert (report.n_created, report.n_unchanged) == (2, 1)
    assert list_books() == [(10, "T1"), (20, "T2"), (30, "T3")]


def test_a_number_that_somebody_took_meanwhile_is_not_given_again(
    import_file: Any, list_books: Any, writing: Any
) -> None:
    import_file([make_outcome(1, "One", wanted_id=1)])
    with writing() as session:
        stored_book(session, "Meanwhile", actor="ada")
        books.delete(session, stored_book(session, "Gone", actor="ada"), actor="ada")

    import_file(
        [
            make_outcome(2, "Two", wanted_id=2),
            make_outcome(3, "Three", wanted_id=3),
            make_outcome(4, "Four", wanted_id=4),
        ]
    )

    assert list_books() == [(1, "One"), (2, "Meanwhile"), (4, "Four"), (5, "Two"), (6, "Three")]


def test_only_the_file_that_the_catalogue_began_with_numbers_its_books(import_file: Any, list_books: Any) -> None:
    import_file([make_outcome(1, "One", wanted_id=1)], source="first")
    import_file([make_outcome(1, "Other", wanted_id=7)], source="second")
    import_file([make_outcome(2, "Nine", wanted_id=9)], source="first")

    assert list_books() == [(1, "One"), (2, "Other"), (9, "Nine")]


def test_a_report_goes_on_from_piece_to_piece(list_reasons: Any, app: Flask) -> None:
    with app.app_context():
        session = db.session()
        report = None
        pieces: list[list[Parsed | Rejected]] = [
            [make_outcome(1), Rejected(2, refuse(RefusalCode.NO_TITLE))],
            [make_outcome(3)],
        ]
        for piece in pieces:
            change_log.open_write(session)
            report = ingest.ingest(session, piece, source="file", actor="import", report=report)
            session.commit()

    assert (report.n_read, report.n_created, list(list_reasons(report))) == (3, 2, [2])


def test_a_dry_run_keeps_nothing(app: Flask, list_books: Any, reading: Any) -> None:
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        report = ingest.ingest(session, [make_outcome(1, barcodes=["B1"])], source="file", actor="import")
        session.rollback()

    assert report.n_created == 1
    assert list_books() == []
    with reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Change)) == 0


def test_batches_know_of_those_before_them(list_reasons: Any, import_file: Any, list_books: Any) -> None:
    """The second batch meets an ISBN, a barcode, a record and a wanted number of the first one."""
    n = ingest.BATCH
    outcomes = [make_outcome(1, "First", isbn=ISBN, barcodes=["B1"], wanted_id=n + 3)]
    outcomes += [make_outcome(position, f"T{position}", authors=("A",)) for position in range(2, n + 1)]
    outcomes += [
        make_outcome(n + 1, "Same ISBN", isbn=ISBN),
        make_outcome(n + 2, "Same barcode", barcodes=["B1"]),
        make_outcome(n + 3, "T2", authors=("A",), source_id="2"),
        make_outcome(n + 4, "Same number", wanted_id=n + 3),
    ]

    report = import_file(outcomes)

    assert (report.n_created, report.repeats, set(list_reasons(report))) == (n + 2, [(n + 3, 2)], {n + 1})
    assert [refused.position for refused in report.refused_items] == [n + 2]
    assert list_books()[0] == (n + 3, "First")
    assert list_books()[-1] == (2 * n + 4, "Same number")


def test_the_statements_of_a_batch_do_not_grow_with_it(import_file: Any, count_statements: Any) -> None:
    sizes = []
    for first, last in ((1, 5), (100, 200)):
        with count_statements() as sent:
            import_file([make_outcome(n, f"T{n}", authors=(f"A{n}",), subjects=(f"S{n}",)) for n in range(first, last)])
        sizes.append(sum(statement.lstrip().startswith("SELECT") for statement in sent))

    assert sizes[0] == sizes[1]


def make_numbered_outcome(position: Any, title: Any, source_id: Any) -> Any:
    return make_outcome(position, title, source_id=source_id, wanted_id=7)


def test_a_record_that_comes_again_is_told_as_a_repeat_of_the_first(import_file: Any, list_books: Any) -> None:
    report = import_file(
        [make_outcome(1, "A", source_id="x"), make_outcome(2, "A", source_id="x"), make_outcome(3, "B")]
    )

    assert (report.n_created, report.n_unchanged, report.repeats, report.n_read) == (2, 0, [(2, 1)], 3)
    assert len(list_books()) == 2


def test_a_number_that_repeats_in_a_file_identifies_nothing(import_file: Any, list_books: Any) -> None:
    outcomes = [make_numbered_outcome(position, title, "0") for position, title in enumerate("ABCA", 1)]
    report = import_file(outcomes)
    assert (report.n_created, report.repeats, report.rejected) == (3, [(4, 1)], [])
    assert [title for _, title in list_books()] == ["A", "B", "C"]

    again = import_file(outcomes)
    assert (again.n_created, again.n_unchanged, again.repeats, again.rejected) == (0, 3, [(4, 1)], [])


def test_an_import_that_was_stopped_knows_its_repeated_numbers(import_file: Any, list_books: Any) -> None:
    outcomes = [make_numbered_outcome(position, title, "0") for position, title in enumerate("ABC", 1)]
    import_file(outcomes[:1])
    report = import_file(outcomes)
    assert (report.n_created, report.n_unchanged, report.rejected) == (2, 1, [])


def test_volumes_of_a_set_share_an_isbn(list_reasons: Any, import_file: Any, list_books: Any) -> None:
    report = import_file(
        [
            make_outcome(1, "Œuvres. Tome 1", isbn=ISBN),
            make_outcome(2, "Œuvres. Tome 2", isbn=ISBN),
            make_outcome(3, "Œuvres", isbn=ISBN, series_number="3"),
            make_outcome(4, "Œuvres. T. 2", isbn=ISBN),
        ]
    )
    assert (report.n_created, set(list_reasons(report)), report.n_same_isbn) == (3, {4}, 1)
    assert set(
        list_reasons(
            import_file([make_outcome(9, "Œuvres (3)", isbn=ISBN), make_outcome(10, "Œuvres, t. 4", isbn=ISBN)])
        )
    ) == {9}
