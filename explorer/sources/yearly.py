"""What a library reports each year: copies that came, left and were there on 31 December, by the change log."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from catalogue.common.batches import split_batches
from catalogue.domain.differences import ITEMS
from catalogue.domain.items import ItemStatus, WithdrawalReason
from catalogue.models import Book, Change, Item
from explorer.sources.copies_log import BOOK_FACTS, BookWrites, CopyHistory, State, follow_copies, read_writes
from explorer.sources.database import read_frame

DIMENSIONS = ("branch", "class", "material", "audience", "owner")
"""What copies are told apart by; a value is missing where the record does not say."""
NUMBERS = ("stock", "acquired", "withdrawn", "deposits", "deposits_in", "deposits_out")
"""The stock on 31 December, and what came and left in the year: own copies, and those on deposit from another owner."""
YEARS = ("acquired", "deposited", "withdrawn")
"""The years of a copy's dates."""
DETAILS = ("title", "call_number", "barcode", "inventory_number", "acquired_on", "withdrawn_on")
"""What a list says of each copy, besides its branch."""

_DATES = ("acquired_on", "deposited_on", "return_by", "withdrawn_on")
_ITEM_FACTS = ("id", "barcode", "inventory_number", "call_number", "location", "status", "owner", "withdrawal_reason")
_IN_LIMIT = 500


def read_survey(year: int) -> dict[str, Any]:
    """Return the headings of the yearly survey as of a year: the latest form that is not later, else the first."""
    forms = tomllib.loads(Path(__file__).with_name("survey.toml").read_text(encoding="utf-8"))
    past = [form for form in sorted(forms, key=int) if int(form) <= year] or [min(forms, key=int)]
    form: dict[str, Any] = forms[past[-1]]
    return form


def first_year_of_log(connection: sa.Connection) -> int | None:
    """Return the year of the first change; before it, only the dates of copies tell what there was."""
    at = connection.scalar(sa.select(Change.at).order_by(Change.seq).limit(1))
    return at.year if at else None


def list_copies(connection: sa.Connection, year: int) -> pd.DataFrame:
    """Return the copies that were there at any time of a year, a row each.

    A copy was there on 31 December if the log has it then, not withdrawn; or if it was recorded later with an earlier
    date of acquisition or deposit. Branch and status are those of that day. What describes a copy (class, material,
    audience, owner, dates) is what is known of it now, so that a correction counts for the years before it, too.

    Columns: `item_id`, `book_id`, `publication_year`, `DIMENSIONS`, `YEARS`; `is_lent` (it bears a date of deposit or
    return) and `is_returned`; `was_there` (on 31 December a year earlier), `is_there` (on 31 December) and `left` (in
    between); `last_known` (its `DETAILS`, of a copy that is not in the tables any more).
    """
    writes = read_writes(connection, year)
    frame = _read_current(connection)
    frame = frame[~frame["book_id"].isin(list(writes.rewritten))]
    frames = [_place_current(frame, writes), _place_rewritten(connection, writes, year)]
    frame = pd.concat([each for each in frames if len(each)] or frames[:1], ignore_index=True)
    arrived = frame[["acquired", "deposited"]].min(axis="columns")
    frame["was_there"] = _was_there(frame, "start", year - 1, arrived)
    frame["is_there"] = _was_there(frame, "end", year, arrived)
    frame["left"] = _has_left(frame, year, arrived)
    is_counted = frame["end_there"] | ~frame["was_correction"]
    for name in YEARS:
        frame[name] = frame[name].where(is_counted)
    return frame[frame["was_there"] | frame["is_there"] | frame["left"] | (arrived == year) & is_counted]


def list_own_names(copies: pd.DataFrame) -> list[str]:
    """Return the owners that are the library itself, as the copies tell: bought, and never on deposit."""
    owners = copies.groupby("owner").agg(is_lent=("is_lent", "any"), is_bought=("acquired", "count"))
    return sorted(owners.index[~owners["is_lent"].astype(bool) & (owners["is_bought"] > 0)])


def count_numbers(copies: pd.DataFrame, year: int, own_names: Collection[str]) -> pd.DataFrame:
    """Return the copies with a column of truths for each of `NUMBERS`, and `undated` and `stock_before`.

    :param own_names: owners that are the library itself; copies of others, or with a date of deposit, are deposits.
    """
    is_deposit = copies["is_lent"] | copies["owner"].notna() & ~copies["owner"].isin(list(own_names))
    own, is_there, left = ~is_deposit, copies["is_there"], copies["left"]
    is_received = copies["deposited"].fillna(copies["acquired"]) == year
    return copies.assign(
        stock=is_there & own,
        acquired=(copies["acquired"] == year) & own,
        withdrawn=left & own & ~copies["is_returned"],
        deposits=is_there & is_deposit,
        deposits_in=is_received & is_deposit,
        deposits_out=left & (is_deposit | copies["is_returned"]),
        undated=is_there & own & copies["acquired"].isna(),
        stock_before=copies["was_there"] & own,
    )


def read_details(connection: sa.Connection, copies: pd.DataFrame) -> pd.DataFrame:
    """Return `DETAILS` of copies in their order, beside `book_id` (missing where there is no book now) and `branch`."""
    is_gone = copies["last_known"].notna()
    columns = (Item.id, Book.title, *(getattr(Item, name) for name in DETAILS[1:]))
    known: dict[int, Mapping[str, Any]] = {}
    for some in split_batches(copies.loc[~is_gone, "item_id"].astype(int).tolist(), _IN_LIMIT):
        statement = sa.select(*columns).join(Book, Book.id == Item.book_id).where(Item.id.in_(some))
        known |= {row["id"]: row for row in connection.execute(statement).mappings()}
    rows = [
        last if isinstance(last, dict) else known.get(int(number), {})
        for number, last in zip(copies["item_id"], copies["last_known"], strict=True)
    ]
    details = pd.DataFrame([{name: row.get(name) for name in DETAILS} for row in rows], columns=DETAILS)
    details["book_id"] = copies["book_id"].where(~is_gone).to_numpy()
    return details.assign(branch=copies["branch"].to_numpy())


def _read_current(connection: sa.Connection) -> pd.DataFrame:
    """Return the copies that are in the tables now."""
    year_of = {name: sa.cast(sa.extract("year", getattr(Item, f"{name}_on")), sa.Integer) for name in YEARS}
    columns: Iterable[Any] = (
        Item.id.label("item_id"),
        Item.book_id,
        Book.publication_year,
        Item.location.label("branch"),
        sa.func.substr(Book.dewey, 1, 1).label("class"),
        Book.material,
        Book.audience,
        Item.owner,
        *(year.label(name) for name, year in year_of.items()),
        sa.or_(Item.deposited_on.is_not(None), Item.return_by.is_not(None)).label("is_lent"),
        sa.func.coalesce(Item.withdrawal_reason == WithdrawalReason.RETURNED, sa.false()).label("is_returned"),
        (Item.status == ItemStatus.WITHDRAWN).label("is_out"),
    )
    return _set_types(read_frame(connection, sa.select(*columns).join(Book, Book.id == Item.book_id)))


def _place_current(copies: pd.DataFrame, writes: BookWrites) -> pd.DataFrame:
    """Return copies of books that were not rewritten with what they were when the year began and ended."""
    is_later = copies["book_id"].isin(writes.created_later)
    is_since_start = is_later | copies["book_id"].isin(writes.created_in_year)
    moments = {"start": ~is_since_start, "end": ~is_later}
    for moment, is_there in moments.items():
        copies = copies.assign(
            **{
                f"{moment}_there": is_there,
                f"{moment}_known": is_there,
                f"{moment}_out": is_there & copies["is_out"],
                f"{moment}_withdrawn": copies["withdrawn"],
            }
        )
    return copies.assign(was_correction=False, was_in_stock=False, last_known=None)


def _place_rewritten(connection: sa.Connection, writes: BookWrites, year: int) -> pd.DataFrame:
    """Return the copies of the rewritten books, those among them that are gone as well."""
    books_now = _read_books(connection, list(writes.rewritten))
    histories = follow_copies(connection, writes, year, books_now)
    return _set_types(pd.DataFrame([_describe(key, copy) for key, copy in histories.items()]))


def _read_books(connection: sa.Connection, book_ids: list[int]) -> dict[int, State]:
    """Return books with their copies as the log would have them."""
    names = [*_ITEM_FACTS, *_DATES]
    item_columns = [getattr(Item, name).label(f"item_{name}") for name in names]
    book_columns = [getattr(Book, name) for name in BOOK_FACTS if name != ITEMS]
    books: dict[int, dict[str, Any]] = {}
    for some in split_batches(book_ids, _IN_LIMIT):
        statement = sa.select(Book.id, *book_columns, *item_columns).join(Item, Item.book_id == Book.id)
        for row in connection.execute(statement.where(Book.id.in_(some))).mappings():
            book = books.setdefault(row["id"], {name: row[name] for name in BOOK_FACTS if name != ITEMS} | {ITEMS: []})
            item = {name: row[f"item_{name}"] for name in names}
            book[ITEMS].append(item | {name: item[name] and item[name].isoformat() for name in _DATES})
    return dict(books)


def _describe(key: int | str, copy: CopyHistory) -> dict[str, Any]:
    """Return a copy of a rewritten book as a row."""
    newest, book = copy.newest, copy.book
    placed = copy.at_end or copy.at_start or newest
    is_gone = copy.last_seq is not None
    row = {
        "item_id": key if isinstance(key, int) else None,
        "book_id": copy.book_id,
        "publication_year": book.get("publication_year"),
        "branch": placed.get("location"),
        "class": (book.get("dewey") or "")[:1] or None,
        "material": book.get("material"),
        "audience": book.get("audience"),
        "owner": newest.get("owner"),
        **{name: _year_of(newest, name) for name in YEARS},
        "is_lent": bool(newest.get("deposited_on") or newest.get("return_by")),
        "is_returned": (copy.at_end or newest).get("withdrawal_reason") == WithdrawalReason.RETURNED,
        "is_out": newest["status"] == ItemStatus.WITHDRAWN,
        "was_correction": is_gone and copy.was_correction,
        "was_in_stock": copy.was_in_stock,
        "last_known": _describe_gone(newest, book) if is_gone else None,
    }
    for moment, item, is_known in (
        ("start", copy.at_start, copy.known_before_start),
        ("end", copy.at_end, copy.known_before_end),
    ):
        row[f"{moment}_there"] = item is not None
        row[f"{moment}_known"] = is_known
        row[f"{moment}_out"] = item is not None and item["status"] == ItemStatus.WITHDRAWN
        row[f"{moment}_withdrawn"] = _year_of(item or {}, "withdrawn")
    return row


def _describe_gone(item: State, book: State) -> dict[str, Any]:
    """Return the `DETAILS` of a copy as the log has them."""
    values = {name: item.get(name) for name in DETAILS} | {"title": book.get("title")}
    return values | {name: date.fromisoformat(day) for name in _DATES if (day := values.get(name))}


def _year_of(item: State, name: str) -> int | None:
    day = item.get(f"{name}_on")
    return int(day[:4]) if day else None


def _set_types(copies: pd.DataFrame) -> pd.DataFrame:
    """Return copies with years as float64 (NaN compares as false), and codes as text."""
    texts = dict.fromkeys((name for name in DIMENSIONS if name in copies), "string")
    years = dict.fromkeys((name for name in copies if name in YEARS or str(name).endswith("_withdrawn")), "float64")
    truths = dict.fromkeys((name for name in copies if str(name).startswith("is_")), "bool")
    return copies.astype(texts | years | truths | {"publication_year": "Int64"} if len(copies.columns) else {})


def _was_there(copies: pd.DataFrame, moment: str, year: int, arrived: pd.Series) -> pd.Series:
    """Return which copies were in the stock at the end of a year."""
    there = copies[f"{moment}_there"]
    is_late = ~copies[f"{moment}_known"] & (arrived <= year) & ~copies["was_correction"]
    is_late &= ~(copies["is_out"] & copies["withdrawn"].isna())
    has_left = copies[f"{moment}_out"] | (copies["withdrawn"] <= year)
    return (there & ~(arrived > year) | is_late) & ~has_left


def _has_left(copies: pd.DataFrame, year: int, arrived: pd.Series) -> pd.Series:
    """Return which copies left the stock in a year: by the date of withdrawal or, if that is earlier, the log."""
    there, withdrawn = copies["end_there"], copies["end_withdrawn"]
    was_here = copies["was_there"] | (arrived == year) | ~copies["start_known"]
    by_date = there & (withdrawn == year) | (copies["withdrawn"] == year)
    is_deleted = copies["end_known"] & ~there & (copies["was_there"] | (arrived == year))
    is_undated = copies["end_out"] & ~(withdrawn <= year) & (copies["was_there"] | copies["was_in_stock"])
    has_gone = by_date | is_deleted | is_undated
    return was_here & has_gone & ~copies["is_there"] & (there | ~copies["was_correction"])
