"""Texts that list names: cut where each part looks like somebody's name."""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalogue.domain.text import fold
from catalogue.formats.persons import BEFORE, PARTICLES, ROLE_ONLY, is_body

_PARTED = re.compile(r"\s*[;|\n]\s*|\s+/\s+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_GAP = re.compile(r"\s{3,}|\s+[-–—]\s+|(?<=\S)\t+(?=\S)")
"""What parts full names in files that have no sign for it: `HUBER Michel - BUNLE Henri`."""
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_HIDDEN = str.maketrans(";,/|&", "\ue000\ue001\ue002\ue003\ue004")
_SHOWN = str.maketrans("\ue000\ue001\ue002\ue003\ue004", ";,/|&")
_AND = re.compile(r"\s*,?\s+(?:et|and|&|und|y|avec|with)\s+|\s*&\s*|\s+\+\s+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
_INITIALS_LAST = re.compile(r"[^\W\d_]{2,} (?:[^\W\d_]\.[ -]?)+$")
_ENDS_INVERTED = re.compile(r"(?:^|\s)(?:[^\W\d_]\.|de|d['’]|du|von|van|der|del|di)$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|père|fils)\.?", re.IGNORECASE)
_YEARS = re.compile(r"[(\[]?\d{2,4}[\d.? –-]*[)\]]?")


@lru_cache(maxsize=4096)
def split_names(text: str) -> tuple[str, ...]:
    """Cut a text into the names it lists.

    >>> split_names("Camille Fournier, Martin Kleppmann"), split_names("Le Guin, Ursula K.")
    (('Camille Fournier', 'Martin Kleppmann'), ('Le Guin, Ursula K.',))
    """
    if text.isalpha():
        return (text,)
    text = _IN_BRACKETS.sub(lambda match: match.group().translate(_HIDDEN), text)
    names = [
        name
        for part in _PARTED.split(text)
        for piece in _split_at_gaps(part)
        for half in _split_at_and(piece)
        for name in _split_at_commas(half)
        if name
    ]
    return tuple(name.translate(_SHOWN) for name in names)


def _split_at_gaps(text: str) -> list[str]:
    """Cut at wide gaps and dashes where each piece is a full name."""
    pieces = [piece for piece in _GAP.split(text.strip()) if piece]
    are_full = all(len(piece.split()) > 1 and looks_like_name(piece) for piece in pieces)
    return pieces if len(pieces) > 1 and are_full and not is_body(text) else [text]


def _split_at_and(text: str) -> list[str]:
    """Cut at "et", "avec", "and" and "&" where names stand on both sides, and no body."""
    pieces = [piece.strip(" ,") for piece in _AND.split(text)]
    if len(pieces) < 2 or is_body(text):
        return [text]
    role = BEFORE.match(pieces[0])
    if not all(looks_like_name(piece) or BEFORE.match(piece) for piece in pieces):
        return [text]
    if role:  # ill. de Marie Dupont et Paul Durand
        return [pieces[0], *(piece if BEFORE.match(piece) else role.group() + piece for piece in pieces[1:])]
    if len(pieces[0].split()) == 1 < len(pieces[1].split()) and len(pieces) == 2 and "," not in text:
        return [text]  # Jacob et Wilhelm Grimm
    return pieces


def _split_at_commas(text: str) -> Iterable[str]:
    """Cut at commas between full names; "Surname, Forename" is one."""
    if "," not in text or is_body(text):
        return [text]
    names: list[str] = []
    for piece in (piece.strip() for piece in text.split(",")):
        belongs = _SUFFIX.fullmatch(piece) or _YEARS.fullmatch(piece) or (names and ROLE_ONLY.fullmatch(piece))
        if names and belongs:
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    if len(names) == 3 and _INITIALS.fullmatch(names[2]) and " " not in names[1] and not _INITIALS.fullmatch(names[1]):
        return [f"{names[0]}, {names[1]} {names[2]}"]  # Wilkerson, David, R.
    bare = [name.partition(",")[0] for name in names]
    if len(names) == 2 and _is_inverted(*bare):
        return [", ".join(names)]
    pairs = [bare[n : n + 2] for n in range(0, len(bare), 2)] if len(names) % 2 == 0 else []
    are_initials = bool(pairs) and all(_INITIALS.fullmatch(after) for _, after in pairs)
    are_words = all(" " not in name for name in bare)
    if are_initials or (pairs and not are_words and all(_is_inverted(*pair) for pair in pairs)):
        return [", ".join(names[n : n + 2]) for n in range(0, len(names), 2)]
    return names


def _is_inverted(before: str, after: str) -> bool:
    """Tell whether two pieces are a surname and a forename, rather than two names."""
    words = before.split()
    if _INITIALS_LAST.search(before) and _INITIALS_LAST.search(after):
        return False
    if before.isupper() and not after.isupper() and len(after.split()) < 3:
        return True
    if len(words) == 1 or len(after.split()) == 1 or _INITIALS.fullmatch(after):
        return True
    return fold(words[0]).strip("'’") in PARTICLES or _ENDS_INVERTED.search(after) is not None


def looks_like_name(name: str) -> bool:
    """Tell whether a text looks like somebody's name: it begins with a capital and is short."""
    words = name.split()
    if not 0 < len(words) <= 6:
        return False
    if not words[0][0].isupper() and fold(words[0]).split("'")[0] not in PARTICLES:
        return False
    return sum(word[0].isupper() or word[0] in "('’[" for word in words) * 2 >= len(words)
