"""A look at one address from the way there to what is kept: on a desktop, on telephones, a second time, or taken over."""
