"""Turning the words of the demonstration into rows.

Every thing has a natural key (an address, a slug, a title in its room). What is there already is
left as it is, so loading twice changes nothing and an edit made in between survives.
"""
