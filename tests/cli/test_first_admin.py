"""The link with which `catalogue run` offers to make the first admin."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from catalogue.cli.worker import find_first_admin_link
from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.services import accounts


@pytest.fixture
def public_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The application as `catalogue run` starts it where local mode cannot be."""
    monkeypatch.setitem(app.config, "LOCAL_MODE", False)
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://library.example")
    return app


def test_the_link_leads_to_the_form_of_the_first_account(public_app: Any) -> None:
    link = find_first_admin_link(public_app)

    assert link.startswith("https://library.example/first-account?key=")
    parts = urlsplit(link)
    assert public_app.test_client().get(f"{parts.path}?{parts.query}").status_code == 200  # type: ignore[str-bytes-safe]


def test_with_an_account_there_is_no_link(public_app: Any) -> None:
    with public_app.app_context():
        session = begin_write()
        accounts.add(session, "Marie", AccountRole.LIBRARIAN, "le petit chat noir", actor="tests")
        session.commit()

    assert find_first_admin_link(public_app) is None


def test_in_local_mode_there_is_none_because_the_desk_is_open(app: Flask) -> None:
    assert find_first_admin_link(app) is None
