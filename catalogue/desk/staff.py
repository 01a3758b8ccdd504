"""Who is at the desk: the account that logged in, or, in local mode, the user who started the service."""

from dataclasses import dataclass

from flask import g
from flask_login import UserMixin, current_user

from catalogue.api.authentication import LOCAL_ACTOR, is_local
from catalogue.extensions import begin_write, db, login_manager
from catalogue.models import AccountRole
from catalogue.services import sessions


@dataclass(frozen=True, slots=True)
class Staff(UserMixin):  # Flask-Login: is_authenticated and is_active are True.
    """A person at the desk; in local mode, without account and session."""

    name: str
    role: AccountRole
    account_id: int | None = None
    session_key: str = ""
    is_due_to_be_seen: bool = False

    @property
    def is_local(self) -> bool:
        """Whether the desk is open without logging in."""
        return self.account_id is None

    @property
    def may_open_desk(self) -> bool:
        """Whether this is a librarian; the account of a reader may log in, and reads what everybody reads."""
        return self.may(AccountRole.LIBRARIAN)

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the cookie."""
        return self.session_key

    def may(self, role: AccountRole) -> bool:
        """Return whether this person may do what `role` may."""
        return self.role.includes(role)


@login_manager.user_loader
def load_staff(key: str) -> Staff | None:
    """Return who a session belongs to; None when it has ended, or its account is gone or disabled."""
    found = sessions.find_identity(db.engine, key)
    if found is None:
        return None
    return Staff(found.name, found.role, found.account_id, key, sessions.is_due_to_be_seen(found))


def record_use(staff: Staff) -> None:
    """Record now and then that a session is in use, in a transaction of its own, because pages only read."""
    if staff.is_due_to_be_seen:
        session = begin_write()
        sessions.record_seen(session, staff.session_key)
        session.commit()


def find_staff() -> Staff | None:
    """Return who sends this request, None for a reader; looked up once per request."""
    if "staff" not in g:
        g.staff = None  # If the database fails here, the page that says so does not ask again.
        if current_user.is_authenticated:
            g.staff = current_user._get_current_object()
        elif is_local():
            g.staff = Staff(LOCAL_ACTOR, AccountRole.ADMIN)
    staff: Staff | None = g.staff
    return staff


def find_staff_for_page() -> Staff | None:
    """Return who sends this request; on an error page, only if that is known already."""
    return g.get("staff") if g.get("is_error_page") else find_staff()
