"""Text as it is compared: folded, cut into words, stemmed, sorted; numbers and abbreviations in other writings.

What most modules need is here; the rest has modules of its own.
"""

from catalogue.domain.text.folding import (
    ELISIONS,
    GLUED,
    fold,
    has_control_characters,
    list_compounds,
    list_glued,
    list_glued_names,
    squeeze,
    words,
)
from catalogue.domain.text.scripts import has_no_spaces, search_words
from catalogue.domain.text.sort_keys import (
    ARTICLES,
    KEY_LENGTH,
    heading_key,
    name_sort_key,
    split_name,
    title_key,
    title_keys,
)
from catalogue.domain.text.stemming import stem

__all__ = [
    "ARTICLES",
    "ELISIONS",
    "GLUED",
    "KEY_LENGTH",
    "fold",
    "has_control_characters",
    "has_no_spaces",
    "heading_key",
    "list_compounds",
    "list_glued",
    "list_glued_names",
    "name_sort_key",
    "search_words",
    "split_name",
    "squeeze",
    "stem",
    "title_key",
    "title_keys",
    "words",
]
