"""What the templates can do: text set in type, words for codes, covers, addresses."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, request
from markupsafe import Markup

from catalogue.common.languages import language_name
from catalogue.domain.addresses import beside
from catalogue.domain.identifiers import format_isbn
from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, ItemView
from catalogue.local_mode import is_loopback_host
from catalogue.public_address import public_address
from catalogue.web import covers, labels, marking, typography
from catalogue.web.assets import asset_url
from catalogue.web.citations import cite
from catalogue.web.json_ld import book_json_ld
from catalogue.web.language import LANGUAGES, page_language
from catalogue.web.paging import page_address, page_numbers

T = TypeVar("T")


def in_page_language(say: Callable[[T, str], str]) -> Callable[[T], str]:
    """Return `say` with the language of the page as its second argument."""
    return lambda value: say(value, page_language())


def prepare(app: Flask) -> None:
    """Give the templates of `app` our filters and names."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        cite=cite,
        code=typography.code,
        cover=cover,
        cover_image=cover_image,
        dewey_name=dewey_name,
        has_found=marking.has_found,
        has_long_word=typography.has_long_word,
        isbn=format_isbn,
        json_ld=book_json_ld,
        language_name=in_page_language(language_name),
        mark=marking.mark,
        places=places,
        quoted=quoted,
        number=in_page_language(typography.number),
        published=in_page_language(typography.published),
        role=role,
        snippet=marking.snippet,
        status=status,
        status_sign=status_sign,
        together=typography.together,
        typeset=typography.typeset,
        year=in_page_language(typography.year),
    )
    app.jinja_env.globals.update(
        asset_url=asset_url,
        cloth_of=covers.cloth_of,
        explorer_address=explorer_address,
        here=here,
        languages=LANGUAGES,
        lifespan=lifespan,
        page_address=page_address,
        page_language=page_language,
        page_numbers=page_numbers,
        public_address=public_address,
    )
    app.context_processor(lambda: {"catalogue_name": current_app.config["CATALOGUE_NAME"]})


def explorer_address() -> str | None:
    """Return where the reader finds the explorer, None where there is none.

    For `:PORT` the host is the public one, else one that the request names and that is allowed; of others none is told.
    """
    settings = current_app.config
    address: str = settings["EXPLORER_URL"]
    if not address.startswith(":"):
        return address.rstrip("/") or None
    host = urlsplit(f"//{request.host}").hostname or ""
    is_allowed = settings["PUBLIC_URL"] or is_loopback_host(request.host) or host in settings["ALLOWED_HOSTS"]
    return beside(address, host) if is_allowed else None


def here() -> str:
    """Return the path and query of this page, for the language switch to come back to."""
    query = request.query_string.decode("ascii", "replace")
    return request.script_root + quote(request.path) + (f"?{query}" if query else "")


def cover(book: BookView) -> Markup:
    """Return the drawn cover of a book."""
    title = typography.typeset(book.title, book.language)
    return covers.draw(title, tuple(credit.name for credit in book.authors), book.dewey)


def cover_image(book: BookView) -> str | None:
    """Return the address of a book's picture if it is on a host that the library trusts, else None."""
    parts = urlsplit(book.cover_url or "")
    is_trusted = parts.scheme == "https" and parts.netloc in current_app.config.get("COVER_HOSTS", ())
    return book.cover_url if is_trusted else None


def dewey_name(dewey: str) -> str:
    """Return the name of the main class of a Dewey class, or of its first digit."""
    return str(labels.DEWEY_HUNDREDS[int(dewey[0])])


def role(value: Role) -> str:
    """Return the part that somebody has in a book."""
    return str(labels.ROLES[value])


def status(value: ItemStatus) -> str:
    """Return the state of an item in words."""
    return str(labels.STATUSES[value])


def status_sign(value: ItemStatus) -> str:
    """Return the sign that stands beside the state of an item."""
    return labels.STATUS_SIGNS[value]


def places(items: Iterable[ItemView]) -> list[str]:
    """Return where items stand, each place once: branch and call number."""
    named = (", ".join(filter(None, [item.location, typography.together(item.call_number or "")])) for item in items)
    return list(dict.fromkeys(name for name in named if name))


def quoted(texts: Iterable[str]) -> Markup:
    """Return texts one after the other, each set off from the sentence around it."""
    return Markup(", ").join(Markup("<em>%s</em>") % text for text in texts)


def lifespan(born: int | None, died: int | None) -> str:
    """Return the years of a life, blank when neither is known."""
    if born is None and died is None:
        return ""
    locale = page_language()
    years = ("" if value is None else typography.year(value, locale) for value in (born, died))
    return "–".join(years)
