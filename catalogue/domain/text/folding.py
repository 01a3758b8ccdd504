"""Text as it is compared: folded and cut into words.

Text is folded here for storing and for searching alike, so that both databases give the same answers.
"""

import re
import unicodedata
from functools import lru_cache

_SHORT = 255
"""Characters of a text whose words are cached."""

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
)
_APOSTROPHES = re.compile("['’‘ʼʹ＇`´]")
_ELISIONS = frozenset(["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
_MARKS = re.compile(f"[{''.join(chr(c) for c in range(0x300, 0x10000) if unicodedata.combining(chr(c)))}]")
_WORD = re.compile(r"[\w+#]+")
_JOINT = re.compile(r"(?<![\w+#])[\w+#]+(?:['\-\u2010.][\w+#]+)+")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]\.(?:[\s\-]*[^\W\d_]\.)+")
_LONGEST_COMPOUND = 40
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
        if tokens and position < len(parts) - 1 and part.endswith(tokens[-1]) and tokens[-1] in _ELISIONS:
            tokens.pop()
        result += tokens
    return result


def list_compounds(text: str) -> list[str]:
    """Return what apostrophes, hyphens and points join in `text`, folded, without them, initials among it.

    So `letranger`, `jk` and `rendezvous` find what is written L'Étranger, J. K. and rendez-vous.

    >>> list_compounds("L'Étranger de J.K. Saint-Exupéry"), list_compounds("J. R. R. Tolkien")
    (['letranger', 'jk', 'saintexupery'], ['jrr'])
    """
    folded = fold(text)
    joined = (re.sub(r"['\-\u2010.\s]", "", found) for found in [*_JOINT.findall(folded), *_INITIALS.findall(folded)])
    return [word for word in dict.fromkeys(joined) if len(word) <= _LONGEST_COMPOUND]
