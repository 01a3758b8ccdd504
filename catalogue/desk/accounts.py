"""`/desk/accounts`: who may log in, for admins."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from catalogue.desk.blueprint import bp, for_admins, shows_form_again
from catalogue.desk.forms import MISSING, DeskForm, list_choices, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.desk.passwords import NEW_PASSWORD, check_quality
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import DuplicateAccount, LastAccount, LastAdmin
from catalogue.extensions import begin_read, begin_write
from catalogue.models import Account, AccountRole
from catalogue.services import accounts

ROLES = {
    AccountRole.LIBRARIAN: lazy_gettext("Librarian: keeps the catalogue"),
    AccountRole.ADMIN: lazy_gettext("Admin: keeps the catalogue, and looks after accounts and tokens"),
    AccountRole.READER: lazy_gettext("Reader: may not write"),
}
ROLE_NAMES = {
    AccountRole.LIBRARIAN: lazy_gettext("Librarian"),
    AccountRole.ADMIN: lazy_gettext("Admin"),
    AccountRole.READER: lazy_gettext("Reader"),
}

add_entry(BarEntry(60, "desk.list_accounts", lazy_gettext("Accounts"), AccountRole.ADMIN))


class RoleForm(DeskForm):
    """What an account may do, and a new password if it needs one."""

    role = RadioField(
        lazy_gettext("Role"),
        [InputRequired(MISSING)],
        choices=list_choices(ROLES),
        default=AccountRole.LIBRARIAN.value,
    )
    password = PasswordField(
        lazy_gettext("New password"),
        [Optional(strip_whitespace=False), check_quality(lambda form: form.account_name)],
        render_kw=NEW_PASSWORD,
    )
    account_name = ""


class AccountForm(RoleForm):
    """A new account."""

    name = StringField(lazy_gettext("Name"), [InputRequired(MISSING)], render_kw={"autocomplete": "off"})
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(MISSING), check_quality(lambda form: form.name.data or "")],
        render_kw=NEW_PASSWORD,
    )

    def validate_name(self, field: StringField) -> None:
        """Refuse what cannot be a name. :raises ValidationError: as WTForms wants it."""
        if has_control_characters(field.data) or not 0 < len(squeeze(field.data)) <= 100:
            raise ValidationError(_("A name has 1 to 100 characters, all of them visible."))


@bp.get("/accounts")
@for_admins
def list_accounts() -> ResponseReturnValue:
    """List every account."""
    session = begin_read()
    found = accounts.list_accounts(session)
    tokens = {account.id: accounts.count_tokens(session, account) for account in found}
    return render_template("desk/accounts.html", accounts=found, tokens=tokens, roles=ROLE_NAMES)


@bp.route("/accounts/new", methods=["GET", "POST"])
@for_admins
@shows_form_again
def add_account() -> ResponseReturnValue:
    """Add an account; the first one is an admin, because local mode ends with it."""
    form = AccountForm()
    if is_first := g.staff.is_local:
        form.role.choices = list_choices({AccountRole.ADMIN: ROLES[AccountRole.ADMIN]})
        form.role.data = AccountRole.ADMIN.value
    if form.validate_on_submit():
        session = begin_write()
        try:
            account = accounts.add(
                session, form.name.data, AccountRole(form.role.data), form.password.data, actor=g.actor
            )
        except DuplicateAccount:
            form.name.errors = [_("There is an account of that name.")]
        else:
            session.commit()
            flash(_("The account %(name)s is added.", name=account.name))
            return redirect(url_for(".list_accounts"), 303)
    return render_form("desk/account_new.html", form, is_first=is_first)


@bp.route("/accounts/<id:account_id>", methods=["GET", "POST"])
@for_admins
@shows_form_again
def edit_account(account_id: int) -> ResponseReturnValue:
    """Give an account another role or password."""
    session = begin_write() if RoleForm.is_sent() else begin_read()
    account = accounts.get(session, account_id)
    form = RoleForm(role=account.role.value)
    form.account_name = account.name
    if form.validate_on_submit():
        try:
            if form.role.data != AccountRole.ADMIN:
                accounts.require_other_admin(session, account)
            accounts.change_role(session, account.name, AccountRole(form.role.data), actor=g.actor)
            if form.password.data:
                accounts.change_password(session, account.name, form.password.data, g.staff.session_key, actor=g.actor)
        except LastAdmin:
            form.role.errors = [explain_last_admin(account)]
        else:
            session.commit()
            flash(_("The account %(name)s is changed.", name=account.name))
            return redirect(url_for(".list_accounts"), 303)
    return render_form("desk/account.html", form, account=account)


@bp.post("/accounts/<id:account_id>/disable")
@for_admins
def disable_account(account_id: int) -> ResponseReturnValue:
    """End the sessions of an account and have its tokens fail, until it is enabled again."""
    session = begin_write()
    account = accounts.get(session, account_id)
    try:
        accounts.require_other_admin(session, account)
    except LastAdmin:
        flash(explain_last_admin(account), "warning")
        return redirect(url_for(".edit_account", account_id=account_id), 303)
    accounts.disable(session, account.name, actor=g.actor)
    session.commit()
    flash(_("The account %(name)s is disabled: it cannot log in, and its tokens do not work.", name=account.name))
    return redirect(url_for(".list_accounts"), 303)


@bp.post("/accounts/<id:account_id>/enable")
@for_admins
def enable_account(account_id: int) -> ResponseReturnValue:
    """Let an account log in again, and its tokens work."""
    session = begin_write()
    account = accounts.enable(session, accounts.get(session, account_id).name, actor=g.actor)
    session.commit()
    flash(_("The account %(name)s is enabled.", name=account.name))
    return redirect(url_for(".list_accounts"), 303)


@bp.route("/accounts/<id:account_id>/delete", methods=["GET", "POST"])
@for_admins
def delete_account(account_id: int) -> ResponseReturnValue:
    """Ask whether an account shall go for good, then delete it with its tokens."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    account = accounts.get(session, account_id)
    if not form.validate_on_submit():
        return render_form("desk/account_delete.html", form, account=account)
    try:
        accounts.require_other_admin(session, account)
        accounts.delete(session, account.name, actor=g.actor)
    except (LastAccount, LastAdmin):
        flash(explain_last_admin(account), "warning")
        return redirect(url_for(".edit_account", account_id=account_id), 303)
    session.commit()
    flash(_("The account %(name)s is deleted.", name=account.name))
    return redirect(url_for(".list_accounts"), 303)


def explain_last_admin(account: Account) -> str:
    """Return why the only admin stays one."""
    text: str = _("%(name)s is the only admin: make another account an admin first.", name=account.name)
    return text
