"""`/login` and `/logout`."""

from typing import Any

from flask import Response, after_this_request, g, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_login import login_user, logout_user
from wtforms import HiddenField, PasswordField, StringField

from catalogue.desk import known_browsers
from catalogue.desk.blueprint import door
from catalogue.desk.forms import DeskForm
from catalogue.desk.staff import Staff, find_staff, load_staff
from catalogue.domain.text import squeeze
from catalogue.errors import TooManyRequests, Unauthenticated
from catalogue.extensions import begin_write, csrf, db
from catalogue.models import LogInOutcome
from catalogue.public_address import build_public_address
from catalogue.rate_limit import check_log_in, count_wrong_password
from catalogue.services import log_ins, sessions
from catalogue.web.language import sanitize_address


class LogInForm(DeskForm):
    """Name and password; `next` is the page to go on to.

    Its fields have a prefix, because it carries the fields of a form along that was open when a session ended.
    """

    PREFIX = "log_in_"

    next = HiddenField()
    name = StringField(lazy_gettext("Your name in the catalogue"), render_kw={"autocomplete": "username"})
    password = PasswordField(lazy_gettext("Password"), render_kw={"autocomplete": "current-password"})
    retry_after: int | None = None
    """In how many seconds another password is tried; None when it may be at once."""

    def __init__(self, **values: str) -> None:
        super().__init__(prefix=self.PREFIX, data=values)

    def is_filled(self) -> bool:
        """Return whether this request sends a name and a password."""
        return f"{self.PREFIX}name" in request.form


def log_in(form: LogInForm) -> Staff | None:
    """Begin a session for whom the form names; when that is refused, say why in the form."""
    try:
        account_id, name = check_password(form.name.data or "", form.password.data or "")
    except Unauthenticated:
        form.name.errors = [_("Name and password do not belong together, or the account is disabled.")]
        return None
    except TooManyRequests as error:
        form.retry_after = error.retry_after
        form.name.errors = [tell_when_to_try_again(error.retry_after)]
        return None
    return start_session(account_id, name)


def tell_when_to_try_again(seconds: int) -> str:
    """Return the sentence for somebody who sent too many wrong passwords."""
    text: str = ngettext(
        "Too many wrong passwords. Try again in %(num)s minute.",
        "Too many wrong passwords. Try again in %(num)s minutes.",
        -(-seconds // 60),
    )
    return text


def check_password(name: str, password: str) -> tuple[int, str]:
    """Return id and name of the account; wrong passwords are counted, and recorded if the account exists.

    :raises Unauthenticated: when they do not belong together.
    :raises TooManyRequests: when too many were wrong.
    """
    name = squeeze(name)[:100]
    browser = known_browsers.find_mark(name)
    check_log_in(name, browser)
    try:
        return log_ins.check_password(db.engine, name, password)
    except Unauthenticated:
        count_wrong_password(name, browser)
        session = begin_write()
        log_ins.record(session, name, LogInOutcome.REFUSED)
        session.commit()
        raise


def start_session(account_id: int, name: str) -> Staff:
    """Begin a new session of an account in this browser, whatever the old one held, and record the log-in."""
    session = begin_write()
    if cookie.get("_user_id"):
        sessions.end(session, cookie["_user_id"])
    key = sessions.start(session, account_id)
    log_ins.record(session, name, LogInOutcome.LOGGED_IN)
    session.commit()
    cookie.clear()
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the old session here.
    staff: Staff | None = load_staff(key)
    if staff is None:
        raise Unauthenticated("The account was disabled just now.")
    login_user(staff)
    g.staff = staff

    @after_this_request
    def mark(response: Response) -> Response:
        known_browsers.set_mark(response, name)
        return response

    return staff


@door.route("/login", methods=["GET", "POST"])
def show_log_in() -> ResponseReturnValue:
    """Show the log-in page; log in and go on to the page that was asked for."""
    form = LogInForm(next=request.args.get("next", ""))
    if request.method == "GET" and find_staff() is not None:
        return go_on(form)
    if form.validate_on_submit() and log_in(form) is not None:
        return go_on(form)
    return show_log_in_form(form, 200 if request.method == "GET" else 400, action=url_for(".show_log_in"), kept=[])


def show_log_in_form(form: LogInForm, status: int, **context: Any) -> Response:
    """Return the log-in page, with 429 while no password is tried."""
    answer = make_response(render_template("desk/log_in.html", form=form, **context), status)
    if form.retry_after is not None:
        answer.status_code = 429
        answer.headers["Retry-After"] = str(form.retry_after)
    return answer


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
    """End the session, here and for whoever copied its cookie."""
    staff = find_staff()
    if staff is not None and not staff.is_local:
        csrf.protect()
        session = begin_write()
        sessions.end(session, staff.session_key)
        log_ins.record(session, staff.name, LogInOutcome.LOGGED_OUT)
        session.commit()
        logout_user()
        cookie.clear()
        g.staff = None
    return redirect(build_public_address(url_for("web.show_home")), 303)
