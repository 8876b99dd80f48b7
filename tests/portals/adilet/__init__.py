"""A stand-in of the classic site of the legal database: same addresses, parameters in the path, markup, marks and traps. No act is real."""
