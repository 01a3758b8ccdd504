"""Where in a JSON document the books are: the list of them wherever it stands, whatever stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from catalogue.formats.isbns import find_isbn_13
from catalogue.formats.naming import Naming
from catalogue.formats.tabular import convert_tables
from catalogue.formats.wording import find_canonical_word, split_words
from catalogue.formats.wrapping import (
    STRONG,
    begins_with_books,
    count_columns,
    is_key,
    is_list_word,
    is_wrapper,
    names_people_or_houses,
    rate_book,
    rate_member,
    unwrap,
)

_DEEPEST = 12
_MOST_OTHERS = 20
_LONGEST_LABEL = 200

_CONTEXT = frozenset({"people", "subjects", "publisher", "series", "language"})


@dataclass(slots=True)
class Shape:
    """The records of a document, `path` to the list of them ("" when it is the document), and what stands beside it."""

    records: list[Any]
    path: str = ""
    others: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Records that stand together: their place, what they say, how many are books by their fields."""

    path: tuple[str, ...]
    records: list[Any]
    n_titled: int
    n_strong: int
    n_columns: int

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.path) if step != "[]"), "")

    def score(self) -> tuple[bool, bool, bool, int]:
        return self.n_strong > 0, is_list_word(self.key), self.n_columns > self.n_titled, self.n_titled


def find_records(document: Any, naming: Naming) -> Shape:
    """Return the records of a document: those of its list, or lists, whose members have titles.

    >>> find_records({"total": 1, "livres": [{"titre": "Nana"}]}, Naming())
    Shape(records=[{'titre': 'Nana'}], path='livres', others=['total'])
    >>> find_records({"roman": [{"titre": "Nana"}], "essai": [{"titre": "Alain"}]}, Naming()).records[1]
    {'titre': 'Alain', 'subject': 'essai'}
    """
    document = convert_tables(document, naming)
    if isinstance(document, list) and (not document or begins_with_books(document, naming)):
        return Shape(document)
    if isinstance(document, dict) and rate_book(document, naming) == STRONG and not is_wrapper(document, naming):
        return Shape([document])
    groups = _merge_groups(_walk(document, (), {}, naming))
    if not groups:
        return _guess_shape(document, naming)
    best = max(groups, key=_Group.score)
    chosen = [best, *(group for group in groups if group is not best and _is_akin(group, best, naming))]
    chosen.sort(key=groups.index)
    records = [
        record for group in chosen for record in (_add_list_name(group, best, naming) if chosen[1:] else group.records)
    ]
    return Shape(records, _format_paths(chosen), _list_others(document, [group.path for group in chosen]))


def _walk(node: Any, path: tuple[str, ...], context: dict[str, Any], naming: Naming) -> Iterator[_Group]:
    """Yield every group of books below a node, in the order of the document."""
    if len(path) > _DEEPEST:
        return
    if isinstance(node, list):
        yield from _walk_list(node, path, context, naming)
        return
    if not isinstance(node, dict):
        return
    keyed = {
        name: part for name, part in node.items() if isinstance(part, dict) and not names_people_or_houses(name, naming)
    }
    books = {name: part for name, part in keyed.items() if rate_member(part, naming)}
    whole = unwrap(node, naming)
    if len(books) == 1 and whole is not node and not is_key(next(iter(books))):
        yield _make_group(path, [whole], naming)
        keyed = books
    elif books:
        members = [_add_key(name, unwrap(part, naming), naming) for name, part in keyed.items() if part]
        yield _make_group(path, [context | member for member in members] if context else members, naming)
    inner = context | _read_context(node, path, naming)
    for name, part in node.items():
        if name not in books and isinstance(part, (list, dict)):
            yield from _walk(part, (*path, name), inner, naming)


def _walk_list(node: list[Any], path: tuple[str, ...], context: dict[str, Any], naming: Naming) -> Iterator[_Group]:
    wrappers = [isinstance(member, dict) and is_wrapper(unwrap(member, naming), naming) for member in node]
    n_books = sum(
        not is_wrapper and rate_member(member, naming) > 0 for member, is_wrapper in zip(node, wrappers, strict=True)
    )
    is_of_others = bool(path) and names_people_or_houses(path[-1], naming)
    if n_books and not (is_of_others and all(rate_member(member, naming) != STRONG for member in node)):
        members = [unwrap(member, naming) if isinstance(member, dict) else member for member in node]
        if context:
            members = [context | member if isinstance(member, dict) else member for member in members]
        yield _make_group(path, members, naming)
        return
    for member in node:
        if isinstance(member, (list, dict)):
            inner = context | _read_context(member, path, naming) if isinstance(member, dict) else context
            yield from _walk(member, (*path, "[]"), inner, naming)


def _make_group(path: tuple[str, ...], members: list[Any], naming: Naming) -> _Group:
    strengths = [rate_book(member, naming) if isinstance(member, dict) else 0 for member in members]
    n_columns = sum(count_columns(member, naming) for member in members if isinstance(member, dict))
    return _Group(path, members, sum(map(bool, strengths)), strengths.count(STRONG), n_columns)


def _merge_groups(found: Iterator[_Group]) -> list[_Group]:
    """Put groups of one place together: the books of each member of a list."""
    groups: dict[tuple[str, ...], _Group] = {}
    for group in found:
        if (before := groups.get(group.path)) is None:
            groups[group.path] = group
        else:
            before.records += group.records
            before.n_titled += group.n_titled
            before.n_strong += group.n_strong
            before.n_columns += group.n_columns
    return list(groups.values())


def _add_key(name: str, record: dict[str, Any], naming: Naming) -> dict[str, Any]:
    """Return a record with the key it stands under: its ISBN or number, where it has none of its own."""
    columns = {member.column for field_name in record if (member := naming.find_field(field_name))}
    if find_isbn_13(name):
        return record if "isbn" in columns else {**record, "isbn": name}
    if "id" in columns or is_list_word(name) or {"id", "_id"} & record.keys():
        return record
    return {"id": int(name) if name.isdigit() and len(name) < 16 else name, **record}


def _read_context(node: dict[str, Any], path: tuple[str, ...], naming: Naming) -> dict[str, Any]:
    """Return what an object around a list of books says of each of them."""
    context: dict[str, Any] = {}
    for name, part in node.items():
        column = naming.find_field(name)
        if not isinstance(part, str) or not part.strip() or len(part) > _LONGEST_LABEL or column is None:
            continue
        if column.column in _CONTEXT and not column.is_weak:
            context[name] = part
        elif column.column == "title":
            kinds = {find_canonical_word(word) for step in path[-2:] for word in split_words(step)}
            context["author" if "author" in kinds else "subject" if "subject" in kinds else "list"] = part
    return context


def _is_akin(group: _Group, best: _Group, naming: Naming) -> bool:
    """Tell whether a group is another part of the same list: its path differs in one step, its fields are the same."""
    if len(group.path) != len(best.path) or bool(group.n_strong) != bool(best.n_strong):
        return False
    steps = [(ours, theirs) for ours, theirs in zip(group.path, best.path, strict=True) if ours != theirs]
    if len(steps) != 1 or any(is_list_word(step) for step in steps[0]):
        return False
    names, others = _list_names(group), _list_names(best)
    return len(names & others) * 2 >= min(len(names), len(others))


def _list_names(group: _Group) -> set[str]:
    return {name for record in group.records[:20] if isinstance(record, dict) for name in record}


def _add_list_name(group: _Group, best: _Group, naming: Naming) -> list[Any]:
    """Return the records of one of several lists, its key a subject of each."""
    keys = [step for place, step in enumerate(group.path) if not is_list_word(step) and step != "[]"]
    if not keys:
        return group.records
    label = keys[-1].replace("_", " ")
    return [
        {**record, ("subject" if "subject" not in record else "keyword"): label} if isinstance(record, dict) else record
        for record in group.records
    ]


def _format_paths(groups: list[_Group]) -> str:
    return ", ".join(".".join(step for step in group.path if step != "[]") for group in groups)


def _list_others(document: Any, paths: list[tuple[str, ...]]) -> list[str]:
    """Name what stands beside the lists that are taken, with how many members it has."""
    others: list[str] = []

    def look(node: Any, path: tuple[str, ...]) -> None:
        if not isinstance(node, dict) or path in paths or len(others) > _MOST_OTHERS:
            return
        for name, part in node.items():
            below = (*path, name)
            if any(taken[: len(below)] == below for taken in paths):
                look(part, below)
            else:
                size = f" ({len(part)})" if isinstance(part, (list, dict)) else ""
                others.append(".".join(below) + size)

    look(document, ())
    return others[:_MOST_OTHERS]


def _guess_shape(document: Any, naming: Naming) -> Shape:
    """Return what to make of a document in which nothing has a title by its fields."""
    if isinstance(document, list):
        flat = [member for part in document for member in (part if isinstance(part, list) else [part])]
        return Shape(flat if all(isinstance(part, list) for part in document) else document)
    if not document or _holds_empty_lists(document):
        return Shape([])
    if _are_books_by_title(document, naming):
        return Shape(_name_books(document))
    by_title = {name: part for name, part in document.items() if _are_books_by_title(part, naming)}
    if by_title:
        books = [
            record if len(by_title) == 1 else {**record, "subject": record.get("subject", name)}
            for name, part in by_title.items()
            for record in _name_books(part)
        ]
        return Shape(books, ", ".join(by_title), _list_others(document, [(name,) for name in by_title]))
    lists = [(name, part) for name, part in document.items() if isinstance(part, list)]
    list_members = [
        (name, part) for name, part in lists if is_list_word(name) and all(isinstance(m, dict) for m in part)
    ]
    if list_members and not _describes_book(document, naming):
        name, part = max(list_members, key=lambda entry: len(entry[1]))
        return Shape(part, name, _list_others(document, [(name,)]))
    inner = [part for part in document.values() if isinstance(part, dict)]
    if len(inner) == 1 and not any(naming.find_field(name) for name in document):
        return _guess_shape(inner[0], naming)
    return Shape([document])


def _holds_empty_lists(document: dict[str, Any]) -> bool:
    """Tell whether an object has lists, of books by the name of one, and all of them are empty."""
    lists = {name: part for name, part in document.items() if isinstance(part, (list, dict))}
    return any(map(is_list_word, lists)) and not any(lists.values())


def _are_books_by_title(node: Any, naming: Naming) -> bool:
    """Tell whether an object holds books by their titles: `{"Nana": {"auteur": "Zola"}}`."""
    if not isinstance(node, dict) or not node or any(map(is_key, node)):
        return False
    return all(isinstance(part, dict) and _describes_book(part, naming) for part in node.values())


def _name_books(node: dict[str, Any]) -> list[Any]:
    return [{"title": name, **part} for name, part in node.items()]


def _describes_book(part: dict[str, Any], naming: Naming) -> bool:
    columns = {member.column for name in part if (member := naming.find_field(name))}
    return "people" in columns or len(columns & {"isbn", "published", "publisher", "page_count", "subjects"}) > 1
