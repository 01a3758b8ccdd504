"""Objects of a JSON document that are books, by the names of their fields, and objects around them."""

from typing import Any

from catalogue.formats.isbns import find_isbn_13
from catalogue.formats.naming import Naming
from catalogue.formats.wording import NOUNS, split_words

STRONG = 2
"""How surely an object is a book that has a field called a title."""

_WEAK = 1
_MOST_NAMES = 200
_LISTS = NOUNS | frozenset(
    [
        "items",
        "results",
        "records",
        "docs",
        "documents",
        "data",
        "rows",
        "entries",
        "hits",
        "edges",
        "volumes",
        "library",
        "bibliotheque",
        "catalogue",
        "catalog",
        "notices",
        "titles",
        "works",
        "publications",
        "list",
        "liste",
        "collection",
        "collections",
        "resultats",
        "response",
        "bibliography",
        "bookshelf",
    ]
)
_UNLIKE = frozenset({"people", "publisher", "cover_url", "language"})
"""Columns whose objects have names and are no books."""


def unwrap(record: dict[str, Any], naming: Naming) -> dict[str, Any]:
    """Return a record that is wrapped in another object, with what else that holds.

    >>> unwrap({"id": "a", "volumeInfo": {"title": "Nana", "authors": ["Zola"]}}, Naming())
    {'title': 'Nana', 'authors': ['Zola'], 'id': 'a'}
    """
    for _ in range(3):
        if rate_book(record, naming) == STRONG:
            return record
        inner = [
            (count_columns(part, naming), name)
            for name, part in record.items()
            if isinstance(part, dict) and not names_people_or_houses(name, naming) and _holds_title(part, naming)
        ]
        if not inner or _are_alike(record, [name for _, name in inner]):
            return record
        name = max(inner, key=lambda ranked: ranked[0])[1]
        wrapped = record[name]
        record = {**wrapped, **{key: part for key, part in record.items() if key != name and key not in wrapped}}
    return record


def _are_alike(record: dict[str, Any], names: list[str]) -> bool:
    """Tell whether several objects in another are a list of books by their keys, and no two views of one."""
    if len(names) < 2:
        return False
    first, second = (record[name].keys() for name in names[:2])
    return any(map(is_key, names)) or len(first & second) * 2 >= min(len(first), len(second))


def rate_book(record: dict[str, Any], naming: Naming) -> int:
    """Tell how surely an object is a book: `STRONG` by a title, less by a name beside other fields of one, else 0."""
    has_name = False
    columns = set()
    for name in list(record)[:_MOST_NAMES]:
        member = naming.find_field(name)
        if member is None:
            continue
        if member.column == "title" and _is_filled(record[name]):
            if not member.is_weak:
                return STRONG
            has_name = True
        elif not isinstance(record[name], (list, dict)) or member.column in {"people", "subjects"}:
            columns.add(member.column)
    return _WEAK if has_name and columns & {"people", "isbn", "publisher", "published", "page_count", "subjects"} else 0


def _is_filled(value: Any) -> bool:
    match value:
        case str():
            return value.strip() != ""
        case dict():
            return any(isinstance(part, str) for part in value.values())
        case bool() | None | []:
            return False
        case list():
            return isinstance(value[0], (str, dict)) and len(value) == 1
        case _:
            return True


def count_columns(record: dict[str, Any], naming: Naming) -> int:
    """Return how many columns of a book the fields of an object fill."""
    members = (naming.find_field(name) for name in list(record)[:_MOST_NAMES])
    return len(
        {field.column for field in members if field is not None and field.column not in {"id", "items", "extra"}}
    )


def _holds_title(part: dict[str, Any], naming: Naming, depth: int = 0) -> bool:
    if rate_book(part, naming) == STRONG:
        return True
    inner = [
        inner for name, inner in part.items() if isinstance(inner, dict) and not names_people_or_houses(name, naming)
    ]
    return depth < 2 and sum(_holds_title(part, naming, depth + 1) for part in inner) == 1


def names_people_or_houses(name: str, naming: Naming) -> bool:
    """Tell whether a name is that of people or houses, whose objects have names and are no books."""
    member = naming.find_field(name)
    return member is not None and (member.column in _UNLIKE or member.column == "series")


def rate_member(member: Any, naming: Naming) -> int:
    """Tell how surely a member of a list is a book, wrapped or not."""
    return rate_book(unwrap(member, naming), naming) if isinstance(member, dict) else 0


def begins_with_books(members: list[Any], naming: Naming) -> bool:
    """Tell whether a list of books needs no further look."""
    return any(
        isinstance(m, dict) and rate_book(m, naming) == STRONG and not is_wrapper(m, naming) for m in members[:20]
    )


def is_wrapper(record: dict[str, Any], naming: Naming) -> bool:
    """Tell whether what has a title is a list of books with a name, rather than a book with parts that have titles."""
    own = {found.column for name in record if (found := naming.find_field(name))} & {
        "people",
        "isbn",
        "publisher",
        "page_count",
    }
    for name, part in record.items():
        if not isinstance(part, list) or names_people_or_houses(name, naming):
            continue
        members = [member for member in part[:20] if isinstance(member, dict)]
        n_books = sum(rate_member(member, naming) == STRONG for member in members)
        if n_books and n_books * 2 >= len(members) and not own:
            rich = sum(count_columns(unwrap(member, naming), naming) > 1 for member in members)
            if rich or is_list_word(name):
                return True
    return False


def is_list_word(name: str) -> bool:
    """Tell whether a name says that books are listed under it."""
    return any(word in _LISTS for word in split_words(name))


def is_key(name: str) -> bool:
    """Tell whether a name is the number or ISBN of what stands under it."""
    return name.isdigit() or find_isbn_13(name) is not None
