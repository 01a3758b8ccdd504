"""Words of the imports' pages: choices, states, counts, and what a field may be mapped to."""

import re

from flask_babel import LazyString, lazy_gettext

from catalogue.domain.import_choices import Copies, OnDuplicate
from catalogue.domain.jobs import JobState, JobView
from catalogue.formats import TARGETS

ON_DUPLICATE = {
    OnDuplicate.REFUSE: lazy_gettext("is refused, and listed"),
    OnDuplicate.SKIP: lazy_gettext("is passed over"),
    OnDuplicate.COMPLETE: lazy_gettext("fills the empty fields of the book"),
    OnDuplicate.UPDATE: lazy_gettext("updates the book, but for what was changed here"),
    OnDuplicate.ADD: lazy_gettext("becomes a book of its own"),
}
COPIES = {
    Copies.ADD: lazy_gettext("are added"),
    Copies.GENERATE: lazy_gettext("are added, and get a barcode where they have none"),
    Copies.SKIP: lazy_gettext("are left out"),
}
ITEM_PROFILE_LABELS = {
    "995": lazy_gettext("as the recommendation for field 995 says"),
    "koha": lazy_gettext("as Koha writes them"),
    "orphee": lazy_gettext("as Orphée writes them"),
}
STATES = {
    JobState.QUEUED: lazy_gettext("waiting"),
    JobState.RUNNING: lazy_gettext("running"),
    JobState.DONE: lazy_gettext("done"),
    JobState.FAILED: lazy_gettext("failed"),
    JobState.CANCELLED: lazy_gettext("cancelled"),
}
COUNTS = {
    "read": lazy_gettext("Records read"),
    "created": lazy_gettext("New books"),
    "updated": lazy_gettext("Books updated"),
    "completed": lazy_gettext("Books completed"),
    "unchanged": lazy_gettext("Without anything new"),
    "skipped": lazy_gettext("Passed over"),
    "repeated": lazy_gettext("Repeated in the file"),
    "refused": lazy_gettext("Refused"),
    "items_added": lazy_gettext("Copies added to existing books"),
    "items_refused": lazy_gettext("Copies refused"),
    "unnumbered": lazy_gettext("Copies without a barcode, only counted"),
    "set_aside": lazy_gettext("Values that fit no field, kept beside"),
}
ALWAYS = ("read", "created", "refused")
TARGET_LABELS = {
    "title": lazy_gettext("title"),
    "subtitle": lazy_gettext("subtitle"),
    "isbn": lazy_gettext("ISBN"),
    "publisher": lazy_gettext("publisher"),
    "published": lazy_gettext("date of publication"),
    "language": lazy_gettext("language"),
    "page_count": lazy_gettext("number of pages"),
    "description": lazy_gettext("description"),
    "cover_url": lazy_gettext("address of the cover"),
    "series": lazy_gettext("series"),
    "series_number": lazy_gettext("number in the series"),
    "dewey": lazy_gettext("Dewey class"),
    "subjects": lazy_gettext("subjects"),
    "authors": lazy_gettext("authors"),
    "author": lazy_gettext("authors"),
    "translator": lazy_gettext("translator"),
    "illustrator": lazy_gettext("illustrator"),
    "editor": lazy_gettext("editor"),
    "barcode": lazy_gettext("barcode of the copy"),
    "call_number": lazy_gettext("call number of the copy"),
    "location": lazy_gettext("location of the copy"),
    "status": lazy_gettext("status of the copy"),
    "acquired_on": lazy_gettext("day the copy was acquired"),
    "id": lazy_gettext("number of the record"),
    "extra": lazy_gettext("no field: kept beside"),
}
"""The names of columns; those that have none here are shown as the commands have them."""


def list_targets() -> dict[str, LazyString | str]:
    """Return what a field may be mapped to, with its label."""
    return {target: TARGET_LABELS.get(target, target) for target in ("extra", *TARGETS)}


def list_counts(job: JobView) -> list[tuple[LazyString, int]]:
    """Return the counts of an import that say something, with their labels."""
    counts = (job.result or {}).get("counts", {})
    return [(label, counts.get(name, 0)) for name, label in COUNTS.items() if counts.get(name) or name in ALWAYS]


REASONS = (
    (r"title: this field is required", lazy_gettext("There is no title.")),
    (r"ISBN (?P<isbn>\w+) is already held by book (?P<book>\d+)\.", lazy_gettext("Book %(book)s has ISBN %(isbn)s.")),
    (
        r"ISBN (?P<isbn>\w+) is on an earlier record of this file\.",
        lazy_gettext("An earlier record of the file has ISBN %(isbn)s."),
    ),
    (
        r"Book (?P<book>\d+) has the same title, author and year\.",
        lazy_gettext("Book %(book)s has the same title, author and year."),
    ),
    (
        r"record (?P<number>.+) of this source was imported before with another content; .*",
        lazy_gettext("Record %(number)s of this source was imported before, and has changed since."),
    ),
    (
        r"Barcode (?P<barcode>\S+) is on a copy of book (?P<book>\d+), .*",
        lazy_gettext("Barcode %(barcode)s is on a copy of book %(book)s; this copy is not added."),
    ),
    (
        r"Barcode (?P<barcode>\S+) is on a copy of “(?P<title>.*)”, earlier in this file, .*",
        lazy_gettext("Barcode %(barcode)s is on a copy of “%(title)s”, earlier in the file; this copy is not added."),
    ),
    (r"a record is a JSON object", lazy_gettext("This is no record.")),
)
"""The commonest reasons of refusals in English, and what the pages say in the reader's language."""


def translate_reason(reason: str) -> str:
    """Return the reason of a refusal in the reader's language; a rare one stays in English."""
    for pattern, sentence in REASONS:
        if match := re.fullmatch(pattern, reason, re.DOTALL):
            return str(sentence) % match.groupdict()
    return reason
