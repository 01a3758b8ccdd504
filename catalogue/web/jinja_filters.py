"""Jinja filters and globals: typography, labels of codes, covers, addresses."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, request
from markupsafe import Markup

from catalogue.common.languages import name_language
from catalogue.domain.addresses import resolve_address
from catalogue.domain.identifiers import format_isbn
from catalogue.domain.items import KEPT_FROM_READERS, ItemStatus
from catalogue.domain.materials import Audience, Material
from catalogue.domain.roles import Role
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing import WRITERS
from catalogue.local_mode import is_loopback_host
from catalogue.public_address import build_public_address
from catalogue.web import covers, highlighting, page_labels, typography
from catalogue.web.assets import build_asset_url
from catalogue.web.citations import list_citations
from catalogue.web.json_ld import format_json_ld
from catalogue.web.language import LANGUAGES, get_page_language
from catalogue.web.pager import list_page_numbers

T = TypeVar("T")


def localize(format_value: Callable[[T, str], str]) -> Callable[[T], str]:
    """Return `format_value` with the language of the page as its second argument."""
    return lambda value: format_value(value, get_page_language())


def register_filters(app: Flask) -> None:
    """Add our filters and globals to the templates of `app`."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(LABEL_FILTERS)
    app.jinja_env.filters.update(
        citations=list_citations,
        code=typography.mark_up_code,
        cover=draw_book_cover,
        cover_image=find_cover_image,
        dewey_name=name_dewey_class,
        has_match=highlighting.has_match,
        has_long_word=typography.has_long_word,
        isbn=format_isbn,
        json_ld=format_json_ld,
        language_name=localize(name_language),
        mark=highlighting.mark,
        places=list_places,
        public_copies=list_public_copies,
        join_emphasized=join_emphasized,
        number=localize(typography.format_number),
        publication_date=localize(typography.format_publication_date),
        snippet=highlighting.find_snippet,
        keep_together=typography.keep_together,
        typeset=typography.typeset,
        year=localize(typography.format_year),
    )
    app.jinja_env.globals.update(
        build_asset_url=build_asset_url,
        choose_cloth=covers.choose_cloth,
        export_formats=WRITERS,
        find_explorer_address=find_explorer_address,
        find_current_path=find_current_path,
        languages=LANGUAGES,
        format_lifespan=format_lifespan,
        get_page_language=get_page_language,
        list_page_numbers=list_page_numbers,
        build_public_address=build_public_address,
    )
    app.context_processor(lambda: {"catalogue_name": current_app.config["CATALOGUE_NAME"]})


def find_explorer_address() -> str | None:
    """Return the address of the explorer, None if it is unknown.

    For EXPLORER_URL=`:PORT` the host is the public one, else that of the request if it is allowed.
    """
    settings = current_app.config
    address: str = settings["EXPLORER_URL"]
    if not address.startswith(":"):
        return address.rstrip("/") or None
    host = urlsplit(f"//{request.host}").hostname or ""
    is_allowed = settings["PUBLIC_URL"] or is_loopback_host(request.host) or host in settings["ALLOWED_HOSTS"]
    return resolve_address(address, host) if is_allowed else None


def find_current_path() -> str:
    """Return the path and query of this page, to which the language switch returns."""
    query = request.query_string.decode("ascii", "replace")
    return request.script_root + quote(request.path) + (f"?{query}" if query else "")


def draw_book_cover(book: BookView) -> Markup:
    """Return the drawn cover of a book."""
    title = typography.typeset(book.title, book.language)
    kind = str(page_labels.MATERIALS[book.material]) if book.material and book.material is not Material.BOOK else ""
    return covers.draw_cover(title, tuple(credit.name for credit in book.authors), book.dewey, kind)


def find_cover_image(book: BookView) -> str | None:
    """Return the address of a book's cover picture if it is on one of COVER_HOSTS, else None."""
    parts = urlsplit(book.cover_url or "")
    is_trusted = parts.scheme == "https" and parts.netloc in current_app.config.get("COVER_HOSTS", ())
    return book.cover_url if is_trusted else None


def name_dewey_class(dewey: str) -> str:
    """Return the name of the main class to which a Dewey class belongs."""
    return str(page_labels.DEWEY_HUNDREDS[int(dewey[0])])


def name_role(value: Role, has_authors: bool = False) -> str:
    """Return the name of a role, in a book that has authors or not."""
    return str((page_labels.ROLES_BESIDE_AUTHORS if has_authors else page_labels.ROLES)[value])


def name_status(value: ItemStatus) -> str:
    """Return the name of an item status."""
    return str(page_labels.STATUSES[value])


def name_material(value: Material) -> str:
    """Return the name of a kind of document."""
    return str(page_labels.MATERIALS[value])


def name_audience(value: Audience) -> str:
    """Return the name of the readers that a document is meant for."""
    return str(page_labels.AUDIENCES[value])


def choose_status_sign(value: ItemStatus) -> str:
    """Return the symbol shown beside an item status."""
    return page_labels.STATUS_SIGNS[value]


LABEL_FILTERS: dict[str, Callable[..., str]] = {
    "audience": name_audience,
    "material": name_material,
    "role": name_role,
    "status": name_status,
    "status_sign": choose_status_sign,
}
"""The filters that name a code."""


def list_public_copies(items: Iterable[ItemView]) -> list[ItemView]:
    """Return the items that readers are shown: those on the shelf first, no lost and no withdrawn ones."""
    order = list(ItemStatus)
    public = (item for item in items if item.status not in KEPT_FROM_READERS)
    return sorted(public, key=lambda item: order.index(item.status))


def list_places(items: Iterable[ItemView]) -> list[str]:
    """Return the shelf locations of items, each once: branch and call number."""
    locations = (
        ", ".join(filter(None, [item.location, typography.keep_together(item.call_number or "")])) for item in items
    )
    return list(dict.fromkeys(location for location in locations if location))


def join_emphasized(texts: Iterable[str]) -> Markup:
    """Return texts separated by commas, each in `<em>`."""
    return Markup(", ").join(Markup("<em>%s</em>") % text for text in texts)


def format_lifespan(born: int | None, died: int | None) -> str:
    """Return the years of birth and death, "" when neither is known."""
    if born is None and died is None:
        return ""
    locale = get_page_language()
    years = ("" if value is None else typography.format_year(value, locale) for value in (born, died))
    return "–".join(years)
