"""Official forms as the acts print them, one folder each: ``<form>/form.yaml`` holds the wording and what stands in which column."""
