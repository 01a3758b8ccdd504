"""`/desk/password`: staff change their own password; and the fields of every form in which a password is chosen."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, Form, PasswordField
from wtforms.validators import EqualTo, InputRequired, ValidationError

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.desk.log_in import check_password, tell_when_to_try_again
from catalogue.desk.staff import Staff, find_staff
from catalogue.errors import TooManyRequests, Unauthenticated
from catalogue.extensions import begin_write
from catalogue.services import accounts
from catalogue.services.passwords import SHORTEST_PASSWORD, is_easy_to_guess

NEW_PASSWORD: dict[str, Any] = {"autocomplete": "new-password", "maxlength": 1000}


def check_quality(find_name: Callable[[Form], str]) -> Callable[[Form, Field], None]:
    """Return a validator that refuses passwords which are short, or easy to guess for an account of that name."""

    def check(form: Form, field: Field) -> None:
        password = field.data or ""
        if len(password) < SHORTEST_PASSWORD:
            raise ValidationError(_("At least %(number)s characters are needed.", number=SHORTEST_PASSWORD))
        if is_easy_to_guess(password, find_name(form)):
            raise ValidationError(
                _(
                    "This is soon guessed: it is made of common words, names or dates. Four words that have nothing"
                    " to do with each other are not."
                )
            )

    return check


class PasswordForm(DeskForm):
    """The password as it is, and the new one twice."""

    current = PasswordField(
        lazy_gettext("Your password now"),
        [InputRequired(MISSING)],
        render_kw={"autocomplete": "current-password", "maxlength": 1000},
    )
    new = PasswordField(
        lazy_gettext("New password"),
        [InputRequired(MISSING), check_quality(lambda form: form.staff.name)],
        render_kw=NEW_PASSWORD,
    )
    repeated = PasswordField(
        lazy_gettext("New password, once more"),
        [EqualTo("new", lazy_gettext("The two are not alike."))],
        render_kw=NEW_PASSWORD,
    )

    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self.staff = staff


@bp.route("/password", methods=["GET", "POST"])
@shows_form_again
def change_password() -> ResponseReturnValue:
    """Change one's own password, which ends one's sessions in other browsers; 404 in local mode."""
    staff = find_staff()
    if staff is None or staff.is_local:
        abort(404)
    form = PasswordForm(staff)
    if form.validate_on_submit() and is_current_password(form):
        session = begin_write()
        accounts.change_password(session, staff.name, form.new.data, staff.session_key, actor=staff.name)
        session.commit()
        flash(_("Your password is changed. In other browsers you are logged out; API tokens go on working."))
        return redirect(url_for(".show_home"), 303)
    return render_form("desk/password.html", form)


def is_current_password(form: PasswordForm) -> bool:
    """Return whether the password as it is was given; if not, say so in the form."""
    try:
        check_password(form.staff.name, form.current.data)
    except Unauthenticated:
        form.current.errors = [_("This is not your password.")]
        return False
    except TooManyRequests as error:
        form.current.errors = [tell_when_to_try_again(error.retry_after)]
        return False
    return True
