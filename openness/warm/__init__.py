"""Processes of audits and lanes that need not load the program: one that has it loaded is forked for each."""
