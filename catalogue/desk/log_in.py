"""`/login` and `/logout`."""

from flask import g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import login_user, logout_user
from wtforms import HiddenField, PasswordField, StringField

from catalogue.desk.blueprint import door
from catalogue.desk.forms import DeskForm
from catalogue.desk.staff import Staff, find_staff
from catalogue.errors import Unauthenticated
from catalogue.extensions import csrf, db
from catalogue.public_address import build_public_address
from catalogue.services import accounts
from catalogue.web.language import sanitize_address


class LogInForm(DeskForm):
    """Name and password; `next` is the page to go on to.

    Its fields have a prefix, because it carries the fields of a form along that was open when a session ended.
    """

    PREFIX = "log_in_"

    next = HiddenField()
    name = StringField(lazy_gettext("Your name in the catalogue"), render_kw={"autocomplete": "username"})
    password = PasswordField(lazy_gettext("Password"), render_kw={"autocomplete": "current-password"})

    def __init__(self, **values: str) -> None:
        super().__init__(prefix=self.PREFIX, data=values)

    def is_filled(self) -> bool:
        """Return whether this request sends a name and a password."""
        return f"{self.PREFIX}name" in request.form


def log_in(form: LogInForm) -> Staff | None:
    """Begin a new session for whom the form names; if name and password do not belong together, say so in the form."""
    try:
        account = accounts.check_password(db.engine, form.name.data or "", form.password.data or "")
    except Unauthenticated:
        form.name.errors = [_("Name and password do not belong together, or the account is disabled.")]
        return None
    staff = Staff(account.id, account.name, account.role)
    cookie.clear()
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the old session here.
    login_user(staff)
    g.staff = staff
    return staff


@door.route("/login", methods=["GET", "POST"])
def show_log_in() -> ResponseReturnValue:
    """Show the log-in page; log in and go on to the page that was asked for."""
    form = LogInForm(next=request.args.get("next", ""))
    if find_staff() is not None and request.method == "GET":
        return go_on(form)
    if form.validate_on_submit() and log_in(form) is not None:
        return go_on(form)
    status = 200 if request.method == "GET" else 400
    return render_template("desk/log_in.html", form=form, kept=[], action=url_for(".show_log_in")), status


def go_on(form: LogInForm) -> ResponseReturnValue:
    """Redirect to the page that was asked for, if it is one of ours, else to the desk."""
    address = sanitize_address(form.next.data or url_for("desk.show_home"))
    return redirect(build_public_address(address), 303)


@door.get("/logout")
def ask_to_log_out() -> ResponseReturnValue:
    """Show a page with the button that logs out."""
    return render_template("desk/log_out.html")


@door.post("/logout")
def log_out() -> ResponseReturnValue:
    """End the session."""
    if find_staff() is not None:
        csrf.protect()
        logout_user()
        cookie.clear()
        g.staff = None
    return redirect(build_public_address(url_for("web.show_home")), 303)
