"""Imports: a file is read and stored piece by piece, by a command or as a job."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from catalogue import formats
from catalogue.common.batches import split_batches
from catalogue.domain.import_choices import Choices, Copies, OnDuplicate
from catalogue.domain.jobs import JobView
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.errors import FieldError, InvalidRecord
from catalogue.formats.results import Records
from catalogue.services import import_profiles, ingest, preview, rejects, uploads
from catalogue.services.import_report import ImportReport
from catalogue.services.jobs import JobStep
from catalogue.store import change_log

KIND = "import"
SAMPLE = 500
"""Records whose fields tell which saved profile is meant."""
MOST_IN_RESULT = 200
"""How many refusals and changes the result of a job lists; all refusals are in its file of refused records."""

_STORED = ("n_created", "n_updated", "n_completed", "n_items_added", "n_set_aside")
"""Counts of what a run stored: after a stop, the next run counts it as unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What is imported and how: `upload` in the folder of uploads, called `name` by whoever sent it."""

    upload: str
    name: str
    source: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    profile: str = formats.CHOICES[0]
    format: str | None = None
    on_duplicate: OnDuplicate = OnDuplicate.REFUSE
    copies: Copies = Copies.ADD
    dry_run: bool = False
    saved: str | None = None
    """The name of the saved profile that these options come from."""

    @property
    def choices(self) -> Choices:
        """What was chosen for records that match a book, and for copies."""
        return Choices(OnDuplicate(self.on_duplicate), Copies(self.copies))

    def __post_init__(self) -> None:
        """Check the format and the mapping. :raises InvalidRecord:"""
        if self.format is not None and self.format not in formats.READERS:
            raise InvalidRecord(FieldError("format", f"One of {', '.join(formats.READERS)}."))
        for name, target in self.mapping.items():
            if target not in formats.TARGETS:
                text = f"{name}={target}: there is no such column, but {', '.join(formats.TARGETS)}"
                raise InvalidRecord(FieldError("map", text))

    def as_json(self) -> dict[str, Any]:
        """Return the options as JSON keeps them; `ImportOptions(**…)` reads them."""
        return asdict(self)


def store_pieces(
    session: Session,
    outcomes: Iterable[Parsed | Rejected],
    *,
    source: str,
    actor: str,
    choices: Choices,
    report: ImportReport,
) -> Iterator[ImportReport]:
    """Store records piece by piece and yield the report after each, for the caller to commit.

    The next piece is read before the write is opened: meanwhile others write.
    """
    for piece in split_batches(outcomes, ingest.BATCH):
        if not session.in_transaction():
            change_log.open_write(session)
        yield ingest.ingest(session, piece, source=source, actor=actor, report=report, choices=choices)


def run_import(session: Session, job: JobView, folder: Path) -> Iterator[JobStep]:
    """Import the upload of a job, or say what an import would do; the kind `KIND` of jobs.

    :raises UnreadableInput: when the upload is in no format we read.
    """
    options = ImportOptions(**job.parameters)
    before = (job.checkpoint or {}).get("stored", {})
    report = ImportReport(change_set_id=(job.checkpoint or {}).get("change_set_id"))
    options = choose_profile(session, options, folder)
    with (folder / options.upload).open("rb") as file:
        records = formats.read(file, options.name, options.mapping, options.profile, options.format)
        if options.dry_run:
            yield from preview.preview_pieces(session, records, options.source, options.choices, report)
            pieces: Iterator[ImportReport] = iter(())
        else:
            pieces = store_pieces(
                session, records, source=options.source, actor=job.actor, choices=options.choices, report=report
            )
        for _ in pieces:
            yield _make_step(report, before, estimate_total(report.n_read, file, records), records, options)
    rejects_path = uploads.find_rejects(folder, options.upload)
    rejects_path.unlink(missing_ok=True)  # Of the preview.
    rejects.write_rejects(rejects_path, report)
    yield _make_step(report, before, report.n_read, records, options)
    if not options.dry_run:
        uploads.delete(folder, options.upload)


def choose_profile(session: Session, options: ImportOptions, folder: Path) -> ImportOptions:
    """Return the options with those of the profile that somebody saved for files with the same fields, if one did.

    Only a preview looks for one, where nobody has mapped a field; the import then goes the way that was previewed.
    """
    if not options.dry_run or options.mapping:
        return options
    with (folder / options.upload).open("rb") as file:
        records = formats.read(file, options.name, {}, options.profile, options.format)
        for _ in islice(records, SAMPLE):
            pass
        saved = import_profiles.find_by_fields(session, records.list_fields())
    session.rollback()
    return options if saved is None else replace(options, **import_profiles.get_options(session, saved), saved=saved)


def estimate_total(n_read: int, file: BinaryIO, records: Records) -> int | None:
    """Return how many records a file has, estimated from how far it was read; None when nobody knows."""
    if records.n_records is not None:
        return records.n_records
    place = file.tell()
    size = file.seek(0, 2)
    file.seek(place)
    return max(n_read, round(n_read * size / place)) if place else None


def _make_step(
    report: ImportReport, before: Mapping[str, int], n_total: int | None, records: Records, options: ImportOptions
) -> JobStep:
    stored = {name: before.get(name, 0) + getattr(report, name) for name in _STORED}
    checkpoint = {"stored": stored, "change_set_id": report.change_set_id}
    return JobStep(report.n_read, n_total, checkpoint, summarize(report, before, records, options))


def summarize(
    report: ImportReport, before: Mapping[str, int], records: Records, options: ImportOptions
) -> dict[str, Any]:
    """Return a report as JSON, what runs `before` a stop had stored included."""
    counts = {one.name: getattr(report, one.name) for one in fields(report) if one.name.startswith("n_")}
    counts |= {name: counts[name] + before.get(name, 0) for name in _STORED}
    known_before = sum(before.get(name, 0) for name in ("n_created", "n_updated", "n_completed"))
    counts["n_unchanged"] = max(report.n_unchanged - known_before, 0)
    counts |= {
        "n_read": report.n_read,
        "n_refused": len(report.rejected),
        "n_repeated": len(report.repeats),
        "n_items_refused": len(report.refused_items),
        "n_items_left": records.n_copies_left,
    }
    return {
        "counts": {name.removeprefix("n_"): count for name, count in counts.items()},
        "path": records.path,
        "others": list(records.others),
        "fields": records.list_fields(),
        "values": records.list_values(),
        "refused": [_dump_rejected(one) for one in report.rejected[:MOST_IN_RESULT]],
        "refused_copies": [_dump_rejected(one) for one in report.refused_items[:MOST_IN_RESULT]],
        "repeats": [list(pair) for pair in report.repeats[:MOST_IN_RESULT]],
        "changes": [asdict(one) for one in report.changes[:MOST_IN_RESULT]],
        "kept": [asdict(one) for one in report.kept_fields[:MOST_IN_RESULT]],
        "new": report.new_titles,
        "change_set_id": report.change_set_id,
        "options": {name: value for name, value in options.as_json().items() if name != "upload"},
    }


def _dump_rejected(rejected: Rejected) -> dict[str, Any]:
    return {"position": rejected.position, **rejected.refusal.as_json(), "raw": rejected.raw[:2000]}
