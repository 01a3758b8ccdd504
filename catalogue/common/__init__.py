"""What pages, explorer and imports say alike: the names of codes."""
