"""People's decisions on findings, whatever they come by: proved (``proof``), put on record and told (``book``).

A decision needs an author and a source. Files, the command line and whatever comes next bring decisions through here alone.
"""
