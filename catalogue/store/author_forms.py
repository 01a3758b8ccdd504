"""Names and years of authors, as an import reads and writes them, many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import Author
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_texts

Years = tuple[int | None, int | None]
"""Years of birth and death."""
_AUTHORS = table_of(Author)
_KNOWN = sa.select(
    _AUTHORS.c.key, _AUTHORS.c.name, _AUTHORS.c.birth_year, _AUTHORS.c.death_year, _AUTHORS.c.created_at
).where(_AUTHORS.c.key.in_(json_texts("keys")))


def read_known(session: Session, keys: Iterable[str]) -> Sequence[sa.Row[str, str, int | None, int | None, datetime]]:
    """Return key, name, years and creation of the authors with these folded names."""
    return session.connection().execute(_KNOWN, {"keys": list(keys)}).all()


def write_years(session: Session, years: Mapping[str, Years], since: datetime) -> None:
    """Give the authors with these folded names their years, if they were created since an instant."""
    rows = [{"of": key, "born": birth, "died": death} for key, (birth, death) in years.items()]
    if rows:
        statement = _update_created(since).values(birth_year=sa.bindparam("born"), death_year=sa.bindparam("died"))
        session.connection().execute(statement, rows)


def write_names(session: Session, names: Mapping[str, str], since: datetime) -> None:
    """Give the authors with these folded names another written form, if they were created since an instant."""
    rows = [{"of": key, "as_written": name} for key, name in names.items()]
    if rows:
        session.connection().execute(_update_created(since).values(name=sa.bindparam("as_written")), rows)


def _update_created(since: datetime) -> sa.Update:
    return sa.update(_AUTHORS).where(_AUTHORS.c.key == sa.bindparam("of"), _AUTHORS.c.created_at >= since)
