"""An index that is damaged, thrown away or cannot be written: mended without being asked, or told clearly."""

import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue.errors import IndexUnwritable
from catalogue.extensions import db
from catalogue.search.index import SearchIndex
from catalogue.services import books
from catalogue.services.indexing import LiveIndex
from catalogue.store import change_log


@pytest.mark.parametrize("kind", ["meta.json", "*.term", "*.idx", "*.fast", "*.store", "*.pos", "*.fieldnorm"])
@pytest.mark.parametrize("harm", ["truncated", "gone", "garbage", "holed"])
def test_a_damaged_index_is_made_anew(write: Any, host: Any, titles: Any, differs: Any, kind: Any, harm: Any) -> None:
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


def test_a_file_that_is_still_being_written_is_no_damage(
    write: Any, host: Any, caplog: pytest.LogCaptureFixture
) -> None:
    write("Baleine")
    here = host("here")
    before = here.current().snapshot
    unfinished = here.index.path / "unfinished.idx"
    os.mkfifo(unfinished)

    mending = threading.Thread(target=here.mend, daemon=True)
    mending.start()
    with unfinished.open("wb"):  # As soon as it is read; and it is whole, or merged into another, right after.
        unfinished.unlink()
    mending.join()

    assert "damaged" not in caplog.text
    assert here.current().snapshot.state == before.state


def test_a_folder_that_cannot_be_looked_into_is_told_as_one(host: Any) -> None:
    beyond = host("n" * 300)  # Refused to everybody, the superuser of a container included.

    assert beyond.index.is_damaged()
    with pytest.raises(IndexUnwritable):
        beyond.mend()


def test_damage_that_shows_in_no_answer_is_found_by_a_check(app: Flask, write: Any, host: Any, differs: Any) -> None:
    here = host("here")
    write(*"ABCDEFGH")
    here.current()
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
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


def test_who_meets_damage_that_another_process_has_mended_reads_anew(write: Any, host: Any, titles: Any) -> None:
    here, there = host("shared"), host("shared")
    write("Baleine", "Cachalot")
    titles(here, "baleine")
    titles(there, "baleine")
    for path in here.index.path.glob("*.term"):
        path.unlink()

    here.mend()

    assert titles(here, "cachalot") == ["Cachalot"]
    assert titles(there, "cachalot") == ["Cachalot"]


def test_a_folder_deleted_under_a_running_service_does_no_harm(
    write: Any, host: Any, titles: Any, differs: Any
) -> None:
    here = host("here")
    write("Baleine")
    titles(here, "baleine")
    shutil.rmtree(here.index.folder)

    write("Cachalot")

    assert titles(here, "cachalot") == ["Cachalot"]
    assert titles(here, "baleine") == ["Baleine"]
    assert not differs(here)


def test_an_index_can_be_thrown_away_while_others_open_it(write: Any, host: Any, titles: Any) -> None:
    """Tantivy puts a lock into the folder that it opens, and a folder that fills while it is removed is not empty."""
    write("Baleine")
    here, there = host("shared"), host("shared")
    is_over = threading.Event()

    def open_again_and_again() -> None:
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


def test_an_index_that_cannot_be_written_is_told(app: Flask, write: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    write("Baleine")
    with app.app_context():
        here = LiveIndex(SearchIndex(tmp_path / "file" / "index"), db.engine)
        with pytest.raises(IndexUnwritable, match="CATALOGUE_INDEX_DIR"):
            here.current()


def test_a_full_disk_is_told_and_made_good_as_soon_as_there_is_room(
    app: Flask, write: Any, host: Any, titles: Any, differs: Any, full_disk: Any
) -> None:
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
