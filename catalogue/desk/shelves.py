"""`/desk/shelves`: what is done with copies rather than with records: scans, labels and the rest."""

from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from catalogue.desk.blueprint import bp
from catalogue.desk.navigation import BarEntry, add_entry
from catalogue.extensions import begin_read
from catalogue.services import scans

add_entry(BarEntry(15, "desk.show_shelves", lazy_gettext("Shelves")))


class Task(NamedTuple):
    """Something that is done at the shelves, with the page for it."""

    endpoint: str
    label: LazyString
    text: LazyString


TASKS = [
    Task("desk.list_scan_lists", lazy_gettext("Scans"), lazy_gettext("Scan barcodes into lists that are kept.")),
    Task("desk.make_labels", lazy_gettext("Labels"), lazy_gettext("Print spine labels and barcodes on sheets.")),
    Task(
        "desk.list_withdrawals",
        lazy_gettext("Withdrawals"),
        lazy_gettext("Take copies out of the stock, with the procès-verbal to print."),
    ),
    Task(
        "desk.list_deposits",
        lazy_gettext("Deposits"),
        lazy_gettext("Copies of another library: what is here, what goes back."),
    ),
    Task(
        "web.show_newest_month",
        lazy_gettext("New on the shelves"),
        lazy_gettext("The new titles of a month by section, as readers see them, to print."),
    ),
    Task(
        "desk.show_register",
        lazy_gettext("Inventory register"),
        lazy_gettext("Every copy by year of entry, to print; numbers for copies that have none."),
    ),
    Task(
        "desk.list_stocktakings",
        lazy_gettext("Stocktakings"),
        lazy_gettext("Check what stands on the shelves, by several people over several days."),
    ),
]


@bp.get("/shelves")
def show_shelves() -> ResponseReturnValue:
    """Show the tasks, and the lists of scans that were used last."""
    return render_template("desk/shelves.html", tasks=TASKS, lists=scans.list_lists(begin_read())[:5])
