"""Where UNIMARC has what our columns hold (IFLA, UNIMARC Bibliographic)."""

Table = tuple[tuple[str, str], ...]
SeriesTable = tuple[tuple[str, str, str], ...]

NOTES = (
    *("300", "301", "302", "303", "304", "305", "306", "307", "308", "310", "311", "312", "313", "314", "315", "316"),
    *("317", "318", "320", "321", "322", "323", "324", "325", "326", "328", "336", "337", "345"),
)
"""The notes of block 3 but for the contents (327), the summary (330) and the audience (333)."""

FIELDS: Table = (
    ("isbn", "010 $a"),
    ("isbn", "073 $a"),
    ("identifiers", "010 $a $b"),
    ("identifiers", "011 $a"),
    ("identifiers", "073 $a"),
    ("identifiers", "033 $a"),
    ("language", "101 $a"),
    ("original_language", "101 $c"),
    ("title", "200 $a $h $i"),
    ("subtitle", "200 $e"),
    ("original_title", "454 $t"),
    ("original_title", "500 $a"),
    ("edition", "205 $a $b"),
    ("place", "210 $a"),
    ("place", "214 $a"),
    ("publisher", "210 $c"),
    ("publisher", "214 $c"),
    ("published", "210 $d"),
    ("published", "214 $d"),
    ("published", "100 $a/9-12"),
    ("page_count", "215 $a"),
    ("extent", "215 $a $c $d $e"),
    ("description", "330 $a"),
    ("contents", "327 $a"),
    *(("notes", f"{tag} $a") for tag in NOTES),
    ("dewey", "676 $a"),
)
"""Columns of one value and the fields they are read from, the first that says something."""

SERIES: SeriesTable = (
    ("work", "461 $t $v", "-"),
    ("work", "200 $a $h", ""),
    ("collection", "225 $a $v", "-"),
    ("collection", "410 $t $v", "225"),
)
"""Series: what they are, where they stand, and the field that says the same in other words and goes before."""

SUBJECTS: Table = (
    ("person", "600 $a $b $c $d $f $x $y $z"),
    ("body", "601 $a $b $x $y $z"),
    ("body", "602 $a $x $y $z"),
    ("title", "605 $a $h $i $x $y $z"),
    ("topic", "606 $a $x $y $z $j"),
    ("place", "607 $a $x $y $z $j"),
    ("form", "608 $a $x $y $z"),
    ("term", "610 $a"),
)
"""Fields of subjects; subdivisions are joined by two hyphens, as RAMEAU writes them."""

PEOPLE: Table = (
    ("author", "700 $a $b $c $d $f $4"),
    ("author", "701 $a $b $c $d $f $4"),
    ("contributor", "702 $a $b $c $d $f $4"),
    ("author", "710 $a $b $4"),
    ("author", "711 $a $b $4"),
    ("contributor", "712 $a $b $4"),
    ("author", "720 $a $f $4"),
    ("author", "721 $a $f $4"),
    ("contributor", "722 $a $f $4"),
)
"""Fields of people and bodies, and their part where no relator code ($4) tells it."""

RESPONSIBILITY = "200 $f $g"
"""The statement of responsibility, which names people where no field of people does."""

CODED = "100"
"""The field of coded data on the whole record."""
