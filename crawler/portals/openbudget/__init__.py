"""The portal of open budgets: passports of budget programmes, statements and reports of state bodies."""
