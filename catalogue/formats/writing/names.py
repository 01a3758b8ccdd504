"""Names of people as other programs want them."""

from catalogue.domain import text
from catalogue.formats.persons import is_body


def split_name(name: str) -> tuple[str, str]:
    """Return surname and forenames of a name in direct order; a body, or a single name, has no forename.

    >>> split_name("Albert Camus"), split_name("Charles de Gaulle"), split_name("Jean d'Ormesson")
    (('Camus', 'Albert'), ('Gaulle', 'Charles de'), ('Ormesson', "Jean d'"))
    >>> split_name("Bibliothèque nationale de France")
    ('Bibliothèque nationale de France', '')
    """
    return (name, "") if is_body(name) else text.split_name(name)


def invert_name(name: str) -> str:
    """Return a name as it is filed: surname, comma, forenames.

    >>> invert_name("Albert Camus"), invert_name("Molière")
    ('Camus, Albert', 'Molière')
    """
    surname, forename = split_name(name)
    return f"{surname}, {forename}" if forename else surname
