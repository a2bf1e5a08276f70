"""Pulling plugs under traffic: what was acknowledged is there, once, and every open page comes right.

`make drills` runs them all at full length on servers of their own, and prints one line for each;
`make drills ARGS="redis-restart"` runs one. Their short form is a part of the suite.
"""
