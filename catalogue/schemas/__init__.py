"""The wire: what JSON may come in and what goes out. Shape is checked here, meaning in `catalogue.domain`."""
