"""Migrations make what the models say, and can be undone, on both databases."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from catalogue.app import create_app
from catalogue.database import MIGRATIONS, find_newest_revision, init_migrations
from catalogue.extensions import db
from catalogue.models import Base


@pytest.fixture
def empty_app(database_url: str, tmp_path: Path, in_local_mode: Any) -> Iterator[Any]:
    """The application on a database without any table."""
    url = sa.make_url(database_url)
    if url.get_backend_name() == "sqlite":
        url = url.set(database=str(tmp_path / "empty.db"))
    else:
        server = sa.create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS migrations"))
            connection.execute(sa.text("CREATE DATABASE migrations"))
        server.dispose()
        url = url.set(database="migrations")
    environ = {"DATABASE_URL": url.render_as_string(hide_password=False), "SECRET_KEY": "only-for-tests-" * 3}
    app = in_local_mode(create_app(environ))
    init_migrations(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> Any:
    return set(sa.inspect(db.engine).get_table_names())


def test_the_newest_revision_is_the_last_by_name() -> None:
    assert find_newest_revision() == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def test_from_nothing_to_the_newest_and_back(empty_app: Any) -> None:
    assert tables() == set()

    upgrade()
    assert tables() == {*Base.metadata.tables, "alembic_version"}

    downgrade(revision="base")
    assert tables() == {"alembic_version"}

    upgrade()
    assert tables() == {*Base.metadata.tables, "alembic_version"}


def test_upgrading_twice_changes_nothing(empty_app: Any) -> None:
    upgrade()
    empty_app.test_client().post("/api/books", json={"title": "Stays"})

    upgrade()

    assert empty_app.test_client().get("/api/books/1").json["title"] == "Stays"


def test_headings_of_before_are_found_by_their_words(empty_app: Any) -> None:
    upgrade(revision="0001")
    at = "2026-01-31 09:00:00"
    for table, more in (("author", {"variants": "[]"}), ("subject", {})):
        row = {
            "id": 7,
            "name": "Émile Zola",
            "key": "emile zola",
            "sort_key": "zola emile",
            "n_books": 0,
            "revision": 1,
        }
        row |= {"created_at": at, "updated_at": at, **more}
        names, gaps = ", ".join(row), ", ".join(f":{name}" for name in row)
        with db.engine.begin() as connection:
            connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({gaps})"), row)

    upgrade()

    for noun in ("authors", "subjects"):
        (found,) = empty_app.test_client().get(f"/api/{noun}?name=zol").json
        assert found["id"] == 7


def test_lists_of_scans_outlast_stocktakings(empty_app: Any) -> None:
    upgrade(revision="0019")
    at = "'2026-01-31 09:00:00'"
    with db.engine.begin() as connection:
        for statement in (
            f"INSERT INTO scan_list (id, name, actor, created_at, updated_at) VALUES (7, 'L', 'ada', {at}, {at})",
            f"INSERT INTO scan (id, list_id, code, actor, at) VALUES (9, 7, 'B1', 'ada', {at})",
        ):
            connection.execute(sa.text(statement))
    upgrade()
    client = empty_app.test_client()
    assert client.post("/api/stocktakings", json={"name": "S", "scope": {}}).status_code == 201
    assert client.post("/api/stocktakings/1/lists", json={"scan_list": 7}).status_code == 200
    assert client.get("/api/stocktakings/1").json["groups"]["unknown"] == 1

    downgrade(revision="0019")

    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT list_id, code FROM scan")).all() == [(7, "B1")]


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_the_models_have_not_drifted(empty_app: Any) -> None:
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def checks(engine: Any) -> Any:
    inspector = sa.inspect(engine)
    return {
        (table, check["name"]) for table in Base.metadata.tables for check in inspector.get_check_constraints(table)
    }


def test_checks_have_not_drifted(empty_app: Any) -> None:
    """Alembic does not compare them."""
    upgrade()

    in_models = {
        (table.name, str(constraint.name))
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert checks(db.engine) == in_models


def test_a_failed_upgrade_leaves_nothing_behind(empty_app: Any) -> None:
    """DDL is transactional on SQLite, too: a name that is taken half-way undoes what came before."""
    with db.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE item (id INTEGER)"))

    with pytest.raises(sa.exc.DBAPIError):
        upgrade()

    assert tables() <= {"item", "alembic_version"}


def test_changes_of_before_are_those_of_books_and_come_back(empty_app: Any) -> None:
    upgrade(revision="0008")
    rows = [
        {"seq": 1, "book_id": 5, "action": "create", "revision": 1, "before": None},
        {"seq": 4, "book_id": 5, "action": "delete", "revision": 2, "before": '{"title": "Nana"}'},
    ]
    statement = (
        "INSERT INTO change (seq, book_id, action, revision, actor, at, before)"
        " VALUES (:seq, :book_id, :action, :revision, 'ada', '2026-01-31 09:00:00', :before)"
    )
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement), rows)

    upgrade(revision="0009")
    with db.engine.begin() as connection:
        told = connection.execute(
            sa.text("SELECT kind, record_id, action, change_set_id FROM change ORDER BY seq")
        ).all()
        set_id = connection.execute(
            sa.text(
                "INSERT INTO change_set (kind, name, actor, at)"
                " VALUES ('rename', 'a', 'ada', '2026-01-31 09:00:00') RETURNING id"
            )
        ).scalar()
        connection.execute(
            sa.text(
                "INSERT INTO change (seq, kind, record_id, action, actor, at, change_set_id)"
                " VALUES (7, 'author', 1, 'create', 'ada', '2026-01-31 09:00:00', :set_id)"
            ),
            {"set_id": set_id},
        )
    assert told == [("book", 5, "create", None), ("book", 5, "delete", None)]

    downgrade(revision="0008")
    with db.engine.connect() as connection:
        told = connection.execute(sa.text("SELECT seq, book_id, action, revision FROM change ORDER BY seq")).all()
    assert told == [(1, 5, "create", 1), (4, 5, "delete", 2)]


def test_names_and_call_numbers_of_before_are_filed_anew(empty_app: Flask) -> None:
    upgrade(revision="0011")
    at = {"revision": 1, "created_at": "2026-01-31 09:00:00", "updated_at": "2026-01-31 09:00:00"}
    ormesson = {"id": 7, "name": "Jean d'Ormesson", "key": "jean d ormesson", "sort_key": "d ormesson jean"}
    insert("author", ormesson | {"n_books": 1, "variants": "[]"} | at)
    insert(
        "book",
        {"id": 1, "title": "Elle et lui", "title_key": "elle et lui", "author_key": "d ormesson jean", "extra": "{}"}
        | at,
    )
    insert("authorship", {"book_id": 1, "author_id": 7, "role": "author", "position": 0})
    call_number = {"call_number": "641/BET", "shelf_key": "0641/bet"}
    insert("item", {"id": 1, "book_id": 1, "barcode": "1", "status": "available"} | call_number | at)

    upgrade()

    with db.engine.connect() as connection:
        keys = connection.execute(
            sa.text("SELECT author.sort_key, author_key, shelf_key FROM author, book, item")
        ).one()
    assert tuple(keys) == ("ormesson jean d", "ormesson jean d", "0641 bet")


def test_what_extra_held_moves_into_new_columns_and_back(empty_app: Flask) -> None:
    upgrade(revision="0012")
    at = {"revision": 1, "created_at": "2026-01-31 09:00:00", "updated_at": "2026-01-31 09:00:00"}
    extra = '{"edition": "2e éd.", "lieu": " Paris ", "notes": "Envoi\\nde l\u2019auteur", "place": 7, "color": "red"}'
    insert("book", {"id": 1, "title": "Un", "title_key": "un", "extra": extra} | at)

    upgrade()

    book = empty_app.test_client().get("/api/books/1").json
    assert book["edition"] == "2e éd."
    assert (book["place"], book["notes"]) == ("Paris", "Envoi\nde l’auteur")
    assert book["extra"] == {"place": 7, "color": "red"}
    answer = empty_app.test_client().patch(
        "/api/books/1", json={"material": "manga", "identifiers": [{"scheme": "ean", "value": "3760123456784"}]}
    )
    assert answer.status_code == 200, answer.json
    db.session.remove()

    downgrade(revision="0012")

    with db.engine.connect() as connection:
        kept = connection.execute(sa.select(sa.column("extra", sa.JSON)).select_from(sa.table("book"))).scalar_one()
    identifiers = [{"scheme": "ean", "value": "3760123456784", "qualifier": None}]
    assert kept == {
        **{"color": "red", "edition": "2e éd.", "place": "Paris", "notes": "Envoi\nde l’auteur"},
        **{"material": "manga", "identifiers": identifiers},
    }


def insert(table: str, row: Mapping[str, object]) -> None:
    """Insert a row as an older program did."""
    names, gaps = ", ".join(row), ", ".join(f":{name}" for name in row)
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({gaps})"), row)


SERIES_BEFORE = [
    (1, "Nana", "Les Rougon-Macquart", "9", '{"collection": "Folio", "prix": 5}'),
    (2, "L'Étranger", "Folio", "2", "{}"),
    (3, "Œuvres", None, "2", "{}"),
    (4, "Naruto. 10", None, None, "{}"),
    (5, "Naruto. 9", None, None, "{}"),
]


def test_series_move_into_headings_and_back(empty_app: Any) -> None:
    upgrade(revision="0012")
    with db.engine.begin() as connection:
        for row in SERIES_BEFORE:
            values = dict(zip(("id", "title", "series", "series_number", "extra"), row, strict=True))
            values |= {"key": row[1].lower(), "at": "2026-01-31 09:00:00"}
            connection.execute(
                sa.text(
                    "INSERT INTO book (id, title, series, series_number, extra, revision, created_at, updated_at,"
                    " title_key) VALUES (:id, :title, :series, :series_number, :extra, 1, :at, :at, :key)"
                ),
                values,
            )

    upgrade()

    client = empty_app.test_client()
    books = {book["id"]: book for book in client.get("/api/books").json}
    assert list(books) == [2, 1, 5, 4, 3]
    assert [(one["name"], one["number"], one["kind"]) for one in books[1]["all_series"]] == [
        ("Les Rougon-Macquart", "9", "work"),
        ("Folio", None, "collection"),
    ]
    assert (books[1]["extra"], books[2]["series_kind"], books[3]["series_number"]) == ({"prix": 5}, "collection", "2")
    assert [(one["name"], one["books"]) for one in client.get("/api/series?name=foli").json] == [("Folio", 2)]
    assert client.post("/api/series", json={"name": "New"}).json["id"] == 3

    db.session.remove()
    downgrade(revision="0012")

    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT series, series_number, extra FROM book ORDER BY id")).all()
    assert [tuple(row[:2]) for row in rows] == [tuple(row[2:4]) for row in SERIES_BEFORE]
    assert "Folio" in str(rows[0].extra)


def test_change_sets_of_before_keep_their_names_and_come_back(empty_app: Any) -> None:
    upgrade(revision="0018")
    row = {"kind": "batch", "name": "Ajouter le sujet\u202f: Mer", "actor": "ada", "at": "2026-01-31 09:00:00"}
    insert("change_set", row)

    upgrade()
    (found,) = empty_app.test_client().get("/api/changesets").json
    assert found["name"] == row["name"]
    book_id = empty_app.test_client().post("/api/books", json={"title": "Nana"}).json["id"]
    edit = {"filter": {"ids": [book_id]}, "operations": [{"verb": "add", "field": "subjects", "value": "Mer"}]}
    assert empty_app.test_client().post("/api/changesets", json=edit).status_code == 201
    db.session.remove()

    downgrade(revision="0018")
    with db.engine.connect() as connection:
        names = connection.execute(sa.text("SELECT name FROM change_set ORDER BY id")).scalars().all()
    assert names == [row["name"], "subjects + Mer"]


def test_copies_that_are_gone_are_taken_over_from_the_log_and_back(empty_app: Any) -> None:
    upgrade(revision="0020")
    at = {"at": "2026-01-31 09:00:00"}
    gone = {"id": 7, "barcode": "B7", "inventory_number": "2020-7", "price": "12.50", "acquired_on": "2020-03-01"}
    insert("change_set", {"id": 1, "kind": "import", "name": "a.csv", "actor": "ada"} | at)
    insert("change_set", {"id": 2, "kind": "undo", "name": "a.csv", "actor": "ada", "undoes_id": 1} | at)
    log = {"kind": "book", "action": "update", "revision": 2, "actor": "ada"} | at
    for record_id, set_id, items in (
        (1, None, [gone, {"id": 8, "barcode": "B8"}]),
        (2, 2, [{"id": 9, "barcode": "B9"}]),
    ):
        state = json.dumps({"title": "Nana", "items": items})
        insert("change", log | {"record_id": record_id, "before": state, "change_set_id": set_id})
    insert("former_number", {"number": "2020-7", "item_id": 7, "book_id": 1, "title": "Nana"} | at)

    upgrade()
    with db.engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT item_id, title, barcode, inventory_number, price FROM former_item ORDER BY item_id")
        )
        assert [tuple(row) for row in rows] == [(7, "Nana", "B7", "2020-7", 1250), (8, "Nana", "B8", None, None)]

    downgrade(revision="0020")
    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT number, item_id, book_id, title FROM former_number"))
        assert [tuple(row) for row in rows] == [("2020-7", 7, 1, "Nana")]
