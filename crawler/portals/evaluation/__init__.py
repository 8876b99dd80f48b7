"""The portal on which the performance of state bodies is evaluated: reports on target indicators, internet conferences, results."""
