"""Liveness and readiness."""

import pytest
import sqlalchemy as sa

from catalogue.extensions import db


@pytest.mark.parametrize(
    ("path", "said"),
    [("/health/live", {"status": "live"}), ("/health/ready", {"status": "ready", "changes_not_searched_yet": 0})],
)
def test_a_service_that_works_says_so(client, path, said):
    answer = client.get(path)

    assert (answer.status_code, answer.json) == (200, said)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_of_another_revision_is_not_ready(app, client):
    with app.app_context(), db.engine.begin() as connection:
        held = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'other'"))
    try:
        answer = client.get("/health/ready")
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = :held"), {"held": held})

    assert answer.status_code == 503
    assert "revision other" in answer.json["reason"]
