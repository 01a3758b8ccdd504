"""Which subfields of 995, 996 and 952 tell what of a copy, by the program that wrote the file."""

from dataclasses import dataclass

from catalogue.domain.import_choices import ITEM_PROFILES
from catalogue.domain.items import ItemStatus


@dataclass(frozen=True, slots=True)
class Profile:
    """How one program writes copies: one field is one copy.

    `fields` are columns of an item and the subfield each is read from, the first that says something. A subfield of
    `statuses` that is neither empty nor 0 gives the item that status; of several the first holds. Of `tags` the first
    that a record has is read. `barcode_end` is on the copy, and not in the file. `owner` is the subfield that says
    whose a copy is; it is asked only of a copy with a date of deposit or return, for others are the library's own.
    `own` is the subfield in which this catalogue writes, as `name: value`, what the field has no other place for.
    """

    fields: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[ItemStatus, str], ...] = ()
    tags: tuple[str, ...] = ("995",)
    barcode_end: str = ""
    owner: str = ""
    own: str = ""


_KOHA_952 = "952"
_DEPOSIT = (("deposited_on", "m"), ("return_by", "n"))
"""Recommandation 995: dates of deposit and of return, never of acquisition."""

PROFILES: dict[str, Profile] = {
    # Recommandation 995: $a is the owner, $c the institution that lends, $l the volume, $j the inventory number, $u a
    # note. It has no price and no day of acquisition: Koha's subfields say these.
    "995": Profile(
        (
            *(("barcode", "f"), ("call_number", "k"), ("location", "c"), ("location", "a"), ("volume", "l"), *_DEPOSIT),
            *(("inventory_number", "j"), ("note", "u"), ("price", "p"), ("acquired_on", "5")),
        ),
        owner="a",
        own="y",
    ),
    # Koha for UNIMARC: $c holding branch, $b home branch, $n due date, $2 lost, $0 withdrawn, $5 acquired.
    "koha": Profile(
        (
            *(("barcode", "f"), ("call_number", "k"), ("location", "c"), ("location", "b"), ("acquired_on", "5")),
            *(("price", "p"), ("inventory_number", "j")),
        ),
        ((ItemStatus.WITHDRAWN, "0"), (ItemStatus.LOST, "2"), (ItemStatus.ON_LOAN, "n")),
    ),
    # PMB exports a copy as 996, which also says where it is ($v), and again as 995; $0 means nothing here.
    "pmb": Profile(
        (("barcode", "f"), ("call_number", "k"), ("location", "v"), ("location", "a")),
        tags=("996", "995"),
    ),
    # Orphée, as a department has it: the barcode is in $h.
    "orphee": Profile(
        (("barcode", "h"), ("call_number", "k"), ("location", "c"), ("location", "a"), *_DEPOSIT), owner="a"
    ),
    # The departmental library of the Nord: the barcode is $h followed by the number of the library.
    "nord": Profile(
        (("barcode", "h"), ("call_number", "k"), ("location", "c"), ("location", "a"), *_DEPOSIT),
        barcode_end="0021",
        owner="a",
    ),
    # Koha for MARC 21, 952: $a home branch, $b holding branch, $q due date, $1 lost, $0 withdrawn, $4 damaged,
    # $h enumeration, $g price, $i inventory number, $x a note that is not public.
    _KOHA_952: Profile(
        (
            *(("barcode", "p"), ("call_number", "o"), ("location", "b"), ("location", "a"), ("acquired_on", "d")),
            *(("volume", "h"), ("price", "g"), ("inventory_number", "i"), ("note", "x")),
        ),
        (
            (ItemStatus.WITHDRAWN, "0"),
            (ItemStatus.LOST, "1"),
            (ItemStatus.IN_REPAIR, "4"),
            (ItemStatus.ON_LOAN, "q"),
        ),
        ("952",),
        own="k",
    ),
}
"""By name; each row cites the subfield."""

CHOICES = ITEM_PROFILES
"""Profiles of field 995, the first where nobody tells another. Field 952 is always read as Koha has it."""

MARC_21 = PROFILES[_KOHA_952]
