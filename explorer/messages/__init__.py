"""The explorer's messages in both languages: a TOML file a page, read by `pages`."""
