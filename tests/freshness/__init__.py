"""Guidance that stays fresh."""
