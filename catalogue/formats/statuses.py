"""What the words of other programs mean for the status of an item."""

import re
from functools import lru_cache

from catalogue.domain.items import ItemStatus
from catalogue.domain.text import fold
from catalogue.formats.values import NOTHING, Reading, read_text, unwrap_value

_NOT = re.compile(r"\b(?:pas|non|not|ni|plus)\b|^(?:in|un|non-?)(?=dispo|avail|emprunt|lend|pret)")
_PATTERNS: dict[ItemStatus, str] = {
    ItemStatus.WITHDRAWN: r"pilon|desherb|elimin|retire|withdrawn|weeded|discard|supprim|delet|rebut|sorti de l'inv",
    ItemStatus.LOST: r"perdu|lost|vole|stolen|non rendu|jamais rendu|not returned",
    ItemStatus.MISSING: r"disparu|manqu|missing|introuvable",
    ItemStatus.ON_SITE_ONLY: r"sur place|on.?site|exclu du pret|reference only|library use|not for loan|hors pret"
    r"|\bconsultation\b|\busuels?\b",
    ItemStatus.ON_LOAN: r"emprunt|prete|en pret|prets? en cours|issued|\bdue\b|"
    r"en loan|loan|lent\b|borrow|check(?:ed)?.?out|chez un lecteur",
    ItemStatus.IN_REPAIR: r"repar|repair|reliure|binding|damag|abim|endommag|deterior|maintenance",
    ItemStatus.IN_PROCESSING: r"traitement|processing|a equiper|en equipement|catalogage",
    ItemStatus.AVAILABLE: r"dispo|available|en rayon|rayon\b|etagere|in library|^rentre|"
    r"on.?shelf|on the shelf|checked.?in|(?:in|en) stock",
}
"""What the words for a status have in them, folded; asked in this order, the last ones only of what is not denied."""

_MATCHES = {status: re.compile(pattern) for status, pattern in _PATTERNS.items()}
_CONDITIONS = frozenset(
    [
        "neuf",
        "neuve",
        "bon",
        "bonne",
        "moyen",
        "mauvais",
        "correct",
        "use",
        "usage",
        "good",
        "fair",
        "poor",
        "new",
        "worn",
        "excellent",
        "bon etat",
        "tres bon",
        "tres bon etat",
        "etat moyen",
        "mauvais etat",
        "comme neuf",
        "very good",
        "like new",
    ]
)
"""What `état` says of the paper, not of the place."""
_CAN_BE_LENT = re.compile(
    r"^(?:empruntable|pretable|lendable|loanable|for loan|(?:en )?(?:acces )?libre|present)\b"
    r"|^(?:dispo(?:nible)?|available)(?: a| pour| au| for| to)? (?:l.)?(?:emprunt|pret|loan|borrow)"
)
_FETCHED = re.compile(r"magasin")
"""What is there and is fetched for whoever asks for it."""
_EXACT = {
    **dict.fromkeys(
        ("a", "d", "dispo", "disp", "in", "ok", "rendu", "returned", "true", "oui", "yes", "1"), "available"
    ),
    **{"false": "to_check", "non": "to_check", "no": "to_check", "0": "to_check", "out": "on_loan", "sorti": "on_loan"},
    **{"sortie": "on_loan", "due": "on_loan", "en retard": "on_loan", "overdue": "on_loan"},
}


def read_status(value: object) -> Reading:
    """Read a status by its meaning; what we do not know is to be checked, and the word is kept.

    >>> words = ("Prêté", "en rayon", "perdu", "au pilon", "en réparation", "Consultation sur place", "PUBLISH")
    >>> [read_status(word).value.value for word in words]
    ['on_loan', 'available', 'lost', 'withdrawn', 'in_repair', 'on_site_only', 'to_check']
    """
    value = unwrap_value(value)
    if isinstance(value, bool):
        return read_availability(value)
    reading = Reading(value) if isinstance(value, str) and fold(value).strip() in _NOT_KNOWN else read_text(value)
    if reading.value is None:
        return reading if reading.is_whole else Reading(ItemStatus.TO_CHECK, is_whole=False)
    word = fold(reading.value).replace("_", " ").strip()[:100]
    if word in _CONDITIONS:
        return Reading(is_kept=True)
    meaning = _find_status(word)
    if meaning is None:
        return Reading(ItemStatus.TO_CHECK, is_whole=False)
    return Reading(meaning)


def read_availability(value: object) -> Reading:
    """Read whether an item is there; one that is not may be anywhere.

    >>> read_availability(True).value, read_availability(False).value
    (<ItemStatus.AVAILABLE: 'available'>, <ItemStatus.TO_CHECK: 'to_check'>)
    """
    if isinstance(value, bool):
        return Reading(ItemStatus.AVAILABLE if value else ItemStatus.TO_CHECK)
    return read_status(value)


def read_flag(status: ItemStatus, value: object) -> Reading:
    """Read a field that gives an item its status when it is filled, and not 0 or no.

    >>> [read_flag(ItemStatus.LOST, value).value for value in ("2019-03-12", "0", False)]
    [<ItemStatus.LOST: 'lost'>, None, None]
    """
    reading = NOTHING if value in (False, 0) else Reading("yes") if value is True else read_text(unwrap_value(value))
    if not reading.value or fold(reading.value) in {"0", "non", "no", "false"}:
        return NOTHING
    return Reading(status, is_kept=value is not True)


def read_loan(value: object) -> Reading:
    """Read whether an item is lent, or to whom: an object or text about a loan says that it is.

    >>> read_loan(True).value, read_loan(False).value, read_loan({"user": None}).value
    (<ItemStatus.ON_LOAN: 'on_loan'>, <ItemStatus.AVAILABLE: 'available'>, None)
    """
    match value:
        case bool():
            return Reading(ItemStatus.ON_LOAN if value else ItemStatus.AVAILABLE)
        case None | "" | []:
            return NOTHING
        case dict(members):
            is_lent = any(part not in (None, "", False, [], {}) for part in members.values())
            return Reading(ItemStatus.ON_LOAN, is_kept=True) if is_lent else NOTHING
        case str(word) if fold(word).strip() in {"oui", "yes", "true", "1"}:
            return Reading(ItemStatus.ON_LOAN)
        case str(word) if fold(word).strip() in {"non", "no", "false", "0"}:
            return Reading(ItemStatus.AVAILABLE)
        case 0:
            return Reading(ItemStatus.AVAILABLE)
        case 1:
            return Reading(ItemStatus.ON_LOAN)
        case str(word):
            reading = read_status(word)
            is_unknown = reading.value is ItemStatus.TO_CHECK and not _NOT.search(fold(word))
            return Reading(ItemStatus.ON_LOAN, is_kept=True) if is_unknown else reading
        case _:
            return read_status(value)


@lru_cache(maxsize=1024)
def _find_status(word: str) -> ItemStatus | None:
    """Return what a folded word or phrase means, None when we do not know."""
    if word in _EXACT:
        return ItemStatus(_EXACT[word])
    if word in _VALUES:
        return ItemStatus(word)
    if _CAN_BE_LENT.search(word) or _FETCHED.search(word):
        return ItemStatus.AVAILABLE
    for status, pattern in _MATCHES.items():
        if status is ItemStatus.ON_LOAN and _NOT.search(word):
            return ItemStatus.TO_CHECK
        if pattern.search(word):
            return status
    return None


_NOT_KNOWN = frozenset({"non disponible", "not available", "inconnu", "inconnue", "unknown", "?"})
_VALUES = frozenset(status.value for status in ItemStatus)
