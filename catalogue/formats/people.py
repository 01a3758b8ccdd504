"""The people and bodies of a book as files name them: in texts, lists and objects."""

import re
from functools import lru_cache
from typing import Any

from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.domain.text import fold
from catalogue.formats.mending import mend
from catalogue.formats.name_lists import is_named, split_names
from catalogue.formats.names import NOBODY, ROLES
from catalogue.formats.persons import ROLE_ONLY, Person, person
from catalogue.formats.values import LEFT, NOTHING, Reading, is_placeholder, parts, plain
from catalogue.formats.wording import canonical, words_of

_ROLE_TERMS = frozenset(role.value for role in Role)
_CONTRIBUTING = frozenset(role.value for role in Role if role is not Role.AUTHOR)
_REFERENCE = re.compile(r"[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|https?://\S+|/\S*|\W*\d[\d\W]*")
_LONGEST = 2000
_LONGEST_KEY = 60
_NAME_PARTS = frozenset({"forename", "surname", "name", "particle", "heading"})
_NO_ROLE = frozenset(
    {"oui", "non", "yes", "no", "true", "false", "couleur", "noir et blanc", "n&b", "color", "en coul."}
)


def people(value: object) -> Reading:
    """Read people: a list of them, or one text that parts them; the value is a tuple of `Person`.

    "Unknown" and the like name nobody, and are left over; so is a reference to somebody who stands elsewhere.

    >>> [somebody.name for somebody in people("René Goscinny et Albert Uderzo").value]
    ['René Goscinny', 'Albert Uderzo']
    >>> people({"nom": "Camus", "prénom": "Albert"}).value[0].name, people("Unknown").value
    ('Albert Camus', None)
    """
    if isinstance(value, str):
        return _people_of_text(value)
    found: list[Person] = []
    is_whole = is_kept = True
    is_kept = False
    for part in parts(value):
        reading = _people_of_part(part)
        found += reading.value or ()
        is_whole &= reading.is_whole
        is_kept |= reading.is_kept
    return Reading(tuple(found) or None, is_whole, is_kept)


def people_by_role(value: object) -> Reading:
    """Read the people of a field whose name may also say something else: `illustrations: en couleur` names nobody.

    >>> people_by_role("Sempé").value[0].name, people_by_role("ill. en coul.").value, people_by_role(True).value
    ('Sempé', None, None)
    """
    if isinstance(value, bool) or (isinstance(value, str) and fold(value).strip() in _NO_ROLE):
        return LEFT
    reading = people(value)
    if isinstance(value, str) and not all(is_named(somebody.name) for somebody in reading.value or ()):
        return LEFT
    return reading


def full_name(forename: str, surname: str) -> str:
    """Return a name from its parts; what stands in both, as some programs write it, is not said twice."""
    forename, surname = mend(forename).strip(), mend(surname).strip()
    if surname.isupper() and not forename.isupper():
        return person(f"{surname}, {forename}").name
    joint = "" if forename.endswith(("'", "’")) else " "
    return forename if forename.endswith(f" {surname}") else f"{forename}{joint}{surname}"


def contributors(value: object) -> Reading:
    """Read contributors as the API shows them: a list of objects with `name` and `role`, an author's role excepted.

    >>> reading = contributors([{"name": "Sara", "role": "translator"}, {"name": "Bo", "role": "friend"}])
    >>> reading.value, reading.is_whole
    ((Contributor(name='Sara', role=<Role.TRANSLATOR: 'translator'>),), False)
    """
    found = [contributor for part in parts(value) if (contributor := _contributor(part))]
    return Reading(tuple(found) or None, len(found) == len(parts(value)))


def _contributor(part: Any) -> Contributor | None:
    match part:
        case {"name": str(name), "role": str(role)} if len(part) == 2 and name.strip() and role in _CONTRIBUTING:
            return Contributor(name, Role(role))
        case _:
            return None


def _people_of_part(part: Any) -> Reading:
    match part:
        case None:
            return NOTHING
        case str():
            return _people_of_text(part)
        case dict() if "$oid" in part or "$ref" in part or part.keys() <= {"id", "_id", "$id", "key"}:
            return LEFT
        case dict():
            return _person_of_object(part)
        case _:
            return LEFT


def _people_of_text(text: str) -> Reading:
    return _people_of_short_text(text) if len(text) <= _LONGEST else LEFT


@lru_cache(maxsize=4096)
def _people_of_short_text(text: str) -> Reading:
    text = mend(text).strip()
    if not text or (is_placeholder(text) and fold(text) not in NOBODY):
        return NOTHING
    names = split_names(text)
    found = [person(name) for name in names if not _is_reference(name)]
    named = tuple(somebody for somebody in found if _names_somebody(somebody.name))
    return Reading(named or None, len(named) == len(names))


def _names_somebody(name: str) -> bool:
    return fold(name) not in NOBODY and not ROLE_ONLY.fullmatch(name)


def _is_reference(name: str) -> bool:
    return (len(name) > 20 and _REFERENCE.fullmatch(name) is not None) or name.isdigit() or name.startswith("/")


def _person_of_object(told: dict[str, Any]) -> Reading:
    """Read somebody from an object with any usual parts of a name, whatever else it holds."""
    given: dict[str, Any] = {}
    for name, part in told.items():
        if len(name) <= _LONGEST_KEY and (key := _part_of(name)) and part not in (None, "", [], {}):
            given.setdefault(key, part)
    if heading := _said(given.get("heading")):  # An authorised form is taken as it is.
        return _with_rest(Reading((Person(heading),)), told, given)
    forename, surname, name = (_said(given.get(key)) for key in ("forename", "surname", "name"))
    if forename and not surname and name and name != forename:
        surname = name if not name.startswith(forename) else ""
    if not forename and not surname and isinstance(given.get("name"), dict):
        return _person_of_object(given["name"])
    if surname and _said(given.get("particle")):
        surname = f"{_said(given['particle'])} {surname}"
    if name and (not surname or (len(name) > len(surname) + 1 and surname in name)):
        reading = _people_of_text(name)
    elif forename or surname:
        reading = (
            _people_of_text(full_name(forename, surname)) if not (forename and surname) else _one(forename, surname)
        )
    else:
        inner = [part for part in told.values() if isinstance(part, dict)]
        return _person_of_object(inner[0]) if len(inner) == 1 and "name" not in told else LEFT
    if not reading.value:
        return reading
    return _with_rest(reading, told, given)


def _one(forename: str, surname: str) -> Reading:
    return Reading((Person(full_name(forename, surname)),))


def _with_rest(reading: Reading, told: dict[str, Any], given: dict[str, Any]) -> Reading:
    """Add the role and the years that an object tells."""
    role = role_called(given.get("role"))
    birth, death = _year(given.get("birth")), _year(given.get("death"))
    if birth and death and death < birth:
        birth = death = None
    found = tuple(
        Person(somebody.name, somebody.role or role, somebody.birth_year or birth, somebody.death_year or death)
        for somebody in reading.value
    )
    n_used = (
        len({"forename", "surname", "name", "particle", "heading"} & given.keys())
        + bool(role)
        + bool(birth)
        + bool(death)
    )
    return Reading(found, reading.is_whole, reading.is_kept or len(told) > n_used)


def role_called(word: object) -> Role | None:
    """Return the role that an object gives somebody, None when we do not know it.

    >>> role_called("illustrator"), role_called("bookAuthor"), role_called("Traducteur"), role_called("friend")
    (<Role.ILLUSTRATOR: 'illustrator'>, <Role.AUTHOR: 'author'>, <Role.TRANSLATOR: 'translator'>, None)
    """
    word = plain(word)
    if not isinstance(word, str) or len(word) > 60:
        return None
    if word in _ROLE_TERMS:
        return Role(word)
    return next((ROLES[found] for part in words_of(word) if (found := canonical(part)) in ROLES), None)


def _said(part: object) -> str:
    return part.strip() if isinstance(part, str) and not is_placeholder(part) else ""


def _year(told: object) -> int | None:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", str(told)[:40]) if isinstance(told, (str, int)) else None
    return int(found.group()) if found else None


@lru_cache(maxsize=1024)
def _part_of(key: str) -> str | None:
    """Return which part of a person a key of an object stands for."""
    words = frozenset(canonical(word) for word in words_of(key))
    if words & {"forename"} or {"first", "name"} <= words or words in ({"first"}, {"given"}):
        return "forename"
    if words & {"surname"} or {"last", "name"} <= words or words == {"last"}:
        return "surname"
    if "particle" in words:
        return "particle"
    if words <= {"role", "type", "creator", "author", "fonction", "function", "contribution", "relator"} and words & {
        *("role", "type", "fonction", "function", "contribution", "relator"),
    }:
        return "role"
    if "birth" in words or "death" in words:
        return "birth" if "birth" in words else "death"
    if "id" in words or "url" in words or "place" in words:
        return None
    if words == {"heading"}:
        return "heading"
    if words & {"name", "fullname", "literal", "author", "complet", "fl"}:
        return "name"
    return None
