"""The base class of the desk's forms, and how a page with a form is answered."""

from collections.abc import Mapping
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, SelectChoice, StringField
from wtforms.form import BaseForm

MISSING = lazy_gettext("Fill this in.")
"""What `InputRequired` says."""


class DeskForm(FlaskForm):
    """A form of the desk, with its CSRF token."""

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent; a text that was left out is as good as an empty one."""
        super().process(*arguments, **options)
        fill_texts(self)

    @staticmethod
    def is_sent() -> bool:
        """Return whether this request sends a form, so that its view is going to write."""
        return request.method == "POST"

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Return whether the form was sent and is valid; never after the session ended while it was open.

        The view then shows the form again, with what was sent (`blueprint.shows_form_again`).
        """
        return not g.get("is_reopened") and bool(super().validate_on_submit(extra_validators))


def fill_texts(form: BaseForm) -> None:
    """Give every text of a form and of the forms in it that has no value the empty one."""
    for field in form:
        if isinstance(field, FormField):
            fill_texts(field.form)
        elif isinstance(field, FieldList):
            for entry in field:
                if isinstance(entry, FormField):
                    fill_texts(entry.form)
                elif isinstance(entry, StringField):
                    entry.data = entry.data or ""
        elif isinstance(field, StringField):
            field.data = field.data or ""


def list_choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return the choices of a field: value → label."""
    return [SelectChoice(str(value), label) for value, label in labels.items()]


def render_form(template: str, form: FlaskForm, **context: Any) -> ResponseReturnValue:
    """Return a page with a form: 200, or 400 when what was sent has errors or comes from an ended session."""
    is_refused = bool(form.errors) or g.get("is_reopened")
    return render_template(template, form=form, **context), 400 if is_refused else 200


def flatten_errors(errors: Any) -> list[str]:
    """Return the errors of a field one by one; those of a list of fields or of a form in a form are nested."""
    if isinstance(errors, dict):
        errors = list(errors.values())
    if isinstance(errors, (list, tuple)):
        return [text for error in errors for text in flatten_errors(error)]
    return [str(errors)]
