"""Books for reference managers: BibTeX and RIS."""

import re
from collections.abc import Iterable, Iterator

from catalogue.domain.materials import Material
from catalogue.domain.roles import Role
from catalogue.domain.text import fold, squeeze
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.names import invert_name

_SPECIAL = re.compile(r"([#$%&_{}])")
_RIS_TYPES = {
    **{Material.PERIODICAL: "SER", Material.SCORE: "MUSIC", Material.MAP: "MAP", Material.PICTURE: "ART"},
    **{Material.AUDIO_BOOK: "SOUND", Material.CD: "SOUND", Material.DVD: "VIDEO", Material.E_BOOK: "EBOOK"},
    **{Material.GAME: "GEN", Material.OTHER: "GEN"},
}
_RIS_ROLES = {Role.EDITOR: "ED", Role.TRANSLATOR: "A4"}


def write_bibtex(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one @book a book; the key is the first author's surname, the year and the number of the book."""
    for book, _ in books:
        fields = {
            "title": f"{{{_escape(book.title)}}}",
            "subtitle": _escape(book.subtitle or ""),
            "author": " and ".join(_escape(invert_name(credit.name)) for credit in book.authors),
            "editor": _join_role(book, Role.EDITOR),
            "translator": _join_role(book, Role.TRANSLATOR),
            "edition": _escape(book.edition or ""),
            "publisher": _escape(book.publisher or ""),
            "address": _escape(book.place or ""),
            "year": str(book.publication_year or ""),
            "isbn": book.isbn or "",
            "series": _escape(book.series or ""),
            "number": _escape(book.series_number or ""),
            "pagetotal": str(book.page_count or ""),
            "language": book.language or "",
            "origtitle": _escape(book.original_title or ""),
            "origlanguage": book.original_language or "",
            "keywords": ", ".join(_escape(subject.name) for subject in book.subjects),
            "abstract": _escape(squeeze(book.description or "")),
            "note": _escape(squeeze(book.notes or "")),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        yield ("@book{" + ",\n".join([_make_key(book), *lines]) + "\n}\n\n").encode()


def write_ris(books: Iterable[tuple[BookView, list[ItemView]]]) -> Iterator[bytes]:
    """Yield one record a book, of type BOOK unless it is something else."""
    for book, _ in books:
        pairs = [("TY", _find_ris_type(book)), ("ID", str(book.id)), ("TI", book.title), ("T2", book.series or "")]
        pairs += [("AU", invert_name(credit.name)) for credit in book.authors]
        pairs += [(_RIS_ROLES.get(credit.role, "A3"), invert_name(credit.name)) for credit in book.contributors]
        pairs += [("ST", book.subtitle or ""), ("PB", book.publisher or ""), ("PY", str(book.publication_year or ""))]
        pairs += [("SN", book.isbn or ""), ("SV", book.series_number or ""), ("SP", str(book.page_count or ""))]
        pairs += [("ET", book.edition or ""), ("CY", book.place or ""), ("OP", book.original_title or "")]
        pairs += [("LA", book.language or ""), *(("KW", subject.name) for subject in book.subjects)]
        pairs += [("AB", squeeze(book.description or "")), ("N1", squeeze(book.notes or "")), ("ER", "")]
        lines = [f"{tag}  - {value}\r\n" for tag, value in pairs if value or tag == "ER"]
        yield ("".join(lines) + "\r\n").encode()


def _find_ris_type(book: BookView) -> str:
    return _RIS_TYPES.get(book.material, "BOOK") if book.material else "BOOK"


def _join_role(book: BookView, role: Role) -> str:
    return " and ".join(_escape(invert_name(one.name)) for one in book.contributors if one.role is role)


def _escape(text: str) -> str:
    """Return a text in which BibTeX and LaTeX see no commands."""
    return _SPECIAL.sub(r"\\\1", text.replace("\\", "").replace("~", " ").replace("^", ""))


def _make_key(book: BookView) -> str:
    surname = invert_name(book.authors[0].name).partition(",")[0] if book.authors else "anon"
    letters = re.sub(r"[^a-z0-9]", "", fold(surname)) or "anon"
    return f"{letters}{book.publication_year or ''}-{book.id}"
