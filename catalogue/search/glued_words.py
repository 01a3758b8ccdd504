"""Words typed in one piece that books have in two: `letranger` for L'Étranger, `leclezio` for Le Clézio."""

from dataclasses import replace

from catalogue.domain.query.parser import Term, TextQuery, Word
from catalogue.domain.text import GLUED
from catalogue.search.documents import STEM
from catalogue.search.query_builder import QueryBuilder


def resolve_glued_words(builder: QueryBuilder, query: TextQuery) -> TextQuery:
    """Return a query whose words that no book has in any form are taken for words in one piece, if books have those."""
    if query.in_figures:
        query = replace(query, in_figures=resolve_glued_words(builder, query.in_figures))
    terms = tuple(term if term.is_phrase else _resolve_term(builder, term, query.beginning) for term in query.terms)
    return query if terms == query.terms else replace(query, terms=terms)


def _resolve_term(builder: QueryBuilder, term: Term, beginning: Word | None) -> Term:
    if not any(_is_glued(builder, word, is_beginning=word is beginning) for word in term.words):
        return term
    words = (
        replace(word, folded=GLUED + word.folded, stem=GLUED + word.folded)
        if _is_glued(builder, word, is_beginning=word is beginning)
        else word
        for word in term.words
    )
    return replace(term, words=tuple(words))


def _is_glued(builder: QueryBuilder, word: Word, *, is_beginning: bool) -> bool:
    """Tell whether no book has a word, but some book has it in one piece; an unfinished word, as a beginning."""
    if word.folded.startswith(GLUED) or builder.searcher.doc_freq("any", STEM + word.stem):
        return False
    if not is_beginning:
        return builder.searcher.doc_freq("any", GLUED + word.folded) > 0
    beginnings = (word.folded, GLUED + word.folded)
    return [bool(builder.searcher.terms_with_prefix("any", one, limit=1)) for one in beginnings] == [False, True]
