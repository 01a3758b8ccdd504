"""Profiles of imports: what somebody chose for files of a kind, so that the next one of the kind needs no choice."""

import re
from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from catalogue.models import ImportProfile
from catalogue.store import import_profiles as profile_rows

NAME_LENGTH = 100
_SUBFIELD = re.compile(r"\d{3} \$\w")
OPTIONS = ("mapping", "profile", "on_duplicate", "copies")
"""What a profile keeps of the options of an import."""


def list_names(session: Session) -> list[str]:
    """Return the names of the profiles, in their order."""
    return profile_rows.list_names(session)


def get_options(session: Session, name: str) -> dict[str, Any]:
    """Return the options that a profile keeps, none when there is no such profile."""
    return profile_rows.find_options(session, name) or {}


def find_by_fields(session: Session, field_names: Collection[str]) -> str | None:
    """Return the name of the profile that was made for files with exactly these fields.

    Of MARC the fields are subfields of copies: one of them may be missing from the next file of the same program.
    """
    names_sorted = sorted(field_names)
    saved = profile_rows.list_field_names(session)
    exact = next((name for name, names in saved if names == names_sorted), None)
    if exact or not names_sorted or not all(map(_SUBFIELD.fullmatch, names_sorted)):
        return exact
    return next((name for name, names in saved if set(names_sorted) <= set(names)), None)


def save(session: Session, name: str, options: dict[str, Any], field_names: Collection[str]) -> None:
    """Keep options under a name, in the place of what it had."""
    profile_rows.delete(session, name)
    profile = {option: options[option] for option in OPTIONS}
    session.add(ImportProfile(name=name, options=profile, field_names=sorted(field_names)))
    session.flush()


def delete(session: Session, name: str) -> None:
    """Forget a profile."""
    profile_rows.delete(session, name)
