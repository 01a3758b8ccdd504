"""The librarians' pages: log-in, and what the people who keep the catalogue do in a browser."""

from flask import Flask

from catalogue.desk import (
    accounts,
    audit,
    batch,
    book_merge,
    books,
    change_jobs,
    change_sets,
    completions,
    deposits,
    find,
    first_account,
    forms,
    guard,
    headings,
    history,
    home,
    imports,
    items,
    jobs,
    labels,
    log_in,
    look_up,
    moments,
    paging,
    passwords,
    reader_notes,
    record_values,
    register,
    scans,
    set_names,
    shelves,
    sql_reports,
    staff,
    stocktaking_groups,
    stocktakings,
    tokens,
    withdrawals,
    worklists,
)
from catalogue.desk.blueprint import bp, door
from catalogue.desk.navigation import list_entries

VIEWS = (
    book_merge,
    change_jobs,
    guard,
    headings,
    books,
    history,
    change_sets,
    look_up,
    items,
    completions,
    find,
    home,
    log_in,
    passwords,
    accounts,
    tokens,
    audit,
    batch,
    first_account,
    jobs,
    imports,
    worklists,
    reader_notes,
    register,
    shelves,
    scans,
    labels,
    sql_reports,
    withdrawals,
    deposits,
    stocktakings,
    stocktaking_groups,
)
"""The modules that register views or checks on the blueprints; a module that brings pages is added here."""

__all__ = ["bp", "door", "prepare"]


def prepare(app: Flask) -> None:
    """Set up the session cookie of `app`, and what the templates of the desk and the staff bar use."""
    app.config |= {
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": app.config["PUBLIC_URL"].startswith("https:"),
    }
    app.jinja_env.filters["moment"] = moments.format_moment
    app.jinja_env.filters["item_value"] = record_values.format_item_value
    app.jinja_env.filters["record_value"] = record_values.format_record_value
    app.jinja_env.globals.update(
        flatten_errors=forms.flatten_errors,
        find_staff=staff.find_staff_for_page,
        list_desk_entries=list_entries,
        build_list_address=paging.build_list_address,
        name_book_field=record_values.name_book_field,
        name_item_field=record_values.name_item_field,
        name_change_set=set_names.name_change_set,
    )
