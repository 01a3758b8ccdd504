"""Words of the imports' pages: choices, states, counts, and what a field may be mapped to."""

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
    "pmb": lazy_gettext("as PMB exports them"),
    "orphee": lazy_gettext("as Orphée writes them"),
    "nord": lazy_gettext("as the departmental library of the Nord writes them"),
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
    "items_left": lazy_gettext("Copies that belong to no record"),
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
    "series_kind": lazy_gettext("kind of series"),
    "collection": lazy_gettext("collection"),
    "collection_number": lazy_gettext("number in the collection"),
    "further_series": lazy_gettext("further series"),
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
    "on_loan": lazy_gettext("filled: the copy is on loan"),
    "in_repair": lazy_gettext("filled: the copy is in repair"),
    "lost": lazy_gettext("filled: the copy is lost"),
    "withdrawn": lazy_gettext("filled: the copy is withdrawn"),
    "to_check": lazy_gettext("filled: the copy is to be checked"),
    "available": lazy_gettext("whether the copy is there"),
    "loan": lazy_gettext("loan of the copy"),
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
