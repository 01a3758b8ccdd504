"""What every request to the desk passes: a librarian sends it, and its form is one of ours."""

from flask import Response, abort, current_app, flash, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from catalogue.desk.blueprint import bp, door
from catalogue.desk.log_in import LogInForm, log_in, show_log_in_form
from catalogue.desk.staff import Staff, find_staff, record_use
from catalogue.errors import Forbidden
from catalogue.extensions import csrf
from catalogue.models import AccountRole
from catalogue.web.blueprint import bp as web_bp
from catalogue.web.jinja_filters import find_current_path


@bp.before_request
@door.before_request
def refuse_nul() -> None:
    """Refuse fields with the character NUL, which no keyboard types and PostgreSQL does not store."""
    if any("\0" in value for values in (request.form, request.args) for value in values.values()):
        abort(400)


@bp.before_request
def admit() -> ResponseReturnValue | None:
    """Set `g.actor`, or answer with the log-in page; a form that is older than the session is not carried out.

    :raises Forbidden: when the account may not open this page.
    """
    staff = find_staff()
    if staff is None:
        return admit_after_log_in()
    check_role(staff)
    record_use(staff)
    try:
        csrf.protect()
    except CSRFError:
        return reopen()
    return None


def admit_after_log_in() -> ResponseReturnValue | None:
    """Return the log-in page; on a form that was interrupted by it, log in and show the form again."""
    form = LogInForm(next=find_current_path())
    if request.method == "POST" and form.is_filled() and form.validate() and (staff := log_in(form)) is not None:
        check_role(staff)
        return reopen()
    is_interrupted = request.method == "POST"
    if not form.is_filled():
        form.next.data = find_current_path()
    action = find_current_path() if is_interrupted else url_for("door.show_log_in")
    kept = list_kept_fields() if is_interrupted else []
    return show_log_in_form(form, 401, action=action, kept=kept, is_interrupted=is_interrupted)


def check_role(staff: Staff) -> None:
    """Set `g.actor`. :raises Forbidden: when the role does not suffice for the view."""
    g.actor = staff.name
    needed = getattr(find_view(), "needed_role", AccountRole.LIBRARIAN)
    if not staff.may(needed):
        raise Forbidden(f"{staff.name} is a {staff.role}; this page needs a {needed}.")


def reopen() -> ResponseReturnValue | None:
    """Have the view show its form again with what was sent; where a view has no form, say that nothing was done."""
    g.is_reopened = True
    if getattr(find_view(), "shows_form_again", False):
        flash(
            _("Nothing has been saved yet: your session had ended. Look over what you entered, then save."), "warning"
        )
        return None
    return render_template("desk/outdated.html", address=find_page_to_return_to()), 400


def find_view() -> object:
    """Return the view of this request."""
    return current_app.view_functions[request.endpoint or ""]


def find_page_to_return_to() -> str:
    """Return the address of this request if it can be opened as a page, else that of the desk."""
    adapter = current_app.create_url_adapter(request)
    if adapter is not None and adapter.test(request.path, "GET"):
        return find_current_path()
    return url_for("desk.show_home")


def list_kept_fields() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, without tokens and those of the log-in form."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not name.startswith(LogInForm.PREFIX)
    ]


@bp.after_request
@door.after_request
@web_bp.after_request
def keep_from_caches(response: Response) -> Response:
    """Have no cache, not even the browser's, keep what belongs to a session."""
    if g.get("staff") is not None or request.blueprint in {"desk", "door"}:
        response.headers["Cache-Control"] = "private, no-store"
    return response
