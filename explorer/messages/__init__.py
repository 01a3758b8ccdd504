"""The explorer's sentences, one module a page, each with a table `WORDS` of the same sentences in both languages."""
