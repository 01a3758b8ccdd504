"""MARC: what the tables say, in both dialects, both formats and all encodings."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pymarc
import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.domain.series import SeriesKind, SeriesStatement
from catalogue.errors import UnreadableInput
from catalogue.formats.marc import iso2709, iso5426, marc21, unimarc
from catalogue.formats.marc.mapping import map_record
from catalogue.formats.marc.records import MarcDialect, MarcField, MarcRecord
from catalogue.formats.marc.texts import parse_source

UNIMARC_LEADER = "00000nam a2200000   450 "
MARC21_LEADER = "00000nam a2200000 a 4500"


def field(text: Any) -> Any:
    """A field as cataloguers write it: `200 1 $aNana$fZola`."""
    tag, rest = text[:3], text[4:]
    if "$" not in rest:
        return MarcField(tag, rest)
    indicators, *subfields = rest.split("$")
    return MarcField(tag, "", f"{indicators:2}", [(part[0], part[1:]) for part in subfields])


def write_record(leader: Any, *fields: Any, encoding: Any = "utf-8", separator: Any = b"") -> Any:
    """A record in ISO 2709 whose lengths are right."""
    contents = []
    for one in map(field, fields):
        inner = one.indicators + "".join(f"\x1f{code}{text}" for code, text in one.subfields)
        contents.append((one.value if not one.subfields else inner).encode(encoding) + b"\x1e")
    directory, start = b"", 0
    for one, content in zip(map(field, fields), contents, strict=True):
        directory += f"{one.tag}{len(content):04}{start:05}".encode()
        start += len(content)
    base = 24 + len(directory) + 1
    head = f"{base + start + 1:05}{leader[5:12]}{base:05}{leader[17:]}".encode()
    return head + directory + b"\x1e" + b"".join(contents) + b"\x1d" + separator


def read(content: Any, name: Any = "books.mrc") -> Any:
    return list(formats.read(io.BytesIO(content), name))


def record(leader: Any, *fields: Any) -> Any:
    (outcome,) = read(write_record(leader, *fields))
    assert isinstance(outcome, Parsed), outcome
    return outcome


HORLA = (
    "001 FRB123",
    "010   $a2-07-036002-4$bbr.$d4,90 EUR",
    "100   $a20040803d2004    m  y0frey50      ba",
    "101 1 $afre$ceng",
    "200 1 $aLe Horla$h2$iLa peur$econtes$fGuy de Maupassant$gill. de William Julian-Damazy",
    "210   $aParis$cOllendorff$dDL 1908",
    "215   $a1 vol. (XII-354 p.)$cill.",
    "225 | $aLes chefs-d'oeuvre$v12",
    "330   $aUn journal.",
    "606   $aFantastique$yFrance$z19e siècle$2rameau",
    "610   $aEau",
    "676   $a843.8$v22",
    "700  |$aMaupassant$bGuy de$f1850-1893$4070",
    "702  |$aJulian-Damazy$bWilliam$4440",
    "995   $aFonds propre$f3300001$kR MAU$rab$m20200101",
)


def test_a_record_of_unimarc() -> None:
    outcome = record(UNIMARC_LEADER, *HORLA)
    book = outcome.record
    assert (book.title, book.subtitle, book.isbn) == ("Le Horla. 2, La peur", "contes", "9782070360024")
    assert (book.authors, outcome.years) == (("Guy de Maupassant",), (("Guy de Maupassant", 1850, 1893),))
    assert book.contributors == (Contributor("William Julian-Damazy", Role.ILLUSTRATOR),)
    assert (book.publisher, book.published, book.language, book.page_count) == ("Ollendorff", "1908", "fr", 354)
    collection = SeriesStatement("Les chefs-d'oeuvre", "12", SeriesKind.COLLECTION)
    assert (book.all_series, book.dewey) == ([SeriesStatement("Le Horla", "2"), collection], "843.8")
    assert book.subjects == ("Fantastique -- France -- 19e siècle", "Eau")
    assert (book.description, outcome.source_id, outcome.n_set_aside) == ("Un journal.", "FRB123", 0)
    (item,) = outcome.items
    assert (item.barcode, item.call_number, item.location, item.acquired_on) == (
        "3300001",
        "R MAU",
        "Fonds propre",
        None,
    )


def test_the_record_is_kept_as_cataloguers_write_it() -> None:
    left = record(UNIMARC_LEADER, *HORLA).record.extra["unimarc"]
    assert left["210"] == ["  $aParis$cOllendorff$dDL 1908"]
    assert left["995"] == ["  $aFonds propre$f3300001$kR MAU$rab$m20200101"]
    assert left["100"] == ["  $a20040803d2004    m  y0frey50      ba"]
    assert left["leader"].endswith("450 ")
    assert {"225", "330", "610"} <= left.keys()


def test_of_a_very_long_record_only_what_no_column_takes_is_kept() -> None:
    long_text = "300   $a" + "Très longue note. " * 1200
    left = record(UNIMARC_LEADER, *HORLA, long_text).record.extra["unimarc"]
    assert {"225", "330", "610", "300"}.isdisjoint(left)
    assert left["210"] == ["  $aParis$cOllendorff$dDL 1908"]


def test_a_record_of_marc_21() -> None:
    outcome = record(
        MARC21_LEADER,
        "008 840507s1984    caua     b    00010 eng d",
        "020   $a9780670026623 (alk. paper) :$c$30.00",
        "082 00$a813/.54$222",
        "100 1 $aLima, Ana,$d1950-$eauthor.",
        "245 10$aShuffle :$bthe glory days /$cAna Lima ; translated by Rui Melo.",
        "264  1$aNew York :$bViking Press,$c[1984]",
        "300   $axii, 336 pages :$bill. ;$c24 cm",
        "490 1 $aNotes ;$v7",
        "650  0$aRock musicians$zUnited States$vBiography.",
        "700 1 $aMelo, Rui,$etranslator.",
        "710 2 $aE Street Band.$bStrings.",
    )
    book = outcome.record
    assert (book.title, book.subtitle, book.authors) == ("Shuffle", "the glory days", ("Ana Lima",))
    assert book.contributors == (
        Contributor("Rui Melo", Role.TRANSLATOR),
        Contributor("E Street Band. Strings", Role.CONTRIBUTOR),
    )
    assert (book.publisher, book.published, book.page_count, book.isbn) == (
        "Viking Press",
        "1984",
        336,
        "9780670026623",
    )
    assert (book.series, book.series_number, book.dewey, book.language) == ("Notes", "7", "813.54", "en")
    assert (book.subjects, outcome.years) == (
        ("Rock musicians -- United States -- Biography",),
        (("Ana Lima", 1950, None),),
    )
    assert outcome.n_set_aside == 0


def test_people_come_from_the_statement_of_responsibility_where_no_field_names_them() -> None:
    book = record(UNIMARC_LEADER, "200 1 $aConte$fAna Lima$gtrad. par Rui Melo").record
    assert (book.authors, book.contributors) == (("Ana Lima",), (Contributor("Rui Melo", Role.TRANSLATOR),))


def test_coded_data_tell_what_words_do_not() -> None:
    book = record(
        UNIMARC_LEADER, "100   $a20040803d2004    m  y0frey50      ba", "200 1 $aConte", "210   $ds.d."
    ).record
    assert book.published == "2004"


def test_a_body_is_not_turned_round() -> None:
    book = record(MARC21_LEADER, "110 2 $aSmith, Jones and Company,$bLibrary", "245 00$aReport").record
    assert book.authors == ("Smith, Jones and Company. Library",)


@pytest.mark.parametrize("table", [unimarc, marc21])
def test_every_row_of_a_table_says_a_field(table: Any) -> None:
    rows = [row for rows in (table.FIELDS, table.SUBJECTS, table.PEOPLE) for _, row in rows]
    sources = [parse_source(row) for row in (*rows, table.RESPONSIBILITY)]
    assert all(len(source.tag) == 3 and (source.codes or source.part) for source in sources)


@pytest.mark.parametrize(
    ("leader", "tags", "dialect"),
    [
        (UNIMARC_LEADER, ["200"], MarcDialect.UNIMARC),
        (MARC21_LEADER, ["245"], MarcDialect.MARC21),
        ("     cam  22        450 ", ["245"], MarcDialect.UNIMARC),
        (MARC21_LEADER, ["200"], MarcDialect.UNIMARC),
        ("", ["200"], MarcDialect.UNIMARC),
        ("", ["245"], MarcDialect.MARC21),
    ],
)
def test_the_dialect_is_told_by_the_leader_or_else_by_the_title(leader: Any, tags: Any, dialect: Any) -> None:
    assert MarcRecord(leader, [MarcField(tag) for tag in tags]).dialect is dialect


def test_iso_5426_has_marks_before_their_letters() -> None:
    content = write_record(UNIMARC_LEADER, "200 1 $aL'@ete fa%con", "210   $cSeuil")
    (outcome,) = read(content.replace(b"@e", b"\xc2E").replace(b"%c", b"\xd0c"))
    assert outcome.record.title == "L'Éte façon"
    assert iso5426.decode(b"\xc8u\xc1a\xea\xcfs") == "üàŒš"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_encoding_is_found_out_by_the_bytes(encoding: Any) -> None:
    (outcome,) = read(write_record(UNIMARC_LEADER, "200 1 $aL'été, là-bas", "210   $cÉditions", encoding=encoding))
    assert outcome.record.title == "L'été, là-bas"


def test_lengths_that_are_wrong_and_what_stands_between_records_do_no_harm() -> None:
    one, two = write_record(UNIMARC_LEADER, "200 1 $aUn"), write_record(UNIMARC_LEADER, "200 1 $aDeux")
    content = b"99999" + one[5:] + b"\r\n\n" + b"00001" + two[5:12] + b"00000" + two[17:] + b"\n\x1a"
    assert [outcome.record.title for outcome in read(content)] == ["Un", "Deux"]


def test_a_damaged_record_is_refused_and_the_next_is_read() -> None:
    good = write_record(UNIMARC_LEADER, "200 1 $aUn", "210   $cSeuil")
    broken = good.replace(b"\x1e  \x1fcSeuil\x1e", b"\x1e")
    outcomes = read(good + broken + b"hello\x1d" + good)
    assert [isinstance(outcome, Parsed) for outcome in outcomes] == [True, False, False, True]
    assert outcomes[1].reason == "the directory names 2 fields, and there are 1"
    assert outcomes[2].reason == "this is no MARC record: it has no leader and directory"


def test_what_never_ends_is_refused_in_little_memory() -> None:
    good = write_record(UNIMARC_LEADER, "200 1 $aUn")
    outcomes = read(good + b"1" * (2 * iso2709.LONGEST_RECORD))
    assert isinstance(outcomes[0], Parsed)
    assert all(isinstance(outcome, Rejected) for outcome in outcomes[1:])


XML = """<?xml version="1.0"?>
<{p}collection xmlns{c}="{uri}"><{p}record><{p}leader>     nam  22        450 </{p}leader>
<{p}controlfield tag="001">7</{p}controlfield>
<{p}datafield tag="200" ind1="1" ind2=" "><{p}subfield code="a">&#x98;L'&#x9C;été</{p}subfield></{p}datafield>
</{p}record></{p}collection>"""


@pytest.mark.parametrize("prefix", ["", "mxc:"])
@pytest.mark.parametrize("uri", ["http://www.loc.gov/MARC21/slim", "info:lc/xmlns/marcxchange-v1", "urn:other"])
def test_xml_is_read_in_any_namespace(prefix: Any, uri: Any) -> None:
    text = XML.format(p=prefix, c=f":{prefix[:-1]}" if prefix else "", uri=uri)
    (outcome,) = read(text.encode())
    assert (outcome.record.title, outcome.source_id) == ("L'été", "7")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body>no</body></html>", "this XML holds no MARC records"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "it declares a document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "it declares a document type"),
        ("<collection><record>", "line 1, column 21"),
        ("<", "line 1"),
    ],
)
def test_other_xml_is_refused_with_a_sentence(text: Any, reason: Any) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(text.encode())
    assert str(caught.value.refusal).startswith(reason)


def test_xml_that_breaks_off_gives_what_came_before() -> None:
    text = XML.format(p="", c="", uri="urn:x").replace("</collection>", "<record><leader>")
    whole, broken = read(text.encode())
    assert whole.record.title == "L'été"
    assert broken.reason.startswith("line 5, column ")


COUNTS = {
    "unimarc-periouni.mrc": (3064, {"authors": 1763, "publisher": 2970, "subjects": 2899}),
    "marc21-koha-demo.mrc": (435, {"authors": 344, "isbn": 315, "page_count": 258}),
    "marc21-marc8-uva.mrc": (2000, {"authors": 1593, "isbn": 1139, "published": 1987}),
    "marcxml-loc.xml": (99, {"isbn": 98, "dewey": 78, "series": 34}),
    "marcxml-dnb.xml": (99, {"publisher": 99, "series": 3}),
    "unimarc-sru-bnf-ean_any_9782070541270.xml": (1, {"isbn": 1, "series_number": 1, "page_count": 1}),
}
"""The records of each file, and in how many of them some columns say something."""


@pytest.mark.parametrize("name", COUNTS)
def test_every_record_of_real_files_is_read(shared_data: Path, name: Any) -> None:
    n_records, columns = COUNTS[name]
    with (shared_data / "marc" / name).open("rb") as file:
        outcomes = list(formats.read(file, name))
    assert all(isinstance(outcome, Parsed) for outcome in outcomes)
    assert len(outcomes) == n_records
    counts = {column: sum(bool(getattr(o.record, column)) for o in outcomes) for column in columns}
    assert counts == columns


@pytest.mark.parametrize("name", ["marc/marc21-koha-demo.mrc", "marc/marc21-marc8-uva.mrc", "pymarc/marc.dat"])
def test_fields_are_those_that_pymarc_reads(shared_data: Path, name: Any) -> None:
    """Where lengths are right, another reader finds the same."""
    with (shared_data / name).open("rb") as file, (shared_data / name).open("rb") as again:
        theirs = pymarc.MARCReader(file, to_unicode=True, hide_utf8_warnings=True)
        for raw, other in zip(iso2709.split_records(again), theirs, strict=True):
            ours = iso2709.decode(raw)
            assert [one.tag for one in ours.fields] == [one.tag for one in other.fields]
            assert ours.get("245", "a") == other["245"]["a"]


def test_of_eight_bad_records_each_is_refused_or_read(shared_data: Path) -> None:
    with (shared_data / "pymarc" / "bad_records.mrc").open("rb") as file:
        outcomes = list(formats.read(file, "bad_records.mrc"))
    assert all(isinstance(outcome, Parsed) or outcome.reason for outcome in outcomes)
    assert len(outcomes) == 8


def test_a_book_says_no_more_than_its_record() -> None:
    found = map_record(MarcRecord(UNIMARC_LEADER, []))
    assert found == {"material": "book", "extra": {"unimarc": {"leader": UNIMARC_LEADER}}}


def test_what_a_public_library_keeps_comes_from_unimarc() -> None:
    found = record(
        UNIMARC_LEADER,
        "010   $a2-07-036002-4$bbr.$d4,90 EUR",
        "010   $a978-2-07-036822-8$brel.",
        "011   $a0001-2998",
        "033   $ahttp://catalogue.bnf.fr/ark:/12148/cb30046678b",
        "073   $a9782070360024",
        "100   $a20040803d2004    e  y0frey50      ba",
        "101 1 $afre$ceng",
        "200 1 $aLe Horla",
        "205   $a2e éd.$brevue",
        "210   $aArles$cActes Sud",
        "215   $a186 p.$cill.$d24 cm$e1 CD",
        "300   $aNotes bibliogr.",
        "321   $aIndex",
        "327   $aLe Horla$aAmour",
        "454   $tThe Horla",
    ).record
    assert (found.edition, found.place, found.extent, found.page_count) == (
        *("2e éd., revue", "Arles"),
        *("186 p. : ill. ; 24 cm + 1 CD", 186),
    )
    assert (found.original_title, found.original_language) == ("The Horla", "en")
    assert (found.notes, found.contents) == ("Notes bibliogr.\nIndex", "Le Horla\nAmour")
    assert (found.material, found.audience) == ("book", "teen")
    assert [(one.scheme, one.value, one.qualifier) for one in found.identifiers] == [
        ("isbn", "9782070368228", "rel"),
        ("issn", "0001-2998", None),
        ("ark", "ark:/12148/cb30046678b", None),
    ]
    assert found.isbn == "9782070360024"


def test_what_a_public_library_keeps_comes_from_marc_21() -> None:
    coded = "080429s2004    fr ||||jd       000 1 fre  "
    found = record(
        MARC21_LEADER,
        f"008 {coded}",
        "022   $a0001-2998",
        "041 1 $afre$heng",
        "024 7 $a10.1000/182$2doi",
        "130 0 $aHorla",
        "245 00$aLe Horla",
        "250   $a2nd ed.",
        "264  1$aArles :$bActes Sud,$c2004.",
        "300   $a186 pages :$billustrations ;$c24 cm",
        "500   $aIncludes index.",
        "505 0 $aLe Horla -- Amour.",
    ).record
    assert (found.edition, found.place, found.extent) == ("2nd ed.", "Arles", "186 pages : illustrations ; 24 cm")
    assert (found.original_title, found.original_language) == ("Horla", "en")
    assert (found.notes, found.contents) == ("Includes index.", "Le Horla -- Amour")
    assert (found.material, found.audience) == ("large_print", "child")
    assert [(one.scheme, one.value) for one in found.identifiers] == [("issn", "0001-2998"), ("doi", "10.1000/182")]


def test_a_uniform_title_is_the_original_one_of_a_translation_only() -> None:
    assert record(MARC21_LEADER, "245 00$aNana", "240 10$aWorks. Selections").record.original_title is None


@pytest.mark.parametrize(
    ("leader", "fields", "material"),
    [
        ("00000ngm0 2200000   450 ", ["215   $a1 DVD vidéo"], "dvd"),
        ("00000ngm0 2200000   450 ", ["215   $a1 vidéocassette (VHS)"], "other"),
        ("00000njm0 2200000   450 ", ["215   $a1 disque compact"], "cd"),
        ("00000nim0 2200000   450 ", [], "audio_book"),
        ("00000ncm0 2200000   450 ", [], "score"),
        ("00000nem0 2200000   450 ", [], "map"),
        ("00000nas0 2200000   450 ", [], "periodical"),
        ("00000nlm0 2200000   450 ", ["135   $ad|||||"], "e_book"),
        ("00000nrm0 2200000   450 ", [], "game"),
        (UNIMARC_LEADER, ["106   $ad"], "large_print"),
        (UNIMARC_LEADER, ["105   $aa   t   00|y|"], "comic"),
        (UNIMARC_LEADER, ["608   $aMangas"], "manga"),
        (UNIMARC_LEADER, ["995   $f1$rgf"], "dvd"),
        (UNIMARC_LEADER, ["995   $f1$rie"], "audio_book"),
        (UNIMARC_LEADER, ["995   $f1$ruu"], "book"),
    ],
)
def test_the_kind_of_document_is_told_by_coded_data(leader: Any, fields: Any, material: Any) -> None:
    assert record(leader, "200 1 $aNana", *fields).record.material == material


@pytest.mark.parametrize(
    ("fields", "audience"),
    [
        (["100   $a20040803d2004    b  y0frey50      ba"], "child"),
        (["100   $a20040803d2004    uk y0frey50      ba"], "adult"),
        (["100   $a20040803d2004    u  y0frey50      ba", "333   $aÀ partir de 13 ans"], "teen"),
        (["608   $aAlbum$2CNLJ"], "child"),
        (["995   $f1$qj"], "child"),
        (["995   $f1$qu"], None),
    ],
)
def test_for_whom_a_document_is(fields: Any, audience: Any) -> None:
    assert record(UNIMARC_LEADER, "200 1 $aNana", *fields).record.audience == audience


def items_of(fields: Any, profile: Any = "995", leader: Any = UNIMARC_LEADER, title: Any = "200 1 $aNana") -> Any:
    file = io.BytesIO(write_record(leader, title, *fields))
    (outcome,) = formats.read(file, "books.mrc", profile=profile)
    return [(item.barcode, item.call_number, item.location, item.status.value) for item in outcome.items]


KOHA_995 = [
    "995   $bCENTRE$cNORD$f17$kR ZOL$n2026-12-01$52019-03-12",
    "995   $bCENTRE$f18$kR ZOL$20",
    "995   $f19$01$21",
]


def test_copies_of_koha_in_unimarc() -> None:
    assert items_of(KOHA_995, "koha") == [
        ("17", "R ZOL", "NORD", "on_loan"),
        ("18", "R ZOL", "CENTRE", "available"),
        ("19", None, None, "withdrawn"),
    ]
    assert [status for *_, status in items_of(KOHA_995)] == ["available"] * 3  # $n is a date of return there.


def test_copies_of_koha_in_marc_21() -> None:
    fields = ["952   $aMAIN$bEAST$oR ZOL$p17$q2026-12-01", "952   $p18$11", "952   $p19$10$41", "952   $p20$00$10"]
    found = items_of(fields, leader=MARC21_LEADER, title="245 00$aNana")
    assert [status for *_, status in found] == ["on_loan", "lost", "in_repair", "available"]
    assert found[0][:3] == ("17", "R ZOL", "EAST")


def test_copies_of_orphee() -> None:
    assert items_of(["995   $aBDP$h123$kR ZOL"], "orphee") == [("123", "R ZOL", "BDP", "available")]


def test_copies_of_pmb_say_where_they_are_in_996() -> None:
    fields = ["995   $aBDP$cBDP$f17$kR ZOL$ruu$qu", "996   $f17$kR ZOL$aBDP$vSalle$00"]
    assert items_of(fields, "pmb") == [("17", "R ZOL", "Salle", "available")]
    assert items_of(fields[:1], "pmb") == [("17", "R ZOL", "BDP", "available")]


def test_a_barcode_of_the_nord_ends_with_the_number_of_its_library() -> None:
    assert [item[0] for item in items_of(["995   $h123", "995   $h1240021"], "nord")] == ["1230021", "1240021"]


MAPPED = ["995   $f17$eRéserve$z1$q843.8", "995   $f18$eSalle$z0"]
MAPPING = {"995 $e": "location", "995 $z": "lost", "995 $q": "dewey", "995 $k": "extra"}


def test_subfields_go_where_somebody_sends_them() -> None:
    file = io.BytesIO(write_record(UNIMARC_LEADER, "200 1 $aNana", *MAPPED))
    records = formats.read(file, "books.mrc", MAPPING)
    (outcome,) = records
    assert isinstance(outcome, Parsed)
    assert [(item.location, item.status.value) for item in outcome.items] == [
        *(("Réserve", "lost"), ("Salle", "available")),
    ]
    assert outcome.record.dewey == "843.8"
    assert records.list_fields() == {"995 $e": "location", "995 $f": "barcode", "995 $q": "dewey", "995 $z": "lost"}


def test_the_values_of_subfields_are_counted() -> None:
    records = formats.read(io.BytesIO(write_record(UNIMARC_LEADER, "200 1 $aNana", *MAPPED, "995   $eSalle")), "x.mrc")
    list(records)
    assert records.list_values()["995 $e"] == {"count": 3, "distinct": 2, "values": [("Salle", 2), ("Réserve", 1)]}
    assert records.list_fields()["995 $e"] == "extra"


def test_a_field_of_json_may_be_sent_to_a_status() -> None:
    file = io.BytesIO(b'[{"titre": "Nana", "code_barre": "1", "abs": "2019"}]')
    (outcome,) = formats.read(file, "books.json", {"abs": "lost"})
    assert isinstance(outcome, Parsed)
    assert outcome.items[0].status.value == "lost"


def test_a_departmental_file_gives_copies_an_owner_and_dates_of_deposit_never_an_acquisition() -> None:
    outcome = record(
        UNIMARC_LEADER,
        "200 1 $aLe Horla",
        "995   $aBDP de l'Isère$cBDP de l'Isère$eAdultes$f0038001$kR MAU$lT. 2$m20240312$n20250312",
        "995   $aMédiathèque$f0038002$kR MAU",
    )
    deposited, own = outcome.items
    assert (deposited.owner, deposited.deposited_on, deposited.return_by) == (
        *("BDP de l'Isère", date(2024, 3, 12)),
        date(2025, 3, 12),
    )
    assert (deposited.acquired_on, deposited.volume, deposited.location) == (None, "T. 2", None)
    assert (own.owner, own.location) == (None, "Médiathèque")
