"""Which column a field of a file belongs to, by the words of its name or as somebody has told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from catalogue.domain.roles import Role
from catalogue.formats.field_names import COLUMNS, FLAGS, ITEM, ROLES, WEAK
from catalogue.formats.marc.copies import CopyReader
from catalogue.formats.marc.profiles import CHOICES
from catalogue.formats.wording import FILLERS, NOUNS, QUALIFIERS, find_canonical_word, split_words

_SECOND_CHOICE = 100
_MOST_LISTED = 200
_MOST_NAMES = 16_384
_LONGEST_PLAN = 200
"""Characters of a name that is remembered; the names of a record may have ten times as many."""
_OTHERS = frozenset({"other", "autre", "autres", "additional", "secondary", "secondaire", "secondaires", "co"})


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds: a column of the book, or the people of a `role`, whole or as one `part` of their names.

    `rank` orders the fields of one column, the first choice first. `number` tells author 1 from author 2.
    """

    column: str
    rank: int = 0
    role: Role | None = None
    part: str = "name"
    number: str = ""
    is_weak: bool = False


_ORIGINAL = frozenset({"original", "originale", "originel"})
_UNKNOWN = Field("", -2)

TARGETS = (
    "title",
    *(column for column in COLUMNS if column not in {"title", "contributors"}),
    *ITEM,
    *FLAGS,
    *ROLES,
    "id",
)
"""What somebody may map a field to."""


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """How the fields of a record are read: in which order, and which people have their names in parts."""

    fields: tuple[tuple[Field, str], ...]
    halves: frozenset[tuple[Role | None, str]]
    has_barcode: bool


class Naming:
    """The fields of one file by their names. `mapping` holds what somebody has told: name → one of `TARGETS`.

    `profile` says how MARC has its copies; `joined` are copies from elsewhere (`JoinedCopies`).
    """

    def __init__(self, mapping: Mapping[str, str] | None = None, profile: str = CHOICES[0]) -> None:
        self.mapping = dict(mapping or {})
        self.profile = profile
        self._fields: dict[str, Field | None] = {}
        self._item_columns: dict[str, str | None] = {}
        self._plans: dict[tuple[str, ...], ReadingPlan] = {}
        self._copies: CopyReader | None = None
        self.joined: Any = None

    def open_copies(self) -> CopyReader:
        """Return what reads the copies of a MARC file, whose subfields are the fields that somebody may map."""
        self._copies = self._copies or CopyReader(self.profile, self.mapping)
        return self._copies

    def make_plan(self, names: tuple[str, ...]) -> ReadingPlan:
        """Return how a record with fields of these names is read; most records of a file have the same."""
        try:
            return self._plans[names]
        except KeyError:
            fields = sorted(((self.find_field(name) or _UNKNOWN, name) for name in names), key=_get_preference)
            halves = frozenset((field.role, field.number) for field, _ in fields if field.part == "forename")
            has_barcode = any(self.find_item_column(name) == "barcode" for name in names)
            plan = ReadingPlan(tuple(fields), halves, has_barcode)
            if len(self._plans) < _MOST_NAMES and sum(map(len, names)) < _LONGEST_PLAN * 10:
                self._plans[names] = plan
            return plan

    def list_plans(self, after: int) -> list[tuple[str, ...]]:
        """Return the names of fields for which a plan was made, but for so many that were made first."""
        return list(islice(self._plans, after, None))

    def find_field(self, name: str) -> Field | None:
        """Return what a field of a book holds, None when its name does not say.

        >>> naming = Naming()
        >>> naming.find_field("Titre du livre").column, naming.find_field("Prénom Auteur").part
        ('title', 'forename')
        >>> Naming({"libelle_3": "subtitle"}).find_field("libelle_3").column
        'subtitle'
        """
        try:
            return self._fields[name]
        except KeyError:
            member = self._find_mapped(name) if name in self.mapping else _find_field(name)
            if len(self._fields) < _MOST_NAMES and len(name) < _LONGEST_PLAN:
                self._fields[name] = member
            return member

    def list_targets(self) -> dict[str, str]:
        """Return where each field of the records read so far goes: one of `TARGETS`, or `extra`.

        Of MARC these are the subfields of copies; what the others are, the standard says.
        """
        if self._copies is not None:
            return self._copies.list_targets()
        names = dict.fromkeys(name for plan in self._plans for name in plan)
        return {name: self._find_target(name) for name in list(names)[:_MOST_LISTED]}

    def list_values(self) -> dict[str, dict[str, Any]]:
        """Return what stands in each subfield of the copies of a MARC file: see `CopyReader.list_values`."""
        return self._copies.list_values() if self._copies is not None else {}

    def _find_target(self, name: str) -> str:
        if name in self.mapping:
            return self.mapping[name]
        field = self.find_field(name)
        if field is None or not field.column:
            return self.find_item_column(name) or "extra"
        if field.column != "people":
            return field.column
        words = (word for word, role in ROLES.items() if role is field.role)
        return "authors" if field.role is None or field.role is Role.AUTHOR else next(words, "authors")

    def find_item_column(self, name: str) -> str | None:
        """Return the field of an item that `name` stands for, None when it is for none.

        >>> Naming().find_item_column("Code barres"), Naming().find_item_column("poids")
        ('barcode', None)
        """
        try:
            return self._item_columns[name]
        except KeyError:
            if name in self.mapping:
                column = self.mapping[name] if self.mapping[name] in {*ITEM, *FLAGS} else None
            else:
                column = _ITEM_PHRASES.get(
                    frozenset(find_canonical_word(word) for word in split_words(name) if word not in FILLERS)
                )
            if len(self._item_columns) < _MOST_NAMES and len(name) < _LONGEST_PLAN:
                self._item_columns[name] = column
            return column

    def list_mapped_ids(self) -> list[str]:
        """Return the names that somebody has told to be the record's own number."""
        return [name for name, target in self.mapping.items() if target == "id"]

    def find_id_names(self, names: Iterable[str]) -> Iterator[str]:
        """Yield those names that say a number of the record: `book_id`, `id_livre`."""
        for name in names:
            field = self.find_field(name)
            if field is not None and field.column == "id":
                yield name

    def _find_mapped(self, name: str) -> Field | None:
        target = self.mapping[name]
        if target in ROLES:
            return Field("people", -1, ROLES[target])
        if target in {"id", *ITEM, *FLAGS}:
            return None
        return Field("people", -1, Role.AUTHOR) if target == "authors" else Field(target, -1)


def _get_preference(field_and_name: tuple[Field, str]) -> tuple[int, bool]:
    """Order fields: `extra` first, for what is in it to keep its names; then, of several for a column, the best."""
    field, name = field_and_name
    return -3 if field.column == "extra" else field.rank, not name.endswith("s")


def _find_field(name: str) -> Field | None:
    words = split_words(name)
    number = next((word for word in reversed(words) if word.isdigit()), "")
    bare_words = frozenset(find_canonical_word(word) for word in words if word not in FILLERS)
    if bare_words == {"id"}:
        return Field("id")
    if not bare_words:
        return _PHRASES[frozenset({"book"})] if words and NOUNS.issuperset(words) else None
    if found := _PHRASES.get(bare_words):
        return found
    if person := _find_person_field(bare_words, number):
        return person
    bare = bare_words - {number}
    if number and (found := _PHRASES.get(bare)) and found.column in {"subjects", "description"}:
        return Field(found.column, found.rank + int(number[:3]))
    return _find_qualified_field(bare_words, words)


def _find_qualified_field(known: frozenset[str], words: tuple[str, ...]) -> Field | None:
    """Return what a name stands for but for words that qualify it: `Original Publication Year`."""
    bare = frozenset(find_canonical_word(word) for word in words if word not in FILLERS and word not in QUALIFIERS)
    member = _PHRASES.get(bare) if bare != known else None
    if member is None or member.is_weak or member.column in {"isbn", "items", "series_number", "extra"}:
        return None
    if member.column == "language" and _ORIGINAL & set(words):
        return None
    return Field(member.column, member.rank + _SECOND_CHOICE * (1 + len(known) - len(bare)))


def _find_person_field(known: frozenset[str], number: str) -> Field | None:
    """Return the people whom a field names, whole or in part: `Nom Auteur`, `author2_firstname`, `traducteur`."""
    part = "name"
    if {"first", "name"} <= known or "forename" in known:
        part = "forename"
    elif {"last", "name"} <= known or "surname" in known:
        part = "surname"
    rest = known - {"name", "forename", "surname", number}
    if part != "name":
        rest -= {"first", "last"}
    others = rest & _OTHERS
    words = rest - others
    if not words and part != "name":
        return Field("people", 50, Role.AUTHOR, part, number)
    if len(words) != 1 or (word := next(iter(words))) not in ROLES:
        return None
    role = ROLES[word]
    if others and role is Role.AUTHOR and others & {"additional", "secondary", "secondaire", "secondaires"}:
        role = Role.CONTRIBUTOR
    rank = 1 + bool(number or others) * (10 + int(number[:3] or 0))
    return Field("people", rank, role, part, number or ("other" if others else ""))


def _index_phrases(table: Mapping[str, tuple[str, ...]]) -> dict[frozenset[str], tuple[str, int, str]]:
    """Turn a table round: the words of a phrase → its column and its rank there, 0 the first choice."""
    rows = ((column, rank, phrase) for column, phrases in table.items() for rank, phrase in enumerate(phrases))
    return {frozenset(phrase.split()): row for row in rows for phrase in [row[2]]}


_PHRASES = {
    words: Field("people", rank, Role.AUTHOR)
    if column == "authors"
    else Field(column, rank + 2 * _SECOND_CHOICE * (phrase in WEAK), is_weak=phrase in WEAK)
    for words, (column, rank, phrase) in _index_phrases(COLUMNS).items()
}
_ITEM_PHRASES = {words: column for words, (column, _, _) in _index_phrases(ITEM).items()}
