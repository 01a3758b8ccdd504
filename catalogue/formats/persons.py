"""One person or body out of the text that names it: direct order, years of birth and death, the part in the book."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.roles import Role
from catalogue.domain.text import fold

ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.TRANSLATOR, r"trad(?:\.|uit|uite|uction|ucteur|uctrice)?|transl(?:\.|ated|ator|ation)"),
    (
        Role.ILLUSTRATOR,
        r"ill(?:us)?(?:\.|tr(?:\.|ée?s?|ations?|ateurs?|atrice|ated|ator)|ustr\w*)?|dess(?:in\w*|\.)|artwork|pictures",
    ),
    (Role.COLORIST, r"coul(?:\.|eurs?)|colou?rist\w*|mise en couleurs?"),
    (Role.INTRODUCTION, r"préf(?:\.|ace|acé|acier|acière)?|introd?(?:\.|uction)?|avant-propos|foreword"),
    (Role.AFTERWORD, r"postf(?:\.|ace)?|afterword"),
    (Role.ADAPTER, r"adapt(?:\.|é|ation|ateur|ed|er)?"),
    (Role.PHOTOGRAPHER, r"photogr(?:\.|aphies?|aphs?|aphe|apher)|phot(?:os?|\.)"),
    (Role.NARRATOR, r"lu(?= par)|read(?= by)|narrat(?:ed|or|eur|rice)"),
    (Role.COMPOSER, r"mus(?:\.|ique|ic)|comp(?:\.|ositeur|oser)"),
    (
        Role.EDITOR,
        r"éd(?:\.|ité|iteur scientifique)|eds\.?|ed\.|edited|editors?|dir(?:\.|igé|ection|ecteur)|"
        r"sous la dir(?:\.|ection)",
    ),
    (Role.AUTHOR, r"auteur|autrice|author|texte?s?|scén(?:\.|ario|ariste)|script|écrit|written|aut\."),
    (
        Role.CONTRIBUTOR,
        r"collab(?:\.|oration)|contrib(?:\.|utor|uteur)|avec la (?:collab(?:\.|oration)|participation)|d['’]après",
    ),
)
"""The words by which a text says what somebody did, as regular expressions, the abbreviations of ISBD among them."""

_ANY_ROLE = "|".join(f"(?P<r{number}>{words})" for number, (_, words) in enumerate(ROLE_WORDS))
ROLE_ONLY = re.compile(rf"(?:{_ANY_ROLE})", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?:(?:{_ANY_ROLE})(?:\s(?:et|and|&)\s\w+\.?)?(?:[ ,]?\s?(?:de l['’]\S+|d['’]après|du [a-zéèç]+|from the \w+))?"
    r"\s?(?::|,|\s(?:de|du|des|par|by|of)\s|\s|d['’]))\s?(?:(?:de|par|by)\s)?(?=[\w'’\[])",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[\s,]{{1,3}}[(\[]\s?(?:{_ANY_ROLE})\s?[)\]]$", re.IGNORECASE)
_AFTER_COMMA = re.compile(rf"\s?,\s?(?:{_ANY_ROLE})$", re.IGNORECASE)
_AFTER_YEARS = re.compile(r"(?<=[)\]])\.\s?([^\W\d_][^\d()]{2,40})$")
"""What somebody did as library catalogues write it: `Hugo, Victor (1802-1885). Auteur du texte`."""
_BY = re.compile(r"(?:par|by)\s(?=\w)", re.IGNORECASE)
_YEARS = re.compile(
    r"[\s,]{1,3}[(\[]?(?:né?e? (?:en )?|born |b\. |ca )?(?P<born>-?\d{4}|\d{2}\.\.|\d{3}\.|\?|\.{2,4})\??\s?"
    r"(?P<dash>[-–]\s?(?P<died>\d{4}|\d{2}\.\.|\.{2,4}|\?)?\??)?"
    r"(?P<before>\s?av\.?\s?j\.?\s?-?\s?c\.?)?(?:\s?[;,:]\s?[^()\[\]]{0,60}(?=[)\]]))?[)\]]?$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\s?[(\[](?:goodreads author|author|auteur|et al\.?|\.\.\.|pseud\.?[^()]{0,60})[)\]]$|\s?\bet al\.?$|\s\.\.\.$",
    re.I,
)
_OPEN = re.compile(r"\s*[(\[]\s*$")
_IN_BRACKETS = re.compile(
    r"((?:(?:[Dd]e|[Dd]u|[Ll]e|[Ll]a|[Vv]an|[Vv]on|[Ll]['’])\s?)?[^\W\d_][\w'’-]*)\s*"
    r"\(\s*([^\W\da-z_][^\W\d_]*\.?(?:[ -][^\W\d_]+\.?){0,2})\s*\)"
)
"""A forename in brackets after the surname: `Zola (Émile)`."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|dr|prof|père|fils)\.?", re.IGNORECASE)
_INITIALS_LAST = re.compile(r"([^\W\d_][\w'’ -]*[^\W\d_.]) ((?:[^\W\d_]\.[ -]?){1,4})")
_VOWEL = re.compile("[AEIOUYÀÂÉÈÊËÎÏÔÖÛÜ]")
_CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|['’-])+")
_MIXED_CAPITALS = re.compile(r"([^\W\d_a-zà-öø-ÿ][a-z]{1,3})([^\W\d_a-zà-öø-ÿ]{3,})")
"""A surname in capitals but for its beginning: McINTYRE."""
_HAS_SMALL = re.compile("[a-zà-öø-ÿœæ]")
_BODY = re.compile(
    r"\b(?:minist|societ|associ|instit|univers|musee|museum|depart|office|centre|center|collectif|comit|group|edition|"
    r"bibliothe|librar|school|ecole|agenc|organi|federation|fondation|foundation|council|conseil|press\b|books\b|publish|verlag|jeunesse|inc\b|ltd|sons\b|"
    r"company|compagnie|orchestr|ville\b|city\b|state\b|commission|union|academ|club|service|direction|syndicat)"
)
PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "d",
        "l",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "di",
        "da",
        "dos",
        "del",
        "della",
        "el",
        "al",
        "ben",
        "ibn",
        "bin",
        "st",
        "saint",
    ]
)
_SMALL_PARTICLES = frozenset(
    ["de", "du", "des", "d", "van", "von", "der", "den", "di", "da", "dos", "del", "della", "y", "e", "et"]
)
_LETTERS_OF_A_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a part in a book. `role` is None where the text does not say."""

    name: str
    role: Role | None = None
    birth_year: int | None = None
    death_year: int | None = None


@lru_cache(maxsize=4096)
def parse_person(text: str) -> Person:
    """Return the person of one name in any usual form, in direct order.

    >>> parse_person("Musso, Guillaume (1974-....)")
    Person(name='Guillaume Musso', role=None, birth_year=1974, death_year=None)
    >>> parse_person("MUSSO, Guillaume").name, parse_person("ill. de Serge Bloch").role
    ('Guillaume Musso', <Role.ILLUSTRATOR: 'illustrator'>)
    """
    person = Person(_strip_brackets(text.strip(" ,;/?")))
    if not person.name.isalpha():  # One word needs no looking into.
        for step in (_strip_noise, _strip_role, _strip_years, _strip_role, _open_brackets, _put_in_direct_order):
            person = step(person)
    return person


def _strip_brackets(name: str) -> str:
    """Take off the brackets of a name that the title page does not have."""
    name = name[1:-1].strip() if name.startswith("[") and name.endswith("]") and "[" not in name[1:] else name
    return _OPEN.sub("", name)


def _open_brackets(found: Person) -> Person:
    """Take a forename out of its brackets: `Zola (Émile)` is "Zola, Émile"."""
    match = _IN_BRACKETS.fullmatch(found.name)
    return replace(found, name=f"{match[1]}, {match[2]}") if match and match[2][0].isupper() else found


def is_body(name: str) -> bool:
    """Tell whether a name is that of a house or society: `editor: Ixelles éditions` is the publisher.

    >>> is_body("Ixelles éditions"), is_body("Jane Austen")
    (True, False)
    """
    return _BODY.search(fold(name)) is not None


def _strip_noise(found: Person) -> Person:
    name = _NOISE.sub("", found.name).strip(" ,;")
    return replace(found, name=name or found.name)


def _strip_role(found: Person) -> Person:
    """Take the words off that say what somebody did."""
    if (match := BEFORE.match(found.name)) and _begins_like_name(rest := found.name[match.end() :]):
        return Person(rest.strip(), found.role or _find_role(match), found.birth_year, found.death_year)
    if match := _AFTER_YEARS.search(found.name):
        role = ROLE_ONLY.match(match[1])
        return replace(found, name=found.name[: match.start()], role=found.role or (_find_role(role) if role else None))
    match = _AFTER.search(found.name) or _AFTER_COMMA.search(found.name)
    if match and match.start():
        return Person(found.name[: match.start()], found.role or _find_role(match), found.birth_year, found.death_year)
    if (match := _BY.match(found.name)) and _begins_like_name(rest := found.name[match.end() :]):
        return replace(found, name=rest)
    return found


def _begins_like_name(text: str) -> bool:
    """Tell whether a text begins as a name does: with a capital or a particle."""
    return text[:1].isupper() or text[:1] == "[" or fold(text.split()[0]).split("'")[0] in PARTICLES


def _find_role(match: re.Match[str]) -> Role:
    number = next(number for number in range(len(ROLE_WORDS)) if match[f"r{number}"])
    return ROLE_WORDS[number][0]


def _strip_years(found: Person) -> Person:
    match = _YEARS.search(found.name, max(0, len(found.name) - 40))
    if not match or not match.start():
        return found
    born, died = _parse_year(match["born"]), _parse_year(match["died"])
    if match["dash"] is None and "(" not in match.group() and "[" not in match.group():
        return found
    if match["before"] and born and died:
        born, died = -born, -died
    if born and died and died < born:
        return found
    return Person(found.name[: match.start()], found.role, born, died)


def _parse_year(digits: str | None) -> int | None:
    year = int(digits) if digits and digits.lstrip("-").isdigit() else 0
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def _put_in_direct_order(found: Person) -> Person:
    """Turn "Surname, Forename" and "SURNAME Forename" round; a surname in capitals gets small letters beside others."""
    name = found.name
    if is_body(name):
        return found
    before, comma, after = (piece.strip() for piece in name.partition(","))
    after, _, suffix = (piece.strip() for piece in after.partition(","))
    if comma and before and after and (not suffix or _SUFFIX.fullmatch(suffix)):
        if _SUFFIX.fullmatch(after):
            return replace(found, name=f"{before} {after}")
        if after[0].islower() and fold(after.split()[0]).split("'")[0] not in PARTICLES:
            return found  # A title: "Jean, comte de Sponde".
        if _HAS_SMALL.search(after) and before.isupper():
            before = _lower_surname(before)
        joint = "" if after.endswith(("'", "’")) else " "
        return replace(found, name=f"{after}{joint}{before} {suffix}".strip())
    if match := _INITIALS_LAST.fullmatch(name):
        return replace(found, name=f"{match[2].strip()} {match[1]}")
    words = name.split()
    capitals = [_is_capitals(word) for word in words]
    if len(words) < 2 or all(capitals) or not any(capitals) or not _HAS_SMALL.search(name):
        return found
    n_first = capitals.index(False)
    rest = [word for word, is_capital in zip(words, capitals, strict=True) if not is_capital]
    if n_first and not any(capitals[n_first:]) and all(word[:1].isupper() or fold(word) in PARTICLES for word in rest):
        return replace(found, name=" ".join([*words[n_first:], _lower_surname(" ".join(words[:n_first]))]))
    if not n_first:
        return replace(
            found, name=" ".join(_lower_surname(w) if c else w for w, c in zip(words, capitals, strict=True))
        )
    return found


def _is_capitals(word: str) -> bool:
    """Tell whether a word is a surname in capitals: initials and abbreviations have no vowels, or two letters."""
    if _SUFFIX.fullmatch(word):
        return False
    if fold(word) in _SMALL_PARTICLES or fold(word) in {"le", "la"}:
        return word.isupper() and len(word) > 1
    if _MIXED_CAPITALS.fullmatch(word):
        return True
    return len(word) > 2 and _CAPITALS.fullmatch(word) is not None and _VOWEL.search(word) is not None


def _lower_surname(surname: str) -> str:
    """Return a surname in capitals as it is written: DE GAULLE, O'BRIEN, SAINT-EXUPÉRY.

    >>> [_lower_surname(name) for name in ("LE GUIN", "SAINT-EXUPÉRY", "O'BRIEN", "MCCARTHY", "DE GAULLE")]
    ['Le Guin', 'Saint-Exupéry', "O'Brien", 'McCarthy', 'de Gaulle']
    """
    words = [
        word.lower() if fold(word) in _SMALL_PARTICLES else _LETTERS_OF_A_WORD.sub(_capitalize_word, word)
        for word in surname.split()
    ]
    return " ".join(words)


def _capitalize_word(match: re.Match[str]) -> str:
    word = match.group()
    if mixed := _MIXED_CAPITALS.fullmatch(word):
        return mixed[1] + mixed[2].capitalize()
    if word.startswith("MC") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
