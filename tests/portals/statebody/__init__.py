"""The website of an invented central body in kk, ru and partly en, with known shortcomings, served over real HTTP.

Start it with ``python -m tests.portals.statebody``; ``planted.yaml`` says what is wrong with it and what only looks wrong.
"""
