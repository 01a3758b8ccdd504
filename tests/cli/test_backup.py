"""`catalogue backup` and `catalogue restore`: from each database into each, while others write, and from before."""

import json
import os
import resource
import subprocess
import sys
import tarfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from catalogue.app import create_app
from catalogue.cli import main
from catalogue.cli.backup import write_archive
from catalogue.database import upgrade
from catalogue.extensions import db
from catalogue.store.table_rows import open_snapshot

SECRET = {"SECRET_KEY": "only-for-tests-" * 3}
PASSWORD = "correct horse battery"


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'other.db'}"
    url = sa.make_url(request.getfixturevalue("postgresql_url")).set(drivername="postgresql+psycopg")
    server = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
        connection.execute(sa.text("CREATE DATABASE restored"))
    server.dispose()
    return url.set(database="restored").render_as_string(hide_password=False)


@pytest.fixture
def run_on(tmp_path: Path) -> Callable[..., Result]:
    """Run a command on the catalogue at an address: `run_on(other_url, "restore", path)`."""

    def run(url: str, *words: object) -> Result:
        environ = {"DATABASE_URL": url, "CATALOGUE_INDEX_DIR": str(tmp_path / "other.index")}
        return CliRunner(env=SECRET | environ).invoke(main, [str(word) for word in words], prog_name="catalogue")

    return run


@pytest.fixture
def sample_records(client: FlaskClient, run: Any) -> Any:
    """A catalogue with rows in every table: odd signs, deletions, an account and its token."""
    for number in range(5):
        body = {"title": f'L’Œuvre « {number} » — 𝔘 \\ " \n fin', "authors": ["Émile Zola"], "subjects": ["Roman"]}
        body |= {"extra": {"n": 2**53, "x": 0.1, "deep": [None, {"é": "ß"}]}, "published": "1885"}  # type: ignore[dict-item]
        assert client.post("/api/books", json=body).status_code == 201
    client.post("/api/items", json={"book_id": 1, "barcode": "B1", "acquired_on": "2026-01-31"})
    client.post("/api/items", json={"book_id": 1, "barcode": "B2"})
    client.delete("/api/items/2")
    client.delete("/api/books/5")
    run("user", "add", "marie", "--role", "admin", "--password-stdin", given=f"{PASSWORD}\n")
    run("token", "create", "marie", "--label", "ils")
    return client


def tables_in(archive: Any) -> Any:
    """Counts, checksums and highest numbers of each table of a backup: those of equal rows are equal."""
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))["tables"]  # type: ignore[arg-type]


def rows_in(archive: Any, table: Any) -> Any:
    with tarfile.open(archive) as tar:
        return [json.loads(line) for line in tar.extractfile(f"{table}.jsonl")]


def test_what_is_restored_equals_what_was_backed_up(
    sample_records: Any, run: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    backup, again = tmp_path / "backup.tar.gz", tmp_path / "again.tar.gz"

    written = run("backup", backup)
    assert written.stdout == f"Wrote {backup}: 4 books, 1 item, 1 author, 1 subject, 1 account, 1 token, 11 changes.\n"
    restored = run_on(other_url, "restore", backup)
    assert restored.exit_code == 0, restored.output
    assert restored.stdout.startswith(f"Restored {backup}: 4 books, 1 item, 1 author, 1 subject, 1 account, 1 token, ")

    assert run_on(other_url, "backup", again).exit_code == 0
    assert tables_in(again) == tables_in(backup)
    assert run_on(other_url, "index", "check").stdout.endswith("as it is: 4 books.\n")


def test_numbers_go_on_where_they_were(
    sample_records: Any, run: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    """Neither the number of a deleted book, nor that of a deleted item, nor that of a change is given again."""
    backup = tmp_path / "backup.tar.gz"
    run("user", "delete", "marie", "--yes")
    run("user", "add", "ada", "--role", "admin", "--password-stdin", given=f"{PASSWORD}\n")
    secret = run("token", "create", "ada", "--label", "ils").stdout.strip()
    run("backup", backup)
    run_on(other_url, "restore", backup)

    app = create_app(SECRET | {"DATABASE_URL": other_url, "CATALOGUE_INDEX_DIR": str(tmp_path / "other.index")})
    headers = {"Authorization": f"Bearer {secret}"}
    book = app.test_client().post("/api/books", json={"title": "Nana"}, headers=headers).json
    item = app.test_client().post("/api/items", json={"book_id": 1, "barcode": "B3"}, headers=headers).json
    with app.app_context():
        newest = db.session().scalar(sa.text("SELECT max(seq) FROM change"))
        db.session.remove()
        db.engine.dispose()

    assert (book["id"], item["id"]) == (6, 3)
    assert newest == max(row["seq"] for row in rows_in(backup, "change")) + 2


def test_a_snapshot_is_taken_while_others_write(
    client: FlaskClient, run: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    """Whatever moment it caught, it is one: counts, log and books agree, and all of it can be restored."""
    enough, stop = Event(), Event()

    def write() -> None:
        for number in count():
            if stop.is_set():
                return
            made = client.post("/api/books", json={"title": f"T {number}", "authors": ["A", f"B {number}"]}).json
            client.post("/api/items", json={"book_id": made["id"], "barcode": f"{number}"})
            if number % 3 == 0:
                client.delete(f"/api/books/{made['id']}")
            if number == 20:
                enough.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert enough.wait(60)
        for number in range(3):
            assert run("backup", tmp_path / f"{number}.tar.gz").exit_code == 0
            assert writer.is_alive()
    finally:
        stop.set()
        writer.join()

    sizes = [len(rows_in(tmp_path / f"{number}.tar.gz", "change")) for number in range(3)]
    assert sizes == sorted(sizes)
    for number in range(3):
        backup = tmp_path / f"{number}.tar.gz"
        actions = {}
        for change in rows_in(backup, "change"):
            actions[change["record_id"]] = change["action"], change["revision"]
        there = {book_id for book_id, (action, _) in actions.items() if action != "delete"}
        assert {row["id"] for row in rows_in(backup, "book")} == there
        assert {row["book_id"] for row in rows_in(backup, "item")} <= there
        n_books = {row["id"]: row["n_books"] for row in rows_in(backup, "author")}
        for authorship in rows_in(backup, "authorship"):
            n_books[authorship["author_id"]] -= 1
        assert not any(n_books.values())
        assert run_on(other_url, "restore", "--replace", backup).exit_code == 0
    assert run_on(other_url, "backup", tmp_path / "again.tar.gz").exit_code == 0
    again, last = tables_in(tmp_path / "again.tar.gz"), tables_in(tmp_path / "2.tar.gz")
    assert {name: facts["sha256"] for name, facts in again.items()} == {
        name: facts["sha256"] for name, facts in last.items()
    }


def test_a_catalogue_that_holds_something_is_not_written_over_unless_told(
    sample_records: Any, run: Any, tmp_path: Path
) -> None:
    run("backup", tmp_path / "backup.tar.gz")
    run("user", "add", "ada", "--role", "admin", "--password-stdin", given=f"{PASSWORD}\n")
    before = run("user", "list").stdout

    refused = run("restore", tmp_path / "backup.tar.gz")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: The catalogue holds 4 books, 1 item, 1 author, 1 subject, 2 accounts, 1 t")
    assert run("user", "list").stdout == before
    assert run("restore", "--replace", tmp_path / "backup.tar.gz").exit_code == 0
    assert "ada" not in run("user", "list").stdout


def test_a_service_that_runs_notices_another_catalogue(client: FlaskClient, run: Any, tmp_path: Path) -> None:
    """Its search index, its counts and its lists are of what was restored, though the log has no newer number."""
    client.post("/api/books", json={"title": "Avant", "language": "fr"})
    run("backup", tmp_path / "backup.tar.gz")
    client.delete("/api/books/1")
    client.post("/api/books", json={"title": "Après"})
    assert client.get("/api/search?q=apres").json["total"] == 1
    assert client.get("/api/books").headers["X-Total-Count"] == "1"

    assert run("restore", "--replace", tmp_path / "backup.tar.gz").exit_code == 0

    assert [client.get(f"/api/search?q={word}").json["total"] for word in ("avant", "apres")] == [1, 0]
    assert [book["title"] for book in client.get("/api/books").json] == ["Avant"]
    assert client.get("/api/books?language=fr").headers["X-Total-Count"] == "1"
    assert client.post("/api/books", json={"title": "Ensuite"}).status_code == 201
    assert client.get("/api/search?q=ensuite").json["total"] == 1


@pytest.fixture
def older_backup(tmp_path: Path) -> Any:
    """A backup that a program at revision 0005 would have taken: its tokens have neither scope nor end."""
    app = create_app(SECRET | {"DATABASE_URL": f"sqlite:///{tmp_path / 'older.db'}"})
    at = "2026-01-31 09:00:00.000000"
    with app.app_context():
        upgrade("0005")
        with db.engine.begin() as connection:
            for statement in (
                f"INSERT INTO account VALUES (3, 'marie', 'librarian', 'hash', '{at}')",
                f"INSERT INTO token VALUES (7, 3, 'ils', 'digest', '{at}', NULL, NULL)",
            ):
                connection.exec_driver_sql(statement)
        with open_snapshot(db.engine) as snapshot, (tmp_path / "older.tar.gz").open("wb") as file:
            assert write_archive(snapshot, file, None).revision == "0005"
        db.engine.dispose()
    return tmp_path / "older.tar.gz"


def test_a_backup_of_before_is_brought_up_to_this_version(
    older_backup: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    restored = run_on(other_url, "restore", older_backup)

    assert restored.exit_code == 0, restored.output
    run_on(other_url, "backup", tmp_path / "newer.tar.gz")
    (token,) = rows_in(tmp_path / "newer.tar.gz", "token")
    assert (token["id"], token["scope"], token["expires_at"]) == (7, "write", None)
    assert token["created_at"] == "2026-01-31T09:00:00Z"


def with_manifest(archive: Any, target: Any, **changed: Any) -> None:
    """Write a backup whose manifest says something else."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz", format=tarfile.GNU_FORMAT) as new:
        for member in old:
            content = old.extractfile(member).read()
            if member.name == "manifest.json":
                content = json.dumps(json.loads(content) | changed).encode()
            member.size = len(content)
            path = target.with_suffix(".member")
            path.write_bytes(content)
            with path.open("rb") as file:
                new.addfile(member, file)


def test_a_backup_of_a_newer_program_is_refused_with_what_to_do(
    sample_records: Any, run: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    run("backup", tmp_path / "backup.tar.gz")
    with_manifest(tmp_path / "backup.tar.gz", tmp_path / "newer.tar.gz", revision="9999", program="7.0.0")

    refused = run_on(other_url, "restore", tmp_path / "newer.tar.gz")

    assert refused.exit_code == 1
    assert "its tables are at revision 9999, and this program knows revisions up to" in refused.stderr
    assert "restore it with version 7.0.0 of the program, or a newer one." in refused.stderr


def test_a_backup_that_lies_about_its_revision_changes_nothing(sample_records: Any, run: Any, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup.tar.gz")
    before = tables_in(tmp_path / "backup.tar.gz")
    with_manifest(tmp_path / "backup.tar.gz", tmp_path / "lying.tar.gz", revision="0005")

    refused = run("restore", "--replace", tmp_path / "lying.tar.gz")

    assert refused.exit_code == 1
    assert "do not have the columns of its revision: disabled_at" in refused.stderr
    run("backup", tmp_path / "after.tar.gz")
    assert tables_in(tmp_path / "after.tar.gz") == before


def test_a_damaged_backup_changes_nothing(sample_records: Any, run: Any, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup.tar.gz")
    before = tables_in(tmp_path / "backup.tar.gz")
    (tmp_path / "cut.tar.gz").write_bytes((tmp_path / "backup.tar.gz").read_bytes()[:-200])

    for words in (("restore", "--replace"), ("restore", "--check")):
        refused = run(*words, tmp_path / "cut.tar.gz")
        assert refused.exit_code == 1
        assert refused.stderr.startswith(f"Error: {tmp_path / 'cut.tar.gz'} cannot be restored: it was cut short")

    run("backup", tmp_path / "after.tar.gz")
    assert tables_in(tmp_path / "after.tar.gz") == before


def test_a_backup_can_be_checked_without_writing(sample_records: Any, run: Any, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup.tar.gz")
    checked = run("restore", "--check", tmp_path / "backup.tar.gz")
    assert checked.exit_code == 0
    assert checked.stdout.startswith(f"{tmp_path / 'backup.tar.gz'} is whole: 4 books, ")


def test_a_backup_is_read_by_its_owner_alone(sample_records: Any, run: Any, tmp_path: Path) -> None:
    """It holds the hashes of passwords."""
    before = os.umask(0)
    try:
        run("backup", tmp_path / "backup.tar.gz")
    finally:
        os.umask(before)
    assert (tmp_path / "backup.tar.gz").stat().st_mode & 0o777 == 0o600


def test_a_backup_goes_through_a_pipe(
    sample_records: Any, run: Any, run_on: Any, other_url: Any, tmp_path: Path
) -> None:
    written = run("backup", "-")
    (tmp_path / "piped.tar.gz").write_bytes(written.stdout_bytes)
    assert written.stderr.startswith("Wrote standard output: 4 books, ")
    assert run_on(other_url, "restore", tmp_path / "piped.tar.gz").exit_code == 0


def test_a_backup_that_is_broken_off_leaves_nothing_and_keeps_the_one_before(
    app: Flask, sample_records: Any, database_url: str, tmp_path: Path
) -> None:
    """A disk that is full half-way, here a limit on the size of a file."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "backup.tar.gz").write_bytes(b"the one before")
    environ = os.environ | SECRET | {"DATABASE_URL": database_url, "CATALOGUE_INDEX_DIR": str(tmp_path / "index")}
    code = "import sys; from catalogue.cli import main; main(sys.argv[1:], prog_name='catalogue')"
    if database_url.startswith("sqlite"):
        with app.app_context():  # SQLite's own files are not to meet the limit.
            db.session().execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    done = subprocess.run(
        [sys.executable, "-c", code, "backup", str(folder / "backup.tar.gz")],
        env=environ,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )

    assert done.returncode == 1
    assert done.stderr == f"Error: {folder / 'backup.tar.gz'} cannot be written: file too large\n"
    assert [path.name for path in folder.iterdir()] == ["backup.tar.gz"]
    assert (folder / "backup.tar.gz").read_bytes() == b"the one before"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("backup", "/nowhere/backup.tar.gz"), "/nowhere/backup.tar.gz cannot be written: no such file or directory"),
        (("restore", "/nowhere/backup.tar.gz"), "/nowhere/backup.tar.gz: no such file or directory"),
    ],
)
def test_a_file_that_cannot_be_is_named(run: Any, words: Any, message: Any) -> None:
    result = run(*words)
    assert (result.exit_code, result.stderr) == (1, f"Error: {message}\n")
