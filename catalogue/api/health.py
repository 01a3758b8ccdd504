"""Is it alive, and can it work? For load balancers, containers and people with curl."""

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Blueprint, Response

from catalogue.api.answers import dumped
from catalogue.extensions import MIGRATIONS, db

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def live() -> Response:
    """Say that the process answers."""
    return _answer(200, {"status": "live"})


@bp.get("/ready")
def ready() -> Response:
    """Say whether the catalogue can be read: 503 with the reason when it cannot."""
    reason = reason_not_ready(db.engine)
    return _answer(503, {"status": "unavailable", "reason": reason}) if reason else _answer(200, {"status": "ready"})


def reason_not_ready(engine: sa.Engine) -> str | None:
    """Return why the database cannot serve, None when it can."""
    newest = ScriptDirectory.from_config(_alembic()).get_current_head()
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return "The database is empty: run “catalogue db upgrade”."
            found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.SQLAlchemyError:
        return "The database does not answer."
    if found != newest:
        return f"The database is at revision {found}, the program at {newest}: run “catalogue db upgrade”."
    return None


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _answer(status: int, document: dict[str, str]) -> Response:
    return Response(dumped(document), status, mimetype="application/json", headers={"Cache-Control": "no-store"})
