"""The kinds of jobs, and what does the work of each: a new kind of long work is registered here."""

from catalogue.services import batch_edits, heading_jobs, imports, undo
from catalogue.services.jobs import Work

KINDS: dict[str, Work] = {
    imports.KIND: imports.run_import,
    batch_edits.KIND: batch_edits.run_batch,
    undo.KIND: undo.run_undo,
    heading_jobs.KIND: heading_jobs.run,
}
