"""The language of pages, French or English: the browser's choice, and a switch that overrides it."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain, get_locale

from catalogue.public_address import build_public_address
from catalogue.web.blueprint import bp

LANGUAGES = {"fr": "Français", "en": "English"}
"""Language tags and native names; the first is the default."""

COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
TRANSLATIONS = Path(__file__).parent / "translations"


class PlainDomain(Domain):  # type: ignore[misc]
    """Translations read once from the `.po` files, so that no `.mo` file has to be compiled or shipped."""

    def get_translations(self) -> NullTranslations:
        """Return the translations for the language of the page."""
        tag = get_page_language()
        if tag not in self.cache:
            self.cache[tag] = read_translations(tag)
        translations: NullTranslations = self.cache[tag]
        return translations


def read_translations(tag: str) -> NullTranslations:
    """Return the translations of one language; none for English, whose sentences are the keys."""
    path = TRANSLATIONS / tag / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=tag))
    compiled.seek(0)
    return Translations(compiled)


def init_babel(app: Flask) -> None:
    """Set up Flask-Babel for French and English."""
    babel = Babel()
    babel.domain_instance = PlainDomain()
    babel.init_app(app, default_locale=next(iter(LANGUAGES)), locale_selector=select_language)


def select_language() -> str:
    """Return the language of this request: the switch, else the browser's choice, else French."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES)) or next(iter(LANGUAGES))


def get_page_language() -> str:
    """Return the language tag of the page; computed once per request, because every sentence needs it."""
    if "page_language" not in g:
        g.page_language = str(get_locale() or next(iter(LANGUAGES)))
    tag: str = g.page_language
    return tag


@bp.post("/language/<tag>")
def set_language(tag: str) -> ResponseReturnValue:
    """Store a language in a cookie for a year and redirect to the previous page; 404 for an unknown language."""
    if tag not in LANGUAGES:
        abort(404)
    answer = redirect(build_public_address(sanitize_address(request.form.get("next", ""))), 303)
    answer.set_cookie(COOKIE, tag, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def sanitize_address(address: str) -> str:
    """Return `address` if it is a path on this site, else the home page, so that nobody is redirected elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    is_plain = address.isprintable() and address.isascii() and "\\" not in address
    if not is_plain or parts.scheme or parts.netloc or not parts.path.startswith("/") or address.startswith("//"):
        return url_for("web.show_home")
    return address
