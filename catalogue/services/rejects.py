"""Rejects files: the records that an import refused, one JSON object a line, to be mended and imported again."""

from pathlib import Path
from typing import Any

import orjson

from catalogue import private_files
from catalogue.domain.outcome import REFUSAL, Rejected
from catalogue.services.import_report import ImportReport


def write_rejects(path: Path, report: ImportReport) -> int:
    """Write the refused records of an import, each with its position and reason, and return how many."""
    if report.rejected:
        private_files.make_file(path)
        with path.open("wb") as file:
            for rejected in report.rejected:
                file.write(orjson.dumps(_dump(rejected), option=orjson.OPT_APPEND_NEWLINE))
    return len(report.rejected)


def _dump(rejected: Rejected) -> dict[str, Any]:
    """Return a record as it stood, or its text when it was no object. Readers take no notice of `REFUSAL`."""
    refusal = {REFUSAL: {"position": rejected.position, "reason": rejected.reason}}
    try:
        raw = orjson.loads(rejected.raw)
    except orjson.JSONDecodeError:
        raw = None
    return refusal | (raw if isinstance(raw, dict) else {"raw": rejected.raw})
