"""A stand-in for the portal of open dialogue: blogs, entries, questions with answers, conferences and polls of the scenarios' bodies."""
