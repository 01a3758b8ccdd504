"""The weeding list: the rules, the books they find, and the list as a file."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

import pandas as pd
import sqlalchemy as sa
import streamlit as st

from catalogue.common.labels import STATUSES
from catalogue.domain.items import ItemStatus
from explorer.frames.csv_file import write_csv
from explorer.links import Site
from explorer.messages.language import Messages
from explorer.messages.pages import COLLECTION, WEEDING
from explorer.panels import html
from explorer.screens import address, context
from explorer.sources import weeding as source
from explorer.sources.database import snapshot, version
from explorer.sources.weeding import ListOrder, Rules

AGE = 20
"""Years after which a book is looked at again, until the reader says another number."""
OLDEST = -3000
N_SHOWN = 500
N_TAKEN = 10_000
N_KEPT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """The books by some rules: how many there are, and the first of them."""

    n_books: int
    first: pd.DataFrame


@st.cache_data(show_spinner=False, max_entries=N_KEPT)
def _find(database_url: str, version: str, rules: Rules, _connection: sa.Connection) -> Found:
    return Found(source.count(_connection, rules), source.books(_connection, rules, N_SHOWN))


def show() -> None:
    """Show the list. :raises SourceError:"""
    words = context.say(WEEDING)
    st.title(words.title)
    st.caption(words.lead)
    rules = choose(words)
    if rules is None:
        return
    with snapshot(context.database()) as connection, st.spinner(words.counting):
        rows = _find(context.database_url(), version(connection), rules, connection)
    if not rows.n_books:
        st.info(words.none)
        return
    show_books(rows, rules, words)


def choose(words: Messages) -> Rules | None:
    """Return the rules that the reader sets; None, and a sentence, when they make no sense."""
    collection = context.say(COLLECTION)
    hundreds = {str(digit): collection.hundred(digit) for digit in range(10)}
    this_year = datetime.now(UTC).year
    age, klass, copies, state = st.columns(4, vertical_alignment="bottom")
    with age:
        before = address.enter_number(words.before, "before", default=this_year - AGE, least=OLDEST, most=this_year + 1)
    with klass:
        dewey = address.choose_or_type(
            words.dewey,
            ["", *hundreds],
            "dewey",
            default="",
            shown=lambda text: hundreds.get(text, text) or words.all_classes,
            help=words.dewey_help,
        ).strip()
    with copies:
        least_items = address.enter_number(words.least_items, "copies", default=1, least=0, most=99)
    with state:
        status = address.choose_one(
            words.status,
            ["", *ItemStatus],
            "status",
            shown=lambda status: STATUSES[ItemStatus(status)][words.locale] if status else words.any_status,
        )
    place, order = _choose_shelves(words)
    if not re.fullmatch(r"(\d{0,3}|\d{3}\.\d{0,15})", dewey, re.ASCII):
        st.warning(words.no_class.format(text=dewey))
        return None
    return Rules(before, dewey, least_items, ItemStatus(status) if status else None, place, order)


def _choose_shelves(words: Messages) -> tuple[str, ListOrder]:
    """Return the branch that the reader chooses, "" for all, and the order of the list."""
    with snapshot(context.database()) as connection:
        branches = source.list_branches(connection)
    left, right = st.columns(2)
    with left:
        branch = address.choose_one(
            words.branch, ["", *branches], "branch", shown=lambda name: name or words.all_branches
        )
    with right:
        return branch, address.choose_one(words.order, list(ListOrder), "order", shown=words.orders.__getitem__)


def show_books(found: Found, rules: Rules, words: Messages) -> None:
    """Show the first books and offer the list."""
    site = context.site()
    sentence = words.several(found.n_books, words.found)
    st.header(sentence)
    if found.n_books > N_SHOWN:
        st.caption(words.shown.format(n=words.number(N_SHOWN)))
    table = _table(found.first, site, words)
    links = table[[words.columns["link"]]].set_axis([words.columns["title"]], axis="columns")
    values = table.drop(columns=words.columns["link"])
    st.html(html.write_table(values, links, sentence, lambda value, _: _write_value(value, words)))
    st.link_button(words.several(len(found.first), words.withdraw), site.withdraw(found.first["book_id"]))
    st.caption(words.print_hint)
    file = f"{words.file_name}-{rules.before}.csv"
    st.download_button(words.take_away, _taken_away(rules, site, words), file, "text/csv", on_click="ignore")
    if found.n_books > N_TAKEN:
        st.caption(words.most_rows.format(n=words.number(N_TAKEN)))


def _table(books: pd.DataFrame, site: Site, words: Messages) -> pd.DataFrame:
    """Return the books under the names of the reader's language, each with the address of its page."""
    links = books.assign(book_id=[site.book(book_id) for book_id in books["book_id"]])
    return links.rename(columns={"book_id": "link"}).rename(columns=words.columns)


def _write_value(value: Any, words: Messages) -> str:
    """Return a value as HTML: years and numbers as they are, dates as the language writes them."""
    if pd.isna(value):
        return ""
    return escape(words.moment(value) if isinstance(value, pd.Timestamp) else str(value))


def _taken_away(rules: Rules, site: Site, words: Messages) -> Callable[[], bytes]:
    database = context.database()

    def made() -> bytes:
        with snapshot(database) as connection:
            return write_csv(_table(source.books(connection, rules, N_TAKEN), site, words))

    return made
