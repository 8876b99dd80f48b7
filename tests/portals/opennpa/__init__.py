"""A stand-in of the portal of open legal acts: addresses, parameters, markup, cookie, paging and quirks of the pages that were saved of it."""
