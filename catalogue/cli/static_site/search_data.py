"""What the search in the browser knows of each book: its folded words, as the index of the service has them."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.items import ItemStatus
from catalogue.domain.text.folding import ELISIONS
from catalogue.domain.text.sort_keys import ARTICLES
from catalogue.domain.views import IndexedBook
from catalogue.extensions import db
from catalogue.search.documents import build_document, fold_book
from catalogue.services import exports
from catalogue.store.index_source import IndexSource

BATCH = 500


def write(folder: Path) -> None:
    """Write `assets/books.js`: a script, because a page that is opened as a file may load nothing else.

    Books stand in the order in which those that answer a question equally well are shown.
    """
    with exports.open_snapshot(db.engine) as session:
        described = list(_describe_all(session))
    for place, (_, _, book) in enumerate(sorted(described, key=itemgetter(1))):
        book["created"] = place
    books = [book for _, _, book in sorted(described, key=itemgetter(0), reverse=True)]
    articles = sorted(set().union(*ARTICLES.values()))
    value = {"articles": articles, "elisions": sorted(ELISIONS), "books": books}
    (folder / "assets" / "books.js").write_bytes(b"window.CATALOGUE = " + orjson.dumps(value) + b";\n")


def _describe_all(session: Session) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for batch in split_batches(exports.list_all_ids(session), BATCH):
        yield from (_describe(entry) for entry in IndexSource(session).read_books(batch))


def _describe(entry: IndexedBook) -> tuple[int, int, dict[str, Any]]:
    """Return the key of a book among equals, that of its arrival, and its members in the script."""
    book = entry.book
    document = build_document(entry, fold_book(entry))
    items = [item for item in entry.items if item.status is not ItemStatus.WITHDRAWN]
    places = [_join([item.location, item.call_number], ", ") for item in items]
    shown = {
        "id": book.id,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [credit.name for credit in book.authors],
        "year": book.publication_year,
        "publisher": book.publisher,
        "language": book.language,
        "dewey": book.dewey,
        "series": book.series,
        "subjects": [subject.name for subject in book.subjects],
        "places": [place for place in dict.fromkeys(places) if place],
    }
    sought = {
        "sort": document["by_title"].partition("\x01")[0],
        "keys": [key for key in document["title_exact"] if key[:1] not in "*~"],
        "t": document["title"],
        "a": document["author"],
        "h": _join([document["series"], document["subject"]], " | "),
        "o": _join([document["other"], *document["code"]], " "),
    }
    members = {name: value for name, value in (shown | sought).items() if value}
    return document["tie"], document["by_created"], members


def _join(texts: Iterable[str | None], separator: str) -> str:
    return separator.join(text for text in texts if text)
