"""Instants on pages: day and time of day where the service runs."""

from datetime import datetime

from babel.dates import format_datetime
from markupsafe import Markup

from catalogue.web.language import get_page_language


def format_moment(moment: datetime) -> Markup:
    """Return a `<time>` element: "27 nov. 2026, 14:05"."""
    local = moment.astimezone()
    text = format_datetime(local, "d MMM y, HH:mm", locale=get_page_language())
    return Markup('<time datetime="%s">%s</time>') % (local.isoformat(), text)
