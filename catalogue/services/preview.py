"""Previews: what an import would do, without storing anything and without keeping others from writing."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.import_choices import Choices
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.services import merging
from catalogue.services.import_batch import Earlier, ImportBatch
from catalogue.services.import_report import ImportReport
from catalogue.services.ingest import BATCH
from catalogue.services.jobs import JobStep

MOST_RECORDS = 50_000
"""Records that a preview reads; what is decided for the rest of a longer file, its import says."""
MOST_TITLES = 50


def preview_pieces(
    session: Session, outcomes: Iterable[Parsed | Rejected], source: str, choices: Choices, report: ImportReport
) -> Iterator[JobStep]:
    """Fill the report with what an import would do, and yield after each piece."""
    earlier = Earlier()
    for piece in split_batches(islice(outcomes, MOST_RECORDS), BATCH):
        report.rejected += [outcome for outcome in piece if isinstance(outcome, Rejected)]
        parsed = [outcome for outcome in piece if isinstance(outcome, Parsed)]
        batch = ImportBatch(session, source, parsed, report, choices, earlier).sort()
        merging.merge(session, batch.matches, choices.on_duplicate, actor="", report=report, is_stored=False)
        report.n_created += len(batch.new)
        report.n_set_aside += sum(outcome.n_set_aside for outcome in batch.new)
        report.n_items_added += len(batch.copies)
        report.new_titles += [one.record.title for one in batch.new[: MOST_TITLES - len(report.new_titles)]]
        report.seen.settle()
        session.rollback()
        yield JobStep(report.n_read, None, {}, {})
