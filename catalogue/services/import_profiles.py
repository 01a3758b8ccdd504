"""Profiles of imports: what somebody chose for files of a kind, so that the next one of the kind needs no choice."""

import re
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import ImportProfile

NAME_LENGTH = 100
_SUBFIELD = re.compile(r"\d{3} \$\w")
OPTIONS = ("mapping", "profile", "on_duplicate", "copies")
"""What a profile keeps of the options of an import."""


def list_names(session: Session) -> list[str]:
    """Return the names of the profiles, in their order."""
    return list(session.scalars(sa.select(ImportProfile.name).order_by(ImportProfile.name)))


def get_options(session: Session, name: str) -> dict[str, Any]:
    """Return the options that a profile keeps, none when there is no such profile."""
    return session.scalar(sa.select(ImportProfile.options).where(ImportProfile.name == name)) or {}


def find_by_fields(session: Session, field_names: Collection[str]) -> str | None:
    """Return the name of the profile that was made for files with exactly these fields.

    Of MARC the fields are subfields of copies: one of them may be missing from the next file of the same program.
    """
    wanted = sorted(field_names)
    query = sa.select(ImportProfile.name, ImportProfile.field_names).order_by(ImportProfile.id.desc())
    saved = [(name, names) for name, names in session.execute(query)]
    exact = next((name for name, names in saved if names == wanted), None)
    if exact or not wanted or not all(map(_SUBFIELD.fullmatch, wanted)):
        return exact
    return next((name for name, names in saved if set(wanted) <= set(names)), None)


def save(session: Session, name: str, options: dict[str, Any], field_names: Collection[str]) -> None:
    """Keep options under a name, in the place of what it had."""
    session.execute(sa.delete(ImportProfile).where(ImportProfile.name == name))
    kept = {option: options[option] for option in OPTIONS}
    session.add(ImportProfile(name=name, options=kept, field_names=sorted(field_names)))
    session.flush()


def delete(session: Session, name: str) -> None:
    """Forget a profile."""
    session.execute(sa.delete(ImportProfile).where(ImportProfile.name == name))
