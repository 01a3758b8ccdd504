"""Profiles of imports that are kept."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.models import ImportProfile


def list_names(session: Session) -> list[str]:
    """Return the names of the profiles, in their order."""
    return list(session.scalars(sa.select(ImportProfile.name).order_by(ImportProfile.name)))


def list_field_names(session: Session) -> Sequence[sa.Row[str, list[str]]]:
    """Return name and fields of each profile, the newest first."""
    return session.execute(
        sa.select(ImportProfile.name, ImportProfile.field_names).order_by(ImportProfile.id.desc())
    ).all()


def find_options(session: Session, name: str) -> dict[str, Any] | None:
    """Return the options of a profile, None when there is no such profile."""
    return session.scalar(sa.select(ImportProfile.options).where(ImportProfile.name == name))


def delete(session: Session, name: str) -> None:
    """Delete a profile, if there is one of that name."""
    session.execute(sa.delete(ImportProfile).where(ImportProfile.name == name))
