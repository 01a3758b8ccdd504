"""`/desk`: where a librarian begins."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.desk.blueprint import bp
from catalogue.extensions import begin_read
from catalogue.services import collection


@bp.get("")
def show_home() -> ResponseReturnValue:
    """Show what the catalogue holds and what can be done at the desk."""
    return render_template("desk/home.html", counts=collection.count(begin_read()))
