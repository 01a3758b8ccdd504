"""Every error the catalogue raises on purpose.

    CatalogueError
    ├── InvalidRecord        the input is not a valid record
    ├── NotFound             no such book, author, subject, item, account or token
    ├── Conflict
    │   ├── DuplicateIsbn    another book holds that ISBN
    │   ├── DuplicateHeading another author or subject has that heading
    │   ├── DuplicateBarcode another item has or had that barcode
    │   ├── DuplicateInventoryNumber  an item has or had that inventory number
    │   ├── DuplicateAccount another account has that name
    │   ├── LastAccount      deleting it would switch local mode back on
    │   ├── LastAdmin        nobody else could look after accounts
    │   ├── InUse            books still refer to it
    │   ├── ReadOnly         a read-only member was sent with another value
    │   ├── StocktakingClosed  it has ended, and its results stay
    │   └── OnLoan           an item of the book is on loan
    ├── StaleRevision        somebody else changed the record since it was read
    ├── Unauthenticated      no credentials, or invalid ones
    ├── Forbidden            the credentials are valid but not sufficient
    ├── TooManyRequests      one address exceeded a rate limit
    ├── UnreadableInput      a file to import is in an unknown format
    ├── UnusableBackup       a backup is damaged, truncated, from a newer program, or not a backup
    ├── BadSetting           a setting has an invalid value
    ├── NewerDatabase        a newer version of the program migrated the tables
    └── IndexUnavailable     the search index cannot be used just now
        ├── IndexDamaged     its files are corrupt
        ├── IndexBusy        another process is writing it
        └── IndexUnwritable  its folder cannot be written

They know nothing about HTTP: `catalogue.api.errors` and `catalogue.web.errors` map each to a status.
Database failures and bugs are not here, so they reach the outermost handler with their traceback.
"""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class CatalogueError(Exception):
    """Base class of the errors that a caller or administrator can cause."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; `field` is a dotted path (`contributors.0.role`), `limit` the length it exceeds."""

    field: str
    message: str
    limit: int | None = dataclasses.field(default=None, repr=False, compare=False)


class InvalidRecord(CatalogueError):
    """The input is not a valid record; `errors` say why."""

    def __init__(self, *errors: FieldError) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{error.field}: {error.message}" for error in errors))


class NotFound(CatalogueError):
    """There is no `noun` (such as "book") with this `key`."""

    def __init__(self, noun: str, key: object) -> None:
        self.noun, self.key = noun, key
        super().__init__(f"There is no {noun} {key}.")


class Conflict(CatalogueError):
    """The request is valid but conflicts with the current state of the catalogue."""


class DuplicateIsbn(Conflict):
    """`book_id` already holds `isbn`."""

    def __init__(self, isbn: str, book_id: int) -> None:
        self.isbn, self.book_id = isbn, book_id
        super().__init__(f"ISBN {isbn} is already held by book {book_id}.")


class DuplicateHeading(Conflict):
    """The `noun` with id `holder_id` already has the heading `name`."""

    def __init__(self, noun: str, name: str, holder_id: int) -> None:
        self.noun, self.name, self.holder_id = noun, name, holder_id
        super().__init__(f"The heading “{name}” already belongs to {noun} {holder_id}.")


class DuplicateBarcode(Conflict):
    """An item has this `barcode`, or had it and is gone (`item_id` is None); `title` is that of its book."""

    def __init__(self, barcode: str, item_id: int | None, title: str) -> None:
        self.barcode, self.item_id, self.title = barcode, item_id, title
        holder = f"is already on item {item_id}," if item_id is not None else "is not given again: it was on"
        super().__init__(f"Barcode {barcode} {holder} a copy of “{title}”.")


class DuplicateInventoryNumber(Conflict):
    """An item has, or had, this inventory `number`; `title` is that of its book."""

    def __init__(self, number: str, title: str) -> None:
        self.number, self.title = number, title
        super().__init__(f"Inventory number {number} belongs, or belonged, to a copy of “{title}”.")


class DuplicateAccount(Conflict):
    """An account named `name` exists."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is already an account named {name}.")


class LastAccount(Conflict):
    """The account `name` is the only one; without it, whoever sits at the machine could write again."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is the only account, and without any, requests from this machine could write without a token."
            f" Disable it (catalogue user disable), or add another account first."
        )


class LastAdmin(Conflict):
    """The account `name` is the only admin in force; without it, nobody at the desk could look after accounts."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is the only admin in force: make another account an admin first.")


class InUse(Conflict):
    """`n_books` books still refer to the heading, so it cannot be deleted."""

    def __init__(self, noun: str, key: int, n_books: int) -> None:
        self.noun, self.key, self.n_books = noun, key, n_books
        super().__init__(f"{noun.capitalize()} {key} is used by {n_books} {'book' if n_books == 1 else 'books'}.")


class ReadOnly(Conflict):
    """Read-only members were sent with values other than the stored ones; `errors` name them."""

    def __init__(self, noun: str, key: int, *errors: FieldError) -> None:
        self.noun, self.key, self.errors = noun, key, errors
        names = ", ".join(error.field for error in errors)
        super().__init__(f"The catalogue sets {names} itself, and {noun} {key} has other values than were sent.")


class StocktakingClosed(Conflict):
    """The stocktaking has ended; its results stay as they are."""

    def __init__(self, key: int) -> None:
        self.key = key
        super().__init__(f"Stocktaking {key} is closed.")


class OnLoan(Conflict):
    """`n_items` copies of book `book_id` are on loan."""

    def __init__(self, book_id: int, n_items: int) -> None:
        self.book_id, self.n_items = book_id, n_items
        super().__init__(f"Book {book_id} has {n_items} item(s) on loan.")


class StaleRevision(CatalogueError):
    """The caller wrote against an old revision; `current` is the current one."""

    def __init__(self, noun: str, key: int, current: int) -> None:
        self.noun, self.key, self.current = noun, key, current
        super().__init__(f"{noun.capitalize()} {key} is now at revision {current}.")


class Unauthenticated(CatalogueError):
    """No credentials were sent, or they are unknown, revoked, expired or of a disabled account."""


class Forbidden(CatalogueError):
    """The account is known, but its role or the scope of its token does not allow this."""


class TooManyRequests(CatalogueError):
    """One address exceeded the rate limit of `what` ("searches"); it may retry after `retry_after` seconds."""

    def __init__(self, what: str, retry_after: int) -> None:
        self.what, self.retry_after = what, retry_after
        super().__init__(f"Too many {what} from your address: try again in {retry_after} s.")


class UnreadableInput(CatalogueError):
    """The file at `path` is not in a format that the catalogue reads; `refusal` says why (`domain.refusals`)."""

    def __init__(self, path: object, refusal: Any) -> None:
        self.path, self.refusal = path, refusal
        super().__init__(f"{path}: {refusal}")


class UnusableBackup(CatalogueError):
    """The backup called `name` cannot be restored, for this `reason`."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name} cannot be restored: {reason}.")


class BadSetting(CatalogueError):
    """The setting `name` has the invalid value `value`; `reason` says why."""

    def __init__(self, name: str, value: Any, reason: str) -> None:
        self.name, self.value, self.reason = name, value, reason
        super().__init__(f"{name}={value!r}: {reason}")


class NewerDatabase(CatalogueError):
    """The tables were migrated by a newer version of the program."""


class IndexUnavailable(CatalogueError):
    """The search index cannot be used just now; nothing is lost, because it is a copy of the tables."""


class IndexDamaged(IndexUnavailable):
    """The files of the search index are corrupt; it is rebuilt from the tables."""

    def __init__(self) -> None:
        super().__init__("The search index is damaged; it is made anew from the tables.")


class IndexBusy(IndexUnavailable):
    """Another process or thread is writing the search index."""

    def __init__(self) -> None:
        super().__init__("Another process is bringing the search index up to date; try again in a moment.")


class IndexUnwritable(IndexUnavailable):
    """The `folder` of the search index cannot be written, for this `reason`."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(
            f"The search index in {folder} cannot be written ({reason})."
            " Make room there, or point CATALOGUE_INDEX_DIR elsewhere; it is made anew by itself."
        )
