"""JSON documents that are tables: written by columns, or as rows under a row of headings."""

from typing import Any

from catalogue.formats.naming import Naming


def convert_tables(document: Any, naming: Naming) -> Any:
    """Return the rows of a document that is a table, as objects; any other document as it is.

    >>> convert_tables({"titre": {"0": "Nana"}, "annee": {"0": 1880}}, Naming())
    [{'titre': 'Nana', 'annee': 1880}]
    """
    match document:
        case [[*headings], *rows] if _are_headings(headings, naming) and all(isinstance(row, list) for row in rows):
            return [dict(zip(headings, row, strict=False)) for row in rows]
        case dict():
            return _read_rows_under_headings(document, naming) or _read_columns(document, naming) or document
        case _:
            return document


def _read_rows_under_headings(document: dict[str, Any], naming: Naming) -> list[Any] | None:
    headings = next((document[name] for name in ("columns", "headers", "fields") if name in document), None)
    rows = next((document[name] for name in ("data", "rows", "values") if name in document), None)
    if not isinstance(headings, list) or not _are_headings(headings, naming) or not isinstance(rows, list):
        return None
    return [dict(zip(headings, row, strict=False)) for row in rows if isinstance(row, list)]


def _read_columns(document: dict[str, Any], naming: Naming) -> list[Any] | None:
    titles = next((column for name, column in document.items() if _is_title(name, naming)), None)
    columns = document.values()
    match titles:
        case [str() | int(), _, *_] if all(isinstance(c, list) and len(c) == len(titles) for c in columns):
            return [dict(zip(document, row, strict=True)) for row in zip(*columns, strict=True)]
        case dict() if all(isinstance(c, dict) and c.keys() == titles.keys() for c in columns):
            is_numbered = all(key.isdigit() for key in titles)
            return [{name: column[key] for name, column in document.items()} for key in titles] if is_numbered else None
        case _:
            return None


def _are_headings(row: list[Any], naming: Naming) -> bool:
    return all(isinstance(name, str) for name in row) and any(_is_title(name, naming) for name in row)


def _is_title(name: str, naming: Naming) -> bool:
    member = naming.find_field(name)
    return member is not None and member.column == "title" and not member.is_weak
