"""Words of texts in scripts without spaces: Chinese and Japanese."""

import re
from functools import cache, lru_cache

from opencc import OpenCC

from catalogue.domain.text.folding import words

_SIGN = "[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_ANY_SIGN = re.compile(_SIGN)
_PIECE = re.compile(rf"{_SIGN}|(?:(?!{_SIGN}).)+")


def has_no_spaces(text: str) -> bool:
    """Tell whether a text has Chinese or Japanese signs.

    >>> has_no_spaces("红楼梦"), has_no_spaces("Война и мир")
    (True, False)
    """
    return not text.isascii() and _ANY_SIGN.search(text) is not None


def search_words(text: str) -> list[str]:
    """Cut a text into the words by which it is searched: as `words` does, but each Chinese or Japanese sign is one.

    So a part of a title is found as words in a row. Traditional signs become simplified ones, so that both meet.

    >>> search_words("紅樓夢"), search_words("L'Étranger")
    (['红', '楼', '梦'], ['etranger'])
    """
    tokens = words(text)
    if not has_no_spaces(text):
        return tokens
    return [_simplify(piece) for word in tokens for piece in _PIECE.findall(word)]


@lru_cache(1 << 14)
def _simplify(sign: str) -> str:
    """Return a sign in its simplified form; sign by sign, as a part must become what it becomes in the whole."""
    return _get_converter().convert(sign) if _ANY_SIGN.match(sign) else sign


@cache
def _get_converter() -> OpenCC:
    """Return OpenCC's table, which is read when the first such text comes."""
    return OpenCC("t2s")
