"""The form of a book: its fields, and the record that they make."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from catalogue.common.labels import AUDIENCES, MATERIALS, ROLES
from catalogue.common.languages import name_language
from catalogue.desk.forms import MISSING, DeskForm, list_choices
from catalogue.domain.identifiers import NO_ISBN, Identifier, parse_isbn
from catalogue.domain.materials import Audience, Material
from catalogue.domain.record import LONGEST_EXTENT, MOST_PAGES, BookRecord, Contributor
from catalogue.domain.roles import Role
from catalogue.domain.series import MOST_SERIES, SeriesKind, SeriesStatement, guess_kind
from catalogue.domain.text import has_control_characters, squeeze
from catalogue.errors import InvalidRecord
from catalogue.formats.dates import read_publication_date
from catalogue.formats.languages import read_language
from catalogue.formats.values import Reading
from catalogue.web.language import get_page_language

SPARE_ROWS = 2
"""Empty rows for people and subjects that a form shows beyond those that are filled."""
MOST_ROWS = 60

FAULTS = {
    "isbn": lazy_gettext("This is no ISBN: it has 10 or 13 digits, and the last one is a check digit."),
    "published": lazy_gettext("A date is a year, a month or a day: 1942, 1942-05 or 1942-05-19."),
    "language": lazy_gettext("No language is called so. Write its name or its code: français, fr."),
    "original_language": lazy_gettext("No language is called so. Write its name or its code: français, fr."),
    "identifiers": lazy_gettext("A line is a kind of number and the number: EAN 3760123456784. Its digits must hold."),
    "cover_url": lazy_gettext("An address begins with https:// and has no spaces."),
    "dewey": lazy_gettext("A Dewey class is three digits, and decimals after a point: 843, 940.53."),
}
"""What is said of a field whose value the record refuses."""
OTHER_FAULT = lazy_gettext("This cannot be kept: it is too long, or has invisible characters.")


def limit(n_characters: int) -> Length:
    """Return the validator of a text's length."""
    return Length(max=n_characters, message=lazy_gettext("At most %(max)d characters."))


PLAIN = (
    *("title", "subtitle", "isbn", "edition", "publisher", "place", "published", "original_title", "extent"),
    *("page_count", "series", "series_number", "dewey", "description", "contents", "notes", "cover_url"),
)
"""Fields that show a value of the record as it is."""
_QUALIFIED = re.compile(r"(\S+)\s+(.+?)(?:\s+\(([^()]+)\))?")


class PersonForm(Form):
    """A person or body and its part in the book; a blank name is none."""

    name = StringField(lazy_gettext("Name"), [limit(300)], render_kw={"data-complete": "author", "autocomplete": "off"})
    role = SelectField(lazy_gettext("Part"), default=Role.AUTHOR.value)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_page_language()
        self.role.choices = [(role.value, ROLES[role][language]) for role in Role]


KINDS = {
    "": lazy_gettext("by its name"),
    SeriesKind.WORK.value: lazy_gettext("Series"),
    SeriesKind.COLLECTION.value: lazy_gettext("Collection"),
}
"""What a series is to a book."""


def _make_kind_field() -> SelectField:
    return SelectField(lazy_gettext("Kind"), choices=list_choices(KINDS), default="", validate_choice=False)


class FurtherSeriesForm(Form):
    """A series beside the first one, with the number of the book there; a blank name is none."""

    name = StringField(
        lazy_gettext("Series"), [limit(300)], render_kw={"data-complete": "series", "autocomplete": "off"}
    )
    number = StringField(lazy_gettext("Number"), [limit(50)], render_kw={"autocomplete": "off"})
    kind = _make_kind_field()


class BookForm(DeskForm):
    """A book, as a librarian catalogues it."""

    title = StringField(lazy_gettext("Title"), [InputRequired(MISSING), limit(1000)], render_kw={"autocomplete": "off"})
    subtitle = StringField(lazy_gettext("Subtitle"), [limit(1000)], render_kw={"autocomplete": "off"})
    people = FieldList(FormField(PersonForm), lazy_gettext("Authors and contributors"), max_entries=MOST_ROWS)
    isbn = StringField("ISBN", [limit(40)], render_kw={"autocomplete": "off", "inputmode": "text", "data-isbn": ""})
    material = SelectField(lazy_gettext("Kind of document"), default="")
    audience = SelectField(lazy_gettext("Audience"), default="")
    edition = StringField(lazy_gettext("Edition"), [limit(200)], render_kw={"autocomplete": "off"})
    place = StringField(lazy_gettext("Place of publication"), [limit(200)], render_kw={"autocomplete": "off"})
    publisher = StringField(
        lazy_gettext("Publisher"), [limit(300)], render_kw={"data-complete": "publisher", "autocomplete": "off"}
    )
    published = StringField(lazy_gettext("Date of publication"), [limit(40)], render_kw={"autocomplete": "off"})
    language = StringField(
        lazy_gettext("Language"), [limit(60)], render_kw={"list": "languages", "autocomplete": "off"}
    )
    extent = StringField(lazy_gettext("Extent"), [limit(LONGEST_EXTENT)], render_kw={"autocomplete": "off"})
    page_count = IntegerField(
        lazy_gettext("Number of pages"),
        [Optional(), NumberRange(1, MOST_PAGES, lazy_gettext("A book has between 1 and 100,000 pages."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    series = StringField(
        lazy_gettext("Series"), [limit(300)], render_kw={"data-complete": "series", "autocomplete": "off"}
    )
    series_number = StringField(lazy_gettext("Number in the series"), [limit(50)], render_kw={"autocomplete": "off"})
    series_kind = _make_kind_field()
    further_series = FieldList(
        FormField(FurtherSeriesForm), lazy_gettext("Further series and collections"), max_entries=MOST_SERIES
    )
    dewey = StringField(lazy_gettext("Dewey class"), [limit(20)], render_kw={"autocomplete": "off"})
    subjects = FieldList(
        StringField(
            lazy_gettext("Subject"), [limit(300)], render_kw={"data-complete": "subject", "autocomplete": "off"}
        ),
        lazy_gettext("Subjects"),
        max_entries=MOST_ROWS,
    )
    description = TextAreaField(lazy_gettext("Description"), [limit(20_000)])
    original_title = StringField(lazy_gettext("Original title"), [limit(1000)], render_kw={"autocomplete": "off"})
    original_language = StringField(
        lazy_gettext("Original language"), [limit(60)], render_kw={"list": "languages", "autocomplete": "off"}
    )
    contents = TextAreaField(lazy_gettext("Contents"), [limit(20_000)])
    notes = TextAreaField(lazy_gettext("Notes"), [limit(20_000)])
    identifiers = TextAreaField(lazy_gettext("Other numbers"), [limit(20_000)])
    cover_url = StringField(lazy_gettext("Address of a cover image"), [limit(2000)], render_kw={"autocomplete": "off"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_page_language()
        unknown = [("", _("not said"))]
        self.material.choices = unknown + [(one.value, MATERIALS[one][language]) for one in Material]
        self.audience.choices = unknown + [(one.value, AUDIENCES[one][language]) for one in Audience]

    @property
    def has_rare_fields(self) -> bool:
        """Whether a field of those that few books need is filled or has an error."""
        rare = (self.edition, self.place, self.extent, self.original_title, self.original_language)
        return any(field.data or field.errors for field in (*rare, self.contents, self.notes, self.identifiers))

    def validate_isbn(self, field: StringField) -> None:
        """Tell a number with a wrong check digit from what is no ISBN. :raises ValidationError: as WTForms wants it."""
        if not field.data:
            return
        try:
            parse_isbn(field.data)
        except ValueError as error:
            is_wrong = str(error) != NO_ISBN
            raise ValidationError(
                _("The check digit of this ISBN does not hold: one digit is mistyped.") if is_wrong else FAULTS["isbn"]
            ) from None

    def add_spare_rows(self, more: int = SPARE_ROWS) -> None:
        """Show empty rows after those that are filled."""
        texts = [[row.form.name.data for row in self.people], [row.data for row in self.subjects]]
        has_spare_series = self.further_series.entries and not self.further_series[-1].form.name.data
        if not has_spare_series and len(self.further_series) < MOST_SERIES:
            self.further_series.append_entry()
        for rows, filled in zip((self.people, self.subjects), texts, strict=True):
            n_empty = len(filled) - max((place for place, text in enumerate(filled, 1) if text), default=0)
            for _row in range(min(more - n_empty, MOST_ROWS - len(rows))):
                rows.append_entry()

    def make_record(self, stored: BookRecord | None = None) -> BookRecord:
        """Return the record that the form makes; what the form does not show stays as it is `stored`.

        :raises InvalidRecord: after noting the faults beside their fields.
        """
        values = self._read_values()
        try:
            return replace(stored, **values) if stored else BookRecord(**values)
        except InvalidRecord as error:
            for fault in error.errors:
                name = fault.field.partition(".")[0]
                field = self[{"authors": "people", "contributors": "people"}.get(name, name)]
                field.errors = [FAULTS.get(name, OTHER_FAULT)]
            raise

    def _read_values(self) -> dict[str, Any]:
        texts = [name for name in PLAIN if name not in {"isbn", "published", "page_count"}]
        values: dict[str, Any] = {name: self[name].data.strip() or None for name in texts}
        values["dewey"] = values["dewey"] and values["dewey"].replace(",", ".")
        values["isbn"] = self.isbn.data.strip() or None
        values["published"] = _read(self.published.data, read_publication_date)
        values["language"] = _read(self.language.data, read_language)
        values["original_language"] = _read(self.original_language.data, read_language)
        values["material"] = Material(self.material.data) if self.material.data else None
        values["audience"] = Audience(self.audience.data) if self.audience.data else None
        lines = [line.strip() for line in self.identifiers.data.splitlines()]
        values["identifiers"] = tuple(_read_identifier(line) for line in lines if line)
        values["page_count"] = self.page_count.data
        people = [(squeeze(row["name"] or ""), Role(row["role"])) for row in self.people.data]
        values["authors"] = tuple(name for name, role in people if name and role is Role.AUTHOR)
        values["contributors"] = tuple(
            Contributor(name, role) for name, role in people if name and role is not Role.AUTHOR
        )
        values["series_kind"] = _read_kind(self.series_kind.data)
        values["further_series"] = tuple(
            _read_series(row) for row in self.further_series.data if squeeze(row["name"] or "")
        )
        values["subjects"] = tuple(subject.strip() for subject in self.subjects.data if subject and subject.strip())
        return values


def fill_form(record: BookRecord) -> dict[str, Any]:
    """Return what the fields of a form show of a record."""
    values = {name: getattr(record, name) for name in PLAIN}
    for name in ("language", "original_language"):
        code = getattr(record, name)
        values[name] = _name_language(code) if code else None
    values["material"], values["audience"] = record.material or "", record.audience or ""
    values["identifiers"] = "\n".join(map(_write_identifier, record.identifiers))
    values["series_kind"] = record.series_kind.value if record.series_kind else ""
    values["further_series"] = [
        {"name": one.name, "number": one.number or "", "kind": one.kind.value} for one in record.further_series
    ]
    values["people"] = [{"name": name, "role": Role.AUTHOR.value} for name in record.authors]
    values["people"] += [{"name": one.name, "role": one.role.value} for one in record.contributors]
    values["subjects"] = list(record.subjects)
    return values


def rearrange(fields: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was sent, with the person moved that the button `up` names."""
    fields = MultiDict(fields)
    place = fields.get("up", "")
    if place.isdigit() and int(place) > 0:
        here, above = f"people-{int(place)}-", f"people-{int(place) - 1}-"
        for part in ("name", "role"):
            fields[here + part], fields[above + part] = fields.get(above + part, ""), fields.get(here + part, "")
    return fields


def _read_series(row: dict[str, str | None]) -> SeriesStatement:
    name = (row["name"] or "").strip()
    return SeriesStatement(name, (row["number"] or "").strip() or None, _read_kind(row["kind"]) or guess_kind(name))


def _read_kind(value: str | None) -> SeriesKind | None:
    return SeriesKind(value) if value in list(SeriesKind) else None


def _read(text: str, read: Callable[[object], Reading]) -> str | None:
    """Return what a reader makes of a text, the text itself where it makes nothing, for the record to refuse."""
    text = squeeze(text) if not has_control_characters(text) else text
    if not text:
        return None
    reading = read(text)
    is_read = isinstance(reading.value, str) and reading.is_whole and not reading.is_kept
    return reading.value if is_read else text


def _name_language(code: str) -> str:
    """Return the name of a language where it is read back as that language, else its code."""
    name = name_language(code, get_page_language())
    return name if read_language(name).value == code else code


def _read_identifier(line: str) -> Identifier:
    """Return the number in a line: its scheme, itself, what it is that of in brackets."""
    found = _QUALIFIED.fullmatch(line)
    if found is None:
        return Identifier("", line)
    return Identifier(found[1].lower(), found[2], found[3])


def _write_identifier(one: Identifier) -> str:
    return f"{one.scheme.upper()} {one.value}" + (f" ({one.qualifier})" if one.qualifier else "")
