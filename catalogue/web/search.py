"""Results: what was asked, how it was understood, the books that answer."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from catalogue.domain.dates import FIRST_YEAR, LAST_YEAR
from catalogue.domain.filters import Filters
from catalogue.domain.languages import parse_language
from catalogue.domain.text import squeeze
from catalogue.extensions import db, live_index
from catalogue.search.answers import Search
from catalogue.services import discovery, holdings
from catalogue.web.blueprint import bp
from catalogue.web.labels import SORTS
from catalogue.web.paging import PER_PAGE, is_beyond, page_number

LONGEST_QUESTION = 300
LANGUAGES_OFFERED = ("fr", "en", "es", "de", "it", "pt", "ar")


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks, in order: any text at all makes a question, what makes no sense is left out."""

    q: str | None = None
    language: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    available: bool | None = None
    dewey: str | None = None
    sort: str = "title"

    @property
    def filters(self) -> dict[str, Any]:
        """The conditions beside the words, by name."""
        return {name: value for name, value in asdict(self).items() if value and name not in {"q", "sort"}}

    def address(self, **changes: Any) -> str:
        """Return the address of this question with some parts changed."""
        changed = replace(self, **changes)
        arguments: dict[str, Any] = {name: value for name, value in asdict(changed).items() if value}
        if changed.sort == default_sort(changed.q):
            del arguments["sort"]
        if changed.available:
            arguments["available"] = 1
        return url_for("web.search", **arguments)

    def as_search(self) -> Search:
        """Return the question as the catalogue takes it."""
        narrowed = Filters(
            language=(self.language,) if self.language else (),
            year_from=self.year_from,
            year_to=self.year_to,
            available=(True,) if self.available else (),
            dewey=(self.dewey,) if self.dewey else (),
        )
        return Search(self.q or "", narrowed, sort=self.sort)


def read_question(arguments: MultiDict[str, str]) -> Question:
    """Return the question that an address asks."""
    q = clean(arguments.get("q", "")) or None
    sort = arguments.get("sort", "")
    dewey = arguments.get("dewey", "")
    return Question(
        q=q,
        language=_language(arguments.get("language", "")),
        year_from=_year(arguments.get("year_from", "")),
        year_to=_year(arguments.get("year_to", "")),
        available=True if arguments.get("available") in {"1", "true", "on"} else None,
        dewey=dewey if dewey.isascii() and dewey.isdigit() and len(dewey) <= 3 else None,
        sort=sort if sort in sorts_for(q) else default_sort(q),
    )


def clean(text: str) -> str:
    r"""Return what was typed on one line, without control characters, cut where no reader would go on.

    >>> clean(" l'étranger\x00 \t camus ")
    "l'étranger camus"
    """
    printable = "".join(character if character.isprintable() else " " for character in text[: 4 * LONGEST_QUESTION])
    return squeeze(printable)[:LONGEST_QUESTION].strip()


def sorts_for(q: str | None) -> list[str]:
    """Return the orders there are; relevance needs words to be relevant to."""
    return [name for name in SORTS if q or name != "relevance"]


def default_sort(q: str | None) -> str:
    """Return the order that nobody has to ask for."""
    return sorts_for(q)[0]


def _language(text: str) -> str | None:
    try:
        return parse_language(text)
    except ValueError:
        return None


def _year(text: str) -> int | None:
    try:
        year = int(text[:6])
    except ValueError:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


@bp.get("/search")
def search() -> ResponseReturnValue:
    """A page of the books that answer; 404, with the way back, past the last one."""
    session = db.session()
    question = read_question(request.args)
    number = page_number(request.args.get("page"))
    result = discovery.search(session, live_index(), question.as_search(), number, PER_PAGE)
    page = result.page
    return render_template(
        "search.html",
        question=question,
        page=page,
        items=holdings.of_books(session, [book.id for book in page.hits]),
        sorts={name: SORTS[name] for name in sorts_for(question.q)},
        languages_offered=sorted({*LANGUAGES_OFFERED, question.language} - {None}),
        unknown_words=result.answer.unknown,
    ), 404 if is_beyond(page) else 200
