"""What the person who imports a file chooses."""

from dataclasses import dataclass
from enum import StrEnum

ITEM_PROFILES = ("995", "koha", "pmb", "orphee", "nord")
"""The ways in which programs write copies in field 995 of UNIMARC, the recommendation first."""


class OnDuplicate(StrEnum):
    """What to do with a record that matches a book of the catalogue."""

    REFUSE = "refuse"
    SKIP = "skip"
    COMPLETE = "complete"
    UPDATE = "update"
    ADD = "add"


class Copies(StrEnum):
    """What to do with the copies of a record; `GENERATE` also makes barcodes for those without."""

    ADD = "add"
    SKIP = "skip"
    GENERATE = "generate"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports has chosen."""

    on_duplicate: OnDuplicate = OnDuplicate.REFUSE
    copies: Copies = Copies.ADD


DEFAULT_CHOICES = Choices()
