"""Text as it is compared: folded and cut into words.

Text is folded here for storing and for searching alike, so that both databases give the same answers.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SHORT = 255
"""Characters of a text whose words are cached."""

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
)
_APOSTROPHES = re.compile("['’‘ʼʹ＇`´]")
ELISIONS = frozenset(["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
"""Words that end in an apostrophe before another one, folded."""

_MARKS = re.compile(f"[{''.join(chr(c) for c in range(0x300, 0x10000) if unicodedata.combining(chr(c)))}]")
_WORD = re.compile(r"[\w+#]+")
_SEPARATORS = re.compile(r"['\-\u2010.\s]")
_JOINING = re.compile(r"['\-\u2010.]")
_JOINT = re.compile(r"(?<![\w+#])[\w+#]+(?:['\-\u2010.][\w+#]+)+")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]\.(?:[\s\-]*[^\W\d_]\.)+")
_LONGEST_COMPOUND = 40
GLUED = "'"
"""Begins a word that the index has of an elision or a name in one piece; no word that is typed begins so."""

PARTICLES = frozenset(
    [
        "al",
        "bar",
        "ben",
        "bin",
        "d",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "fitz",
        "ibn",
        "l",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "mac",
        "mc",
        "o",
        "san",
        "st",
        "ten",
        "ter",
        "van",
        "vander",
        "vom",
        "von",
        "zu",
        "zum",
        "zur",
    ]
)
"""Words of a surname that people write with and without a space, folded."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def has_control_characters(text: str) -> bool:
    r"""Tell whether `text` holds what no catalogue text should: NUL, control characters, lone surrogates.

    Tab, line feed and carriage return are text.

    >>> has_control_characters("a\nb"), has_control_characters("a\x00b"), has_control_characters("\ud800")
    (False, True, True)
    """
    return _CONTROL.search(text) is not None


def squeeze(text: str) -> str:
    r"""Return `text` on one line, in NFC, with single spaces and none at its ends.

    >>> squeeze("  L'Étranger \n roman ")
    "L'Étranger roman"
    """
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    """Return `text` without case, marks or ligatures; apostrophes become `'`.

    >>> fold("Œuvres complètes"), fold("L’ÉTÉ"), fold("Straße")
    ('oeuvres completes', "l'ete", 'strasse')
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _APOSTROPHES.sub("'", bare.translate(_LIGATURES)).casefold()


def words(text: str) -> list[str]:
    """Cut `text` into folded words; elided articles and pronouns go, `+` and `#` stay (c++, c#).

    >>> words("Voyage au bout de l'enfer"), words("C++ & l’arbre"), words("aujourd'hui")
    (['voyage', 'au', 'bout', 'de', 'enfer'], ['c++', 'arbre'], ['aujourd', 'hui'])
    """
    return list(_cached_words(text) if len(text) <= _SHORT else _cut_words(text))


@lru_cache(1 << 12)
def _cached_words(text: str) -> list[str]:
    """Return the words of a title or a name, which several fields and keys need one after the other."""
    return _cut_words(text)


def _cut_words(text: str) -> list[str]:
    parts = fold(text).split("'")
    result: list[str] = []
    for position, part in enumerate(parts):
        tokens = _WORD.findall(part)
        if tokens and position < len(parts) - 1 and part.endswith(tokens[-1]) and tokens[-1] in ELISIONS:
            tokens.pop()
        result += tokens
    return result


@lru_cache(1 << 10)
def _find_joints(text: str) -> tuple[Sequence[tuple[str, str]], Sequence[str]]:
    """Return what signs join in `text`, folded: each joint as an elided word, "" if none, and the rest; and initials.

    Cached, as `list_compounds` and `list_glued` are asked for the same text.
    """
    key = fold(text)
    if not _JOINING.search(key):
        return (), ()
    return [_split_elision(joint) for joint in _JOINT.findall(key)], _INITIALS.findall(key)


def list_compounds(text: str) -> list[str]:
    """Return what hyphens, points and inner apostrophes join in `text`, folded, without them, initials among it.

    So `jk` and `rendezvous` find what is written J. K. and rendez-vous. For elisions see `list_glued`.

    >>> list_compounds("L'Étranger de J.K. Saint-Exupéry"), list_compounds("O'Brien, J. R. R.")
    (['jk', 'saintexupery'], ['obrien', 'jrr'])
    """
    joints, initials = _find_joints(text)
    return _join_pieces([*(rest for _, rest in joints if _SEPARATORS.search(rest)), *initials])


def list_glued(text: str) -> list[str]:
    """Return the elisions in `text`, folded, in one piece behind GLUED.

    So `letranger` finds L'Étranger and `larc en ciel` L'arc-en-ciel, but `dune` does not find "d'une" where there is a
    book with *dune*.

    >>> list_glued("L'Étranger d'Albert"), list_glued("aujourd'hui"), list_glued("L'arc-en-ciel")
    (["'letranger", "'dalbert"], [], ["'larcenciel", "'larc"])
    """
    joints = [(elided, rest) for elided, rest in _find_joints(text)[0] if elided]
    beginnings = (elided + _SEPARATORS.split(rest)[0] for elided, rest in joints)
    return [GLUED + word for word in _join_pieces([*(elided + rest for elided, rest in joints), *beginnings])]


def list_glued_names(name: str) -> list[str]:
    """Return the particles of a name with what they stand before, in one piece behind GLUED, in either order.

    >>> list_glued_names("Jean de La Fontaine"), list_glued_names("Ormesson, Jean d'")
    (["'delafontaine", "'lafontaine"], ["'dormesson"])
    """
    surname, comma, rest = fold(name).partition(",")
    tokens = _WORD.findall(rest.replace("'", " ")) if comma else []
    first_name = [token for token in tokens if token not in PARTICLES]
    tokens = [token for token in tokens if token in PARTICLES] if comma else []
    tokens += [*_WORD.findall(surname.replace("'", " ")), *first_name]
    glued: list[str] = []
    for position, token in enumerate(tokens):
        start = position
        while start and tokens[start - 1] in PARTICLES:
            start -= 1
        if token not in PARTICLES:
            glued += ["".join(tokens[first : position + 1]) for first in range(start, position)]
    return [GLUED + word for word in dict.fromkeys(glued)]


def _split_elision(joint: str) -> tuple[str, str]:
    """Return an elided word at the beginning of a joint, and the rest of it."""
    first, apostrophe, rest = joint.partition("'")
    return (first, rest) if apostrophe and first in ELISIONS else ("", joint)


def _join_pieces(pieces: Iterable[str]) -> list[str]:
    joined = (_SEPARATORS.sub("", piece) for piece in pieces)
    return [word for word in dict.fromkeys(joined) if len(word) <= _LONGEST_COMPOUND]
