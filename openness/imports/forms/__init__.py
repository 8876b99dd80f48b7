"""Forms that the acts print: the same table written, filled in and read back, as XLSX, DOCX and CSV, in Kazakh and Russian."""
