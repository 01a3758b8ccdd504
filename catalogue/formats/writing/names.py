"""Names of people as other programs want them."""

import re

from catalogue.domain import text
from catalogue.formats import persons

_PARTS = re.compile(r"[^\W\d_]{4,}\)?\. \w|\([^)]*,")


def split_name(name: str) -> tuple[str, str]:
    """Return surname and forenames of a name in direct order; a body, or a single name, has no forename.

    >>> split_name("Albert Camus"), split_name("Charles de Gaulle"), split_name("Jean d'Ormesson")
    (('Camus', 'Albert'), ('Gaulle', 'Charles de'), ('Ormesson', "Jean d'"))
    >>> split_name("Bibliothèque nationale de France")
    ('Bibliothèque nationale de France', '')
    """
    return (name, "") if is_body(name) else text.split_name(name)


def is_body(name: str) -> bool:
    """Tell whether a heading is that of a body: by its words, its parts, or commas that part no surname.

    >>> [is_body(name) for name in ("France. Sénat", "Équipe Réseaux, savoirs, territoires", "J. R. R. Tolkien")]
    [True, True, False]
    """
    after = name.partition(",")[2].strip()
    return persons.is_body(name) or name.count(",") > 1 or after[:1].islower() or _PARTS.search(name) is not None


def invert_name(name: str) -> str:
    """Return a name as it is filed: surname, comma, forenames.

    >>> invert_name("Albert Camus"), invert_name("Molière")
    ('Camus, Albert', 'Molière')
    """
    surname, forename = split_name(name)
    return f"{surname}, {forename}" if forename else surname
