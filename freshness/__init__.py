"""Guidance that stays fresh: what calls for a review, who is told, and what readers missed."""
