"""The page that says what this place is."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import db
from catalogue.services import shelves
from catalogue.web.blueprint import bp


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What the catalogue holds, how to search it, what it keeps of its readers, how programs read it."""
    return render_template("about.html", counts=shelves.counts(db.session()))
