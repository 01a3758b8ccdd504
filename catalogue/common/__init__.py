"""What pages, explorer, imports and exports share."""
