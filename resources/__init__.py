"""Guidance: the pages Editors publish in Wagtail, and the blocks they are made of."""
