"""The index follows the tables: after writes, kills, damage, on every process, and never misses a change."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.common import cores
from catalogue.extensions import db
from catalogue.models import Change
from catalogue.search.request import SearchRequest
from catalogue.services import books, discovery, index_builds, indexing
from catalogue.store import change_log
from catalogue.store.index_source import IndexSource, find_position
from tests.factories import book_record, stored_book


def test_a_search_sees_what_was_just_saved_changed_and_deleted(app: Flask, write: Any, host: Any, titles: Any) -> None:
    here = host("here")
    (number,) = write("Baleine")
    assert titles(here, "baleine") == ["Baleine"]

    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        books.replace(session, number, book_record("Cachalot"), actor="test")
        session.commit()
    assert titles(here, "baleine") == []
    assert titles(here, "cachalot") == ["Cachalot"]

    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        books.delete(session, number, actor="test")
        session.commit()
    assert titles(here, "cachalot") == []


def test_what_is_not_committed_is_not_found(app: Flask, host: Any, titles: Any) -> None:
    here = host("here")
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        stored_book(session, "Never")
        assert titles(here, "never") == []
        session.rollback()
    assert titles(here, "never") == []


def test_several_processes_build_the_index_that_one_builds(
    write: Any, host: Any, titles: Any, differs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each book is a batch of its own, and words are shared, so that every process meets words of the others."""
    monkeypatch.setattr(index_builds, "BATCH", 1)
    monkeypatch.setattr(cores, "_count_cores", lambda: 2)
    write(*(f"L'été {number % 7} d'un Étranger" for number in range(2 * cores.FEW_CHUNKS)))
    one, several = host("one"), host("several")
    one.rebuild()
    with cores.use_all_cores():
        several.rebuild()

    assert several.index.snapshot().n_documents == one.index.snapshot().n_documents
    assert titles(several, "letranger") == titles(one, "letranger")
    assert not differs(several)


def test_hosts_with_different_histories_give_the_same_answers(app: Flask, write: Any, host: Any, titles: Any) -> None:
    follower, builder = host("follower"), host("builder")
    for number in range(12):
        (book_id,) = write(f"Roman de la mer {number % 3}")
        titles(follower, "roman")
        if number % 4 == 0:
            with app.app_context():
                session = db.session()
                change_log.open_write(session)
                books.delete(session, book_id, actor="test")
                session.commit()

    for text in ("roman", "mer 1", "romn", '"la mer"', "-roman", ""):
        assert titles(follower, text) == titles(builder, text)


def test_a_word_that_only_deleted_books_had_is_no_spelling(app: Flask, write: Any, host: Any, titles: Any) -> None:
    here = host("here")
    write("Le Chevalier", "Le Chevaliar noir", "Zymotique")
    titles(here, "chevalier")
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        books.replace(session, 2, book_record("Le Cavalier noir"), actor="test")
        session.commit()

    assert titles(here, "chevaliaz") == titles(host("anew"), "chevaliaz") == ["Le Chevalier"]


def test_an_index_of_another_layout_gives_way(write: Any, host: Any, titles: Any) -> None:
    here = host("here")
    old = here.index.folder / "books-0123456789ab"
    old.mkdir(parents=True)
    write("Baleine")

    assert titles(here, "baleine") == ["Baleine"]
    assert not old.exists()


def test_an_index_of_another_history_is_made_anew(app: Flask, write: Any, host: Any, titles: Any, differs: Any) -> None:
    """As after a backup was restored: the numbers of changes go back, and come again for other changes."""
    here = host("here")
    write("Baleine", "Cachalot")
    with app.app_context():
        db.session.execute(sa.update(Change).values(at=datetime(2026, 1, 31, 9, tzinfo=UTC)))
        db.session.commit()
    titles(here, "baleine")
    with app.app_context():
        session = db.session()
        for table in ("change", "book"):
            session.execute(sa.text(f"DELETE FROM {table}"))
        if db.engine.dialect.name == "sqlite":
            session.execute(sa.text("DELETE FROM sqlite_sequence"))
        else:
            session.execute(sa.text("SELECT setval('change_seq_seq', 1, false)"))
        session.commit()
    write("A", "B", "C")

    assert titles(here, "", sort="title") == ["A", "B", "C"]
    assert not differs(here)


def test_more_changes_than_a_reader_waits_for_come_in_the_background(
    write: Any, host: Any, titles: Any, monkeypatch: pytest.MonkeyPatch, differs: Any
) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    here = host("here")
    write(*"ABCDE")

    assert here.current().is_behind
    here.wait()

    assert not here.current().is_behind
    assert titles(here, "", sort="title") == list("ABCDE")
    assert not differs(here)


def test_while_another_process_writes_searches_are_answered_and_say_so(
    write: Any, host: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PATIENCE_SECONDS", 0.01)
    here = host("here")
    write("Baleine")
    here.current()
    write("Cachalot")

    with host("here").index.locked(0):
        assert here.current().lag == 1

    assert here.current().lag == 0


def test_searches_on_every_thread_see_what_was_saved_before(app: Flask, write: Any, host: Any) -> None:
    hosts = [host("shared") for _ in range(3)]
    missed = []

    def work(number: Any) -> None:
        for turn in range(8):
            title = f"Unique{chr(97 + number)}{chr(97 + turn)}"
            write(title)
            with app.app_context():
                found = discovery.search(db.session(), hosts[(number + turn) % 3], SearchRequest(title), 1, 5)
            if [book.title for book in found.page.hits][:1] != [title] or found.current.is_behind:
                missed.append(title)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert missed == []


def test_who_waited_while_others_wrote_knows_their_changes_for_the_catalogues_own(app: Flask, write: Any) -> None:
    """Else a reader who got the lock at last took the index for that of another history, and made it anew."""
    write("Before")
    with app.app_context(), Session(db.engine) as session:
        source = IndexSource(session)
        source.read_position()
        write("Meanwhile")
        there = find_position(db.engine)

        assert source.find_mark(there.seq) == there.mark


BUILD = """
import sys
from pathlib import Path
import sqlalchemy as sa
from sqlalchemy.orm import Session
from catalogue.search.index import SearchIndex
from catalogue.services import index_builds
from catalogue.store.index_source import IndexSource
index_builds.BATCH, index_builds.PARTS = 1, 3
index = SearchIndex(Path(sys.argv[2]))
def told(n_done, total):
    print(n_done, flush=True)
    if n_done == 4:
        sys.stdin.read()
with Session(sa.create_engine(sys.argv[1])) as session, index.locked(0):
    index_builds.build(index, IndexSource(session), told)
"""


def test_a_builder_that_is_killed_loses_nothing(
    app: Flask, start_process: Any, write: Any, host: Any, titles: Any, differs: Any
) -> None:
    write(*"ABCDEFG")
    here = host("here")
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", BUILD, url, str(here.index.folder)]
    builder = start_process(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    while builder.stdout.readline().strip() != b"4":
        assert builder.poll() is None
    builder.kill()
    builder.wait()

    assert titles(here, "", sort="title") == list("ABCDEFG")
    assert not differs(here)


def test_a_follower_never_misses_a_change_that_was_committed_late(app: Flask, host: Any, titles: Any) -> None:
    """Writers queue, so a change with a lower number cannot be committed after one with a higher number."""
    here = host("here")
    with app.app_context():
        engine = db.engine
        early = Session(engine)
        change_log.open_write(early)
        stored_book(early, "Early")
        done = threading.Event()

        def write_late() -> None:
            with Session(engine) as late:
                change_log.open_write(late)
                stored_book(late, "Late")
                late.commit()
            done.set()

        writer = threading.Thread(target=write_late)
        writer.start()
        assert titles(here, "", sort="title") == []
        assert not done.is_set()
        early.commit()
        early.close()
        writer.join()

    assert titles(here, "", sort="title") == ["Early", "Late"]
