"""The people and bodies of a book as files name them: in texts, lists and objects."""

import re
from functools import lru_cache
from typing import Any

from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.domain.text import fold
from catalogue.formats.field_names import NOBODY, ROLES
from catalogue.formats.mending import mend
from catalogue.formats.name_lists import looks_like_name, split_names
from catalogue.formats.persons import ROLE_ONLY, Person, parse_person
from catalogue.formats.values import LEFT, NOTHING, Reading, is_placeholder, list_parts, unwrap_value
from catalogue.formats.wording import find_canonical_word, split_words

_ROLE_TERMS = frozenset(role.value for role in Role)
_CONTRIBUTING = frozenset(role.value for role in Role if role is not Role.AUTHOR)
_REFERENCE = re.compile(r"[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|https?://\S+|/\S*|\W*\d[\d\W]*")
_LONGEST = 2000
_LONGEST_KEY = 60
_NAME_PARTS = frozenset({"forename", "surname", "name", "particle", "heading"})
_TEXTS = ("#text", "$t", "__text", "$", "_")
"""What the text of an element is called where XML was made JSON."""
_NO_ROLE = frozenset(
    {"oui", "non", "yes", "no", "true", "false", "couleur", "noir et blanc", "n&b", "color", "en coul."}
)


def read_people(value: object) -> Reading:
    """Read people: a list of them, or one text that parts them; the value is a tuple of `Person`.

    "Unknown" and the like name nobody, and are left over; so is a reference to somebody who stands elsewhere.

    >>> [somebody.name for somebody in read_people("René Goscinny et Albert Uderzo").value]
    ['René Goscinny', 'Albert Uderzo']
    >>> read_people({"nom": "Camus", "prénom": "Albert"}).value[0].name, read_people("Unknown").value
    ('Albert Camus', None)
    """
    if isinstance(value, str):
        return _read_text(value)
    people: list[Person] = []
    is_whole = is_kept = True
    is_kept = False
    for part in list_parts(value):
        reading = _read_part(part)
        people += reading.value or ()
        is_whole &= reading.is_whole
        is_kept |= reading.is_kept
    return Reading(tuple(people) or None, is_whole, is_kept)


def read_people_by_role(value: object) -> Reading:
    """Read the people of a field whose name may also say something else: `illustrations: en couleur` names nobody.

    >>> read_people_by_role("Sempé").value[0].name, read_people_by_role("ill. en coul.").value
    ('Sempé', None)
    """
    if isinstance(value, bool) or (isinstance(value, str) and fold(value).strip() in _NO_ROLE):
        return LEFT
    reading = read_people(value)
    if isinstance(value, str) and not all(looks_like_name(somebody.name) for somebody in reading.value or ()):
        return LEFT
    return reading


def join_full_name(forename: str, surname: str) -> str:
    """Return a name from its parts; what stands in both, as some programs write it, is not said twice."""
    forename, surname = mend(forename).strip(), mend(surname).strip()
    if surname.isupper() and not forename.isupper():
        return parse_person(f"{surname}, {forename}").name
    joint = "" if forename.endswith(("'", "’")) else " "
    return forename if forename.endswith(f" {surname}") else f"{forename}{joint}{surname}"


def read_contributors(value: object) -> Reading:
    """Read contributors as the API shows them: a list of objects with `name` and `role`, an author's role excepted.

    >>> reading = read_contributors([{"name": "Sara", "role": "translator"}, {"name": "Bo", "role": "friend"}])
    >>> reading.value, reading.is_whole
    ((Contributor(name='Sara', role=<Role.TRANSLATOR: 'translator'>),), False)
    """
    contributors = [contributor for part in list_parts(value) if (contributor := _read_contributor(part))]
    return Reading(tuple(contributors) or None, len(contributors) == len(list_parts(value)))


def _read_contributor(part: Any) -> Contributor | None:
    match part:
        case {"name": str(name), "role": str(role)} if len(part) == 2 and name.strip() and role in _CONTRIBUTING:
            return Contributor(name, Role(role))
        case _:
            return None


def _read_part(part: Any) -> Reading:
    match part:
        case None:
            return NOTHING
        case str():
            return _read_text(part)
        case dict() if "$oid" in part or "$ref" in part or part.keys() <= {"id", "_id", "$id", "key"}:
            return LEFT
        case dict():
            return _read_object(part)
        case _:
            return LEFT


def _read_text(text: str) -> Reading:
    return _read_short_text(text) if len(text) <= _LONGEST else LEFT


@lru_cache(maxsize=4096)
def _read_short_text(text: str) -> Reading:
    text = mend(text).strip()
    if not text or (is_placeholder(text) and fold(text) not in NOBODY):
        return NOTHING
    names = split_names(text)
    people = [parse_person(name) for name in names if not _is_reference(name)]
    named = tuple(somebody for somebody in people if _names_somebody(somebody.name))
    return Reading(named or None, len(named) == len(names))


def _names_somebody(name: str) -> bool:
    return fold(name) not in NOBODY and not ROLE_ONLY.fullmatch(name)


def _is_reference(name: str) -> bool:
    return (len(name) > 20 and _REFERENCE.fullmatch(name) is not None) or name.isdigit() or name.startswith("/")


def _read_object(members: dict[str, Any]) -> Reading:
    """Read somebody from an object with any usual parts of a name, whatever else it holds."""
    given: dict[str, Any] = {}
    for name, part in members.items():
        if len(name) <= _LONGEST_KEY and (key := _find_name_part(name)) and part not in (None, "", [], {}):
            given.setdefault(key, part)
    if heading := _get_text(given.get("heading")):  # An authorised form is taken as it is.
        return _add_role_and_years(Reading((Person(heading),)), members, given)
    forename, surname, name = (_get_text(given.get(key)) for key in ("forename", "surname", "name"))
    if forename and not surname and name and name != forename:
        surname = name if not name.startswith(forename) else ""
    if not (forename or surname or name) and isinstance(given.get("name"), dict):
        return _read_object(given["name"])
    if surname and _get_text(given.get("particle")):
        surname = f"{_get_text(given['particle'])} {surname}"
    if name and (not surname or (len(name) > len(surname) + 1 and surname in name)):
        reading = _read_text(name)
    elif forename or surname:
        reading = (
            _read_text(join_full_name(forename, surname))
            if not (forename and surname)
            else _read_name_parts(forename, surname)
        )
    else:
        inner = [part for part in members.values() if isinstance(part, dict)]
        return _read_object(inner[0]) if len(inner) == 1 and "name" not in members else LEFT
    if not reading.value:
        return reading
    return _add_role_and_years(reading, members, given)


def _read_name_parts(forename: str, surname: str) -> Reading:
    return Reading((Person(join_full_name(forename, surname)),))


def _add_role_and_years(reading: Reading, members: dict[str, Any], given: dict[str, Any]) -> Reading:
    """Add the role and the years that an object tells."""
    role = find_role_by_word(given.get("role"))
    birth, death = _read_year(given.get("birth")), _read_year(given.get("death"))
    if birth and death and death < birth:
        birth = death = None
    people = tuple(
        Person(somebody.name, somebody.role or role, somebody.birth_year or birth, somebody.death_year or death)
        for somebody in reading.value
    )
    n_used = (
        len({"forename", "surname", "name", "particle", "heading"} & given.keys())
        + bool(role)
        + bool(birth)
        + bool(death)
    )
    return Reading(people, reading.is_whole, reading.is_kept or len(members) > n_used)


def find_role_by_word(word: object) -> Role | None:
    """Return the role that an object gives somebody, None when we do not know it.

    >>> [find_role_by_word(word) for word in ("illustrator", "bookAuthor", "Traducteur", "friend")]
    [<Role.ILLUSTRATOR: 'illustrator'>, <Role.AUTHOR: 'author'>, <Role.TRANSLATOR: 'translator'>, None]
    """
    word = unwrap_value(word)
    if not isinstance(word, str) or len(word) > 60:
        return None
    if word in _ROLE_TERMS:
        return Role(word)
    return next(
        (ROLES[canonical] for part in split_words(word) if (canonical := find_canonical_word(part)) in ROLES), None
    )


def _get_text(part: object) -> str:
    if isinstance(part, dict) and not part.keys().isdisjoint(_TEXTS):
        part = next(part[name] for name in _TEXTS if name in part)
    return part.strip() if isinstance(part, str) and not is_placeholder(part) else ""


def _read_year(members: object) -> int | None:
    match = re.search(r"(?<!\d)\d{4}(?!\d)", str(members)[:40]) if isinstance(members, (str, int)) else None
    return int(match.group()) if match else None


@lru_cache(maxsize=1024)
def _find_name_part(key: str) -> str | None:
    """Return which part of a person a key of an object stands for."""
    words = frozenset(find_canonical_word(word) for word in split_words(key))
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
