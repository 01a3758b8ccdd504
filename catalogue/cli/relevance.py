"""`catalogue relevance`: how often a search finds the book that the reader means."""

from typing import TYPE_CHECKING

import click

from catalogue.cli.app_context import open_catalogue
from catalogue.cli.progress import Progress

if TYPE_CHECKING:
    from catalogue.services.relevance import Miss, Relevance


@click.command(context_settings={"max_content_width": 100})
@click.option(
    "--sample",
    "n_books",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="Most books to ask for.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random sample.")
@click.option("--misses", "shows_misses", is_flag=True, help="Also list the books that did not come first.")
def relevance(n_books: int, seed: int, shows_misses: bool) -> None:
    """Ask questions made from the catalogue's own records, and say how often the right book comes first.

    success@1, @3 and @10 are the shares of questions whose right answer is the first, among the first three, among the
    first ten; MRR is the mean of 1/rank, 0 below the tenth.

    Right is the book that the question was made from, and every edition of it: a record with the same title, but for
    case, accents and the leading article, and the same first author. Where the question names no author, a book of the
    same title by somebody else is right as well, because nothing in the question tells them apart; so are volumes of
    one set where it has no number, and all books with a call number that was asked for. Letters slip anywhere in a word
    of five letters or more, the first one included.
    """
    from catalogue.extensions import db, get_live_index
    from catalogue.services.relevance import measure

    with open_catalogue():
        get_live_index().settle()
        with Progress(None, "relevance") as progress:
            result = measure(db.session(), get_live_index(), n_books, seed, progress.count)
        for line in _format_table(result):
            click.echo(line)
        for miss in result.misses if shows_misses else ():
            click.echo(_format_miss(miss))


def _format_table(result: "Relevance") -> list[str]:
    kinds = list(result.tallies)
    width = max((len(kind) for kind in kinds), default=0)
    head = f"{'kind':{width}}  questions  success@1  success@3  success@10    MRR"
    rows = [
        f"{kind:{width}}  {tally.n_questions:9,}  {tally.success(1):9.1%}  {tally.success(3):9.1%}"
        f"  {tally.success(10):10.1%}  {tally.mean_reciprocal_rank:5.3f}"
        for kind, tally in result.tallies.items()
    ]
    return [f"{result.n_books:,} books", head, *rows]


def _format_miss(miss: "Miss") -> str:
    first = f"“{miss.first.title}” ({miss.first.id})" if miss.first else "nothing"
    where = "not among the first ten" if miss.rank is None else f"number {miss.rank}"
    return (
        f"{miss.question.kind}: {miss.question.text} → book {miss.book.id}, “{miss.book.title}”, {where}; first {first}"
    )
