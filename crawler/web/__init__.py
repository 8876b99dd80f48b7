"""The course of one site's harvest over HTTP."""
