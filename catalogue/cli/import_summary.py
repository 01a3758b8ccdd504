"""The report of an import as lines of text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.formats.results import Records
    from catalogue.services.ingest import ImportReport


def describe_records(records: "Records") -> str:
    """Return which part of a file the records come from, and which other parts it has."""
    others = f"; beside: {', '.join(records.others)}" if records.others else ""
    return f"books are taken from {records.path}{others}"


def list_subfields(records: "Records") -> Iterator[str]:
    """Yield a line for each subfield of the copies of a MARC file: where it goes, and its commonest values."""
    targets = records.list_fields()
    for name, stands in records.list_values().items():
        values = ", ".join(f"{value!r} {count}" for value, count in stands["values"][:5])
        more = ", …" if stands["distinct"] > 5 else ""
        target = targets[name].replace("extra", "no column")
        yield f"{name} goes to {target}; {stands['count']} filled: {values}{more}"


def list_refusals(report: "ImportReport") -> Iterator[str]:
    """Yield a line for each refused or repeated record, in file order; a single line if no field is a title."""
    if names := report.names_without_title():
        yield f"no field of this file is a title; its fields are {', '.join(names)} (--map NAME=title says which is)"
        return
    lines = [(one.position, f"record {one.position} refused: {one.reason}") for one in report.rejected]
    lines += [(position, f"record {position} repeats record {first}") for position, first in report.repeats]
    lines += [
        (
            one.position,
            f"record {one.position}: {', '.join(one.names)} of book {one.book_id} kept, changed here",
        )
        for one in report.kept_fields
    ]
    lines += [(one.position, f"a copy of record {one.position} refused: {one.reason}") for one in report.refused_items]
    for _, line in sorted(lines):
        yield line


def format_summary(report: "ImportReport") -> str:
    """Return the counts of an import in one line."""
    counts = [
        f"{report.n_read} read",
        f"{report.n_created} created",
        f"{report.n_unchanged} unchanged",
        f"{len(report.rejected)} refused",
    ]
    for n, what in ((report.n_updated, "updated"), (report.n_completed, "completed")):
        if n:
            counts.append(f"{n} {what}")
    if report.repeats:
        counts.append(f"{len(report.repeats)} repeated")
    if report.n_skipped:
        counts.append(f"{report.n_skipped} skipped")
    if n := report.n_items_added:
        counts.append(f"{n} {'copy' if n == 1 else 'copies'} added to existing books")
    if n := len(report.refused_items):
        counts.append(f"{n} {'copy' if n == 1 else 'copies'} refused")
    if report.n_set_aside:
        counts.append(f"{report.n_set_aside} {'value' if report.n_set_aside == 1 else 'values'} set aside in extra")
    return ", ".join(counts)


def list_hints(report: "ImportReport") -> Iterator[str]:
    """Yield hints about options that would have stored more."""
    if n := report.n_same_isbn:
        records = "1 record has" if n == 1 else f"{n} records have"
        yield (
            f"{records} the ISBN, or title, author and year, of another book: --on-duplicate skip passes such records"
            " over, complete and update let them change that book, add stores them as books of their own"
        )
    if n := report.n_changed:
        records = "1 record has" if n == 1 else f"{n} records have"
        yield f"{records} changed since an earlier import: --on-duplicate update takes what changed"
    if n := report.n_unnumbered:
        copies = "1 copy has no barcode and is" if n == 1 else f"{n} copies have no barcode and are"
        yield f"{copies} only counted: --copies generate makes barcodes"
