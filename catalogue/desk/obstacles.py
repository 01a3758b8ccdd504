"""Why an undo leaves a record as it is, in words."""

from flask_babel import lazy_gettext

from catalogue.domain.changes import Obstacle

OBSTACLES = {
    Obstacle.CHANGED_SINCE: lazy_gettext("changed since, so it stays"),
    Obstacle.DELETED_SINCE: lazy_gettext("deleted since, so it stays away"),
    Obstacle.BARCODES_IN_USE: lazy_gettext("back, without copies whose barcodes are in use:"),
    Obstacle.ON_LOAN: lazy_gettext("a copy is on loan: take it back first"),
    Obstacle.NAME_IN_USE: lazy_gettext("another heading has the name by now"),
    Obstacle.REFUSED: lazy_gettext("not possible any more:"),
}
