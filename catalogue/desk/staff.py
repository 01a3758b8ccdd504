"""Who is at the desk: the account that logged in, or, in local mode, the user who started the service."""

from dataclasses import dataclass

from flask import g
from flask_login import UserMixin, current_user

from catalogue.api.authentication import LOCAL_ACTOR, is_local
from catalogue.extensions import db, login_manager
from catalogue.models import AccountRole
from catalogue.services import accounts


@dataclass(frozen=True, slots=True)
class Staff(UserMixin):  # Flask-Login: is_authenticated and is_active are True.
    """A person at the desk; `id` is that of the account, 0 in local mode."""

    id: int
    name: str
    role: AccountRole
    is_local: bool = False

    def may(self, role: AccountRole) -> bool:
        """Return whether this person may do what `role` may."""
        return self.role.includes(role)


@login_manager.user_loader
def load_staff(key: str) -> Staff | None:
    """Return who a session belongs to; None, which ends it, when the account is gone or disabled."""
    account = accounts.find_enabled_account(db.engine, int(key)) if key.isdigit() else None
    return None if account is None else Staff(account.id, account.name, account.role)


def find_staff() -> Staff | None:
    """Return who sends this request, None for a reader; looked up once per request."""
    if "staff" not in g:
        g.staff = None  # If the database fails here, the page that says so does not ask again.
        if current_user.is_authenticated:
            g.staff = current_user._get_current_object()
        elif is_local():
            g.staff = Staff(0, LOCAL_ACTOR, AccountRole.ADMIN, is_local=True)
    staff: Staff | None = g.staff
    return staff


def find_staff_for_page() -> Staff | None:
    """Return who sends this request; on an error page, only if that is known already."""
    return g.get("staff") if g.get("is_error_page") else find_staff()
