"""How quick the hub is, against a bare server that sends the same bytes in the same run.

`make bench` prints a table. Absolute times belong to the machine; the ratios are what counts.
"""
