"""One batch of an import: which of its records are new, which match a book, and which are refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from catalogue.domain.import_choices import Choices, Copies, OnDuplicate
from catalogue.domain.items import ItemRecord
from catalogue.domain.outcome import Parsed, Rejected
from catalogue.domain.refusals import ImportRefusal, RefusalCode, refuse
from catalogue.domain.text import title_key
from catalogue.domain.volumes import find_volume
from catalogue.services import matching
from catalogue.services.import_report import ImportReport, reject
from catalogue.services.matching import Match, MatchedBook
from catalogue.store import former_items

_OWN_ID = 16
"""Characters of its digest that stand for the number of a record that has none."""


@dataclass(slots=True)
class Earlier:
    """What earlier batches of a preview would have stored, by source id, ISBN and barcode."""

    digests: dict[str, tuple[str, MatchedBook]] = field(default_factory=dict)
    isbns: dict[str, list[MatchedBook]] = field(default_factory=dict)
    barcodes: dict[str, MatchedBook] = field(default_factory=dict)
    numbers: dict[str, MatchedBook] = field(default_factory=dict)


@dataclass(slots=True)
class SortedBatch:
    """The records of a batch that are stored: `new` ones, with the books they become, and those that change a book.

    `copies` are items for books that are here: the position of their record, the book, the item.
    """

    new: list[Parsed] = field(default_factory=list)
    holders: list[MatchedBook] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    copies: list[tuple[int, MatchedBook, ItemRecord]] = field(default_factory=list)


class ImportBatch:
    """A batch of records beside what the catalogue holds of them, looked up once for all."""

    def __init__(
        self,
        session: Session,
        source: str,
        parsed: Sequence[Parsed],
        report: ImportReport,
        choices: Choices,
        earlier: Earlier | None = None,
    ) -> None:
        if choices.copies is Copies.SKIP:
            parsed = [replace(outcome, items=(), unnumbered=()) for outcome in parsed]
        self._parsed = parsed
        self._report = report
        self._choices = choices
        self._sorted = SortedBatch()
        self._known = matching.find_digests(session, source, [outcome.source_id for outcome in parsed])
        if changed := self._list_changed():
            own_ids = [outcome.digest[:_OWN_ID] for outcome in changed]
            self._known |= matching.find_digests(session, source, own_ids)
        isbns = [outcome.record.isbn for outcome in parsed if outcome.record.isbn]
        self._isbns = matching.find_by_isbn(session, source, isbns)
        copies = [item for outcome in parsed for item in outcome.items]
        barcodes = [item.barcode for item in copies if item.barcode]
        numbers = [item.inventory_number for item in copies if item.inventory_number]
        self._barcodes = matching.find_by_code(session, "barcode", barcodes)
        self._numbers = matching.find_by_code(session, "inventory_number", numbers)
        self._former_barcodes = former_items.find_titles(session, "barcode", barcodes)
        self._former_numbers = former_items.find_titles(session, "inventory_number", numbers)
        self._earlier = earlier
        if earlier is not None:
            self._add_earlier(earlier)
        if report.has_other_sources is None:
            report.has_other_sources = matching.has_other_sources(session, source)
        self._titles = matching.find_by_title(session, source, parsed) if report.has_other_sources else {}

    def _add_earlier(self, earlier: Earlier) -> None:
        self._known |= earlier.digests
        for isbn, holders in earlier.isbns.items():
            self._isbns.setdefault(isbn, []).extend(holders)
        self._barcodes |= earlier.barcodes
        self._numbers |= earlier.numbers

    def sort(self) -> SortedBatch:
        """Return what is to be stored; the report takes everything else."""
        for parsed in self._parsed:
            outcome = self._check_source(parsed)
            if isinstance(outcome, Match):
                self._sort_match(outcome)
            elif outcome is not None:
                self._sort_unknown(outcome)
        return self._sorted

    def _list_changed(self) -> list[Parsed]:
        """Return records that say something else than another with their source id, here or in the batch."""
        digests = {source_id: digest for source_id, (digest, _) in self._known.items()}
        return [o for o in self._parsed if digests.setdefault(o.source_id, o.digest) != o.digest]

    def _check_source(self, outcome: Parsed) -> Parsed | Match | None:
        """Return a record that its source gives for the first time, a match when it has changed, None when it has not.

        An id that repeats within the file identifies nothing: such a record is known by what it says.
        """
        report = self._report
        digest, holder = self._known.get(outcome.source_id, ("", None))
        if holder is None:
            return outcome
        if digest != outcome.digest:
            own_id = outcome.digest[:_OWN_ID]
            if self._known.get(own_id, ("", None))[0] == outcome.digest:
                digest = outcome.digest
            elif digest and report.seen.position(digest) is not None:
                return replace(outcome, source_id=own_id, wanted_id=None)
            else:
                return Match(outcome, holder, by_source=True)
        if (first := report.seen.position(digest)) is not None:
            report.repeats.append((outcome.position, first))
        else:
            report.n_unchanged += 1
            report.seen.add(digest, outcome.position)
        return None

    def _sort_unknown(self, outcome: Parsed) -> None:
        holder = self._find_holder(outcome) or self._titles.get(outcome.position)
        if holder is None or self._choices.on_duplicate is OnDuplicate.ADD:
            self._accept(outcome)
        else:
            self._sort_match(Match(outcome, holder))

    def _find_holder(self, outcome: Parsed) -> MatchedBook | None:
        """Return the book with the ISBN of a record; volumes of a set share theirs."""
        holders = self._isbns.get(outcome.record.isbn or "", ())
        if not holders:
            return None
        volume = find_volume(outcome.record.title, outcome.record.series_number)
        return next((one for one in holders if not volume or not one.volume or one.volume == volume), None)

    def _sort_match(self, match: Match) -> None:
        """Refuse, skip or take a record that matches a book. The copies of that book are added in any case."""
        outcome, holder = match.outcome, match.holder
        match self._choices.on_duplicate:
            case OnDuplicate.REFUSE | OnDuplicate.ADD:
                self._refuse(match)
                if not match.by_source and title_key(outcome.record.title) != title_key(holder.title):
                    return  # An ISBN on another title is likely to be wrong, and then its copies are not of this book.
            case OnDuplicate.SKIP:
                self._report.n_skipped += 1
            case OnDuplicate.COMPLETE | OnDuplicate.UPDATE:
                other = self._find_holder(outcome)
                if match.by_source and other is not None and not other.is_book(holder):
                    self._report.rejected.append(reject(outcome, self._describe_isbn(outcome, other)))
                    return
                if match.by_source and self._choices.on_duplicate is OnDuplicate.UPDATE:
                    self._known[outcome.source_id] = outcome.digest, holder
                    self._report.seen.add(outcome.digest, outcome.position)
                if holder.book_id == 0 or holder.is_own:  # An earlier record of the same file.
                    self._report.n_skipped += 1
                else:
                    self._sorted.matches.append(match)
        self._report.n_unnumbered += len(outcome.unnumbered)
        self._sorted.copies += [
            (outcome.position, holder, item)
            for item in self._list_free_items(outcome, holder, f"book {holder.book_id}")
        ]

    def _refuse(self, match: Match) -> None:
        outcome = match.outcome
        if match.by_source:
            self._report.n_changed += 1
            refusal = refuse(RefusalCode.CHANGED_SINCE, number=outcome.source_id)
        else:
            self._report.n_same_isbn += 1
            refusal = self._describe_isbn(outcome, match.holder)
            if outcome.position in self._titles and self._find_holder(outcome) is None:
                refusal = refuse(RefusalCode.SAME_TITLE, book=match.holder.book_id)
        self._report.rejected.append(reject(outcome, refusal))

    def _describe_isbn(self, outcome: Parsed, holder: MatchedBook) -> ImportRefusal:
        isbn = outcome.record.isbn or ""
        if holder.book_id:
            return refuse(RefusalCode.SAME_ISBN, isbn=isbn, book=holder.book_id)
        return refuse(RefusalCode.SAME_ISBN_IN_FILE, isbn=isbn)

    def _accept(self, outcome: Parsed) -> None:
        """Take a record as a new book, and let later records of the batch find it."""
        record = outcome.record
        holder = MatchedBook(0, record.title, find_volume(record.title, record.series_number), is_own=True)
        items = self._list_free_items(outcome, holder, f"“{record.title}”")
        self._known[outcome.source_id] = outcome.digest, holder
        self._report.seen.add(outcome.digest, outcome.position)
        if record.isbn:
            self._isbns.setdefault(record.isbn, []).append(holder)
        if self._earlier is not None:
            self._earlier.digests[outcome.source_id] = outcome.digest, holder
            self._earlier.isbns.setdefault(record.isbn or "", []).append(holder)
            self._earlier.barcodes.update((item.barcode, holder) for item in items if item.barcode)
            self._earlier.numbers.update((item.inventory_number, holder) for item in items if item.inventory_number)
        if self._choices.copies is not Copies.GENERATE:
            self._report.n_unnumbered += len(outcome.unnumbered)
        self._sorted.new.append(replace(outcome, items=tuple(items)) if len(items) < len(outcome.items) else outcome)
        self._sorted.holders.append(holder)

    def _list_free_items(self, outcome: Parsed, holder: MatchedBook, name: str) -> list[ItemRecord]:
        """Return the items that can be added to a book; the report takes those whose number another book has."""
        free = []
        for item in outcome.items:
            if (refusal := self._refuse_former(item, name)) is not None:
                self._report.refused_items.append(Rejected(outcome.position, refusal))
                continue
            number, owner = item.barcode, self._barcodes.get(item.barcode or "")
            codes = RefusalCode.BARCODE_IN_USE, RefusalCode.BARCODE_IN_FILE
            if owner is None:
                number, owner = item.inventory_number, self._numbers.get(item.inventory_number or "")
                codes = RefusalCode.INVENTORY_NUMBER_IN_USE, RefusalCode.INVENTORY_NUMBER_IN_FILE
            if owner is None:
                if item.barcode:
                    self._barcodes[item.barcode] = holder
                if item.inventory_number:
                    self._numbers[item.inventory_number] = holder
                free.append(item)
            elif not owner.is_book(holder):
                code = codes[0] if owner.book_id else codes[1]
                refusal = refuse(code, number=number or "", book=owner.book_id, title=owner.title, target=name)
                self._report.refused_items.append(Rejected(outcome.position, refusal))
        return free

    def _refuse_former(self, item: ItemRecord, name: str) -> ImportRefusal | None:
        """Return why an item is not added to the book called `name`: a copy that is gone had its code; None if none."""
        for code, number, titles in (
            (RefusalCode.BARCODE_OF_OLD, item.barcode, self._former_barcodes),
            (RefusalCode.INVENTORY_NUMBER_OF_OLD, item.inventory_number, self._former_numbers),
        ):
            if (title := titles.get(number or "")) is not None:
                return refuse(code, number=number or "", title=title, target=name)
        return None
