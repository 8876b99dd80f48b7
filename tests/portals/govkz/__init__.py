"""A stand-in of the united platform of state bodies, made after what public code tells of it: a shell, a script, a programming interface."""
