"""What a program does with the client that openapi-python-client makes; ends with an error when it does not work."""

import os

from catalogue_client.api.books import (
    create_book,
    delete_book,
    get_book,
    list_books,
    patch_book,
    replace_book,
)
from catalogue_client.api.items import create_item, delete_item, patch_item
from catalogue_client.api.search import search
from catalogue_client.client import AuthenticatedClient
from catalogue_client.models import Book, BookPatch, BookReplacement, Item, ItemPatch, ItemStatus, Problem, ReadBook
from catalogue_client.models.list_books_fields_item import ListBooksFieldsItem

client = AuthenticatedClient(
    os.environ["CATALOGUE_ADDRESS"], token=os.environ["CATALOGUE_TOKEN"], raise_on_unexpected_status=True
)

# Create.
ids = []
for number in range(3):
    book = Book(title=f"Python {number}", authors=["Ada Python"], language="fr")
    created = create_book.sync_detailed(client=client, body=book)
    assert created.status_code == 201, created
    assert created.headers["Location"] == created.parsed.links.self_
    ids.append(created.parsed.id)

# List, page by page.
titles = []
for page in (1, 2):
    listed = list_books.sync_detailed(client=client, author="ada python", per_page=2, page=page)
    assert listed.headers["X-Total-Count"] == "3", listed
    assert ('rel="next"' in listed.headers["Link"]) == (page == 1), listed.headers
    titles += [book.title for book in listed.parsed]
assert titles == ["Python 0", "Python 1", "Python 2"], titles

# Some members only.
some = [ListBooksFieldsItem.ID, ListBooksFieldsItem.TITLE]
listed = list_books.sync(client=client, title="python", per_page=1, fields=some)
assert listed[0].to_dict().keys() == {"id", "title"}, listed

# Read, and put it back as it was read, with If-Match.
read = get_book.sync_detailed(client=client, book_id=ids[0])
assert isinstance(read.parsed, ReadBook), read
same = BookReplacement.from_dict(read.parsed.to_dict())
replaced = replace_book.sync_detailed(client=client, book_id=ids[0], body=same, if_match=read.headers["ETag"])
assert (replaced.status_code, replaced.parsed.revision) == (200, read.parsed.revision + 1), replaced

# Whoever is late is told so, and does not write.
stale = patch_book.sync_detailed(
    client=client, book_id=ids[0], body=BookPatch(title="Late"), if_match=read.headers["ETag"]
)
assert stale.status_code == 412, stale
assert isinstance(stale.parsed, Problem), stale
assert (stale.parsed.type_, stale.parsed.current_revision) == ("/problems/stale-revision", replaced.parsed.revision)

# Change some members: what is left out stays, null takes away.
patched = patch_book.sync(
    client=client, book_id=ids[0], body=BookPatch(publisher="Gallimard", language=None), if_match=stale.headers["ETag"]
)
assert (patched.title, patched.publisher, patched.language) == ("Python 0", "Gallimard", None), patched
assert patched.authors == ["Ada Python"], patched

# Nothing is sent again to who has it.
again = get_book.sync_detailed(client=client, book_id=ids[0], if_none_match=f'"{patched.revision}"')
assert again.status_code == 304, again

# A copy, lent and taken back.
item = create_item.sync(client=client, body=Item(book_id=ids[0], barcode="PYTHON-1", status=ItemStatus.ON_LOAN))
refused = delete_book.sync_detailed(client=client, book_id=ids[0])
assert (refused.status_code, refused.parsed.type_) == (409, "/problems/on-loan"), refused
item = patch_item.sync(client=client, item_id=item.id, body=ItemPatch(status=ItemStatus.AVAILABLE))
assert item.status == "available", item
assert delete_item.sync_detailed(client=client, item_id=item.id).status_code == 204

# Search.
found = search.sync(client=client, q="python", language=["fr"])
assert found.total == 2, found

# Delete.
for book_id in ids:
    assert delete_book.sync_detailed(client=client, book_id=book_id).status_code == 204
gone = get_book.sync_detailed(client=client, book_id=ids[0])
assert (gone.status_code, gone.parsed.type_) == (404, "/problems/no-such-record"), gone
