"""The catalogue: one folder a topic, one module a check; a module is found by lying here."""
