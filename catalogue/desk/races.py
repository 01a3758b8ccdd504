"""Two people at one form: the second to save sees both versions, and chooses field by field."""

from collections.abc import Iterable

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from catalogue.domain.changes import EditConflict, RecordKind
from catalogue.domain.differences import State
from catalogue.services.history import compare_versions

PICK = "pick_"
"""What the names of the choices between two versions begin with: `pick_title` is “mine” or “theirs”."""


def find_conflicts(
    session: Session, kind: RecordKind, record_id: int, revision: int, mine: State, theirs: State
) -> list[EditConflict]:
    """Return what somebody else changed since the form was opened, if that was not shown or a choice is missing.

    What changes the revision of a record and none of its fields, as the loan of a copy does, is no reason to ask.

    :param revision: the one at which the record stands, as `theirs`; the form sends the one that it was opened at.
    """
    sent = request.form.get("revision", "")
    is_stale = sent != str(revision)
    opened_at = sent if is_stale else request.form.get("opened_at", "")
    if not (opened_at.isascii() and opened_at.isdigit() and len(opened_at) < 10):
        return []
    conflicts = compare_versions(session, kind, record_id, int(opened_at), mine, theirs)
    if not any(one.theirs != one.base for one in conflicts):
        return []
    if is_stale:
        return conflicts
    return conflicts if any(one.is_open and PICK + one.field not in request.form for one in conflicts) else []


def list_picked(names: Iterable[str]) -> list[str]:
    """Return the fields in which the version of the other is to stay."""
    return [name for name in names if request.form.get(PICK + name) == "theirs"]


def show_race(
    form: FlaskForm, conflicts: list[EditConflict], revision: int, *, heading: str, cancel_url: str
) -> ResponseReturnValue:
    """Answer with both versions side by side; what was sent goes along, and nothing of it is lost."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if not _is_of_race(name)]
    picks = {one.field: request.form.get(PICK + one.field, one.choice) for one in conflicts}
    opened_at = request.form.get("opened_at", request.form.get("revision", ""))
    context = {"revision": revision, "opened_at": opened_at, "heading": heading, "cancel_url": cancel_url}
    return render_template("desk/race.html", form=form, conflicts=conflicts, picks=picks, sent=sent, **context), 409


def _is_of_race(name: str) -> bool:
    return name.startswith(PICK) or name in {"csrf_token", "revision", "opened_at"}
