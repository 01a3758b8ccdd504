"""Where MARC 21 has what our columns hold (Library of Congress, MARC 21 Format for Bibliographic Data)."""

from catalogue.formats.marc.unimarc import SeriesTable, Table

NOTES = (
    *("500", "501", "502", "504", "506", "508", "510", "511", "513", "515", "518", "525", "530", "533", "534", "538"),
    *("540", "546", "547", "550", "580", "586"),
)
"""The notes of block 5 but for the contents (505), the summary (520) and the audience (521)."""

FIELDS: Table = (
    ("isbn", "020 $a"),
    ("isbn", "024 $a"),
    ("identifiers", "020 $a $q"),
    ("identifiers", "022 $a"),
    ("identifiers", "024 $a $q"),
    ("language", "008 /35-37"),
    ("language", "041 $a"),
    ("original_language", "041 $h"),
    ("title", "245 $a $n $p"),
    ("subtitle", "245 $b"),
    ("original_title", "240 $a"),
    ("original_title", "130 $a"),
    ("edition", "250 $a $b"),
    ("place", "264 $a"),
    ("place", "260 $a"),
    ("publisher", "264 $b"),
    ("publisher", "260 $b"),
    ("published", "264 $c"),
    ("published", "260 $c"),
    ("published", "008 /7-10"),
    ("page_count", "300 $a"),
    ("extent", "300 $a $b $c $e"),
    ("description", "520 $a"),
    ("contents", "505 $a $t $r $g"),
    *(("notes", f"{tag} $a") for tag in NOTES),
    ("dewey", "082 $a"),
)
"""Columns of one value and the fields they are read from, the first that says something."""

SERIES: SeriesTable = (
    ("work", "800 $t $v", "-"),
    ("work", "245 $a $n", ""),
    ("", "490 $a $v", "800"),
    ("", "830 $a $v", "490"),
)
"""Series, as in UNIMARC; what they are is guessed from the name where the format does not say."""

SUBJECTS: Table = (
    ("person", "600 $a $b $c $d $t $v $x $y $z"),
    ("body", "610 $a $b $t $v $x $y $z"),
    ("body", "611 $a $c $d $t $v $x $y $z"),
    ("title", "630 $a $n $p $v $x $y $z"),
    ("topic", "650 $a $b $v $x $y $z"),
    ("place", "651 $a $v $x $y $z"),
    ("term", "653 $a"),
    ("form", "655 $a $v $x $y $z"),
)
"""Fields of subjects; subdivisions are joined by two hyphens."""

PEOPLE: Table = (
    ("author", "100 $a $b $c $q $d $e $4"),
    ("author", "110 $a $b $e $4"),
    ("author", "111 $a $c $d $e $4"),
    ("contributor", "700 $a $b $c $q $d $e $4"),
    ("contributor", "710 $a $b $e $4"),
    ("contributor", "711 $a $c $d $e $4"),
    ("contributor", "720 $a $e $4"),
)
"""Fields of people and bodies, and their part where no relator code ($4) or term ($e) tells it."""

RESPONSIBILITY = "245 $c"
"""The statement of responsibility, which names people where no field of people does."""

CODED = "008"
"""The field of coded data on the whole record."""
