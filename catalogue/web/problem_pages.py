"""`/problems`: a page for each problem type of the API: what it means and what to do about it."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from catalogue.common.problems import PROBLEM_TYPES
from catalogue.web.blueprint import bp

MEANINGS: dict[str, tuple[LazyString, LazyString]] = {
    "malformed-body": (
        lazy_gettext("The body is not JSON"),
        lazy_gettext(
            "The body cannot be read as JSON (RFC 8259); `detail` says where it breaks off. Nothing was written."
        ),
    ),
    "invalid-input": (
        lazy_gettext("The request breaks the rules"),
        lazy_gettext(
            "Members of the body or parameters of the address are unknown, missing or wrong. `errors` names each "
            "one, with its fault."
        ),
    ),
    "unauthenticated": (
        lazy_gettext("Credentials are needed"),
        lazy_gettext(
            "Writing needs a librarian’s token, sent as `Authorization: Bearer TOKEN`. None was sent, or it is "
            "unknown, has expired or was revoked."
        ),
    ),
    "forbidden": (
        lazy_gettext("The account may not do this"),
        lazy_gettext("The token is good, but its account or its scope only allows reading."),
    ),
    "no-such-record": (
        lazy_gettext("There is no such record"),
        lazy_gettext(
            "No book, author, subject or item has this number, title or ISBN. It may have been deleted; numbers "
            "are never given again."
        ),
    ),
    "no-such-address": (
        lazy_gettext("There is nothing at this address"),
        lazy_gettext("The address leads nowhere in the programming interface. `/api` lists what there is."),
    ),
    "method-not-allowed": (
        lazy_gettext("This address does not take this method"),
        lazy_gettext("The header `Allow` says which methods it takes."),
    ),
    "not-acceptable": (
        lazy_gettext("Only JSON is answered"),
        lazy_gettext("The header `Accept` leaves out `application/json`, and nothing else is on offer."),
    ),
    "duplicate-isbn": (
        lazy_gettext("Another book holds this ISBN"),
        lazy_gettext(
            "`book_id` says which. Change that record instead, or send `on_duplicate=allow` when both are meant."
        ),
    ),
    "duplicate-heading": (
        lazy_gettext("Another author or subject has this heading"),
        lazy_gettext(
            "Headings that differ only in case, accents or punctuation are the same. `detail` says who has it; use "
            "that one."
        ),
    ),
    "duplicate-inventory-number": (
        lazy_gettext("An item has, or had, this inventory number"),
        lazy_gettext("An inventory number is given once, and never again after its copy is gone."),
    ),
    "duplicate-barcode": (
        lazy_gettext("Another item has this barcode"),
        lazy_gettext("A barcode is on one copy only; `detail` says on which."),
    ),
    "in-use": (
        lazy_gettext("Books still refer to this heading"),
        lazy_gettext("An author or a subject can be deleted once no book has it."),
    ),
    "on-loan": (
        lazy_gettext("A copy is on loan"),
        lazy_gettext("A book or a copy can be deleted once nobody has it at home."),
    ),
    "stocktaking-closed": (
        lazy_gettext("The stocktaking has ended"),
        lazy_gettext("What a closed stocktaking found stays as it is. Begin another one."),
    ),
    "read-only": (
        lazy_gettext("The catalogue sets this itself"),
        lazy_gettext(
            "Numbers, dates, counts and links may be sent back as they were read, but not changed. `errors` says "
            "what they are."
        ),
    ),
    "stale-revision": (
        lazy_gettext("The record has changed since"),
        lazy_gettext(
            "Somebody wrote it after it was read: `If-Match`, or `revision` in the body, names an older one than "
            "`current_revision`. Read it again, then repeat the change."
        ),
    ),
    "body-too-large": (
        lazy_gettext("The body is too large"),
        lazy_gettext("A body is at most two megabytes. Many records go in faster with `catalogue import`."),
    ),
    "unsupported-media-type": (
        lazy_gettext("The body is not sent as JSON"),
        lazy_gettext(
            "The header `Content-Type` says something else than `application/json` or `application/merge-patch+json`."
        ),
    ),
    "too-many-requests": (
        lazy_gettext("Too many requests"),
        lazy_gettext(
            "More came from one address than the catalogue serves at a time. `Retry-After` says in how many seconds"
            " to try again."
        ),
    ),
    "internal-error": (
        lazy_gettext("Something went wrong on our side"),
        lazy_gettext(
            "It is a fault of the catalogue, and was logged under the `X-Request-ID` of the answer: whoever runs it"
            " finds it there."
        ),
    ),
    "database-unavailable": (
        lazy_gettext("The database cannot answer just now"),
        lazy_gettext("Nothing was written. `Retry-After` says in how many seconds to try again."),
    ),
    "search-unavailable": (
        lazy_gettext("The search index cannot be used just now"),
        lazy_gettext(
            "Records can be read by their numbers meanwhile. `Retry-After` says in how many seconds to try again."
        ),
    ),
}
"""Problem type → title and explanation; the titles are those of `catalogue.common.problems`."""


@bp.get("/problems")
def list_problem_types() -> ResponseReturnValue:
    """List every problem type with its status and explanation."""
    return render_template("problems.html", types=PROBLEM_TYPES.values(), meanings=MEANINGS)


@bp.get("/problems/<name>")
def show_problem_type(name: str) -> ResponseReturnValue:
    """Show one problem type; 404 for an unknown name."""
    if name not in PROBLEM_TYPES:
        abort(404)
    title, meaning = MEANINGS[name]
    return render_template("problem.html", type=PROBLEM_TYPES[name], title=title, meaning=meaning)
