"""Proves that every guard is missed when it is gone: each is taken out in a private copy, and the suite must go red.

`finding` gives each guard of the copy a switch; `switches` is what they are, and notes who passes;
`proving` runs the suite in the copy once, to learn which tests pass which guard, and then, for each guard,
these tests without it. Every run is a fork of one process that has loaded everything already.
"""
