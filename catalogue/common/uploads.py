"""Where files may be uploaded: bodies sent there may be as large as IMPORT_MAX_MB says."""

UPLOAD_PATHS = frozenset({"/api/imports", "/desk/imports"})
