"""The blueprints of the desk; `catalogue.desk` imports the modules that register views on them.

Every view of `bp` needs a librarian (`catalogue.desk.guard`); the views of `door` are open to everybody.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint

from catalogue.models import AccountRole

View = TypeVar("View", bound=Callable[..., Any])

bp = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")

door = Blueprint("door", __name__)


def for_admins(view: View) -> View:
    """Mark a view that needs an admin: `@bp.get("/accounts")`, below it `@for_admins`."""
    view.needed_role = AccountRole.ADMIN  # type: ignore[attr-defined]
    return view


def shows_form_again(view: View) -> View:
    """Mark a view that shows its form with what was sent when `DeskForm.validate_on_submit()` is False.

    When the session ended while the form was open, such a view is called after the log-in, and the fields are back.
    """
    view.shows_form_again = True  # type: ignore[attr-defined]
    return view
