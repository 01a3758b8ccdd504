"""What is done to many books at once: operations on fields of a record and of copies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.record import BookRecord
from catalogue.domain.series import SeriesStatement
from catalogue.domain.text import heading_key
from catalogue.errors import FieldError, InvalidRecord


class Verb(StrEnum):
    """What an operation does to a field."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    SET = "set"
    DELETE = "delete"


LISTS = ("subjects", "authors")
"""Fields with several values: one is added, removed or replaced; the others stay in their order."""
SINGLE_FIELDS = ("language", "dewey", "publisher", "series", "material", "audience")
"""Fields with one value: added where there is none, removed, replaced where it is so, or set whatever it is."""
COPY_FIELDS = ("location", "status")
"""Fields of copies: set for all copies of the selection, or replaced where they are so."""
VERBS = {
    **dict.fromkeys(LISTS, (Verb.ADD, Verb.REMOVE, Verb.REPLACE)),
    **dict.fromkeys(SINGLE_FIELDS, (Verb.SET, Verb.ADD, Verb.REMOVE, Verb.REPLACE)),
    **dict.fromkeys(COPY_FIELDS, (Verb.SET, Verb.REPLACE)),
}
"""Field → what can be done to it."""

_EXACT: Callable[[str], str] = str
_MEMBERS: dict[str, type[StrEnum]] = {"material": Material, "audience": Audience, "status": ItemStatus}
"""Fields that have one of a few values."""
_EXACT_FIELDS = ("language", "dewey", "status", "material", "audience")
_KEYS: dict[str, Callable[[str], str]] = dict.fromkeys(_EXACT_FIELDS, _EXACT)
"""Fields whose values are told apart letter by letter; others are as headings are, without case and accents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that is done to every book of a selection; making an impossible one raises `InvalidRecord`.

    `value` is what is added, removed or set, or what replaces `old`; deleting has no field.
    """

    verb: Verb
    field: str | None = None
    value: str | None = None
    old: str | None = None

    def __post_init__(self) -> None:
        if self.verb is Verb.DELETE:
            if self.field or self.value or self.old:
                raise InvalidRecord(FieldError("field", "deleting has no field and no value"))
            return
        if self.field not in VERBS or self.verb not in VERBS[self.field]:
            raise InvalidRecord(FieldError("field", f"{self.verb} is not possible for {self.field}"))
        if self.verb is Verb.REPLACE and self.old is None:
            raise InvalidRecord(FieldError("old", "replacing needs the value that is replaced"))
        if self.verb is not Verb.REPLACE and self.old is not None:
            raise InvalidRecord(FieldError("old", "only replacing has an old value"))
        if self.value is None and not self._may_lack_value:
            raise InvalidRecord(FieldError("value", "a value is needed"))
        for name in ("value", "old"):
            if (text := getattr(self, name)) is not None:
                object.__setattr__(self, name, _check_value(self.field, name, text))

    @property
    def _may_lack_value(self) -> bool:
        """Whether no value has a sense: a field is emptied."""
        return self.verb in {Verb.SET, Verb.REMOVE, Verb.REPLACE} and self.field in {*SINGLE_FIELDS, "location"}

    @property
    def is_of_copies(self) -> bool:
        """Whether it changes copies, and not the record of the book."""
        return self.field in COPY_FIELDS

    def as_json(self) -> dict[str, Any]:
        """Return the operation as JSON keeps it; `operation_from_json` reads it."""
        return {**asdict(self), "verb": self.verb.value}

    def __str__(self) -> str:
        """Return the operation in a few characters, for the name of a set."""
        if self.verb is Verb.DELETE:
            return "delete"
        match self.verb:
            case Verb.ADD:
                return f"{self.field} + {self.value}"
            case Verb.REMOVE:
                return f"{self.field} − {self.value or ''}".rstrip()
            case Verb.REPLACE:
                return f"{self.field}: {self.old} → {self.value or '∅'}"
            case _:
                return f"{self.field} = {self.value or '∅'}"


def operation_from_json(values: dict[str, Any]) -> Operation:
    """Make the operation that `Operation.as_json` wrote.

    :raises InvalidRecord: when there is no such operation.
    """
    return Operation(**{**values, "verb": Verb(values["verb"])})


def edit_record(record: BookRecord, operations: Iterable[Operation]) -> BookRecord:
    """Return a record as operations change it.

    :raises InvalidRecord: when the result breaks a rule, such as that of the number of subjects.

    >>> ancient = BookRecord(title="Nana", subjects=("Roman", "Paris"), publisher="Folio")
    >>> edit_record(ancient, [Operation(verb=Verb.REPLACE, field="subjects", old="roman", value="Fiction")]).subjects
    ('Fiction', 'Paris')
    >>> folio = SeriesStatement("Folio", "9")
    >>> both = BookRecord(title="Nana", series="Rougon", further_series=(folio,))
    >>> edit_record(both, [Operation(verb=Verb.REPLACE, field="series", old="folio", value="Pocket")]).further_series
    (SeriesStatement(name='Pocket', number='9', kind=<SeriesKind.WORK: 'work'>),)
    """
    values: dict[str, Any] = {}
    for operation in operations:
        name = operation.field
        if name in LISTS:
            values[name] = _edit_list(values.get(name, getattr(record, name)), operation)
        elif name in SINGLE_FIELDS:
            value = _edit_single(values.get(name, getattr(record, name)), operation)
            values[name] = _MEMBERS[name](value) if name in _MEMBERS and value else value
            if name == "series":
                further = values.get("further_series", record.further_series)
                values["further_series"] = _edit_further_series(further, operation)
    changed = {name: value for name, value in values.items() if value != getattr(record, name)}
    if "series" in changed:
        changed["series_kind"] = None  # Of the other series it is guessed anew.
        if changed["series"] is None:
            changed["series_number"] = None
    return replace(record, **changed) if changed else record


def edit_item(item: ItemRecord, operations: Iterable[Operation]) -> ItemRecord:
    """Return a copy as operations change it."""
    for operation in operations:
        if operation.is_of_copies:
            assert operation.field is not None
            value = _edit_single(getattr(item, operation.field), operation)
            changed: dict[str, Any] = {
                operation.field: ItemStatus(value or "") if operation.field == "status" else value
            }
            item = replace(item, **changed)
    return item


def is_same(field: str | None, one: str | None, other: str | None) -> bool:
    """Return whether two values of a field are one: headings and names without case and accents."""
    if one is None or other is None:
        return one is other
    make_key = _KEYS.get(field or "", heading_key)
    return make_key(one) == make_key(other)


def _edit_list(values: Sequence[str], operation: Operation) -> tuple[str, ...]:
    def is_named(name: str, wanted: str | None) -> bool:
        return is_same(operation.field, name, wanted)

    match operation.verb:
        case Verb.ADD if not any(is_named(name, operation.value) for name in values):
            return (*values, operation.value or "")
        case Verb.REMOVE:
            return tuple(name for name in values if not is_named(name, operation.value))
        case Verb.REPLACE:
            return tuple((operation.value or "") if is_named(name, operation.old) else name for name in values)
        case _:
            return tuple(values)


def _edit_further_series(statements: Sequence[SeriesStatement], operation: Operation) -> tuple[SeriesStatement, ...]:
    """Return the series beside the first one: what is removed or replaced is so here, too."""
    if operation.verb not in {Verb.REMOVE, Verb.REPLACE}:
        return tuple(statements)
    meant = operation.old if operation.verb is Verb.REPLACE else operation.value
    instead = operation.value if operation.verb is Verb.REPLACE else None
    are_meant = [(one, is_same("series", one.name, meant)) for one in statements]
    remaining = (
        replace(one, name=instead or one.name) if is_meant else one
        for one, is_meant in are_meant
        if instead or not is_meant
    )
    return tuple(remaining)


def _edit_single(value: str | None, operation: Operation) -> str | None:
    match operation.verb:
        case Verb.SET:
            return operation.value
        case Verb.ADD:
            return value or operation.value
        case Verb.REMOVE:
            is_meant = operation.value is None or is_same(operation.field, value, operation.value)
            return None if is_meant else value
        case _:
            return operation.value if is_same(operation.field, value, operation.old) else value


def _check_value(field: str, name: str, text: str) -> str:
    """Return a value of a field as the record has it. :raises InvalidRecord: when the field cannot have it."""
    try:
        if text == ItemStatus.ON_LOAN and field == "status" and name == "value":
            raise InvalidRecord(FieldError(name, "copies are lent one by one"))
        if field in _MEMBERS:
            return _MEMBERS[field](text).value
        if field == "location":
            location = ItemRecord(barcode="-", location=text).location
            assert location is not None
            return location
        values: dict[str, Any] = {field: (text,) if field in LISTS else text}
        value = getattr(BookRecord(title="-", **values), field)
        return str(value[0] if field in LISTS else value)
    except InvalidRecord as error:
        raise InvalidRecord(*(FieldError(name, one.message) for one in error.errors)) from None
    except ValueError:
        raise InvalidRecord(FieldError(name, f"one of {', '.join(_MEMBERS[field])}")) from None
