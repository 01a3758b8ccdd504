"""`/desk/authors`, `/desk/subjects`, `/desk/series`: headings, their forms, and merging those that are one."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy.orm import Session
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from catalogue.desk import races
from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import OTHER_FAULT, limit
from catalogue.desk.change_jobs import find_host
from catalogue.desk.forms import MISSING, DeskForm, render_form
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.domain.changes import RecordKind
from catalogue.domain.headings import AuthorRecord, HeadingQuery, SeriesRecord, SubjectRecord
from catalogue.domain.views import AuthorView, SubjectView
from catalogue.errors import DuplicateHeading, InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.services import heading_jobs, heading_merge, redirects
from catalogue.services.headings import HEADINGS, HeadingRecord, HeadingView
from catalogue.web.pager import parse_page_number

PER_PAGE = 50
PLURALS = {RecordKind.AUTHOR: "authors", RecordKind.SUBJECT: "subjects", RecordKind.SERIES: "series"}
TITLES = {
    RecordKind.AUTHOR: lazy_gettext("Authors"),
    RecordKind.SUBJECT: lazy_gettext("Subjects"),
    RecordKind.SERIES: lazy_gettext("Series and collections"),
}

add_entry(BarEntry(50, "desk.list_authors", lazy_gettext("Authors")))
add_entry(BarEntry(51, "desk.list_subjects", lazy_gettext("Subjects")))
add_entry(BarEntry(52, "desk.list_series", lazy_gettext("Series and collections")))


class SubjectForm(DeskForm):
    """A subject."""

    name = StringField(lazy_gettext("Name"), [InputRequired(MISSING), limit(300)], render_kw={"autocomplete": "off"})
    revision = HiddenField()
    """The revision that the form was opened at."""

    def make_record(self) -> HeadingRecord:
        """Return the record. :raises InvalidRecord: when it cannot be kept."""
        return SubjectRecord(name=self.name.data)


class SeriesForm(SubjectForm):
    """A series."""

    variants = TextAreaField(lazy_gettext("Other forms"), [limit(20_000)])

    def list_variants(self) -> tuple[str, ...]:
        """Return the other forms, one a line."""
        return tuple(line.strip() for line in self.variants.data.splitlines() if line.strip())

    def make_record(self) -> AuthorRecord | SeriesRecord:
        """Return the record. :raises InvalidRecord: when it cannot be kept."""
        return SeriesRecord(name=self.name.data, variants=self.list_variants())


class AuthorForm(SeriesForm):
    """An author."""

    birth_year = IntegerField(lazy_gettext("Year of birth"), [Optional()], render_kw={"inputmode": "numeric"})
    death_year = IntegerField(lazy_gettext("Year of death"), [Optional()], render_kw={"inputmode": "numeric"})

    def make_record(self) -> AuthorRecord:
        """Return the record. :raises InvalidRecord: when it cannot be kept."""
        years = {"birth_year": self.birth_year.data, "death_year": self.death_year.data}
        return AuthorRecord(name=self.name.data, variants=self.list_variants(), **years)


@bp.get("/authors", endpoint="list_authors", defaults={"kind": RecordKind.AUTHOR})
@bp.get("/subjects", endpoint="list_subjects", defaults={"kind": RecordKind.SUBJECT})
@bp.get("/series", endpoint="list_series", defaults={"kind": RecordKind.SERIES})
def list_headings(kind: RecordKind) -> ResponseReturnValue:
    """List the headings of a kind, by name or by number of books."""
    text = request.args.get("q", "").strip()[:200]
    sort = "-books" if request.args.get("sort") == "-books" else "name"
    number = parse_page_number(request.args.get("page"))
    query = HeadingQuery(text or None, sort)
    session = begin_read()
    page = HEADINGS[kind].list_(session, query, number, PER_PAGE)
    context = {"kind": kind, "plural": PLURALS[kind], "title": TITLES[kind]}
    return render_template("desk/headings.html", page=page, text=text, sort=sort, **context)


@bp.get("/authors/alike", endpoint="list_alike_authors", defaults={"kind": RecordKind.AUTHOR})
@bp.get("/subjects/alike", endpoint="list_alike_subjects", defaults={"kind": RecordKind.SUBJECT})
@bp.get("/series/alike", endpoint="list_alike_series", defaults={"kind": RecordKind.SERIES})
def list_alike(kind: RecordKind) -> ResponseReturnValue:
    """List forms that may be one name, with a button that merges them."""
    groups = heading_merge.list_alike(begin_read(), kind)
    return render_template("desk/alike.html", groups=groups, kind=kind, plural=PLURALS[kind], title=TITLES[kind])


@bp.route(
    "/authors/<id:heading_id>", methods=["GET", "POST"], endpoint="edit_author", defaults={"kind": RecordKind.AUTHOR}
)
@bp.route(
    "/subjects/<id:heading_id>", methods=["GET", "POST"], endpoint="edit_subject", defaults={"kind": RecordKind.SUBJECT}
)
@bp.route(
    "/series/<id:heading_id>", methods=["GET", "POST"], endpoint="edit_series", defaults={"kind": RecordKind.SERIES}
)
@shows_form_again
def edit_heading(kind: RecordKind, heading_id: int) -> ResponseReturnValue:
    """Correct a heading; every book follows."""
    session = begin_write() if DeskForm.is_sent() else begin_read()
    try:
        heading = HEADINGS[kind].get(session, heading_id)
    except NotFound:
        if (target := redirects.find_merged_into(session, kind, heading_id)) is None:
            raise
        flash(_("The heading was merged into this one."))
        return redirect(url_for(f".edit_{kind}", heading_id=target), 303)
    form = _make_form(heading)
    if form.validate_on_submit():
        try:
            return _save(session, kind, heading, form)
        except InvalidRecord as error:
            for fault in error.errors:
                name = fault.field.partition(".")[0]
                form[name if name in form else "name"].errors = [OTHER_FAULT]
        except DuplicateHeading:
            form.name.errors = [_("Another heading has this name: merge the two instead.")]
    return render_form("desk/heading.html", form, heading=heading, kind=kind, plural=PLURALS[kind])


def _save(session: Session, kind: RecordKind, heading: HeadingView, form: SubjectForm) -> ResponseReturnValue:
    """Store a corrected heading, unless somebody saved another since the form was opened."""
    headings = HEADINGS[kind]
    mine, theirs = headings.describe(form.make_record()), headings.describe(heading)
    if conflicts := races.find_conflicts(session, kind, heading.id, heading.revision, mine, theirs):
        words = {"heading": _("Somebody else saved this heading meanwhile"), "cancel_url": request.path}
        return races.show_race(form, conflicts, heading.revision, **words)
    record = headings.make_record(mine | {name: theirs[name] for name in races.list_picked(mine)})
    job_id = None
    if headings.describe(record) != theirs:
        job_id = heading_jobs.replace(session, kind, heading.id, record, find_host=find_host, actor=g.actor)
    session.commit()
    flash(_("“%(title)s” is saved.", title=record.name))
    if job_id is not None:
        return redirect(url_for(".show_change_job", job_id=job_id), 303)
    return redirect(url_for(f".list_{PLURALS[kind]}"), 303)


@bp.route(
    "/authors/<id:heading_id>/merge",
    methods=["GET", "POST"],
    endpoint="merge_author",
    defaults={"kind": RecordKind.AUTHOR},
)
@bp.route(
    "/subjects/<id:heading_id>/merge",
    methods=["GET", "POST"],
    endpoint="merge_subject",
    defaults={"kind": RecordKind.SUBJECT},
)
@bp.route(
    "/series/<id:heading_id>/merge",
    methods=["GET", "POST"],
    endpoint="merge_series",
    defaults={"kind": RecordKind.SERIES},
)
def merge_heading(kind: RecordKind, heading_id: int) -> ResponseReturnValue:
    """Show what a merge would do (`other` is the heading that goes, by number or name), then do it."""
    form = DeskForm()
    session = begin_write() if DeskForm.is_sent() else begin_read()
    kept = HEADINGS[kind].get(session, heading_id)
    other_id = _find_other(session, kind, request.values.get("other", ""))
    if other_id is None or other_id == heading_id:
        flash(_("There is no other heading of this name."), "warning")
        return redirect(url_for(f".edit_{kind}", heading_id=heading_id), 303)
    other = HEADINGS[kind].get(session, other_id)
    if not form.validate_on_submit():
        return render_form("desk/merge.html", form, kept=kept, other=other, kind=kind, plural=PLURALS[kind])
    job_id = heading_jobs.merge(session, kind, kept, other, find_host=find_host, actor=g.actor)
    session.commit()
    if job_id is not None:
        return redirect(url_for(".show_change_job", job_id=job_id), 303)
    text = ngettext(
        "%(num)s book is now under “%(name)s”.",
        "%(num)s books are now under “%(name)s”.",
        other.n_books,
        name=kept.name,
    )
    flash(text)
    return redirect(url_for(f".edit_{kind}", heading_id=heading_id), 303)


def _make_form(heading: HeadingView) -> SubjectForm:
    values: dict[str, Any] = {"name": heading.name, "revision": heading.revision}
    if isinstance(heading, SubjectView):
        return SubjectForm(**values)
    values["variants"] = "\n".join(heading.variants)
    if isinstance(heading, AuthorView):
        return AuthorForm(**values, birth_year=heading.birth_year, death_year=heading.death_year)
    return SeriesForm(**values)


def _find_other(session: Session, kind: RecordKind, text: str) -> int | None:
    """Return the heading that a number or a name means."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 18:
        return int(text)
    return heading_merge.find_by_name(session, kind, text) if text else None
