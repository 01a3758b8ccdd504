"""The wire format: the JSON that the API accepts and returns. Shape is checked here, meaning in `catalogue.domain`."""
