"""A stand-in of the portal of open data: same addresses, parameters, answers, cookie and page size; its quirks, and faults on purpose."""
