"""`/desk/imports`: a file is sent, looked over, and then imported; each import is a job with a page of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Response, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.forms import MISSING, DeskForm, list_choices, render_form
from catalogue.desk.import_labels import (
    COPIES,
    ITEM_PROFILE_LABELS,
    ON_DUPLICATE,
    STATES,
    list_counts,
    list_targets,
)
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.desk.refusals import describe_refusal
from catalogue.domain.jobs import JobState, JobView
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.models import now
from catalogue.services import import_profiles, jobs, uploads
from catalogue.services.imports import KIND, ImportOptions
from catalogue.web.pager import parse_page_number

PER_PAGE = 20
LONGEST_NAME = 200

add_entry(BarEntry(30, "desk.list_imports", lazy_gettext("Imports")))


class OptionsForm(DeskForm):
    """What to do with records that match a book, and with copies."""

    on_duplicate = SelectField(
        lazy_gettext("A record that matches a book"), choices=list_choices(ON_DUPLICATE), default="refuse"
    )
    copies = SelectField(lazy_gettext("Copies"), choices=list_choices(COPIES), default="add")
    profile = SelectField(lazy_gettext("Copies in UNIMARC"), choices=list_choices(ITEM_PROFILE_LABELS), default="995")


class UploadForm(OptionsForm):
    """A file, and how it is to be imported."""

    file = FileField(lazy_gettext("File"), [FileRequired(MISSING)])
    source = StringField(
        lazy_gettext("Where the records come from"),
        [Optional(), Length(max=LONGEST_NAME, message=lazy_gettext("At most 200 characters."))],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )


class GoForm(OptionsForm):
    """The options of a previewed file, and a name under which to keep them with the mapping of its fields."""

    saved = StringField(
        lazy_gettext("Keep these choices as"),
        [Optional(), Length(max=import_profiles.NAME_LENGTH, message=lazy_gettext("At most 100 characters."))],
        render_kw={"autocomplete": "off", "maxlength": import_profiles.NAME_LENGTH},
    )


@bp.route("/imports", methods=["GET", "POST"])
@shows_form_again
def list_imports() -> ResponseReturnValue:
    """List imports, and take a file to be looked over before it is imported."""
    form = UploadForm()
    if form.validate_on_submit():
        return redirect(url_for(".show_import", import_id=upload(form)), 303)
    session = begin_read()
    page = jobs.list_(session, [KIND], parse_page_number(request.args.get("page", "")), PER_PAGE)
    profiles = import_profiles.list_names(session)
    most = current_app.config["IMPORT_MAX_MB"]
    return render_form("desk/imports.html", form, page=page, states=STATES, profiles=profiles, most=most)


def upload(form: UploadForm) -> int:
    """Spool the file of a form, queue its preview, and return the id of that."""
    name = clean_name(form.file.data.filename)
    folder: Path = current_app.config["UPLOAD_FOLDER"]
    options = ImportOptions(
        upload=uploads.spool(folder, form.file.data.read),
        name=name,
        source=clean_name(form.source.data or name),
        profile=form.profile.data,
        on_duplicate=form.on_duplicate.data,
        copies=form.copies.data,
        dry_run=True,
    )
    return queue(begin_write(), options)


def queue(session: Session, options: ImportOptions) -> int:
    """Queue an import, commit, and return its id."""
    host = uploads.find_host_id(current_app.config["UPLOAD_FOLDER"])
    job_id = jobs.create(session, KIND, options.as_json(), host=host, actor=g.actor)
    session.commit()
    return job_id


def clean_name(name: str | None) -> str:
    """Return the name of a file as the source of its records: one line, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in name or "").split())
    return line[-LONGEST_NAME:] or "upload"


@bp.route("/imports/<id:import_id>", methods=["GET", "POST"])
@shows_form_again
def show_import(import_id: int) -> ResponseReturnValue:
    """Show how far an import is and what came of it; a preview is done again, or imported."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    job = jobs.get(session, import_id, KIND)
    options = find_options(job)
    form = GoForm(data={name: getattr(options, name) for name in ("on_duplicate", "copies", "profile", "saved")})
    is_waiting = is_preview_ready(job)
    if form.validate_on_submit() and is_waiting:
        return go_on(session, job, form)
    return render_form(
        "desk/import.html",
        form,
        job=job,
        options=options,
        result=job.result or {},
        pace=measure_pace(job),
        counts=list_counts(job),
        state=STATES[job.state],
        describe_refusal=describe_refusal,
        error=describe_refusal((job.result or {}).get("failure", {"reason": job.error})) if job.error else None,
        targets=list_targets(),
        is_ready=is_waiting,
        has_rejects=find_rejects(job).is_file(),
        change_set_address=find_change_set_address(job),
    )


def measure_pace(job: JobView) -> tuple[int, int | None] | None:
    """Return how many records a minute an import does, and how many minutes are left; None where nobody can say."""
    seconds = (now() - job.started_at).total_seconds() if job.started_at else 0
    if job.state is not JobState.RUNNING or not job.n_done or seconds < 1:
        return None
    left = None if job.n_total is None else round((job.n_total - job.n_done) * seconds / job.n_done / 60)
    return round(job.n_done * 60 / seconds), left


def find_options(job: JobView) -> ImportOptions:
    """Return the options of an import, those of a saved profile included."""
    chosen = (job.result or {}).get("options", {})
    return ImportOptions(**{**job.parameters, **chosen})


def is_preview_ready(job: JobView) -> bool:
    """Return whether a file was looked over and waits to be imported."""
    folder: Path = current_app.config["UPLOAD_FOLDER"]
    is_preview = bool(job.parameters["dry_run"]) and job.state is JobState.DONE
    return is_preview and (folder / job.parameters["upload"]).is_file()


def go_on(session: Session, job: JobView, form: GoForm) -> ResponseReturnValue:
    """Queue another preview, or the import itself, with what the form says; keep it as a profile if it has a name."""
    fields = (job.result or {}).get("fields", {})
    options = replace(
        find_options(job),
        mapping=read_mapping(fields, find_options(job)),
        profile=form.profile.data,
        on_duplicate=form.on_duplicate.data,
        copies=form.copies.data,
        dry_run="run" not in request.form,
        saved=clean_name(form.saved.data) if form.saved.data else None,
    )
    if options.saved:
        import_profiles.save(session, options.saved[: import_profiles.NAME_LENGTH], options.as_json(), fields)
    return redirect(url_for(".show_import", import_id=queue(session, options)), 303)


def read_mapping(fields: dict[str, str], options: ImportOptions) -> dict[str, str]:
    """Return where the form sends fields, but for those that go where they go by their names."""
    mapping = dict(options.mapping)
    targets = list_targets()
    for place, (name, target) in enumerate(fields.items()):
        chosen = request.form.get(f"field-{place}", target)
        if chosen != target and chosen in targets:
            mapping[name] = chosen
    return {name: target for name, target in mapping.items() if target in targets}


@bp.post("/imports/<id:import_id>/cancel")
def cancel_import(import_id: int) -> ResponseReturnValue:
    """Stop an import; what it has stored stays."""
    session = begin_write()
    jobs.request_cancel(session, import_id, KIND)
    session.commit()
    flash(_("The import stops after the records that are being stored."))
    return redirect(url_for(".show_import", import_id=import_id), 303)


@bp.post("/imports/profiles/delete")
def delete_import_profile() -> ResponseReturnValue:
    """Forget a saved profile."""
    session = begin_write()
    import_profiles.delete(session, request.form.get("name", ""))
    session.commit()
    return redirect(url_for(".list_imports"), 303)


@bp.get("/imports/<id:import_id>/rejects")
def download_rejects(import_id: int) -> Response:
    """Download the refused records of an import, to mend them and to import them again."""
    path = find_rejects(jobs.get(begin_read(), import_id, KIND))
    if not path.is_file():
        raise NotFound("file of refused records of import", import_id)
    response = Response(read_chunks(path), mimetype="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="rejects-{import_id}.jsonl"'
    return response


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with path.open("rb") as file:
        while chunk := file.read(uploads.CHUNK):
            yield chunk


def find_rejects(job: JobView) -> Path:
    """Return where the refused records of an import are, if it had any."""
    return uploads.find_rejects(current_app.config["UPLOAD_FOLDER"], job.parameters["upload"])


def find_change_set_address(job: JobView) -> str | None:
    """Return the page of the change set of an import, on which it is undone."""
    set_id = (job.result or {}).get("change_set_id")
    return None if set_id is None else url_for(".show_change_set", set_id=set_id)
