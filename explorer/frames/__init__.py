"""What can be asked of any frame: the kind of a column, a description, a filter. No files, no database, no widgets."""
