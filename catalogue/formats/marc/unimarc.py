"""Where UNIMARC has what our columns hold (IFLA, UNIMARC Bibliographic)."""

Table = tuple[tuple[str, str], ...]
SeriesTable = tuple[tuple[str, str, str], ...]

FIELDS: Table = (
    ("isbn", "010 $a"),
    ("isbn", "073 $a"),
    ("language", "101 $a"),
    ("title", "200 $a $h $i"),
    ("subtitle", "200 $e"),
    ("publisher", "210 $c"),
    ("publisher", "214 $c"),
    ("published", "210 $d"),
    ("published", "214 $d"),
    ("published", "100 $a/9-12"),
    ("page_count", "215 $a"),
    ("description", "330 $a"),
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
