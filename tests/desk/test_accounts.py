"""The pages on which admins look after accounts."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from catalogue.extensions import db
from catalogue.models import Account, AccountRole
from catalogue.services import first_admin
from tests.desk.conftest import PASSWORD, Browser

NEW = "quatre mots sans rapport"


@pytest.fixture
def account(app: Flask) -> Any:
    """Return the account of a name, as it is stored."""

    def find(name: Any) -> Any:
        with app.app_context():
            return db.session().scalar(sa.select(Account).where(Account.name == name))

    return find


def test_an_admin_adds_an_account_that_can_log_in(admin: Any, log_in: Any, account: Any) -> None:
    page = admin.submit("/desk/accounts/new", name="  Marie   Dupont ", role="librarian", password=NEW)

    assert (page.path, page.status) == ("/desk/accounts", 200)
    assert "Le compte Marie Dupont est ajouté" in page.text
    assert account("Marie Dupont").role is AccountRole.LIBRARIAN
    assert log_in("Marie Dupont", NEW).get("/desk").status == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "À remplir"),
        ({"name": "x" * 101}, "Un nom a de 1 à 100 caractères"),
        ({"name": "a\x07b"}, "Un nom a de 1 à 100 caractères"),
        ({"name": "a admin"}, "Il existe déjà un compte de ce nom"),
        ({"password": "short"}, "Il faut au moins 12 caractères"),
        ({"password": "Password1234"}, "Il serait vite deviné"),
        ({"role": "owner"}, "Not a valid choice|valide"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    admin: Any, account: Any, changes: Any, sentence: Any
) -> None:
    page = admin.submit("/desk/accounts/new", **{"name": "Marie", "role": "librarian", "password": NEW} | changes)

    assert page.status == 400
    assert any(alternative in page.text for alternative in sentence.split("|"))
    assert page.title.startswith("Erreur :")
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page.html
    assert account("Marie") is None
    assert NEW not in page.html
    ids = {attributes.get("id") for _, attributes in page.read.tags}
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= ids


def test_a_new_role_counts_at_once(admin: Any, librarian: Any, account: Any) -> None:
    number = account("a librarian").id
    admin.submit(f"/desk/accounts/{number}", role="admin", password="")

    assert librarian.get("/desk/accounts").status == 200


def test_a_new_password_ends_the_sessions_of_the_account(admin: Any, librarian: Any, log_in: Any, account: Any) -> None:
    admin.submit(f"/desk/accounts/{account('a librarian').id}", role="librarian", password=NEW)

    assert librarian.get("/desk").status == 401
    assert log_in("a librarian", NEW).get("/desk").status == 200


def test_a_disabled_account_is_out_until_it_is_enabled_and_its_old_session_stays_out(
    admin: Any, librarian: Any, account: Any
) -> None:
    number = account("a librarian").id
    page = admin.submit(f"/desk/accounts/{number}", f"/desk/accounts/{number}/disable")
    assert "désactivé" in page.text
    assert librarian.get("/desk").status == 401

    admin.submit(f"/desk/accounts/{number}", f"/desk/accounts/{number}/enable")

    assert librarian.get("/desk").status == 401
    assert librarian.submit("/login", log_in_name="a librarian", log_in_password=PASSWORD).path == "/desk"


def test_an_account_is_deleted_after_a_question(admin: Any, librarian: Any, account: Any) -> None:
    number = account("a librarian").id
    question = admin.get(f"/desk/accounts/{number}/delete")
    assert account("a librarian")

    admin.submit(question)

    assert account("a librarian") is None
    assert librarian.get("/desk").status == 401
    assert admin.get(f"/desk/accounts/{number}").status == 404


@pytest.mark.parametrize("way", ["disable", "delete", "role"])
def test_the_only_admin_stays_one(admin: Any, librarian: Any, account: Any, way: Any) -> None:
    number = account("a admin").id
    if way == "role":
        page = admin.submit(f"/desk/accounts/{number}", role="librarian")
    elif way == "disable":
        page = admin.submit(f"/desk/accounts/{number}", f"/desk/accounts/{number}/disable")
    else:
        page = admin.submit(f"/desk/accounts/{number}/delete")

    assert "est le seul compte d’administration" in page.text
    assert account("a admin").role is AccountRole.ADMIN
    assert account("a admin").disabled_at is None


def test_the_first_account_made_in_local_mode_is_an_admin_and_ends_it(local: Any, account: Any) -> None:
    page = local.submit("/desk/accounts/new", name="Marie", role="reader", password=NEW)

    assert page.status == 401
    assert account("Marie").role is AccountRole.ADMIN
    page = local.submit(page, log_in_name="Marie", log_in_password=NEW)
    assert (page.status, page.path) == (200, "/desk/accounts")


def test_staff_change_their_own_password(app: Flask, librarian: Any, log_in: Any) -> None:
    elsewhere = log_in("a librarian")

    page = librarian.submit("/desk/password", current=PASSWORD, new=NEW, repeated=NEW)

    assert page.path == "/desk"
    assert "Votre mot de passe est changé" in page.text
    assert librarian.get("/desk").status == 200
    assert elsewhere.get("/desk").status == 401
    assert log_in("a librarian", NEW)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"current": "another"}, "Ce n’est pas votre mot de passe"),
        ({"repeated": "another"}, "ne sont pas identiques"),
        ({"new": "short", "repeated": "short"}, "Il faut au moins"),
        ({"current": "", "new": "", "repeated": ""}, "À remplir"),
    ],
)
def test_a_password_is_not_changed_by_mistake(librarian: Any, log_in: Any, changes: Any, sentence: Any) -> None:
    page = librarian.submit("/desk/password", **{"current": PASSWORD, "new": NEW, "repeated": NEW} | changes)

    assert page.status == 400
    assert sentence in page.text
    assert log_in("a librarian", PASSWORD)


def test_in_local_mode_there_is_no_password_to_change(local: Any) -> None:
    assert local.get("/desk/password").status == 404


@pytest.fixture
def link(app: Flask) -> Any:
    """The address that `catalogue run` prints while there is no account."""
    return f"/first-account?key={first_admin.make_key(app.config['SECRET_KEY'])}"


def test_the_link_of_the_first_admin_works_once(app: Flask, link: Any, account: Any) -> None:
    browser = Browser(app.test_client())

    page = browser.submit(link, name="Marie", password=NEW, repeated=NEW)

    assert (page.status, page.path) == (200, "/desk/accounts")
    assert account("Marie").role is AccountRole.ADMIN
    assert browser.get(link).status == 404
    assert Browser(app.test_client()).get(link).status == 404


def test_the_link_wants_its_key_and_a_good_password(app: Flask, link: Any, account: Any) -> None:
    browser = Browser(app.test_client())

    assert browser.get("/first-account").status == 404
    assert browser.get(f"{link}x").status == 404
    assert browser.get("/first-account?key=WyJmaXJzdCBhZG1pbiJd.x.y").status == 404
    assert browser.submit(link, name="Marie", password="short", repeated="short").status == 400
    assert browser.submit(link, name="Marie", password=NEW, repeated="another").status == 400
    assert browser.post(link, {"name": "Marie", "password": NEW, "repeated": NEW}).status == 400
    assert account("Marie") is None
