"""The words of a question where they stand in a book: marked on the page, and told in a sentence."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from catalogue.domain.text import fold
from catalogue.domain.views import BookView
from catalogue.schemas.search import cut_snippet
from catalogue.search.highlight import Highlighter
from catalogue.web.typography import typeset

Pieces = Sequence[tuple[str, bool]]


def mark(text: str, marker: Highlighter | None) -> Markup:
    """Return `text` escaped, with the words of a question in `<mark>`."""
    return _set(marker.split(text)) if marker is not None else escape(text)


def has_found(text: str | None, marker: Highlighter | None) -> bool:
    """Tell whether `text` has a word of a question."""
    return marker is not None and text is not None and any(is_marked for _, is_marked in marker.split(text))


def snippet(book: BookView, marker: Highlighter | None) -> Markup | None:
    """Return the place in the description where a word stands that no other line of the hit has; None without one."""
    if marker is None or not book.description:
        return None
    pieces = marker.split(typeset(book.description, None))
    told = _found(piece for text in _other_lines(book) for piece in marker.split(text))
    return _set(cut_snippet(pieces)) if _found(pieces) - told else None


def _other_lines(book: BookView) -> list[str]:
    lines = [book.title, book.subtitle, book.series, book.publisher]
    names = [credit.name for credit in book.credits] + [subject.name for subject in book.subjects]
    return [line for line in [*lines, *names] if line]


def _found(pieces: Iterable[tuple[str, bool]]) -> set[str]:
    return {fold(text) for text, is_marked in pieces if is_marked}


def _set(pieces: Pieces) -> Markup:
    return Markup("").join(Markup("<mark>%s</mark>") % text if is_marked else text for text, is_marked in pieces)
