"""A stand-in for the evaluation portal in the structure that its rules assume: reports, conferences and results of the scenarios' bodies."""
