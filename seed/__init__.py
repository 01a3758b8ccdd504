"""The demonstration collection, books.json; `catalogue.cli.demonstration` stores it."""
