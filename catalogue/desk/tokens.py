"""`/desk/tokens`: the tokens with which programs write, for admins."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from catalogue.desk.blueprint import bp, for_admins, shows_form_again
from catalogue.desk.forms import MISSING, DeskForm, list_choices, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.errors import InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.models import AccountRole, TokenScope, now
from catalogue.services import accounts

SCOPES = {TokenScope.WRITE: lazy_gettext("read and write"), TokenScope.READ: lazy_gettext("read only")}
FOREVER = "0"
DAYS = {
    "30": lazy_gettext("30 days"),
    str(accounts.TOKEN_DAYS): lazy_gettext("90 days"),
    "365": lazy_gettext("a year"),
    FOREVER: lazy_gettext("until it is revoked"),
}

add_entry(BarEntry(61, "desk.list_tokens", lazy_gettext("Tokens"), AccountRole.ADMIN))


class TokenForm(DeskForm):
    """A new token: whose, what for, what it may do, how long."""

    account = SelectField(lazy_gettext("Account"), [InputRequired(MISSING)])
    label = StringField(
        lazy_gettext("What it is for"),
        [InputRequired(MISSING), Length(max=100, message=lazy_gettext("At most 100 characters."))],
        render_kw={"autocomplete": "off", "maxlength": 100},
    )
    scope = RadioField(
        lazy_gettext("It may"),
        [InputRequired(MISSING)],
        choices=list_choices(SCOPES),
        default=TokenScope.WRITE.value,
    )
    days = SelectField(
        lazy_gettext("It works for"), [InputRequired(MISSING)], choices=list_choices(DAYS), default=accounts.TOKEN_DAYS
    )


@bp.get("/tokens")
@for_admins
def list_tokens() -> ResponseReturnValue:
    """List every token, newest first."""
    rows = reversed(accounts.list_tokens(begin_read()))
    return render_template("desk/tokens.html", rows=list(rows), scopes=SCOPES, now=now())


@bp.route("/tokens/new", methods=["GET", "POST"])
@for_admins
@shows_form_again
def add_token() -> ResponseReturnValue:
    """Make a token and show it, this once."""
    form = TokenForm()
    session = begin_write() if TokenForm.is_sent() else begin_read()
    names = [account.name for account in accounts.list_accounts(session) if account.disabled_at is None]
    form.account.choices = list_choices({name: name for name in names})
    if form.validate_on_submit():
        days = None if form.days.data == FOREVER else int(form.days.data)
        try:
            scope = TokenScope(form.scope.data)
            token, secret = accounts.create_token(
                session, form.account.data, form.label.data, scope, days, actor=g.actor
            )
        except InvalidRecord:
            form.label.errors = [_("This account has a token with that name, or the name has invisible characters.")]
        except NotFound:
            form.account.errors = [_("This account was deleted just now.")]
        else:
            session.commit()
            return render_template("desk/token_made.html", token=token, account=form.account.data, secret=secret)
    return render_form("desk/token_new.html", form)


@bp.post("/tokens/<id:token_id>/revoke")
@for_admins
def revoke_token(token_id: int) -> ResponseReturnValue:
    """Make a token useless from now on."""
    session = begin_write()
    token = accounts.revoke_token(session, token_id, actor=g.actor)
    session.commit()
    flash(_("The token “%(label)s” is revoked.", label=token.label))
    return redirect(url_for(".list_tokens"), 303)
