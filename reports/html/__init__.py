"""The report of a run as one self-contained HTML file per language."""

from reports.html.page import write_html

__all__ = ["write_html"]
