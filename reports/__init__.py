"""Knows paper: result files, HTML report, evidence package, texts in kk, ru and en."""
