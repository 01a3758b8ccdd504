"""Who may open what: every route of the desk for every kind of caller."""

from typing import Any

import pytest
from flask import Flask

from catalogue.models import AccountRole
from tests.e2e.test_desk import PATHS

NEEDED = {
    "desk.show_home": AccountRole.LIBRARIAN,
    "desk.add_book": AccountRole.LIBRARIAN,
    "desk.edit_book": AccountRole.LIBRARIAN,
    "desk.merge_book": AccountRole.LIBRARIAN,
    "desk.delete_book": AccountRole.LIBRARIAN,
    "desk.show_history": AccountRole.LIBRARIAN,
    "desk.restore": AccountRole.LIBRARIAN,
    "desk.list_deleted": AccountRole.LIBRARIAN,
    "desk.list_change_sets": AccountRole.LIBRARIAN,
    "desk.list_jobs": AccountRole.LIBRARIAN,
    "desk.show_change_set": AccountRole.LIBRARIAN,
    "desk.undo_change_set": AccountRole.LIBRARIAN,
    "desk.complete_book": AccountRole.LIBRARIAN,
    "desk.list_authors": AccountRole.LIBRARIAN,
    "desk.list_subjects": AccountRole.LIBRARIAN,
    "desk.list_series": AccountRole.LIBRARIAN,
    "desk.list_alike_authors": AccountRole.LIBRARIAN,
    "desk.list_alike_subjects": AccountRole.LIBRARIAN,
    "desk.list_alike_series": AccountRole.LIBRARIAN,
    "desk.edit_author": AccountRole.LIBRARIAN,
    "desk.edit_subject": AccountRole.LIBRARIAN,
    "desk.edit_series": AccountRole.LIBRARIAN,
    "desk.merge_author": AccountRole.LIBRARIAN,
    "desk.merge_subject": AccountRole.LIBRARIAN,
    "desk.merge_series": AccountRole.LIBRARIAN,
    "desk.edit_item": AccountRole.LIBRARIAN,
    "desk.lend_item": AccountRole.LIBRARIAN,
    "desk.return_item": AccountRole.LIBRARIAN,
    "desk.delete_item": AccountRole.LIBRARIAN,
    "desk.complete": AccountRole.LIBRARIAN,
    "desk.change_password": AccountRole.LIBRARIAN,
    "desk.edit_batch": AccountRole.LIBRARIAN,
    "desk.show_change_job": AccountRole.LIBRARIAN,
    "desk.cancel_change_job": AccountRole.LIBRARIAN,
    "desk.list_imports": AccountRole.LIBRARIAN,
    "desk.show_import": AccountRole.LIBRARIAN,
    "desk.cancel_import": AccountRole.LIBRARIAN,
    "desk.download_rejects": AccountRole.LIBRARIAN,
    "desk.delete_import_profile": AccountRole.LIBRARIAN,
    "desk.list_accounts": AccountRole.ADMIN,
    "desk.add_account": AccountRole.ADMIN,
    "desk.edit_account": AccountRole.ADMIN,
    "desk.disable_account": AccountRole.ADMIN,
    "desk.enable_account": AccountRole.ADMIN,
    "desk.delete_account": AccountRole.ADMIN,
    "desk.list_tokens": AccountRole.ADMIN,
    "desk.add_token": AccountRole.ADMIN,
    "desk.revoke_token": AccountRole.ADMIN,
    "desk.show_audit": AccountRole.ADMIN,
    "desk.export_audit": AccountRole.ADMIN,
    "desk.list_worklists": AccountRole.LIBRARIAN,
    "desk.show_worklist": AccountRole.LIBRARIAN,
    "desk.open_next": AccountRole.LIBRARIAN,
    "desk.list_failed_searches": AccountRole.LIBRARIAN,
    "desk.settle_failed_search": AccountRole.LIBRARIAN,
    "desk.list_reports": AccountRole.LIBRARIAN,
    "desk.list_wishes": AccountRole.LIBRARIAN,
    "desk.handle_note": AccountRole.LIBRARIAN,
    "desk.show_shelves": AccountRole.LIBRARIAN,
    "desk.list_scan_lists": AccountRole.LIBRARIAN,
    "desk.show_scan_list": AccountRole.LIBRARIAN,
    "desk.remove_scan": AccountRole.LIBRARIAN,
    "desk.delete_scan_list": AccountRole.LIBRARIAN,
    "desk.make_labels": AccountRole.LIBRARIAN,
    "desk.list_sql_reports": AccountRole.LIBRARIAN,
    "desk.add_sql_report": AccountRole.LIBRARIAN,
    "desk.edit_sql_report": AccountRole.LIBRARIAN,
    "desk.delete_sql_report": AccountRole.LIBRARIAN,
    "desk.show_register": AccountRole.LIBRARIAN,
    "desk.export_register": AccountRole.LIBRARIAN,
    "desk.give_numbers": AccountRole.LIBRARIAN,
    "desk.list_withdrawals": AccountRole.LIBRARIAN,
    "desk.withdraw_copies": AccountRole.LIBRARIAN,
    "desk.show_withdrawal": AccountRole.LIBRARIAN,
    "desk.export_withdrawal": AccountRole.LIBRARIAN,
    "desk.list_deposits": AccountRole.LIBRARIAN,
    "desk.receive_deposit": AccountRole.LIBRARIAN,
    "desk.return_deposit": AccountRole.LIBRARIAN,
    "desk.remove_titles": AccountRole.LIBRARIAN,
    "desk.list_stocktakings": AccountRole.LIBRARIAN,
    "desk.begin_stocktaking": AccountRole.LIBRARIAN,
    "desk.show_stocktaking": AccountRole.LIBRARIAN,
    "desk.scan_stocktaking": AccountRole.LIBRARIAN,
    "desk.add_stocktaking_list": AccountRole.LIBRARIAN,
    "desk.close_stocktaking": AccountRole.LIBRARIAN,
    "desk.delete_stocktaking": AccountRole.LIBRARIAN,
    "desk.show_stocktaking_group": AccountRole.LIBRARIAN,
    "desk.export_stocktaking_group": AccountRole.LIBRARIAN,
    "desk.print_stocktaking": AccountRole.LIBRARIAN,
    "desk.compare_stocktaking": AccountRole.LIBRARIAN,
    "desk.mark_stocktaking": AccountRole.LIBRARIAN,
}
"""Endpoint → the role that it needs: a line for each route, so that none is opened to somebody by oversight."""

VALUES: dict[str, object] = {
    "list_id": 1,
    "stocktaking_id": 2,
    "group": "missing",
    "worklist": "no-isbn",
    "note_id": 1,
    "account_id": 1,
    "token_id": 1,
    "import_id": 1,
    "job_id": 2,
    "report_id": 1,
    "book_id": 1,
    "item_id": 1,
    "record_id": 1,
    "heading_id": 1,
    "set_id": 1,
    "kind": "book",
    "field": "author",
}
"""The values of variables of addresses, such as `book_id`; what they name need not exist."""


NOT_PAGES = {
    "desk.show_withdrawal",
    "desk.export_withdrawal",
    "desk.export_stocktaking_group",
    "desk.complete",
    "desk.download_rejects",
    "desk.export_audit",
    "desk.export_register",
    "desk.open_next",
}
"""Routes that answer GET with a file, a fragment or a redirect; and a withdrawal, of which that site has none."""


def desk_routes(app: Flask) -> Any:
    """Return the endpoint, a method and an address of each route."""
    routes = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("desk."):
            _, path = rule.build({name: VALUES[name] for name in rule.arguments})  # type: ignore[misc]
            routes += [(rule.endpoint, method, path.removeprefix("|")) for method in sorted(rule.methods - {"OPTIONS"})]  # type: ignore[operator]
    return routes


def test_every_route_has_its_line(app: Flask) -> None:
    assert {endpoint for endpoint, *_ in desk_routes(app)} == set(NEEDED)


def test_every_page_is_looked_at_in_a_browser(app: Flask) -> None:
    """`tests/e2e/test_desk.py` looks at each for accessibility, in both themes and on a phone."""
    addresses = app.url_map.bind("localhost")
    seen = {addresses.match(path.partition("?")[0])[0] for path in PATHS}
    pages = {endpoint for endpoint, method, _ in desk_routes(app) if method == "GET"} - NOT_PAGES

    assert pages - seen == set()


def test_strangers_are_asked_to_log_in(app: Flask, stranger: Any) -> None:
    for endpoint, method, path in desk_routes(app):
        answer = stranger.client.open(path, method=method)
        assert answer.status_code == 401, (endpoint, method)
        assert method == "HEAD" or 'name="log_in_password"' in answer.text


def test_readers_are_refused(app: Flask, reader: Any) -> None:
    for endpoint, method, path in desk_routes(app):
        assert reader.client.open(path, method=method).status_code == 403, (endpoint, method)


@pytest.mark.parametrize("role", [AccountRole.LIBRARIAN, AccountRole.ADMIN])
def test_staff_may_open_what_their_role_reaches(app: Flask, browser_of: Any, role: Any) -> None:
    client = browser_of(role).client
    for endpoint, method, path in desk_routes(app):
        status = client.open(path, method=method).status_code
        if not role.includes(NEEDED[endpoint]):
            assert status == 403, (endpoint, method)
        elif method in {"GET", "HEAD"}:
            assert status in {200, 303, 400, 404, 410}, (endpoint, method)
        else:
            assert status in {400, 404}, (endpoint, method)  # Without a token nothing is done.


def test_in_local_mode_everything_is_open(app: Flask, local: Any) -> None:
    for endpoint, method, path in desk_routes(app):
        assert local.client.open(path, method=method).status_code not in {401, 403}, (endpoint, method)
