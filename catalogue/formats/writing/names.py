"""Names of people as other programs want them."""

from catalogue.domain.text import name_sort_key


def split_name(name: str) -> tuple[str, str]:
    """Return surname and forenames of a name in direct order; a body, or a single name, has no forename.

    >>> split_name("Albert Camus"), split_name("Charles de Gaulle"), split_name("Molière")
    (('Camus', 'Albert'), ('Gaulle', 'Charles de'), ('Molière', ''))
    """
    words = name.split()
    if len(words) < 2 or "," in name:
        surname, _, forename = name.partition(",")
        return surname.strip(), forename.strip()
    n_surname = max(1, len(words) - _count_forenames(name, words))
    return " ".join(words[-n_surname:]), " ".join(words[:-n_surname])


def _count_forenames(name: str, words: list[str]) -> int:
    """Return how many words stand before the surname, by the key under which the name is filed."""
    first = name_sort_key(name).split()[:1]
    for place in range(1, len(words)):
        if name_sort_key(words[place]).split()[:1] == first:
            return place
    return len(words) - 1


def invert_name(name: str) -> str:
    """Return a name as it is filed: surname, comma, forenames.

    >>> invert_name("Albert Camus"), invert_name("Molière")
    ('Camus, Albert', 'Molière')
    """
    surname, forename = split_name(name)
    return f"{surname}, {forename}" if forename else surname
