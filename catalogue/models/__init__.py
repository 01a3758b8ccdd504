"""The tables, one file a noun."""

from catalogue.models.accounts import Account, AccountRole, Token
from catalogue.models.authors import Author, Authorship
from catalogue.models.base import Base, now
from catalogue.models.books import Book
from catalogue.models.changes import Action, Change
from catalogue.models.items import Item
from catalogue.models.subjects import BookSubject, Subject

__all__ = [
    "Account",
    "AccountRole",
    "Action",
    "Author",
    "Authorship",
    "Base",
    "Book",
    "BookSubject",
    "Change",
    "Item",
    "Subject",
    "Token",
    "now",
]
