"""The program: command line, pipeline, registers."""

__version__ = "0.1.0"
