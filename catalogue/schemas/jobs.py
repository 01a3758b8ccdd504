"""A job on the wire, and the parameters of an import."""

from functools import partial
from typing import Any

import marshmallow as ma

from catalogue.domain.import_choices import ITEM_PROFILES, Copies, OnDuplicate
from catalogue.domain.jobs import JobState, JobView
from catalogue.schemas.fields import LINE_PATTERN
from catalogue.schemas.queries import PageQuery, Parameters
from catalogue.schemas.stored_records import make_read_only_field

_UNTOLD = frozenset({"upload", "book_ids", "item_ids"})
"""Parameters of jobs that are of no use to whoever asked for them, or too long."""


def _make_line_field(text: str) -> ma.fields.String:
    return ma.fields.String(
        validate=[ma.validate.Length(1, 200), ma.validate.Regexp(LINE_PATTERN)], metadata={"description": text}
    )


def _make_choice_field(choices: Any, default: str, text: str) -> ma.fields.String:
    return ma.fields.String(
        validate=ma.validate.OneOf([str(choice) for choice in choices]),
        load_default=default,
        metadata={"description": text},
    )


class ImportListQuery(PageQuery):
    """Which page of the imports."""


class ImportQuery(Parameters):
    """How the file in the body is imported, as the options of `catalogue import` say it."""

    name = _make_line_field("What the file is called, such as books.json")
    source = _make_line_field("A name for where these records come from: ids are unique within it; `name` by default")
    format = _make_line_field("json, marc, marcxml, workbook or csv; by default the first bytes of the file tell")
    map = ma.fields.List(
        ma.fields.String(validate=ma.validate.Length(max=500)),
        load_default=list,
        metadata={"description": "Fields and their columns, `titre_livre=title`; may be repeated"},
    )
    profile = _make_choice_field(ITEM_PROFILES, ITEM_PROFILES[0], "How field 995 of UNIMARC describes copies")
    on_duplicate = _make_choice_field(OnDuplicate, "refuse", "What to do with a record that matches a book")
    copies = _make_choice_field(Copies, "add", "What to do with copies; `generate` makes barcodes for those without")
    dry_run = ma.fields.Boolean(load_default=False, metadata={"description": "Say what an import would do, only"})

    @ma.post_load
    def to_options(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the options with `mapping` as a dict; the upload is not known yet."""
        mapping = {}
        for pair in values.pop("map"):
            name, equals, target = pair.rpartition("=")
            if not equals or not name:
                raise ma.ValidationError("NAME=COLUMN, such as titre_livre=title.", "map")
            mapping[name] = target
        return values | {"mapping": mapping}


class JobLinksSchema(ma.Schema):
    """The API addresses of a job."""

    self_ = ma.fields.String(required=True, data_key="self", attribute="self")
    cancel = ma.fields.String(required=True)
    rejects = ma.fields.String(metadata={"description": "The refused records of an import"})


class JobSchema(ma.Schema):
    """A job as the API returns it; `dump_job` builds it."""

    id = make_read_only_field(ma.fields.Integer)
    kind = make_read_only_field(ma.fields.String)
    state = make_read_only_field(partial(ma.fields.Enum, JobState, by_value=True))
    actor = make_read_only_field(ma.fields.String)
    parameters = make_read_only_field(ma.fields.Dict)
    n_done = make_read_only_field(ma.fields.Integer)
    n_total = make_read_only_field(partial(ma.fields.Integer, allow_none=True))
    is_cancel_requested = make_read_only_field(ma.fields.Boolean)
    result = make_read_only_field(partial(ma.fields.Dict, allow_none=True))
    error = make_read_only_field(partial(ma.fields.String, allow_none=True))
    created_at = make_read_only_field(ma.fields.AwareDateTime)
    started_at = make_read_only_field(partial(ma.fields.AwareDateTime, allow_none=True))
    ended_at = make_read_only_field(partial(ma.fields.AwareDateTime, allow_none=True))
    links = make_read_only_field(partial(ma.fields.Nested, JobLinksSchema))


def dump_job(job: JobView) -> dict[str, Any]:
    """Return a job as the API shows it."""
    address = f"/api/imports/{job.id}" if job.kind == "import" else f"/api/changesets/jobs/{job.id}"
    rejects = {"rejects": f"{address}/rejects"} if job.kind == "import" else {}
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "actor": job.actor,
        "parameters": {name: value for name, value in job.parameters.items() if name not in _UNTOLD},
        "n_done": job.n_done,
        "n_total": job.n_total,
        "is_cancel_requested": job.is_cancel_requested,
        "result": job.result,
        "error": job.error,
        "created_at": job.created_at,
        "started_at": job.started_at,
        "ended_at": job.ended_at,
        "links": {"self": address, "cancel": f"{address}/cancel"} | rejects,
    }
