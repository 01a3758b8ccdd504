"""The index follows the tables: after writes, kills, damage, on every process, and never misses a change."""

import resource
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.record import BookRecord
from catalogue.errors import IndexUnwritable
from catalogue.extensions import db
from catalogue.search.asked import Search
from catalogue.search.index import SearchIndex
from catalogue.services import books, changes, discovery, indexing
from catalogue.services.comparison import compare
from catalogue.services.followed import Tables, newest
from catalogue.services.indexing import LiveIndex


@pytest.fixture
def write(app):
    """Store books of these titles, committed: `write("A", "B")`; return their numbers."""

    def store(*titles):
        with app.app_context():
            session = db.session()
            changes.open_write(session)
            numbers = [books.create(session, BookRecord(title=title), actor="test") for title in titles]
            session.commit()
            return numbers

    return store


@pytest.fixture
def host(app, tmp_path):
    """Return another host of the same catalogue: `host("a")`, each with an index folder of its own."""

    def make(name):
        with app.app_context():
            return LiveIndex(SearchIndex(tmp_path / name), db.engine)

    return make


@pytest.fixture
def titles(app):
    """Return the titles that a host finds, in order."""

    def find(live, text, **options):
        with app.app_context():
            found = discovery.search(db.session(), live, Search(text, **options), 1, 50)
            return [book.title for book in found.page.hits]

    return find


@pytest.fixture
def differs(app):
    """Tell whether the index of a host differs from the tables."""

    def differs(live):
        with app.app_context():
            return compare(live, db.session()).is_there

    return differs


def test_a_search_sees_what_was_just_saved_changed_and_deleted(app, write, host, titles):
    here = host("here")
    (number,) = write("Baleine")
    assert titles(here, "baleine") == ["Baleine"]

    with app.app_context():
        session = db.session()
        changes.open_write(session)
        books.replace(session, number, BookRecord(title="Cachalot"), actor="test")
        session.commit()
    assert titles(here, "baleine") == []
    assert titles(here, "cachalot") == ["Cachalot"]

    with app.app_context():
        session = db.session()
        changes.open_write(session)
        books.delete(session, number, actor="test")
        session.commit()
    assert titles(here, "cachalot") == []


def test_what_is_not_committed_is_not_found(app, host, titles):
    here = host("here")
    with app.app_context():
        session = db.session()
        changes.open_write(session)
        books.create(session, BookRecord(title="Never"), actor="test")
        assert titles(here, "never") == []
        session.rollback()
    assert titles(here, "never") == []


def test_hosts_with_different_histories_give_the_same_answers(app, write, host, titles):
    follower, builder = host("follower"), host("builder")
    for number in range(12):
        (book_id,) = write(f"Roman de la mer {number % 3}")
        titles(follower, "roman")
        if number % 4 == 0:
            with app.app_context():
                session = db.session()
                changes.open_write(session)
                books.delete(session, book_id, actor="test")
                session.commit()

    for text in ("roman", "mer 1", "romn", '"la mer"', "-roman", ""):
        assert titles(follower, text) == titles(builder, text)


@pytest.mark.parametrize("kind", ["meta.json", "*.term", "*.idx", "*.fast", "*.store", "*.pos", "*.fieldnorm"])
@pytest.mark.parametrize("harm", ["truncated", "gone", "garbage", "holed"])
def test_a_damaged_index_is_made_anew(write, host, titles, differs, kind, harm):
    write("Baleine", "Cachalot")
    assert titles(host("here"), "baleine") == ["Baleine"]
    for path in host("here").index.path.glob(kind):
        content = path.read_bytes()
        third = len(content) // 3
        if harm == "gone":
            path.unlink()
        elif harm == "holed":
            path.write_bytes(content[:third] + bytes(third) + content[2 * third :])
        else:
            path.write_bytes(b"" if harm == "truncated" else b"\x00garbage" * 9)

    again = host("here")

    assert titles(again, "cachalot", sort="title") == ["Cachalot"]
    assert titles(again, "", sort="title") == ["Baleine", "Cachalot"]
    assert not differs(again)


def test_damage_that_shows_in_no_answer_is_found_by_a_check(app, write, host, differs):
    here = host("here")
    write(*"ABCDEFGH")
    here.current()
    with app.app_context():
        session = db.session()
        changes.open_write(session)
        books.delete(session, 3, actor="test")
        session.commit()
    here.current()
    (deleted,) = [path for path in here.index.path.glob("*.del") if path.stat().st_size]
    content = bytearray(deleted.read_bytes())
    content[8] ^= 0xFF
    deleted.write_bytes(content)
    again = host("here")

    again.mend()

    again.settle()
    assert not differs(again)


def test_who_meets_damage_that_another_process_has_mended_reads_anew(write, host, titles):
    here, there = host("shared"), host("shared")
    write("Baleine", "Cachalot")
    titles(here, "baleine")
    titles(there, "baleine")
    for path in here.index.path.glob("*.term"):
        path.unlink()

    here.mend()

    assert titles(here, "cachalot") == ["Cachalot"]
    assert titles(there, "cachalot") == ["Cachalot"]


def test_a_word_that_only_deleted_books_had_is_no_spelling(app, write, host, titles):
    here = host("here")
    write("Le Chevalier", "Le Chevaliar noir", "Zymotique")
    titles(here, "chevalier")
    with app.app_context():
        session = db.session()
        changes.open_write(session)
        books.replace(session, 2, BookRecord(title="Le Cavalier noir"), actor="test")
        session.commit()

    assert titles(here, "chevaliaz") == titles(host("anew"), "chevaliaz") == ["Le Chevalier"]


def test_a_folder_deleted_under_a_running_service_does_no_harm(write, host, titles, differs):
    here = host("here")
    write("Baleine")
    titles(here, "baleine")
    shutil.rmtree(here.index.folder)

    write("Cachalot")

    assert titles(here, "cachalot") == ["Cachalot"]
    assert titles(here, "baleine") == ["Baleine"]
    assert not differs(here)


def test_an_index_of_another_layout_gives_way(write, host, titles):
    here = host("here")
    old = here.index.folder / "books-0123456789ab"
    old.mkdir(parents=True)
    write("Baleine")

    assert titles(here, "baleine") == ["Baleine"]
    assert not old.exists()


def test_an_index_of_another_history_is_made_anew(app, write, host, titles, differs):
    """As after a backup was restored: the numbers of changes go back, and come again for other changes."""
    here = host("here")
    write("Baleine", "Cachalot")
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


def test_more_changes_than_a_reader_waits_for_come_in_the_background(write, host, titles, monkeypatch, differs):
    monkeypatch.setattr(indexing, "AT_ONCE", 3)
    here = host("here")
    write(*"ABCDE")

    assert here.current().is_behind
    here.wait()

    assert not here.current().is_behind
    assert titles(here, "", sort="title") == list("ABCDE")
    assert not differs(here)


def test_while_another_process_writes_searches_are_answered_and_say_so(write, host, monkeypatch):
    monkeypatch.setattr(indexing, "PATIENCE_SECONDS", 0.01)
    here = host("here")
    write("Baleine")
    here.current()
    write("Cachalot")

    with host("here").index.locked(0):
        assert here.current().lag == 1

    assert here.current().lag == 0


def test_an_index_that_cannot_be_written_is_told(app, write, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    write("Baleine")
    with app.app_context():
        here = LiveIndex(SearchIndex(tmp_path / "file" / "index"), db.engine)
        with pytest.raises(IndexUnwritable, match="CATALOGUE_INDEX_DIR"):
            here.current()


@pytest.fixture
def full_disk():
    """A disk that takes no file of more than some bytes, while the block lasts."""

    @contextmanager
    def filling():
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return filling


def test_a_full_disk_is_told_and_made_good_as_soon_as_there_is_room(app, write, host, titles, differs, full_disk):
    here = host("here")
    write("Baleine")
    with full_disk(), pytest.raises(IndexUnwritable, match="CATALOGUE_INDEX_DIR"):
        here.current()

    here.settle()
    write("Cachalot")
    with full_disk():
        current = here.current()
    assert (current.lag, current.building) == (1, None)

    here.settle()
    assert titles(here, "", sort="title") == ["Baleine", "Cachalot"]
    assert not differs(here)


def test_searches_on_every_thread_see_what_was_saved_before(app, write, host):
    hosts = [host("shared") for _ in range(3)]
    missed = []

    def work(number):
        for turn in range(8):
            title = f"Unique{chr(97 + number)}{chr(97 + turn)}"
            write(title)
            with app.app_context():
                found = discovery.search(db.session(), hosts[(number + turn) % 3], Search(title), 1, 5)
            if [book.title for book in found.page.hits][:1] != [title] or found.current.is_behind:
                missed.append(title)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert missed == []


def test_who_waited_while_others_wrote_knows_their_changes_for_the_catalogues_own(app, write):
    """Else a reader who got the lock at last took the index for that of another history, and made it anew."""
    write("Before")
    with app.app_context(), Session(db.engine) as session:
        tables = Tables(session)
        tables.newest()
        write("Meanwhile")
        there = newest(db.engine)

        assert tables.mark_of(there.seq) == there.mark


def test_an_index_can_be_thrown_away_while_others_open_it(write, host, titles):
    """Tantivy puts a lock into the folder that it opens, and a folder that fills while it is removed is not empty."""
    write("Baleine")
    here, there = host("shared"), host("shared")
    is_over = threading.Event()

    def open_again_and_again():
        while not is_over.is_set():
            there.index.reload()

    reader = threading.Thread(target=open_again_and_again)
    reader.start()
    try:
        for _ in range(200):
            with here.index.locked(-1):
                here.index.clear()
    finally:
        is_over.set()
        reader.join()

    assert titles(there, "baleine") == ["Baleine"]


BUILD = """
import sys
from pathlib import Path
import sqlalchemy as sa
from sqlalchemy.orm import Session
from catalogue.search import sync
from catalogue.search.index import SearchIndex
from catalogue.services.followed import Tables
sync.BATCH, sync.PARTS = 1, 3
index = SearchIndex(Path(sys.argv[2]))
def told(n_done, total):
    print(n_done, flush=True)
    if n_done == 4:
        sys.stdin.read()
with Session(sa.create_engine(sys.argv[1])) as session, index.locked(0):
    sync.build(index, Tables(session), told)
"""


def test_a_builder_that_is_killed_loses_nothing(app, start_process, write, host, titles, differs):
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


def test_a_follower_never_misses_a_change_that_was_committed_late(app, host, titles):
    """Writers queue, so a change with a lower number cannot be committed after one with a higher number."""
    here = host("here")
    with app.app_context():
        engine = db.engine
        early = Session(engine)
        changes.open_write(early)
        books.create(early, BookRecord(title="Early"), actor="test")
        done = threading.Event()

        def write_late():
            with Session(engine) as late:
                changes.open_write(late)
                books.create(late, BookRecord(title="Late"), actor="test")
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
