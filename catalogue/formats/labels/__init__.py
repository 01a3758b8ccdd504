"""Labels of copies as a PDF, ready for the printer."""
