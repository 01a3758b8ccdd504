"""The base class of the desk's forms, and how a page with a form is answered."""

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm


class DeskForm(FlaskForm):
    """A form of the desk, with its CSRF token."""

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Return whether the form was sent and is valid; never after the session ended while it was open.

        The view then shows the form again, with what was sent (`blueprint.shows_form_again`).
        """
        return not g.get("is_reopened") and bool(super().validate_on_submit(extra_validators))


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
