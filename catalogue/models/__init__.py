"""The tables, one file a noun."""

from catalogue.domain.changes import Action, RecordKind, SetKind
from catalogue.models.accounts import Account, AccountRole, Token, TokenScope
from catalogue.models.authors import Author, Authorship, AuthorWord
from catalogue.models.base import Base, now
from catalogue.models.books import Book
from catalogue.models.changes import Change, ChangeSet
from catalogue.models.items import FormerItem, Item
from catalogue.models.jobs import ImportProfile, Job
from catalogue.models.log_ins import DeskSession, LogIn, LogInOutcome
from catalogue.models.readers import FailedSearch, NoteKind, ReaderNote
from catalogue.models.reports import SqlReport
from catalogue.models.scans import Scan, ScanList
from catalogue.models.series import BookSeries, Series, SeriesWord
from catalogue.models.shelf_work import Withdrawal
from catalogue.models.stocktakings import Stocktaking, StocktakingItem, StocktakingList, StocktakingResult
from catalogue.models.subjects import BookSubject, Subject, SubjectWord

__all__ = [
    "Account",
    "AccountRole",
    "Action",
    "Author",
    "AuthorWord",
    "Authorship",
    "Base",
    "Book",
    "BookSeries",
    "BookSubject",
    "Change",
    "ChangeSet",
    "DeskSession",
    "FailedSearch",
    "FormerItem",
    "ImportProfile",
    "Item",
    "Job",
    "LogIn",
    "LogInOutcome",
    "NoteKind",
    "ReaderNote",
    "RecordKind",
    "Scan",
    "ScanList",
    "Series",
    "SeriesWord",
    "SetKind",
    "SqlReport",
    "Stocktaking",
    "StocktakingItem",
    "StocktakingList",
    "StocktakingResult",
    "Subject",
    "SubjectWord",
    "Token",
    "TokenScope",
    "Withdrawal",
    "now",
]
