"""What is no page: documents, tables, feeds, archives, told by their content and read within bounds."""
