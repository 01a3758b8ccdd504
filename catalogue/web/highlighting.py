"""Highlighting: the matching words of a hit in `<mark>`, and the snippet of its description."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from catalogue.domain.text import fold
from catalogue.domain.views import BookView
from catalogue.schemas.search import cut_snippet
from catalogue.search.highlight import Highlighter
from catalogue.web.typography import typeset

Pieces = Sequence[tuple[str, bool]]


def mark(text: str, highlighter: Highlighter | None) -> Markup:
    """Return `text` escaped, with matching words in `<mark>`."""
    return _render_pieces(highlighter.split(text)) if highlighter is not None else escape(text)


def has_match(text: str | None, highlighter: Highlighter | None) -> bool:
    """Return whether `text` contains a matching word."""
    return highlighter is not None and text is not None and any(is_marked for _, is_marked in highlighter.split(text))


def find_snippet(book: BookView, highlighter: Highlighter | None) -> Markup | None:
    """Return the snippet of the description with a matching word that no other line of the hit has, or None."""
    if highlighter is None or not book.description:
        return None
    pieces = highlighter.split(typeset(book.description, None))
    other_words = _collect_marked_words(piece for text in _list_other_lines(book) for piece in highlighter.split(text))
    return _render_pieces(cut_snippet(pieces)) if _collect_marked_words(pieces) - other_words else None


def _list_other_lines(book: BookView) -> list[str]:
    lines = [book.title, book.subtitle, book.series, book.publisher]
    names = [credit.name for credit in book.credits] + [subject.name for subject in book.subjects]
    return [line for line in [*lines, *names] if line]


def _collect_marked_words(pieces: Iterable[tuple[str, bool]]) -> set[str]:
    return {fold(text) for text, is_marked in pieces if is_marked}


def _render_pieces(pieces: Pieces) -> Markup:
    return Markup("").join(Markup("<mark>%s</mark>") % text if is_marked else text for text, is_marked in pieces)
