"""`/about`: what the catalogue holds and how it works."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import begin_read
from catalogue.services import collection
from catalogue.web.blueprint import bp


@bp.get("/about")
def show_about() -> ResponseReturnValue:
    """Show what the catalogue holds, how to search it, which data it keeps about readers, and the API."""
    return render_template("about.html", counts=collection.count(begin_read()))
