"""The people and bodies of a book as files name them."""

from typing import Any

from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.domain.text import fold
from catalogue.formats.names import NOBODY
from catalogue.formats.values import Reading, lines, parts

_CONTRIBUTING = frozenset(role.value for role in Role if role is not Role.AUTHOR)


def names(value: object) -> Reading:
    """Read names: a list of them, or one text that parts them by semicolons; blanks are dropped.

    "Unknown" and the like name nobody, and are left over.

    >>> names("Erckmann ; Chatrian").value, names({"nom": "Camus", "prénom": "Albert"}).value, names("Unknown")
    (('Erckmann', 'Chatrian'), ('Albert Camus',), Reading(value=None, is_whole=False))
    """
    reading = lines(value if isinstance(value, str) else [_full_name(part) for part in parts(value)])
    given = reading.value or ()
    found = tuple(name for name in given if fold(name.strip()) not in NOBODY)
    return Reading(found or None, reading.is_whole and found == given)


def _full_name(part: Any) -> Any:
    """Return the name in an object that tells nothing else about a person; anything else as it is."""
    match part:
        case {"name": str(name)} | {"nom": str(name)} if len(part) == 1:
            return name
        case {"nom": str(surname), "prénom": str(forename)} | {"nom": str(surname), "prenom": str(forename)} if (
            len(part) == 2
        ):
            return f"{forename} {surname}"
        case _:
            return part


def contributors(value: object) -> Reading:
    """Read contributors as the API shows them: a list of objects with `name` and `role`, an author's role excepted.

    >>> contributors([{"name": "Sara", "role": "translator"}, {"name": "Bo", "role": "friend"}])
    Reading(value=(Contributor(name='Sara', role=<Role.TRANSLATOR: 'translator'>),), is_whole=False)
    """
    found = [contributor for part in parts(value) if (contributor := _contributor(part))]
    return Reading(tuple(found) or None, len(found) == len(parts(value)))


def _contributor(part: Any) -> Contributor | None:
    match part:
        case {"name": str(name), "role": str(role)} if len(part) == 2 and name.strip() and role in _CONTRIBUTING:
            return Contributor(name, Role(role))
        case _:
            return None
