"""The readers' pages as files: crawled from the application, with relative links and a search in the browser."""
