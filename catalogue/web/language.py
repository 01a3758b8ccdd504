"""Pages in French and in English: the browser's choice, and a switch that overrides it."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain, get_locale

from catalogue.public_address import public_address
from catalogue.web.blueprint import bp

LANGUAGES = {"fr": "Français", "en": "English"}
"""Tags and their own names; the first is what a browser gets that asks for neither."""

COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
TRANSLATIONS = Path(__file__).parent / "translations"


class PlainDomain(Domain):  # type: ignore[misc]
    """Translations read from the `.po` files themselves, once, so that nothing has to be compiled or shipped."""

    def get_translations(self) -> NullTranslations:
        """Return the sentences of the reader's language; English ones are the keys."""
        tag = page_language()
        if tag not in self.cache:
            self.cache[tag] = read_translations(tag)
        translations: NullTranslations = self.cache[tag]
        return translations


def read_translations(tag: str) -> NullTranslations:
    """Return the translations of one language, none for English, which the sources are written in."""
    path = TRANSLATIONS / tag / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=tag))
    compiled.seek(0)
    return Translations(compiled)


def prepare(app: Flask) -> None:
    """Let `app` speak French and English."""
    babel = Babel()
    babel.domain_instance = PlainDomain()
    babel.init_app(app, default_locale=next(iter(LANGUAGES)), locale_selector=select_language)


def select_language() -> str:
    """Return the language of this request: the switch, else the browser's choice, else French."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES)) or next(iter(LANGUAGES))


def page_language() -> str:
    """Return the tag of the language that the page is in, as `lang` says it; found once, since each sentence asks."""
    if "page_language" not in g:
        g.page_language = str(get_locale() or next(iter(LANGUAGES)))
    tag: str = g.page_language
    return tag


@bp.post("/language/<tag>")
def set_language(tag: str) -> ResponseReturnValue:
    """Remember a language for a year and go back to the page; 404 for a language that we do not speak."""
    if tag not in LANGUAGES:
        abort(404)
    answer = redirect(public_address(own_address(request.form.get("next", ""))), 303)
    answer.set_cookie(COOKIE, tag, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def own_address(address: str) -> str:
    """Return a path and query of this site, the home page for anything that could lead elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    plain = address.isprintable() and address.isascii() and "\\" not in address
    if not plain or parts.scheme or parts.netloc or not parts.path.startswith("/") or address.startswith("//"):
        return url_for("web.home")
    return address
