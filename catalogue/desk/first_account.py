"""`/first-account`: the page of the one-time link that `catalogue run` prints while there is no account."""

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField
from wtforms.validators import EqualTo

from catalogue.desk.accounts import AccountForm
from catalogue.desk.blueprint import door
from catalogue.desk.forms import render_form
from catalogue.desk.log_in import start_session
from catalogue.desk.passwords import NEW_PASSWORD
from catalogue.extensions import begin_write, db
from catalogue.models import AccountRole
from catalogue.public_address import build_public_address
from catalogue.rate_limit import count_wrong_token
from catalogue.services import accounts, first_admin


class FirstAccountForm(AccountForm):
    """Name and password of the first admin."""

    role = None
    repeated = PasswordField(
        lazy_gettext("Password, once more"),
        [EqualTo("password", lazy_gettext("The two are not alike."))],
        render_kw=NEW_PASSWORD,
    )


@door.route("/first-account", methods=["GET", "POST"])
def add_first_account() -> ResponseReturnValue:
    """Make the first admin and log in; 404 once there is an account, or without the key of the link."""
    if not first_admin.is_key(current_app.config["SECRET_KEY"], request.args.get("key", "")):
        count_wrong_token()
        abort(404)
    form = FirstAccountForm()
    session = begin_write() if form.is_sent() else db.session()
    if accounts.has_any(session):
        abort(404)
    if form.validate_on_submit():
        account = accounts.add(session, form.name.data, AccountRole.ADMIN, form.password.data, actor=form.name.data)
        account_id, name = account.id, account.name
        session.commit()
        start_session(account_id, name)
        flash(_("The account %(name)s is added.", name=name))
        return redirect(build_public_address(url_for("desk.list_accounts")), 303)
    return render_form("desk/first_account.html", form)
